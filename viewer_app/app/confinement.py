"""When the program gives its liberties up: before Qt, libVLC, keys and threads; for good.

Nothing here may import what takes long: the first window waits for it.
"""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from viewer_app.app import errands
from viewer_app.errors import InzageError
from viewer_app.station import sandbox
from viewer_app.station.errors import StationError

if TYPE_CHECKING:
    from viewer_app.station.home import Home

_IN_MEMORY = ("tmpfs", "ramfs")


def confine(home: "Home", extra_writable: Sequence[Path] = ()) -> InzageError | None:
    """Enter the sandbox; returns why the station may not start where it could not be entered.

    Where the kernel lacks it, the municipality's rules say whether the station may start without. A
    demonstration shows no real recording, so it may, and it alone may write in ``extra_writable``
    too. Where the station is not enrolled nothing will be shown, and the program says why itself.
    """
    if sys.platform != "linux" or not home.settings.is_file():
        return None
    missing = sandbox.available().missing
    if missing:
        return None if _may_go_without(home) else _refusal(missing)
    errands.begin(
        {
            errands.VERIFY: partial(_find_verify, home),
            errands.ANCHOR: partial(_find_anchor, home),
            errands.FETCH: partial(_find_fetch, home),
        }
    )
    writable = extra_writable if extra_writable and _is_demonstration(home) else ()
    try:
        sandbox.enter(home.path, runtime_in_memory(), writable)
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


def _refusal(missing: Sequence[str]) -> StationError:
    return StationError("sandbox.missing", what=", ".join(missing))


def _is_demonstration(home: "Home") -> bool:
    from viewer_app.station.settings import Settings  # noqa: PLC0415 - heavy, and seldom needed

    try:
        return Settings.load(home.settings).demonstration
    except InzageError:  # the program says so itself
        return False


def _may_go_without(home: "Home") -> bool:
    """Whether the rules let this station start outside the sandbox, or cannot be read."""
    from viewer_app.session.policy import Demand  # noqa: PLC0415 - heavy, and seldom needed
    from viewer_app.session.policy_file import load_policy  # noqa: PLC0415
    from viewer_app.station.settings import Settings  # noqa: PLC0415

    try:
        demonstration = Settings.load(home.settings).demonstration
        return demonstration or load_policy(home.policy).sandbox is Demand.IF_AVAILABLE
    except InzageError:  # nothing will be shown, and the program says why itself
        return True


def _find_verify(home: "Home") -> errands.Errand:
    from viewer_app.app.verifying import run_verify  # noqa: PLC0415 - in the errands' own process

    return partial(run_verify, home)


def _find_anchor(home: "Home") -> errands.Errand:
    from viewer_app.app.anchors import run_anchor  # noqa: PLC0415 - in the errands' own process

    return partial(run_anchor, home)


def _find_fetch(home: "Home") -> errands.Errand:
    from viewer_app.app.sources import run_fetch  # noqa: PLC0415 - in the errands' own process

    return partial(run_fetch, home)
