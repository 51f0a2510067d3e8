"""Signing and verifying approvals: a JWS with Ed25519 and nothing else (RFC 8725, section 3.1).

PyJWT does the JWS; the claims are checked in ``claims``. PyJWT's own checks of time and audience
are not used: they read the machine's clock, and those rules belong to the session.
"""

import hashlib
import json
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from typing import NoReturn

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.evidence.approval.claims import Json, read_claims, write_claims
from viewer_app.evidence.approval.record import Approval, DeskKey
from viewer_app.evidence.errors import ApprovalError

TOKEN_TYPE = "inzage-approval+jwt"  # noqa: S105 - a media type (RFC 8725, section 3.11)
TOKEN_LIMIT = 64 * 1024
"""Bytes of a token."""

_ALGORITHM = "EdDSA"
_DISPLAYED_KEY_ID = 43


def sign_approval(approval: Approval, private_key: Ed25519PrivateKey, key_id: str) -> str:
    """The approval as a signed token. Raises ApprovalError where it says what none may say."""
    payload = json.dumps(write_claims(approval), separators=(",", ":"), ensure_ascii=False)
    return jwt.PyJWS().encode(
        payload.encode("utf-8"),
        private_key,
        algorithm=_ALGORITHM,
        headers={"typ": TOKEN_TYPE, "kid": key_id},
    )


def verify_approval(token: str | bytes, desks: Sequence[DeskKey]) -> Approval:
    """The approval in a token that one of the pinned ``desks`` signed.

    Checks signature, algorithm, type, signer and every claim, and that a desk for demonstrations
    signed a demonstration and no other desk did; of a retired key also that it is one of the
    approvals it is still believed for. Not whether the approval is for this station or valid now.
    Raises ApprovalError, which never holds a value of a claim.
    """
    if len(token) > TOKEN_LIMIT:
        raise ApprovalError("approval.too_long", limit=TOKEN_LIMIT)
    key_id = _check_header(_read_header(token))
    candidates = [desk for desk in desks if desk.key_id == key_id]
    if not candidates:
        raise ApprovalError("approval.unknown_desk", key=key_id[:_DISPLAYED_KEY_ID])
    digest = approval_digest(token)
    believed = [desk for desk in candidates if desk.only is None or digest in desk.only]
    if not believed:
        raise ApprovalError("approval.retired_desk", key=key_id[:_DISPLAYED_KEY_ID])
    for desk in believed:
        try:
            payload = jwt.PyJWS().decode(token, desk.public_key, algorithms=[_ALGORITHM])
        except jwt.InvalidTokenError:
            continue
        return _approval_of(payload, desk)
    raise ApprovalError("approval.bad_signature")


def approval_digest(token: str | bytes) -> str:
    """The hexadecimal SHA-256 of a whole token, by which a station remembers one."""
    data = token if isinstance(token, bytes) else token.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()


def _read_header(token: str | bytes) -> dict[str, Json]:
    """The JWS header, read before PyJWT does: it tells no header's fault from another's."""
    try:
        text = token if isinstance(token, str) else token.decode("ascii")
        segment = text.split(".", 1)[0]
        return _parse_object(urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    except ValueError:
        raise ApprovalError("approval.not_a_token") from None


def _check_header(header: dict[str, Json]) -> str:
    """The key id of a JWS header that says what ``sign_approval`` writes."""
    if header.get("alg") != _ALGORITHM:
        raise ApprovalError("approval.algorithm")
    if header.get("typ") != TOKEN_TYPE:
        raise ApprovalError("approval.type")
    if "crit" in header or "b64" in header:
        raise ApprovalError("approval.critical")
    key_id = header.get("kid")
    if not isinstance(key_id, str) or not key_id.isascii() or not key_id.isprintable():
        raise ApprovalError("approval.not_a_token")
    return key_id


def _approval_of(payload: bytes, desk: DeskKey) -> Approval:
    try:
        claims = _parse_object(payload)
    except ValueError:
        raise ApprovalError("approval.not_a_token") from None
    approval = read_claims(claims)
    if approval.desk != desk.desk:
        raise ApprovalError("approval.claim_invalid", claim="iss")
    if approval.demonstration != desk.demonstration:
        raise ApprovalError("approval.desk_kind")
    return approval


def _parse_object(text: bytes) -> dict[str, Json]:
    """One JSON object of distinct names and whole numbers. Raises ValueError for anything else."""
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=_distinct_pairs,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(value, dict):
        raise ValueError("no JSON object")  # noqa: TRY004 - of the text, not of an argument
    return value


def _distinct_pairs(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """RFC 7519, section 4: a claim named twice is refused, not settled by order."""
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a name stands twice")
    return values


def _refuse_number(_: str) -> NoReturn:
    raise ValueError("an approval holds whole numbers only")
