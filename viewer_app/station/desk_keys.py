"""Changing which desks' keys the station trusts.

When a key was used no signature can say: who holds it writes any date. So retiring one does not ask
for dates. The approvals that the station holds at that moment are remembered by their digests and
count until their own windows end; nothing else that the key signs, ever (docs/decisions/0026).
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from viewer_app.errors import system_reason
from viewer_app.evidence.addresses import DeskPin
from viewer_app.evidence.age import X25519Identity
from viewer_app.evidence.approval import DeskKey, approval_digest, verify_approval
from viewer_app.evidence.errors import EvidenceError
from viewer_app.station.enrolment import INTAKE_KEY
from viewer_app.station.errors import IntakeRefused, StationError
from viewer_app.station.home import Home
from viewer_app.station.packages import open_package, package_name
from viewer_app.station.retired_desk import RetiredDesk
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault


def trust_desk(settings: Settings, pin: DeskPin) -> Settings:
    """The settings with one more desk's key.

    Raises StationError (``desk_key.known``, ``desk_key.retired_before``): a key is trusted for one
    desk, once.
    """
    key_id = pin.key(demonstration=settings.demonstration).key_id
    if any(pin.public_key == known.public_key for known in settings.desks):
        raise StationError("desk_key.known", key=key_id)
    if any(pin.public_key == retired.pin.public_key for retired in settings.retired_desks):
        raise StationError("desk_key.retired_before", key=key_id)
    return replace(settings, desks=(*settings.desks, pin))


def find_desk(settings: Settings, text: str) -> DeskPin:
    """The trusted key with this fingerprint, or written as ``NAME=KEY``.

    Raises StationError (``desk_key.unknown``).
    """
    for pin in settings.desks:
        if text in {str(pin), pin.key(demonstration=settings.demonstration).key_id}:
            return pin
    raise StationError("desk_key.unknown")


def retire_desk(
    settings: Settings, pin: DeskPin, approvals: tuple[str, ...] | None, now: datetime
) -> Settings:
    """The settings in which this key counts for these approvals alone (digests).

    None where somebody else may have the key: then not for one. Raises StationError
    (``desk_key.last``) where the station would trust no key, and nobody else may have this one.
    """
    desks = tuple(known for known in settings.desks if known != pin)
    if approvals is not None and not desks:
        raise StationError("desk_key.last")
    retired = RetiredDesk(pin, now.replace(microsecond=0), approvals or ())
    return replace(settings, desks=desks, retired_desks=(*settings.retired_desks, retired))


def held_approvals(
    home: Home, settings: Settings, vault: Vault, pin: DeskPin, now: datetime
) -> tuple[str, ...]:
    """The digests of the approvals in ``packages`` by this key whose appointment is not over.

    Raises StationError (``packages.unreadable``), VaultError.
    """
    desk = pin.key(demonstration=settings.demonstration)
    try:
        paths = sorted(home.packages.iterdir())
        with X25519Identity.from_secret(vault.take(INTAKE_KEY)) as key:
            found = [_read(path, key, desk, now) for path in paths if path.name[0] != "."]
    except OSError as error:
        raise StationError("packages.unreadable", reason=system_reason(error)) from None
    return tuple(digest for digest in found if digest)


def _read(path: Path, key: X25519Identity, desk: DeskKey, now: datetime) -> str:
    """The digest of one package's approval, or "" where it does not count. Raises OSError."""
    try:
        with open_package(path) as package:
            token = package.read_approval(key)
        approval = verify_approval(token, [desk])
    except (EvidenceError, IntakeRefused):
        return ""
    kept = approval.valid_until > now and path.name == package_name(approval)
    return approval_digest(token) if kept else ""
