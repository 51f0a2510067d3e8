"""Anchoring put together: the places in ``anchors.toml``, the anchor key and the trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from viewer_app.app import errands
from viewer_app.audit.anchor_settings import AnchorSettingsError, AnyPlace, load_places
from viewer_app.audit.anchor_state import STATE_FILE, PlaceState, read_state
from viewer_app.audit.anchoring import Anchoring
from viewer_app.audit.checkpoint import parse_checkpoint
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.kept import kept_anchors
from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey, parse_note
from viewer_app.audit.places import (
    Anchored,
    AnchorError,
    Contradiction,
    Place,
    Sealed,
    TrailProofs,
    anchor_name,
)
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.witness_client import WitnessPlace
from viewer_app.errors import InzageError
from viewer_app.session.policy import Policy
from viewer_app.session.ports import AuditTrail, Clock, Event, Json
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
    reached: list[Place] = list(places)
    if errands.begun():
        reached = [PlaceOutside(place.name, place.where, log.path) for place in places]
    return Anchoring(log, reached, anchor_signer(vault), home.audit / STATE_FILE, clock=clock)


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


def kept_at(places: Sequence[AnyPlace], trail: Path, origin: str, *, folders: bool) -> list[str]:
    """Checkpoints of ``trail`` that came from these places, for ``verify``. Raises TrailError.

    ``folders``: look in those, too; a share whose server is gone may keep one waiting.
    """
    return kept_anchors(
        trail,
        origin,
        [place.key for place in places if isinstance(place, WitnessPlace)],
        [place for place in places if folders and isinstance(place, FolderPlace)],
    )


def own_anchors(home: Home, trail: Path, origin: str, *, folders: bool) -> list[str]:
    """Checkpoints of a ``trail`` in the station's own directory that came from its own places.

    Raises AnchorSettingsError, TrailError.
    """
    return kept_at(load_places(home.path / PLACES_FILE), trail, origin, folders=folders)


@dataclass(frozen=True)
class PlaceOutside:
    """A place that only an errand can reach: the sandbox has no network and no other disks."""

    name: str
    where: str
    trail: Path

    def anchor(self, sealed: Sealed, last: int, proofs: TrailProofs) -> Anchored:
        """Have the checkpoint brought there (``Place.anchor``); the errand reads the proofs."""
        del proofs
        request: dict[str, Json] = {
            "place": self.name,
            "trail": str(self.trail),
            "note": sealed.note,
            "key": str(sealed.anchor_key),
            "last": last,
        }
        try:
            with errands.ask(errands.ANCHOR, request) as pipe:
                told = pipe.recv()
        except (EOFError, OSError):
            raise errands.ErrandLost("errand.lost") from None
        match told:
            case ("anchored", size, receipt, cosigned_at):
                return Anchored(size, receipt, cosigned_at)
            case (True, code, facts):
                raise Contradiction(code, **facts)
            case (_, code, facts):
                raise AnchorError(code, **facts)
        raise errands.ErrandLost("errand.lost")


def run_anchor(home: Home, pipe: Connection, request: dict[str, Any]) -> None:
    """The errand: bring a checkpoint to one of the places in this station's own settings."""
    trail = Path(request["trail"])
    try:
        places = load_places(home.path / PLACES_FILE)
        place = next((place for place in places if place.name == request["place"]), None)
        if place is None or trail not in home.trails():
            return
        checkpoint = parse_checkpoint(parse_note(request["note"]).text)
        sealed = Sealed(request["note"], checkpoint, VerifierKey.parse(request["key"]))
        with TrailReader(trail) as proofs:
            anchored = place.anchor(sealed, request["last"], proofs)
        pipe.send(("anchored", *anchored))
    except InzageError as error:
        pipe.send((isinstance(error, Contradiction), error.code, dict(error.facts)))


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
