"""Bringing a checkpoint to a witness (C2SP ``tlog-witness``) over HTTP, against a deadline.

The answer is believed for its cosignature alone, so it does not matter who is in between; an
address with ``https`` still keeps others from seeing how busy the station is.
"""

from dataclasses import dataclass
from http.client import HTTPException
from typing import Final

from viewer_app.audit.cosignature import CosignerKey, find_cosignatures
from viewer_app.audit.errors import NoteError
from viewer_app.audit.note import NOTE_LIMIT
from viewer_app.audit.places import Anchored, AnchorError, Contradiction, Sealed, TrailProofs
from viewer_app.audit.submission import write_submission
from viewer_app.audit.witness_server import PATH, SIZE_TYPE
from viewer_app.errors import system_reason
from viewer_app.web_request import ask

DEADLINE_SECONDS: Final = 20.0
"""For one request, from the first packet to the last."""
_SILENCE_SECONDS: Final = 10.0
_ATTEMPTS: Final = 3
"""A first request may only teach us what the witness has; and it may have moved meanwhile."""


@dataclass(frozen=True)
class WitnessPlace:
    """A witness with its address and pinned key."""

    name: str
    url: str
    """The submission prefix: ``https://getuige.example`` (no ``/add-checkpoint``)."""
    key: CosignerKey
    deadline_seconds: float = DEADLINE_SECONDS

    @property
    def where(self) -> str:
        """Its address."""
        return self.url

    def anchor(self, sealed: Sealed, last: int, proofs: TrailProofs) -> Anchored:
        """Have the checkpoint cosigned (``Place.anchor``)."""
        size = sealed.checkpoint.size
        old = min(last, size)
        for _ in range(_ATTEMPTS):
            proof = proofs.prove_consistency(old, size) if old else []
            status, media_type, body = self._post(write_submission(old, proof, sealed.note))
            if status == 200:
                return self._accept(sealed, body)
            if status != 409 or media_type != SIZE_TYPE:
                raise self._refusal(status, old)
            known = self._size(body)
            if known > size:
                raise Contradiction("anchor.ahead", place=self.name, known=known, size=size)
            if known == old == size:
                raise Contradiction("anchor.fork", place=self.name, size=known)
            old = known
        raise self._refusal(409, old)

    def _accept(self, sealed: Sealed, body: bytes) -> Anchored:
        """The note with the cosignature that the pinned key made; other lines are dropped."""
        try:
            for line in body.decode().splitlines(keepends=True):
                receipt = sealed.note + line
                found = find_cosignatures(receipt, [self.key])
                if found:
                    return Anchored(sealed.checkpoint.size, receipt, found[0].time)
        except (UnicodeError, NoteError):
            pass
        raise AnchorError("anchor.not_cosigned", place=self.name)

    def _refusal(self, status: int, old: int) -> AnchorError:
        if status == 404:
            return AnchorError("anchor.unknown_log", place=self.name)
        if status == 403:
            return AnchorError("anchor.unknown_key", place=self.name)
        if status == 422 and old:
            # It compared with the checkpoint it keeps itself, so the proof was for that one.
            return Contradiction("anchor.fork", place=self.name, size=old)
        return AnchorError("anchor.refused", place=self.name, status=status)

    def _size(self, body: bytes) -> int:
        text = body.removesuffix(b"\n")
        if not text.isdigit() or len(text) > 16:
            raise AnchorError("anchor.refused", place=self.name, status=409)
        return int(text)

    def _post(self, body: bytes) -> tuple[int, str, bytes]:
        """Status, media type and body of the answer. Raises AnchorError."""
        address, text = self.url.rstrip("/") + PATH, {"Content-Type": "text/plain"}
        limit = self.deadline_seconds
        try:
            with ask("POST", address, text, body, silence=_SILENCE_SECONDS, limit=limit) as answer:
                data = answer.read(NOTE_LIMIT)
        except TimeoutError:
            raise AnchorError("anchor.silent", place=self.name) from None
        except (OSError, HTTPException, ValueError) as error:
            reason = system_reason(error)
            raise AnchorError("anchor.unreachable", place=self.name, reason=reason) from None
        media_type = answer.getheader("Content-Type", "").partition(";")[0].strip()
        return answer.status, media_type, data
