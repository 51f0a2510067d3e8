"""The words of a session as they stand in the audit trail."""

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from viewer_app.session.policy import Document


class State(StrEnum):
    """Where a session is."""

    SIGNED_OUT = "signed_out"
    SIGNED_IN = "signed_in"
    APPOINTMENT_CHOSEN = "appointment_chosen"
    IDENTITY_CHECKED = "identity_checked"
    CONDITIONS_CONFIRMED = "conditions_confirmed"
    VIEWING = "viewing"
    CLOSING = "closing"
    CLOSED = "closed"


class End(StrEnum):
    """How a session came to its end."""

    COMPLETED = "completed"
    REFUSED = "refused"
    ABORTED = "aborted"
    INTERRUPTED = "interrupted"


class Reason(StrEnum):
    """Why a person ended a session; the program's own reasons are message codes."""

    FINISHED = "finished"
    SIGNED_OUT = "signed_out"
    NOT_APPEARED = "not_appeared"
    CITIZEN_STOPPED = "citizen_stopped"
    SUPERVISOR_STOPPED = "supervisor_stopped"
    CONDITIONS_BROKEN = "conditions_broken"
    CONDITIONS_DECLINED = "conditions_declined"
    IDENTITY_NOT_PROVEN = "identity_not_proven"
    NO_DOCUMENT = "no_document"
    DOCUMENT_EXPIRED = "document_expired"
    OTHER_PERSON = "other_person"
    TOO_LATE = "too_late"
    COMPANION_STAYS = "companion_stays"
    WANTS_TO_FILM = "wants_to_film"
    TECHNICAL = "technical"
    STATION_STOPPED = "station_stopped"


class Condition(StrEnum):
    """The conditions of viewing, each confirmed with the citizen."""

    ALONE = "alone"
    NO_FILMING = "no_filming"
    NO_COPY = "no_copy"
    SUPERVISOR_STAYS = "supervisor_stays"


class Action(StrEnum):
    """What can happen in a session; stable codes of the audit trail."""

    SESSION_OPENED = "session.opened"
    SIGN_IN_REFUSED = "signin.refused"
    APPOINTMENT_CHOSEN = "appointment.chosen"
    APPOINTMENT_NO_SHOW = "appointment.no_show"
    IDENTITY_COMPARED = "identity.compared"
    IDENTITY_CHECKED = "identity.checked"
    CONDITIONS_CONFIRMED = "conditions.confirmed"
    VIEWING_STARTED = "viewing.started"
    VIEWING_NOT_SHOWN = "viewing.not_shown"
    VIEWING_PLAYED = "viewing.played"
    VIEWING_PAUSED = "viewing.paused"
    VIEWING_SOUGHT = "viewing.sought"
    VIEWING_STEPPED = "viewing.stepped"
    VIEWING_SCRUBBED = "viewing.scrubbed"
    VIEWING_STILLS = "viewing.stills"
    VIEWING_HOVERED = "viewing.hovered"
    VIEWING_THUMBNAILS = "viewing.thumbnails"
    VIEWING_SPEED_SET = "viewing.speed_set"
    VIEWING_LOOP_SET = "viewing.loop_set"
    VIEWING_LOOP_CLEARED = "viewing.loop_cleared"
    VIEWING_MARKED = "viewing.marked"
    VIEWING_STALLED = "viewing.stalled"
    VIEWING_RESUMED = "viewing.resumed"
    VIEWING_CONTINUED = "viewing.continued"
    VIEWING_ENDED = "viewing.ended"
    VIEWING_SHOWN = "viewing.shown"
    VIEWING_STOPPED = "viewing.stopped"
    PRESENCE_ASKED = "presence.asked"
    PRESENCE_CONFIRMED = "presence.confirmed"
    INTEGRITY_FAILED = "integrity.failed"
    GUARD_PROVEN = "guard.proven"
    GUARD_REFUSED = "guard.refused"
    GUARD_LOST = "guard.lost"
    KEYS_WIPED = "keys.wiped"
    SESSION_REFUSED = "session.refused"
    SESSION_ABORTED = "session.aborted"
    SESSION_INTERRUPTED = "session.interrupted"
    SESSION_RECOVERED = "session.recovered"
    SESSION_CLOSED = "session.closed"


END_ACTIONS: Final = {
    End.COMPLETED: Action.VIEWING_STOPPED,
    End.REFUSED: Action.SESSION_REFUSED,
    End.ABORTED: Action.SESSION_ABORTED,
    End.INTERRUPTED: Action.SESSION_INTERRUPTED,
}
"""What happened where a session ended so."""
OPEN_STATES: Final = frozenset(State) - {State.SIGNED_OUT, State.CLOSING, State.CLOSED}
"""In which a session can be ended."""


@dataclass(frozen=True)
class IdentityCheck:
    """What the supervisor saw of the identity document; nothing of the document itself."""

    document: Document
    still_valid: bool
    photo_matches: bool
    name_matches: bool
    birth_date_matches: bool
    overrule: str = field(default="", repr=False, kw_only=True)
    """Why the supervisor goes on although the machine readable zone differs."""

    @property
    def passed(self) -> bool:
        """Whether all of it agrees."""
        return not self.failed

    @property
    def failed(self) -> tuple[str, ...]:
        """The stable names of the points that do not agree."""
        points = {
            "still_valid": self.still_valid,
            "photo_matches": self.photo_matches,
            "name_matches": self.name_matches,
            "birth_date_matches": self.birth_date_matches,
        }
        return tuple(name for name, agrees in points.items() if not agrees)


class Series(StrEnum):
    """How single pictures of the film come to be shown, one after another."""

    STEPPED = "stepped"
    SCRUBBED = "scrubbed"
    """The film held, while the slider is dragged."""
    HOVERED = "hovered"
    """Small, above the timeline, whatever the film does."""


ANNOUNCED: Final = {
    Series.STEPPED: Action.VIEWING_STEPPED,
    Series.SCRUBBED: Action.VIEWING_SCRUBBED,
    Series.HOVERED: Action.VIEWING_HOVERED,
}
"""What says that such a series begins."""
TOLD: Final = {
    Series.STEPPED: Action.VIEWING_STILLS,
    Series.SCRUBBED: Action.VIEWING_STILLS,
    Series.HOVERED: Action.VIEWING_THUMBNAILS,
}
"""What tells which pictures it showed."""

REMARK_LIMIT: Final = 500
"""Characters of a remark at a moment of the film."""


@dataclass(frozen=True)
class Marker:
    """A moment of the film that the supervisor marked."""

    position_ms: int
    remark: str = field(repr=False)
    """May name a person; "" where there is none."""


CODE_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and capitals that cannot be misread on paper or spoken over a counter (no 0 O 1 I L)."""


def new_session_code() -> str:
    """A fresh session code such as ``K7QF-2M9D``: about 39 bits, unique on a station's lifetime."""
    letters = [secrets.choice(CODE_ALPHABET) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])
