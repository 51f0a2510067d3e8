"""Giving files their names so that they appear whole, durably, and never over another file."""

import os
from pathlib import Path


def move_into_place(draft: Path, path: Path) -> None:
    """Give a finished file its name, unless that name is taken. Raises OSError (FileExistsError).

    On return the name is on the disk. The draft's own name may remain; the caller removes it.
    """
    if os.name == "nt":
        draft.rename(path)  # refuses an existing name there
    else:
        os.link(draft, path)
    sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    """Make a new name in this directory durable, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
