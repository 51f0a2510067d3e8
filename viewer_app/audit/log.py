"""The station's audit trail: an RFC 6962 log of signed events in one SQLite file.

``record`` returns only when the event is on the disk and the file still is the file it was. Every
event is signed as it is written, over the checkpoint of the log that ends with it, so there is no
unsigned tail. Whatever fails, the answer is AuditUnavailable, and the step must not happen.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_bytes
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.audit.body import SALT_SIZE, read_body
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.clock import CLOCK_STEP, Reading, clock_step
from viewer_app.audit.creation import create_file
from viewer_app.audit.database import (
    DATABASE_ERRORS,
    changed_object,
    check_header,
    connect_writer,
)
from viewer_app.audit.errors import AuditError
from viewer_app.audit.faults import unavailable
from viewer_app.audit.keys import KEY_ROTATED, TRAIL_CONTINUED, named_key, signing_key
from viewer_app.audit.lock import WriterLock
from viewer_app.audit.merkle import Frontier
from viewer_app.audit.note import VerifierKey, write_note
from viewer_app.audit.reserve import Reserve
from viewer_app.audit.signing import complete, own_event, sign_row
from viewer_app.audit.store import FileIdentity, PrivateValue, Store
from viewer_app.audit.unfinished import Unfinished, find_unfinished
from viewer_app.held import Closable
from viewer_app.session.ports import AuditUnavailable, Clock, Event, Json, Outcome

CLOSING_ACTIONS: Final = frozenset(
    {
        "integrity.failed",
        "guard.lost",
        "keys.wiped",
        "viewing.not_shown",
        "viewing.stopped",
        "session.refused",
        "session.aborted",
        "session.interrupted",
        "session.recovered",
        "session.closed",
    }
)
"""Events that may use the reserve: with them a session is brought to its end."""

TRAIL_STARTED: Final = "trail.started"
STORAGE_FULL: Final = "audit.storage_full"
"""Events the log writes by itself, besides ``clock.step`` and ``key.rotated``."""


class AuditLog(Closable):
    """The one writer of a trail (``viewer_app.session.ports.AuditTrail``). Safe in every thread."""

    def __init__(
        self,
        path: Path,
        *,
        signer: Ed25519PrivateKey,
        origin: str,
        source: str,
        clock: Clock,
        boot_id: str,
    ) -> None:
        """Open a trail for writing, as its only writer.

        ``boot_id`` says which run of the machine ``clock.monotonic_ms`` counts in. ``signer`` is
        the key now in force. Raises AuditUnavailable: missing, in use, damaged, foreign, newer,
        changed schema, another origin or key, a last signature that does not hold, no room on disk.
        """
        self.path = path
        self.origin = origin
        self.source = source
        self._boot_id = boot_id
        self._signer = signer
        self._key = VerifierKey.of(origin, signer)
        self._clock = clock
        self._lock = threading.RLock()
        self._reserve = Reserve(path)
        self._closed = False
        self._next_key: VerifierKey | None = None
        with ExitStack() as undo:
            writer_lock = WriterLock(path)
            undo.callback(writer_lock.release)
            self._store = self._open_store(undo)
            self._load()
            self._reserve_room()
            self._undo = undo.pop_all()

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        signer: Ed25519PrivateKey,
        origin: str,
        source: str,
        clock: Clock,
        boot_id: str,
        previous: str = "",
    ) -> "AuditLog":
        """Make a new trail and open it.

        ``origin`` names this log for ever: ``<domain>/<municipality>/<station>/<year>``. ``source``
        is the station's id in every event (BIO2 *oorsprong*). ``previous`` is the last checkpoint
        note of the log this one follows, and goes into the first event with the key.

        Raises AuditUnavailable (``trail.exists`` and whatever the disk does).
        """
        started = own_event(
            TRAIL_STARTED,
            origin,
            source,
            {"key": str(VerifierKey.of(origin, signer)), "previous": previous},
        )
        entry = complete(
            started,
            seq=0,
            reading=Reading.of(clock, boot_id),
            origin=origin,
            source=source,
            private={},
        )
        create_file(path, sign_row(entry, Frontier(), origin, signer)[0])
        return cls(path, signer=signer, origin=origin, source=source, clock=clock, boot_id=boot_id)

    # --- the port ------------------------------------------------------------------------------

    def record(self, event: Event) -> None:
        """Append one event; on return it is on the disk. Raises AuditUnavailable.

        On a full disk events that bring a session to its end use the reserve, after an
        ``audit.storage_full`` event; all others are refused until there is room again.
        """
        with self._lock:
            self._require_open()
            closing = event.action in CLOSING_ACTIONS
            if not closing:
                self._reserve_room()
            try:
                self._append(event)
            except AuditUnavailable as refusal:
                if refusal.code != "trail.disk_full" or not closing or not self._reserve.held:
                    raise
                self.release_reserve()
                self._append(self._own_event(STORAGE_FULL, {}, Outcome.FAILED))
                self._append(event)

    def count(self, action: str, object_: str) -> int:
        """How many ``ok`` events with this action and object the trail holds.

        Counted from the signed bodies; the index only finds them. Raises AuditUnavailable.
        """
        with self._lock:
            self._require_open()
            with self._reading():
                entries = [read_body(row.body) for row in self._store.about(action, object_)]
            return sum(entry.did(action, object_) for entry in entries)

    def seal(self) -> str:
        """The signed checkpoint note of the trail as it stands. Raises AuditUnavailable."""
        with self._lock:
            self._require_not_closed()
            self._identity.check()
            text = checkpoint_text(self.origin, self._frontier.size, self._frontier.root())
            return write_note(text, self._head_key, self._head_signature)

    # --- beyond the port -----------------------------------------------------------------------

    @property
    def size(self) -> int:
        """How many events the trail holds."""
        return self._frontier.size

    @property
    def key(self) -> VerifierKey:
        """The public key that signs the next event."""
        return self._key

    def rotate(self, signer: Ed25519PrivateKey) -> None:
        """Sign from now on with a new key, named in an event that the old one signs.

        The caller stores the new key beforehand and destroys the old one afterwards. Whoever takes
        the machine later cannot rewrite what the old keys signed. Raises AuditUnavailable.
        """
        with self._lock:
            self._require_open()
            key = VerifierKey.of(self.origin, signer)
            self._append(self._own_event(KEY_ROTATED, {"key": str(key)}))
            self._signer, self._key = signer, key

    @property
    def next_key(self) -> VerifierKey | None:
        """The first key of the trail that follows this one; None while this one is in use."""
        return self._next_key

    def continue_in(self, key: VerifierKey) -> str:
        """End this trail: the one that follows starts with this key, which bears its origin.

        Nothing can be recorded any more. Returns the checkpoint note that the other trail's first
        event names. May be repeated with the same key, after a crash. Raises AuditUnavailable.
        """
        with self._lock:
            if self._next_key != key:
                self._require_open()
                self._append(self._own_event(TRAIL_CONTINUED, {"key": str(key)}))
                self._next_key = key
            return self.seal()

    def unfinished_sessions(self) -> list[Unfinished]:
        """Sessions without a closing event, oldest first; after a start, those cut off by a crash.

        The caller writes ``session.recovered`` and ``session.closed`` for each.
        """
        with self._lock:
            self._require_open()
            with self._reading():
                return find_unfinished(self._store, self.path.name)

    def erase_private(self, seq: int) -> int:
        """Erase the personal values of event ``seq``; returns how many. Its proofs stand.

        Folds the write-ahead log into the file, so that the values are nowhere any more.
        """
        with self._lock:
            self._require_open()
            with self._reading():
                return self._store.erase_private(seq)

    def add_receipt(self, size: int, note: str, got_ms: int) -> None:
        """Keep a checkpoint note that came back from elsewhere. Raises AuditUnavailable."""
        with self._lock:
            self._require_open()
            with self._reading():
                self._store.add_receipt(size, note, got_ms)

    def release_reserve(self) -> None:
        """Give up the room set aside; the next ordinary event takes it again or is refused."""
        self._reserve.release()

    def close(self) -> None:
        """Close the file and let another writer in. Safe to call twice."""
        with self._lock:
            self._closed = True
            self._undo.close()

    # --- inside --------------------------------------------------------------------------------

    def _open_store(self, undo: ExitStack) -> Store:
        try:
            check_header(self.path)
            self._identity = FileIdentity(self.path)
            database = connect_writer(self.path)
            undo.callback(database.close)
            changed = changed_object(database)
        except AuditError as error:
            raise AuditUnavailable(error.code, **error.facts) from error
        except DATABASE_ERRORS as error:
            raise unavailable(error, self.path.name) from error
        if changed is not None:
            raise AuditUnavailable("trail.schema_changed", file=self.path.name, object=changed)
        self._identity.check()
        return Store(database)

    def _load(self) -> None:
        """Take the head of the log from the file, and believe it only with a valid signature."""
        with self._reading():
            size = self._store.size()
            self._frontier = self._store.frontier(size)
            last = self._store.row(size - 1)
            if last is None:
                raise AuditUnavailable("trail.damaged", file=self.path.name)
            entry = read_body(last.body)
            self._head_key = signing_key(self._store, size - 1)
            in_force = signing_key(self._store, size)
            continued = entry.action == TRAIL_CONTINUED
            self._next_key = named_key(entry.details) if continued else None
        if entry.log != self.origin:
            raise AuditUnavailable("trail.other_origin", file=self.path.name, origin=entry.log)
        if in_force != self._key:
            raise AuditUnavailable("trail.other_key", file=self.path.name)
        text = checkpoint_text(self.origin, size, self._frontier.root())
        if not self._head_key.signed(text, last.signature):
            raise AuditUnavailable("trail.head_invalid", file=self.path.name)
        self._head_signature = last.signature
        self._last = Reading(entry.time, entry.mono, entry.boot)
        self._uncertain = False

    def _append(self, event: Event) -> None:
        """Write ``event``, and before it a ``clock.step`` if the clock was moved."""
        if self._uncertain:
            # A commit that reported an error may have been made all the same.
            self._load()
        reading = Reading.of(self._clock, self._boot_id)
        step = clock_step(self._last, reading)
        if step is not None:
            self._write(self._own_event(CLOCK_STEP, step), reading)
        self._write(event, reading)

    def _write(self, event: Event, reading: Reading) -> None:
        private = {
            name: PrivateValue(token_bytes(SALT_SIZE), value)
            for name, value in event.private.items()
        }
        try:
            entry = complete(
                event,
                seq=self.size,
                reading=reading,
                origin=self.origin,
                source=self.source,
                private=private,
            )
            row, frontier = sign_row(entry, self._frontier, self.origin, self._signer)
        except AuditError as error:
            raise AuditUnavailable(error.code, **error.facts) from error
        self._uncertain = True
        try:
            self._store.append(row, private)
        except DATABASE_ERRORS as error:
            raise unavailable(error, self.path.name) from error
        self._identity.check()
        self._uncertain = False
        self._frontier = frontier
        self._head_key, self._head_signature = self._key, row.signature
        self._last = reading

    def _reserve_room(self) -> None:
        if self._reserve.held:
            return
        try:
            self._reserve.hold()
        except OSError as error:
            raise unavailable(error, self.path.name) from error

    def _own_event(
        self, action: str, details: Mapping[str, Json], outcome: Outcome = Outcome.OK
    ) -> Event:
        return own_event(action, self.origin, self.source, details, outcome)

    def _require_open(self) -> None:
        self._require_not_closed()
        if self._next_key is not None:
            raise AuditUnavailable("trail.continued", file=self.path.name)

    def _require_not_closed(self) -> None:
        if self._closed:
            raise AuditUnavailable("trail.closed", file=self.path.name)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What the file says must make sense; otherwise it is damaged."""
        try:
            yield
        except AuditError as error:
            raise AuditUnavailable("trail.damaged", file=self.path.name) from error
        except DATABASE_ERRORS as error:
            raise unavailable(error, self.path.name) from error
