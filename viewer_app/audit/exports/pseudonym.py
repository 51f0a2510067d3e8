"""Numbers that stand for a session, a step or a person in other systems, the same at every export.

They follow from the trail alone, so that exporting again adds nothing new elsewhere. The person is
known in the trail by the approval only, whose id is random (a version 4 UUID): the desk that made
it can find the person, and nobody can find the approval by trying.
"""

import hashlib
import uuid


def trace_id(log: str, session: str) -> bytes:
    """16 bytes for a session: the beginning of SHA-256("ldv|log|session")."""
    return _digest("ldv", log, session)[:16]


def span_id(log: str, session: str, seq: int) -> bytes:
    """8 bytes for the step of a session that begins with event ``seq``."""
    return _digest("ldv", log, session, str(seq))[:8]


def subject_id(log: str, approval: str) -> str:
    """32 hexadecimal digits for the person an approval (``approval:…``) was given to."""
    return _digest("ldv-subject", log, approval)[:16].hex()


def session_uuid(log: str, session: str) -> str:
    """A version 8 UUID (RFC 9562) for a session, out of its ``trace_id``."""
    data = bytearray(trace_id(log, session))
    data[6] = data[6] & 0x0F | 0x80
    data[8] = data[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(data)))


def _digest(*parts: str) -> bytes:
    return hashlib.sha256("|".join(parts).encode()).digest()
