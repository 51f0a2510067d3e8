"""The identity check and refused visits, as an auditor reads them."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.visit import Visit
from viewer_app.messages import LANGUAGES
from viewer_app.session.record import Reason
from viewer_app.ui.names import Review
from viewer_app.ui.widgets.rows import RowsView

COMPARED = {
    "document": "passport",
    "compared": ["document", "surname", "birth_date"],
    "differs": ["surname"],
}
WHY = "Een letter vergeten in de goedkeuring."


def tell(visit: Visit, checked: dict[str, object], reason: str = "finished") -> None:
    """Let the session that is read have such a check, and end so."""
    review = visit.backend.review_
    row = review.sessions[0]
    review.sessions[0] = replace(row, reason=reason)
    for place, event in enumerate(review.viewing_events):
        if event.entry.action == "appointment.chosen":
            entry = replace(
                event.entry, action="identity.compared", outcome="refused", details=COMPARED
            )
            review.viewing_events[place] = replace(event, entry=entry)
        elif event.entry.action == "identity.checked":
            entry = replace(event.entry, details={"document": "passport", **checked})
            private = {"overrule": WHY} if "overruled" in checked else {}
            review.viewing_events[place] = replace(event, entry=entry, private=private)


def shown(visit: Visit) -> str:
    labels = visit.find(Review.SESSION_SCREEN).findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_what_was_accepted_is_told_with_its_reason(visit: Visit) -> None:
    tell(visit, {"failed": [], "overruled": ["surname"]})
    visit.to_review_session()
    assert "Paspoort; verschil aanvaard: achternaam" in shown(visit)
    table = visit.find(Review.EVENTS)
    assert isinstance(table, RowsView)
    table.choose(1)
    told = "vergeleken: soort document, achternaam, geboortedatum"
    visit.wait(lambda: told in shown(visit))
    assert "verschilt: achternaam" in shown(visit)
    table.choose(2)
    visit.wait(lambda: "toch aanvaard: achternaam" in shown(visit))
    assert f"waarom aanvaard: {WHY}" in shown(visit)


def test_points_that_failed_are_told_in_words(visit: Visit) -> None:
    tell(visit, {"failed": ["photo_matches", "zone_matches"]}, "identity_not_proven")
    visit.to_review_session()
    assert "Paspoort; komt niet overeen: foto, code van het document" in shown(visit)
    assert "_matches" not in shown(visit)


REASONS = {
    Reason.NO_DOCUMENT: ("geen identiteitsbewijs", "no identity document"),
    Reason.DOCUMENT_EXPIRED: ("was verlopen", "had expired"),
    Reason.OTHER_PERSON: ("niet de persoon", "not the person"),
    Reason.TOO_LATE: ("te laat", "too late"),
    Reason.COMPANION_STAYS: ("begeleider", "companion"),
    Reason.WANTS_TO_FILM: ("wilde het scherm filmen", "wanted to film the screen"),
}


@pytest.mark.parametrize("reason", REASONS)
def test_a_refused_visit_is_told_with_its_reason(visit: Visit, reason: Reason) -> None:
    tell(visit, {"failed": []}, reason.value)
    visit.to_review_session()
    for language, words in zip(LANGUAGES, REASONS[reason], strict=True):
        visit.window.speak(language)
        visit.settle()
        assert words in shown(visit), language
