"""A witness (C2SP ``tlog-witness``) without its HTTP: it cosigns a log that only ever grows.

For each log it keeps the *whole* last checkpoint it cosigned, not only size and root: with the
log's own signature under both, two checkpoints that contradict each other prove a fork to anybody.
Such pairs, and checkpoints whose proof failed, are kept as evidence.

Whose logs it takes is decided by pins: a station's anchor key under the station's name, valid for
the origins below that name (one a year). The keys that sign events change with every session and
are nothing to a witness (``docs/decisions/0016``).
"""

import json
import re
import threading
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.audit.checkpoint import Checkpoint, open_checkpoint
from viewer_app.audit.cosignature import CosignerKey, cosign
from viewer_app.audit.errors import AuditError, NoteError
from viewer_app.audit.lock import WriterLock
from viewer_app.audit.merkle import EMPTY_ROOT, verify_consistency
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.submission import Submission
from viewer_app.files import write_new, write_over
from viewer_app.session.ports import AuditUnavailable, Clock

EVIDENCE_LIMIT: Final = 1000
"""Pieces of evidence kept for one log; anybody who saw a checkpoint could send it again."""

_BELOW: Final = re.compile(r"/[0-9]{4}(\.[1-9][0-9]{0,2})?")
"""What a station adds to its name: the year, and which trail of that year from the second on."""


class WitnessError(AuditError):
    """A checkpoint is not cosigned. ``status`` is the answer's HTTP status."""

    def __init__(self, code: str, status: int, **facts: str | int) -> None:
        super().__init__(code, **facts)
        self.status = status


class Conflict(WitnessError):
    """The log starts from another checkpoint than the last one cosigned, which has ``size``."""

    def __init__(self, code: str, *, size: int) -> None:
        super().__init__(code, 409, size=size)
        self.size = size


class Witness:
    """One witness with its state directory. Safe in every thread."""

    def __init__(
        self,
        directory: Path,
        name: str,
        signer: Ed25519PrivateKey,
        pins: Sequence[VerifierKey],
        clock: Clock,
    ) -> None:
        """Take the directory, as the only process. Raises AuditError (``witness.in_use``)."""
        self.key = CosignerKey.of(name, signer)
        self._directory = directory
        self._signer = signer
        self._pins = tuple(pins)
        self._clock = clock
        self._lock = threading.Lock()
        try:
            self._process_lock = WriterLock(directory / "witness")
        except AuditUnavailable:
            raise AuditError("witness.in_use", directory=directory.name) from None

    def close(self) -> None:
        """Let another process have the directory."""
        self._process_lock.release()

    def add_checkpoint(self, request: bytes) -> str:
        """Check the checkpoint in ``request``, keep it, and return the cosignature line.

        Raises NoteError (malformed: 400), and WitnessError with its status: 404 a log nobody
        pinned, 403 not signed by the pinned key, 409 not from the last checkpoint on (Conflict),
        422 the proof does not hold, 500 the state cannot be read or written. A checkpoint kept that
        is not whole stays a 500: to forget it would be to let that log fork.
        """
        submission = Submission.parse(request)
        new = submission.checkpoint
        key = self._pinned(new.origin)
        if key is None:
            raise WitnessError("witness.unknown_log", 404)
        try:
            open_checkpoint(submission.note, [key])
        except NoteError:
            raise WitnessError("witness.unknown_key", 403) from None
        if submission.old > new.size:
            raise NoteError("witness.malformed")
        # One after another: between looking at the last checkpoint and replacing it nothing may
        # come in between, or a slower request would roll the log back.
        with self._lock:
            known = self._known(new.origin, key)
            self._check(submission, known)
            self._keep(submission)
            return cosign(new.text(), self.key.name, self._signer, self._clock.now())

    def known(self, origin: str) -> str | None:
        """The last checkpoint note cosigned for a log, if any."""
        try:
            return self._path(origin).read_text("utf-8")
        except FileNotFoundError:
            return None

    # --- inside --------------------------------------------------------------------------------

    def _pinned(self, origin: str) -> VerifierKey | None:
        """The pinned key for this log, under the log's own name."""
        for pin in self._pins:
            rest = origin.removeprefix(pin.name)
            if origin == pin.name or (origin != rest and _BELOW.fullmatch(rest)):
                return VerifierKey(origin, pin.public_key)
        return None

    def _known(self, origin: str, key: VerifierKey) -> Checkpoint | None:
        try:
            note = self.known(origin)
            known = None if note is None else open_checkpoint(note, [key])
        except (OSError, UnicodeError, NoteError):
            raise WitnessError("witness.state_damaged", 500) from None
        if known is not None and known.origin != origin:
            raise WitnessError("witness.state_damaged", 500)
        return known

    def _check(self, submission: Submission, known: Checkpoint | None) -> None:
        new = submission.checkpoint
        size = known.size if known else 0
        if known and new.size == size and new.root != known.root:
            # whatever it says to start from: two heads of one size are a fork
            self._keep_evidence("fork", submission)
            raise Conflict("witness.fork", size=size)
        if submission.old != size:
            raise Conflict("witness.conflict", size=size)
        if known and size:
            holds = verify_consistency(size, new.size, known.root, new.root, submission.proof)
        else:
            holds = not submission.proof and (new.size > 0 or new.root == EMPTY_ROOT)
        if not holds:
            self._keep_evidence("proof", submission)
            raise WitnessError("witness.proof_invalid", 422, size=size)

    def _keep(self, submission: Submission) -> None:
        try:
            write_over(self._path(submission.checkpoint.origin), submission.note.encode())
        except OSError:
            raise WitnessError("witness.not_kept", 500) from None

    def _keep_evidence(self, kind: str, submission: Submission) -> None:
        """Both checkpoints and what was sent, once for each pair. The refusal stands anyhow."""
        new = submission.checkpoint
        stem = self._path(new.origin).stem
        digest = sha256(new.text().encode()).hexdigest()[:16]
        path = self._directory / f"{stem}.{kind}-{new.size}-{digest}.json"
        try:
            evidence = {
                "kind": kind,
                "seen": self._clock.now().isoformat(),
                "known": self.known(new.origin),
                "submitted": submission.note,
                "old": submission.old,
                "proof": [node.hex() for node in submission.proof],
            }
            if len(list(self._directory.glob(f"{stem}.*.json"))) < EVIDENCE_LIMIT:
                write_new(path, json.dumps(evidence, indent=1, ensure_ascii=False).encode())
        except FileExistsError:
            pass
        except OSError:
            raise WitnessError("witness.not_kept", 500) from None

    def _path(self, origin: str) -> Path:
        return self._directory / f"{file_stem(origin)}.checkpoint"


def file_stem(origin: str) -> str:
    """A file name for a log, without ending: its origin in plain letters, and no other's."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", origin).strip("-")[:80]
    return f"{plain}-{sha256(origin.encode()).hexdigest()[:8]}"
