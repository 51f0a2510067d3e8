"""Files that appear whole and durably, readable for their owner only, and never by accident."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def write_new(path: Path, data: bytes) -> None:
    """Make a file that did not exist. Raises OSError (FileExistsError)."""
    with written_draft(path, data) as draft:
        move_into_place(draft, path)


def write_over(path: Path, data: bytes) -> None:
    """Make or replace a file: afterwards it is the old or the new one, whole. Raises OSError."""
    with written_draft(path, data) as draft:
        move_over(draft, path)


@contextmanager
def written_draft(path: Path, data: bytes) -> Iterator[Path]:
    """A finished file beside ``path``, whole and on the disk, that has no effect yet.

    To be moved to its place; what was not moved is removed in the end. Raises OSError.
    """
    draft = _write_draft(path, data)
    try:
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def move_over(draft: Path, path: Path) -> None:
    """Give a finished file its name, whoever had it; durable on return. Raises OSError."""
    draft.replace(path)
    sync_directory(path.parent)


def move_into_place(draft: Path, path: Path) -> None:
    """Give a finished file its name, unless that name is taken. Raises OSError (FileExistsError).

    On return the name is on the disk. The draft's own name may remain; the caller removes it.
    """
    if os.name == "nt":
        draft.rename(path)  # refuses an existing name there
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # A stick with a FAT file system has no links. Claiming the name first keeps the promise
        # not to overwrite.
        with new_file(path):
            pass
        draft.replace(path)
    sync_directory(path.parent)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that did not exist, open for writing, readable for its owner only. Raises OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        yield file


def draft_of(path: Path) -> Path:
    """A passing name beside ``path``, for what is not finished; nobody else's."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")


def is_private(directory: Path) -> bool:
    """Whether only this user can get into a directory.

    Raises OSError, also where it is a link or no directory. On Windows the access lists of the
    user's profile decide, and the answer is always yes.
    """
    status = directory.stat(follow_symlinks=False)
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if os.name == "nt":
        return True
    return status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077


def sync_directory(directory: Path) -> None:
    """Make a new name in this directory durable, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_draft(path: Path, data: bytes) -> Path:
    draft = draft_of(path)
    try:
        with new_file(draft) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft
