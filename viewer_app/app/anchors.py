"""Anchoring put together: the places in ``anchors.toml``, the anchor key and the trail."""

from pathlib import Path
from typing import Final

from viewer_app.audit.anchor_settings import AnchorSettingsError, AnyPlace, load_places
from viewer_app.audit.anchor_state import STATE_FILE, PlaceState, read_state
from viewer_app.audit.anchoring import Anchoring
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.kept import kept_anchors
from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.places import anchor_name
from viewer_app.audit.witness_client import WitnessPlace
from viewer_app.session.policy import Policy
from viewer_app.session.ports import AuditTrail, Clock, Event
from viewer_app.station.anchor_key import anchor_signer
from viewer_app.station.home import Home
from viewer_app.vault import Vault

PLACES_FILE: Final = "anchors.toml"


def open_anchoring(
    home: Home, log: AuditLog, vault: Vault, policy: Policy, clock: Clock
) -> Anchoring:
    """Anchoring for this trail, not yet started.

    Raises AnchorSettingsError: ``anchors.toml`` is not right, or names no place although the rules
    want anchors. Raises VaultError, TrailError.
    """
    places = load_places(home.path / PLACES_FILE)
    if policy.anchor_days and not places:
        raise AnchorSettingsError("anchors.none", file=PLACES_FILE, policy=home.policy.name)
    return Anchoring(log, places, anchor_signer(vault), home.audit / STATE_FILE, clock=clock)


def anchor_key(origin: str, vault: Vault) -> VerifierKey:
    """What a witness pins: the public anchor key, under the station's name. Raises VaultError."""
    return VerifierKey.of(anchor_name(origin), anchor_signer(vault))


def place_states(home: Home) -> list[tuple[AnyPlace, PlaceState]]:
    """Each place and how it stands there, by what the program last kept.

    Raises AnchorSettingsError.
    """
    known = read_state(home.audit / STATE_FILE)
    places = load_places(home.path / PLACES_FILE)
    return [(place, known.get(place.name, PlaceState(place.name))) for place in places]


def own_anchors(home: Home, trail: Path, origin: str, *, folders: bool) -> list[str]:
    """Checkpoints of this station's ``trail`` that came from elsewhere, for ``verify``.

    ``folders``: look in those, too; a share whose server is gone may keep one waiting.

    Raises AnchorSettingsError, TrailError.
    """
    places = load_places(home.path / PLACES_FILE)
    return kept_anchors(
        trail,
        origin,
        [place.key for place in places if isinstance(place, WitnessPlace)],
        [place for place in places if folders and isinstance(place, FolderPlace)],
    )


class AnchoredTrail:
    """The trail as sessions use it (``session.ports.AuditTrail``), anchored after each of them."""

    def __init__(self, trail: AuditTrail, anchoring: Anchoring) -> None:
        self._trail = trail
        self._anchoring = anchoring

    def record(self, event: Event) -> None:
        """Append one event. Raises AuditUnavailable."""
        self._trail.record(event)

    def count(self, action: str, object_: str) -> int:
        """How many ``ok`` events there are. Raises AuditUnavailable."""
        return self._trail.count(action, object_)

    def seal(self) -> str:
        """The signed checkpoint at the end of a session. Raises AuditUnavailable."""
        note = self._trail.seal()
        self._anchoring.nudge()
        return note
