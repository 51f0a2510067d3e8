"""Sessions as bodies for ``POST /acties`` of VNG *Verwerkingenlogging* (API 0.1.0), one a line.

A session that got as far as an appointment is one action on the data of one person, who is known by
a pseudonym. A session without one touched nobody's data and has no line.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from viewer_app.audit.body import write_time
from viewer_app.audit.exports.events import WholeSession
from viewer_app.audit.exports.pseudonym import session_uuid, subject_id

SUBJECT_TYPE: Final = "Pseudoniem Inzagestation"

_NAMES: Final = {
    "completed": "Inzage bodycamopname",
    "refused": "Inzage bodycamopname geweigerd",
    "aborted": "Inzage bodycamopname afgebroken",
    "interrupted": "Inzage bodycamopname onderbroken",
}
_NAME_LIMIT: Final = 80


@dataclass(frozen=True)
class Processing:
    """What only the municipality knows of this processing."""

    activity: str
    """``verwerkingsactiviteitID``: its id or URI in the register."""
    organisation: str
    """``uitvoerder``: the municipality's OIN, 20 digits."""
    years: int
    """``bewaartermijn``: years to keep."""


def write_acties(sessions: Iterable[WholeSession], processing: Processing) -> Iterator[bytes]:
    """One line for each closed session about an approval."""
    for session in sessions:
        if session.approval:
            body = json.dumps(_actie(session, processing), ensure_ascii=False)
            yield body.encode() + b"\n"


def _actie(session: WholeSession, processing: Processing) -> dict[str, Any]:
    opened, closed = session.opened, session.closed
    shown = any(leaf.entry.action == "viewing.started" for leaf in session.leaves)
    data = ["Beeld en geluid van een bodycam"] if shown else []
    return {
        "naam": _NAMES.get(str(closed.details.get("end")), _NAMES["interrupted"]),
        "handelingNaam": "Raadplegen",
        "verwerkingNaam": "Inzage in bodycamopname door betrokkene",
        "verwerkingID": session_uuid(opened.log, opened.session),
        "verwerkingsactiviteitID": processing.activity,
        "vertrouwelijkheid": "Normaal",
        "bewaartermijn": processing.years,
        "uitvoerder": processing.organisation,
        "systeem": f"Inzagestation {session.version}".strip()[:_NAME_LIMIT],
        "gebruiker": opened.actor,
        "gegevensbron": opened.source[:_NAME_LIMIT],
        "tijdstip": write_time(opened.time),
        "verwerkteObjecten": [
            {
                "objecttype": "Persoon",
                "soortObjectID": SUBJECT_TYPE,
                "objectID": subject_id(opened.log, session.approval),
                "betrokkenheid": "Betrokkene",
                "verwerkteSoortenGegevens": [
                    {"soortGegeven": kind} for kind in ("Identiteitscontrole", *data)
                ],
            }
        ],
    }
