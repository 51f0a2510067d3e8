"""Approvals: what a desk decided, signed as a JWT (RFC 7519) with Ed25519 (RFC 8037)."""

from viewer_app.evidence.approval.claims import (
    VIEWINGS_LIMIT,
    Json,
    is_name,
    is_station_id,
    write_claims,
)
from viewer_app.evidence.approval.record import (
    Approval,
    ClipBinding,
    DeskKey,
    Ground,
    HoldBasis,
    LegalHold,
    Original,
    Regime,
    Requester,
    key_thumbprint,
)
from viewer_app.evidence.approval.token import (
    approval_digest,
    sign_approval,
    verify_approval,
)

__all__ = [
    "VIEWINGS_LIMIT",
    "Approval",
    "ClipBinding",
    "DeskKey",
    "Ground",
    "HoldBasis",
    "Json",
    "LegalHold",
    "Original",
    "Regime",
    "Requester",
    "approval_digest",
    "is_name",
    "is_station_id",
    "key_thumbprint",
    "sign_approval",
    "verify_approval",
    "write_claims",
]
