"""What it takes to prove a session to somebody who has not got the trail."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.database import DATABASE_ERRORS, connect_reader
from viewer_app.audit.errors import EventError, NoteError, TrailError
from viewer_app.audit.faults import fault_code
from viewer_app.audit.keys import signing_key
from viewer_app.audit.note import VerifierKey, write_note
from viewer_app.audit.store import Row, Store


class Prover:
    """The rows, keys and hashes of an opened trail. Every method may raise TrailError."""

    def __init__(self, store: Store, file: str) -> None:
        """Use ``open_prover``."""
        self._store = store
        self._file = file

    def rows_of(self, session: str) -> list[Row]:
        """Every event of a session as stored, in order."""
        with reading(self._file):
            where = "session = ? AND session <> '' ORDER BY seq"
            return list(self._store.rows(where, (session,)))

    def rotations(self, before: int) -> list[Row]:
        """Every change of key before event ``before``, in order."""
        with reading(self._file):
            where = "action = 'key.rotated' AND seq < ? ORDER BY seq"
            return list(self._store.rows(where, (before,)))

    def key(self, seq: int) -> VerifierKey:
        """The key that signs event ``seq``, by what the trail itself says."""
        with reading(self._file):
            return signing_key(self._store, seq)

    def checkpoint(self, size: int) -> str:
        """The signed checkpoint note over the first ``size`` events."""
        with reading(self._file):
            last = self._store.row(size - 1)
            if last is None:
                raise TrailError("trail.damaged", file=self._file)
            key = signing_key(self._store, size - 1)
            root = self._store.frontier(size).root()
        return write_note(checkpoint_text(key.name, size, root), key, last.signature)

    def subtree(self, first: int, end: int) -> bytes:
        """The hash over the events ``first <= seq < end``."""
        with reading(self._file):
            return self._store.subtree(first, end)


@contextmanager
def open_prover(path: Path) -> Iterator[Prover]:
    """Open a trail to prove from, beside its writer or on read-only media. Raises TrailError."""
    with closing(connect_reader(path)) as connection:
        yield Prover(Store(connection), path.name)


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Turn what can go wrong in a trail's file into TrailError, with its bare name."""
    try:
        yield
    except (EventError, NoteError) as error:
        raise TrailError("trail.damaged", file=file) from error
    except DATABASE_ERRORS as error:
        raise TrailError(fault_code(error), file=file) from error
