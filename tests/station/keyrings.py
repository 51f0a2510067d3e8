"""Keyrings in states that a session can find them in: the real daemon, on a bus of its own."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.tools import missing

_PATIENCE_S = 20
_BUS = """<busconfig>
  <type>session</type>
  <listen>unix:path={bus}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def keyring_session(
    data: Path, password: str | None, *, daemon: bool = True
) -> Iterator[dict[str, str]]:
    """The environment of a session whose keyrings are in ``data``.

    ``password`` is what the daemon is given when it starts, as signing in does; None: nothing is.
    """
    program = shutil.which("gnome-keyring-daemon")
    if program is None:
        missing("needs gnome-keyring-daemon")
    with tempfile.TemporaryDirectory() as place, ExitStack() as ends:
        private = Path(place)
        bus = private / "bus"
        (private / "bus.conf").write_text(_BUS.format(bus=bus))
        environment = {
            **os.environ,
            "HOME": place,
            "XDG_DATA_HOME": str(data),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}",
        }

        def start(*words: str | Path, typed: str = "") -> None:
            process = subprocess.Popen(
                words,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            ends.callback(process.wait)
            ends.callback(process.kill)
            assert process.stdin
            process.stdin.write(typed)
            process.stdin.close()

        start("dbus-daemon", f"--config-file={private / 'bus.conf'}", "--nofork", "--nopidfile")
        _wait(bus.exists)
        if daemon:
            # a copy has no file capabilities, with which it does not start in every container
            copy = shutil.copy(program, private / "gnome-keyring-daemon")
            control = private / "control"
            control.mkdir(mode=0o700)
            words = ["--foreground", "--components=secrets", f"--control-directory={control}"]
            if password is None:
                start(copy, *words)
            else:
                start(copy, *words, "--unlock", typed=f"{password}\n")
            _wait(lambda: _has_secrets(environment))
        yield environment


def _has_secrets(environment: dict[str, str]) -> bool:
    ask = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/"]
    ask += ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
    said = subprocess.run(ask, env=environment, capture_output=True, text=True, check=False)
    return "true" in said.stdout


def _wait(until: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE_S
    while not until():
        assert time.monotonic() < ends, "the keyring did not start"
        time.sleep(0.02)
