"""The agenda sees a new package by itself, and says when none can be fetched."""

from tests.ui.visit import Visit
from viewer_app.ui.backend import SourceTrouble
from viewer_app.ui.names import Agenda
from viewer_app.ui.widgets.banner import Banner


def test_a_package_that_is_dropped_is_looked_into_without_being_asked(visit: Visit) -> None:
    backend = visit.backend
    visit.to_agenda()
    visit.wait(lambda: backend.intakes == 1, "the look at sign-in")
    backend.waiting_ = frozenset({("a.inzage", 10, 1)})
    visit.wait(lambda: backend.intakes == 2, "the look at the new file")
    backend.waiting_ = frozenset({("a.inzage", 20, 2)})
    visit.wait(lambda: backend.intakes == 3, "the look at the file that grew")
    backend.waiting_ = frozenset()
    visit.wait(lambda: visit.find(Agenda.LOOK_AGAIN).isEnabled(), "the end of the look")


def test_a_place_that_cannot_be_reached_is_told_as_long_as_it_is_so(visit: Visit) -> None:
    facts = {"place": "archief", "reason": "Connection refused"}
    visit.to_agenda()
    banner = visit.find(Agenda.SOURCES)
    assert isinstance(banner, Banner)
    assert not banner.isVisible()
    visit.backend.source_trouble_ = [SourceTrouble("source.unreachable", facts)]
    visit.wait(banner.isVisible, "the banner")
    assert "Niet alle pakketten" in banner.accessibleName()
    assert "archief is niet te bereiken" in banner.accessibleDescription()
    visit.backend.source_trouble_ = []
    visit.wait(lambda: not banner.isVisible(), "the banner to go")
