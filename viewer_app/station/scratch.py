"""A directory for what is in the making, in the state directory: private, and gone in the end.

Copies of the trail lie there for a moment, with personal values that may be erased from the trail
tomorrow. So what is removed is overwritten first, as far as a disk does that.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from viewer_app.station.errors import StationError

if sys.platform != "win32":
    import fcntl

_ZEROS: Final = bytes(256 * 1024)


@contextmanager
def scratch(directory: Path, name: str) -> Iterator[Path]:
    """A new directory ``name`` in ``directory``; removed with all that is left in it at the end.

    For one process at a time. What one that was killed left there is removed first. Raises
    StationError (``home.busy``), OSError.
    """
    lock = _lock(directory)
    place = directory / name
    try:
        if place.exists():
            _remove(place)
        place.mkdir(mode=0o700)
        try:
            yield place
        finally:
            with suppress(OSError):  # what went wrong before is what must be told
                if place.exists():
                    _remove(place)
    finally:
        if lock is not None:
            os.close(lock)


def _remove(place: Path) -> None:
    for parent, _, names in os.walk(place):
        for name in names:
            _overwrite(Path(parent, name))
    shutil.rmtree(place)


def _overwrite(file: Path) -> None:
    with file.open("r+b", buffering=0) as content:
        left = os.fstat(content.fileno()).st_size
        while left:
            left -= content.write(_ZEROS[: min(left, len(_ZEROS))])
        os.fsync(content.fileno())


def _lock(directory: Path) -> int | None:
    """The directory itself, locked until it is closed; None on Windows, which cannot."""
    if sys.platform == "win32":
        return None
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise StationError("home.busy", directory=directory.name) from None
    return handle
