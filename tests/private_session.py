"""The tests' own home, D-Bus bus, Secret Service and X display, from ``scripts/private-session``.

Nothing of the developer's own session is reachable from a test: not the screen, not the keyring.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.tools import ROOT

_THEIRS = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")
_OURS = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "HOME", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE")
_OUR_HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")

# shows the session's environment, then stays until our end of its standard input closes
_STAY = "import json, os, sys; print(json.dumps(dict(os.environ)), flush=True); sys.stdin.read()"


def leave_developers_session() -> None:
    """Forget the screen and the bus that the tests were started from."""
    for name in _THEIRS:
        os.environ.pop(name, None)
    # an address, because without one libdbus looks for the user's bus by itself
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


@contextmanager
def private_session() -> Iterator[str | None]:
    """Enter a session of our own; yields None, or why there is none.

    It ends with this process however that ends, because its last command reads from us.
    """
    with subprocess.Popen(
        [ROOT / "scripts/private-session", "--screen", sys.executable, "-c", _STAY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        shown = process.stdout.readline()
        if not shown:
            yield process.stderr.read().strip()
            return
        session: dict[str, str] = json.loads(shown)
        os.environ.update(
            {name: session[name] for name in (*_OURS, *_OUR_HOMES, "QT_QPA_PLATFORM")}
        )
        yield None
        process.stdin.close()
