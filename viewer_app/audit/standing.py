"""What the process that writes a trail tells of it: its files, and how it is anchored.

A program under another user reads the files by itself; where they are and with which keys they
begin only their writer knows, because both change with the year.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer_app.audit.anchor_settings import AnyPlace
from viewer_app.audit.anchor_state import PlaceState, place_from_plain, plain_place
from viewer_app.audit.cosignature import CosignerKey
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.witness_client import WitnessPlace
from viewer_app.session.ports import Json


@dataclass(frozen=True)
class TrailFile:
    """The trail of one year."""

    key: VerifierKey
    """The first public key in it, which bears its origin."""
    path: Path | None
    """Its file; None for a year that fell away."""

    def plain(self) -> Json:
        """For an answer."""
        return {"key": str(self.key), "path": None if self.path is None else str(self.path)}


@dataclass(frozen=True)
class Anchorage:
    """Where a trail is anchored, and how it stands there."""

    key: VerifierKey
    """The station's anchor key, which witnesses pin."""
    days: int
    """Whole days since the trail was last anchored anywhere (``Anchoring``)."""
    places: tuple[tuple[AnyPlace, PlaceState], ...]
    trouble: tuple[PlaceState, ...] = ()
    """Those a person should hear of."""

    def plain(self) -> Json:
        """For an answer."""
        return {
            "key": str(self.key),
            "days": self.days,
            "places": [
                {
                    "name": place.name,
                    "where": place.where,
                    "witness": str(place.key) if isinstance(place, WitnessPlace) else "",
                    "state": plain_place(state),
                }
                for place, state in self.places
            ],
            "trouble": [state.name for state in self.trouble],
        }


def read_trails(answer: Any) -> list[TrailFile]:
    """The trails of an answer, the oldest first: at least one, and the last has a file.

    Raises ValueError, TypeError, LookupError, AttributeError, NoteError.
    """
    trails = [
        TrailFile(
            VerifierKey.parse(trail["key"]),
            None if trail["path"] is None else Path(trail["path"]),
        )
        for trail in answer
    ]
    if trails[-1].path is None:
        raise ValueError("path")
    return trails


def read_anchorage(answer: Any) -> Anchorage:
    """The anchorage of an answer. Raises as ``read_trails``."""
    places = tuple(_read_place(place) for place in answer["places"])
    by_name = {place.name: state for place, state in places}
    return Anchorage(
        VerifierKey.parse(answer["key"]),
        int(answer["days"]),
        places,
        tuple(by_name[name] for name in answer["trouble"]),
    )


def _read_place(told: Any) -> tuple[AnyPlace, PlaceState]:
    name, where, witness = (str(told[key]) for key in ("name", "where", "witness"))
    place: AnyPlace = (
        WitnessPlace(name, where, CosignerKey.parse(witness))
        if witness
        else FolderPlace(name, Path(where))
    )
    return place, place_from_plain(name, told["state"])
