"""A new file for somebody else: it appears whole and durably, or not at all, and replaces nothing.

Written under another name and given its own at the end, so that a full disk, a power cut or a
refusal half-way leaves no part of it behind.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from viewer_app.audit.errors import ExportError
from viewer_app.audit.faults import fault_code
from viewer_app.errors import system_reason
from viewer_app.files import move_into_place


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write; it gets its name when the block ends without an exception.

    Readable for its owner only. Raises ExportError: ``export.exists``, ``export.disk_full``,
    ``export.not_written``. Any OSError inside the block is taken for one of the file's own.
    """
    if os.path.lexists(path):  # said before a long export, not after it
        raise ExportError("export.exists", file=path.name)
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        move_into_place(draft, path)
    except FileExistsError:
        raise ExportError("export.exists", file=path.name) from None
    except OSError as error:
        if fault_code(error) == "trail.disk_full":
            raise ExportError("export.disk_full", file=path.name) from error
        reason = system_reason(error)
        raise ExportError("export.not_written", file=path.name, reason=reason) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
