"""Approvals: what a desk decided, signed as a JWT (RFC 7519) with Ed25519 (RFC 8037)."""

from viewer_app.evidence.approval.record import (
    Approval,
    ClipBinding,
    DeskKey,
    Ground,
    LegalHold,
    Requester,
    key_thumbprint,
)

__all__ = [
    "Approval",
    "ClipBinding",
    "DeskKey",
    "Ground",
    "LegalHold",
    "Requester",
    "key_thumbprint",
]
