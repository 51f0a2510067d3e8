"""Display servers of the tests' own: Xvfb, and Weston's kiosk shell inside it."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.tools import program

Environment = Mapping[str, str]
"""A whole environment to start a client of the display with."""

SIZE = (1920, 1080)
"""Pixels, width and height, of every display here."""


@dataclass(frozen=True)
class Weston:
    """A running compositor."""

    clients: Environment
    """For Wayland clients of the compositor; it names no X display."""
    outside: Environment
    """For X clients of the display that the compositor's one window is shown on."""
    log: Path


@contextmanager
def xvfb() -> Iterator[Environment]:
    """An X server nobody sees and nothing else draws on; yields the environment for its clients."""
    read_end, write_end = os.pipe()
    screen = f"{SIZE[0]}x{SIZE[1]}x24"
    with subprocess.Popen(
        [program("Xvfb"), "-displayfd", str(write_end), "-screen", "0", screen, "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write_end)
        with os.fdopen(read_end) as ready:
            number = ready.readline().strip()
        try:
            assert number, f"Xvfb did not start (exit {server.wait()})"
            yield _environment(DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
        finally:
            server.terminate()


@contextmanager
def weston(runtime: Path, *, debug: bool = False, options: Sequence[str] = ()) -> Iterator[Weston]:
    """Weston's kiosk shell, drawn by the CPU in a window of its own Xvfb.

    ``runtime`` is an empty directory with a short path, for its socket and log. ``debug`` lets any
    client take pictures: the positive control of tests that nobody else can.
    """
    runtime.chmod(0o700)
    log = runtime / "weston.log"
    with xvfb() as outside:
        started = {**outside, "XDG_RUNTIME_DIR": str(runtime)}
        command = [program("weston"), "--backend=x11-backend.so", "--use-pixman", "--no-config"]
        command += [f"--width={SIZE[0]}", f"--height={SIZE[1]}", "--shell=kiosk-shell.so"]
        command += ["--socket=kiosk", "--idle-time=0", f"--log={log}"]
        command += ["--debug"] if debug else []
        # where its own Super+S and Super+R would leave pictures: a test looks here
        with subprocess.Popen([*command, *options], env=started, cwd=runtime) as server:
            try:
                while not (runtime / "kiosk").exists():
                    assert server.poll() is None, f"Weston ended:\n{log.read_text()}"
                    time.sleep(0.02)
                clients = _environment(
                    WAYLAND_DISPLAY="kiosk", XDG_RUNTIME_DIR=str(runtime), QT_QPA_PLATFORM="wayland"
                )
                yield Weston(clients, outside, log)
            finally:
                server.terminate()


def _environment(**changes: str) -> dict[str, str]:
    """Ours, without any display, with ``changes``."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")
    return {k: v for k, v in os.environ.items() if k not in displays} | changes
