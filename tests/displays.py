"""Display servers of the tests' own: Xvfb, and Weston's kiosk shell inside it."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

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
    pid: int
    """The compositor's process."""


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
def weston(
    runtime: Path,
    *,
    debug: bool = False,
    options: Sequence[str] = (),
    config: str = "",
    environment: Environment = MappingProxyType({}),
    directory: Path | None = None,
    user: int | None = None,
) -> Iterator[Weston]:
    """Weston's kiosk shell, drawn by the CPU in a window of its own Xvfb.

    ``runtime`` is an empty directory with a short path, for its socket and log. ``debug`` lets any
    client take pictures: the positive control of tests that nobody else can. ``config`` is the text
    of a ``weston.ini``; without one there is none. ``environment`` is
    added to Weston's, ``directory`` is where it works instead of in ``runtime``, and ``user`` is
    another user to run it as, which only root can; every user's clients may then connect.
    """
    runtime.chmod(0o700)
    if user is not None:
        os.chown(runtime, user, user)
    log = runtime / "weston.log"
    with xvfb() as outside:
        started = {**outside, "XDG_RUNTIME_DIR": str(runtime), **environment}
        (runtime / "weston.ini").write_text(config)
        configured = f"--config={runtime / 'weston.ini'}" if config else "--no-config"
        command = [program("weston"), "--backend=x11-backend.so", "--use-pixman", configured]
        command += [f"--width={SIZE[0]}", f"--height={SIZE[1]}", "--shell=kiosk-shell.so"]
        command += ["--socket=kiosk", "--idle-time=0", f"--log={log}"]
        command += ["--debug"] if debug else []
        # where its own Super+S and Super+R would leave pictures: a test looks here
        with subprocess.Popen(
            [*command, *options], env=started, cwd=directory or runtime, user=user, group=user
        ) as server:
            try:
                while not (runtime / "kiosk").exists():
                    assert server.poll() is None, f"Weston ended:\n{log.read_text()}"
                    time.sleep(0.02)
                if user is not None:
                    runtime.chmod(0o711)
                    (runtime / "kiosk").chmod(0o777)
                clients = _environment(
                    WAYLAND_DISPLAY="kiosk", XDG_RUNTIME_DIR=str(runtime), QT_QPA_PLATFORM="wayland"
                )
                yield Weston(clients, outside, log, server.pid)
            finally:
                server.terminate()


def _environment(**changes: str) -> dict[str, str]:
    """Ours, without any display, with ``changes``."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")
    return {k: v for k, v in os.environ.items() if k not in displays} | changes


@contextmanager
def sway(runtime: Path, *, user: int | None = None) -> Iterator[Environment]:
    """A compositor that hands out the screen, drawing into memory; yields the environment for its
    clients. It does not run as root, who must name another ``user``."""
    if user is not None:
        os.chown(runtime, user, user)
    (runtime / "config").write_text(f"output * resolution {SIZE[0]}x{SIZE[1]}\n")
    headless = {
        "WLR_BACKENDS": "headless",
        "WLR_RENDERER": "pixman",
        "WLR_LIBINPUT_NO_DEVICES": "1",
    }
    with subprocess.Popen(
        [program("sway"), "--config", str(runtime / "config")],
        env=_environment(XDG_RUNTIME_DIR=str(runtime), **headless),
        stderr=(runtime / "sway.log").open("w"),
        user=user,
        group=user,
    ) as server:
        try:
            while not (socket := runtime / "wayland-1").exists():
                assert server.poll() is None, (runtime / "sway.log").read_text()
                time.sleep(0.02)
            if user is not None:
                runtime.chmod(0o711)
                socket.chmod(0o777)
            yield _environment(
                WAYLAND_DISPLAY=socket.name,
                XDG_RUNTIME_DIR=str(runtime),
                QT_QPA_PLATFORM="wayland",
            )
        finally:
            server.terminate()
