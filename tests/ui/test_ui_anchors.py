"""A supervisor hears on the agenda that the trail is not anchored, and what to do."""

from tests.ui.visit import Visit
from viewer_app.ui.backend import AnchorTrouble
from viewer_app.ui.names import Agenda
from viewer_app.ui.widgets.banner import Banner


def told(visit: Visit) -> str:
    """The banner's words, as a screen reader has them."""
    banner = visit.find(Agenda.ANCHORS)
    assert isinstance(banner, Banner)
    return f"{banner.accessibleName()} {banner.accessibleDescription()}"


def test_nothing_is_said_while_all_is_well(visit: Visit) -> None:
    visit.to_agenda()
    assert not visit.find(Agenda.ANCHORS).isVisible()


def test_a_place_that_stays_away_is_told(visit: Visit) -> None:
    facts = {"place": "archief", "reason": "Connection refused"}
    visit.backend.anchor_trouble_ = [AnchorTrouble("anchor.unreachable", facts, False)]
    visit.to_agenda()
    visit.wait(visit.find(Agenda.ANCHORS).isVisible, "the banner")
    assert "al meer dan een dag niet elders vastgelegd" in told(visit)
    assert "archief is niet te bereiken" in told(visit)
    visit.backend.anchor_trouble_ = []
    visit.press(Agenda.LOOK_AGAIN)
    visit.wait(lambda: not visit.find(Agenda.ANCHORS).isVisible(), "the banner to go")


def test_another_past_seen_elsewhere_goes_first(visit: Visit) -> None:
    visit.backend.anchor_trouble_ = [
        AnchorTrouble("anchor.silent", {"place": "archief"}, False),
        AnchorTrouble("anchor.ahead", {"place": "schijf", "known": 40, "size": 12}, True),
    ]
    visit.to_agenda()
    visit.wait(visit.find(Agenda.ANCHORS).isVisible, "the banner")
    words = told(visit)
    assert words.startswith("Elders is een ander logboek gezien")
    assert words.index("schijf heeft het logboek met 40") < words.index("archief antwoordt niet")
