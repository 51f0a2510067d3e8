"""The station's audit trail, opened with the key from the keyring."""

import re
import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.session.calendar import dutch_day
from viewer_app.session.recovery import close_unfinished
from viewer_app.station.clock import SystemClock, boot_id
from viewer_app.station.enrolment import AUDIT_KEY, StartTrail
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault


def trail_starter(path: Path, *, municipality: str, station: str) -> StartTrail:
    """What enrolment makes the trail with."""
    clock = SystemClock()
    year = dutch_day(clock.now()).year
    origin = f"inzagestation/{_slug(municipality)}/{station}/{year}"

    def start(signer: Ed25519PrivateKey) -> str:
        AuditLog.create(
            path, signer=signer, origin=origin, source=station, clock=clock, boot_id=boot_id()
        ).close()
        return str(VerifierKey.of(origin, signer))

    return start


def open_trail(home: Home, settings: Settings, vault: Vault) -> AuditLog:
    """The trail, opened as its one writer. Raises VaultError, AuditUnavailable."""
    with vault.take(AUDIT_KEY) as key:
        signer = Ed25519PrivateKey.from_private_bytes(key.view)
    return AuditLog.open(
        home.trail,
        signer=signer,
        origin=VerifierKey.parse(settings.audit_key).name,
        source=settings.station,
        clock=SystemClock(),
        boot_id=boot_id(),
    )


def recover_sessions(log: AuditLog, station: str) -> int:
    """Close what a crash left open; returns how many sessions. Raises AuditUnavailable."""
    unfinished = log.unfinished_sessions()
    for cut_off in unfinished:
        close_unfinished(
            log,
            station=station,
            session=cut_off.session,
            last_action=cut_off.last_action,
            last_object=cut_off.last_object,
            position_ms=cut_off.position_ms,
        )
    return len(unfinished)


def _slug(name: str) -> str:
    """The name of a municipality as a part of an origin: lower-case letters, digits, dashes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "gemeente"
