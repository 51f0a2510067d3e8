"""How it stands with the places of ``anchors.toml``: a file that any process may read.

It only reminds: what is proved is proved by receipts and by the places themselves. Where the file
is missing or not whole the trail counts as never anchored.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from viewer_app.files import write_over
from viewer_app.messages import Fact

STATE_FILE: Final = "anchors.json"


@dataclass(frozen=True)
class PlaceState:
    """How it stands with one place."""

    name: str
    where: str = ""
    """The address or path that it stands so with."""
    origin: str = ""
    """The log that ``size`` is of."""
    size: int = 0
    """How many events the place has seen; 0 for none."""
    anchored_at: datetime | None = None
    """When it last succeeded, by the station's clock."""
    cosigned_at: datetime | None = None
    """The same by the witness's clock; None for a folder."""
    tried_at: datetime | None = None
    code: str = ""
    """Why the last attempt failed, as a message code; "" where it did not."""
    facts: Mapping[str, Fact] = field(default_factory=dict)


def read_state(path: Path) -> dict[str, PlaceState]:
    """What is kept, by the place's name; nothing where there is no whole file."""
    try:
        values = json.loads(path.read_text("utf-8"))
        return {name: place_from_plain(name, value) for name, value in values.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def write_state(path: Path, states: Iterable[PlaceState]) -> None:
    """Keep these. Raises OSError."""
    values = {state.name: plain_place(state) for state in states}
    write_over(path, json.dumps(values, indent=1, ensure_ascii=False).encode())


def plain_place(state: PlaceState) -> dict[str, Any]:
    """How it stands with a place, for JSON."""
    return {
        "where": state.where,
        "origin": state.origin,
        "size": state.size,
        "anchored_at": state.anchored_at and state.anchored_at.isoformat(),
        "cosigned_at": state.cosigned_at and state.cosigned_at.isoformat(),
        "tried_at": state.tried_at and state.tried_at.isoformat(),
        "code": state.code,
        "facts": dict(state.facts),
    }


def place_from_plain(name: str, value: Mapping[str, Any]) -> PlaceState:
    """The same, read back. Raises ValueError, TypeError, KeyError, AttributeError."""
    size = value["size"]
    if type(size) is not int or size < 0:
        raise ValueError(size)
    return PlaceState(
        name,
        where=str(value["where"]),
        origin=str(value["origin"]),
        size=size,
        anchored_at=_time(value["anchored_at"]),
        cosigned_at=_time(value["cosigned_at"]),
        tried_at=_time(value["tried_at"]),
        code=str(value["code"]),
        facts={
            str(key): fact if type(fact) is int else str(fact)
            for key, fact in value["facts"].items()
        },
    )


def _time(text: str | None) -> datetime | None:
    if text is None:
        return None
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError(text)
    return time
