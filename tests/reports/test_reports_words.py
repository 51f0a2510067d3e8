"""What the trail says in stable words is told in words for people."""

import pytest

from viewer_app.evidence.approval import Ground, HoldBasis, Regime
from viewer_app.messages import LANGUAGES, Language
from viewer_app.reports.words import Words
from viewer_app.session.tongue import Tongue


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("basis", HoldBasis)
def test_a_recording_that_was_held_says_for_what_and_until_when(
    language: Language, basis: HoldBasis
) -> None:
    told = Words(language).details({"hold": basis.value, "hold_until": "2026-12-01"})
    held, until = told.split(" · ")
    assert until.endswith(" 2026-12-01")
    assert held.startswith("bewaard om " if language == "nl" else "held for ")
    assert "report." not in told
    if language == "nl":
        assert basis.value not in told


@pytest.mark.parametrize("ground", Ground)
def test_a_ground_has_words(ground: Ground) -> None:
    assert ground.value not in Words("nl").details({"ground": ground.value})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("regime", Regime)
def test_the_law_of_a_recording_has_words(language: Language, regime: Regime) -> None:
    told = Words(language).details({"regime": regime.value})
    named = {Regime.AVG: ("AVG", "GDPR (AVG)"), Regime.WPG: ("Wet politie", "Police Data Act")}
    assert told.startswith(named[regime][language == "en"])


def test_the_language_in_which_conditions_were_read_has_words() -> None:
    assert Words("nl").details({"language": "pl"}) == "gelezen in het Pools"
    assert Words("en").details({"language": "uk"}) == "read in Ukrainian"
    told = {Words("en").details({"language": tongue.value}) for tongue in Tongue}
    assert len(told) == len(Tongue)
    assert all(words.removeprefix("read in ").istitle() for words in told)


def test_moments_of_the_film_are_told_first_and_in_their_order() -> None:
    told = {"end_ms": 36_000, "length_ms": 95_000, "position_ms": 34_000, "start_ms": 30_000}
    assert Words("en").details(told) == "at 0:34 · from 0:30 · up to 0:36 · length 1:35"
    told = {"from_ms": 8_000, "pictures": 23, "position_ms": 17_000, "to_ms": 91_000}
    assert Words("nl").details(told) == "op 0:17 · van 0:08 · naar 1:31 · beelden: 23"
