"""When the program gives its liberties up: before Qt, libVLC, keys and threads; for good."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from viewer_app.app import errands
from viewer_app.app.anchors import ANCHOR, run_anchor
from viewer_app.app.sources import FETCH, run_fetch
from viewer_app.app.verifying import VERIFY, run_verify
from viewer_app.errors import InzageError
from viewer_app.session.policy import Demand
from viewer_app.session.policy_file import load_policy
from viewer_app.station import sandbox
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings

_IN_MEMORY = ("tmpfs", "ramfs")


def confine(home: Home, extra_writable: Sequence[Path] = ()) -> InzageError | None:
    """Enter the sandbox; returns why the station may not start where it could not be entered.

    The municipality's rules say whether it must be. A demonstration shows no real recording, so it
    starts without, and it alone may write in ``extra_writable`` too. Where the station is not
    enrolled or its rules cannot be read, nothing will be shown, and the program says why itself.
    """
    if sys.platform != "linux":
        return None
    try:
        demonstration = Settings.load(home.settings).demonstration
        rule = load_policy(home.policy).sandbox
    except InzageError:
        return None
    missing = sandbox.available().missing
    if missing:
        if demonstration or rule is Demand.IF_AVAILABLE:
            return None
        return StationError("sandbox.missing", what=", ".join(missing))
    errands.begin(
        {
            VERIFY: partial(run_verify, home),
            ANCHOR: partial(run_anchor, home),
            FETCH: partial(run_fetch, home),
        }
    )
    try:
        sandbox.enter(home.path, runtime_in_memory(), extra_writable if demonstration else ())
    except StationError as refusal:
        return refusal
    return None


def runtime_in_memory() -> Path | None:
    """The session's runtime directory, where Qt may make files; None where it is on a disk."""
    named = os.environ.get("XDG_RUNTIME_DIR")
    if not named or not Path(named).is_dir():
        return None
    path = Path(named).resolve()
    kinds = {}
    for line in Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines():
        _, point, kind, *_ = line.split(" ")
        kinds[Path(point.encode().decode("unicode_escape"))] = kind
    nearest = next(point for point in (path, *path.parents) if point in kinds)
    return path if kinds[nearest] in _IN_MEMORY else None
