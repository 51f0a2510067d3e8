"""Room kept aside, so that a session can still be closed in the trail when the disk is full."""

import os
from pathlib import Path

from viewer_app.files import sync_directory

RESERVE_SIZE = 512 * 1024
"""Bytes: several times what the closing events of a session take in the write-ahead log."""

_BLOCK = bytes(64 * 1024)


class Reserve:
    """A file of nothing beside the trail, given up when the disk is full."""

    def __init__(self, trail: Path) -> None:
        self._path = trail.with_name(trail.name + ".reserve")

    @property
    def held(self) -> bool:
        """Whether the room is there."""
        try:
            return self._path.stat().st_size == RESERVE_SIZE
        except OSError:
            return False

    def hold(self) -> None:
        """Take the room; nothing to do if it is there. Raises OSError when the disk is full."""
        if self.held:
            return
        try:
            # Written out, not only reserved: not every file system can promise blocks.
            with self._path.open("wb") as file:
                for _ in range(RESERVE_SIZE // len(_BLOCK)):
                    file.write(_BLOCK)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self._path.unlink(missing_ok=True)
            raise
        sync_directory(self._path.parent)

    def release(self) -> None:
        """Give the room back to the disk."""
        self._path.unlink(missing_ok=True)
