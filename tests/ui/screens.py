"""The screens that somebody sees, and how to get to each."""

from collections.abc import Callable

from tests.ui.visit import Visit

SCREENS: dict[str, Callable[[Visit], None]] = {
    "sign in": lambda visit: None,
    "agenda": Visit.to_agenda,
    "agenda, several days": Visit.to_busy_agenda,
    "no show": Visit.to_no_show,
    "identity": Visit.to_identity,
    "identity, guide": Visit.to_guide,
    "identity, code differs": Visit.to_other_surname,
    "identity, cannot go on": Visit.to_reasons,
    "conditions": Visit.to_conditions,
    "viewing": Visit.to_viewing,
    "closing": Visit.to_closing,
    "review": Visit.to_review,
    "review, a session": Visit.to_review_session,
    "review, numbers": Visit.to_review_overview,
    "review, the station": Visit.to_review_station,
}
