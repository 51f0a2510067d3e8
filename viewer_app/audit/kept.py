"""The checkpoints a station has of its own trail from elsewhere, to verify the trail with."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from viewer_app.audit.cosignature import CosignerKey, find_cosignatures
from viewer_app.audit.database import DATABASE_ERRORS, connect_reader
from viewer_app.audit.errors import NoteError, TrailError
from viewer_app.audit.faults import fault_code
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.store import Store


def kept_anchors(
    trail: Path, origin: str, witnesses: Sequence[CosignerKey], folders: Sequence[FolderPlace] = ()
) -> list[str]:
    """The largest checkpoint of the log ``origin`` from each place, as notes for ``verify``.

    Of what is kept in the trail's own file only notes that one of ``witnesses`` cosigned count:
    whoever holds file and key could put in others. What lies in a folder is taken as it is, and
    judged by ``verify``; a folder that cannot be read has none.

    Raises TrailError.
    """
    found: dict[CosignerKey, str] = {}
    for note in _receipts(trail) if witnesses else ():
        with suppress(NoteError):
            for seen in find_cosignatures(note, witnesses):
                found[seen.key] = note
    anchors = list(found.values())
    for folder in folders:
        with suppress(OSError):
            latest = folder.latest(origin)
            if latest is not None:
                anchors.append(latest)
    return anchors


def _receipts(trail: Path) -> list[str]:
    """Every note kept in the file, by size."""
    connection = connect_reader(trail)
    try:
        return [note for _, note, _ in Store(connection).receipts()]
    except DATABASE_ERRORS as error:
        raise TrailError(fault_code(error), file=trail.name) from error
    finally:
        connection.close()
