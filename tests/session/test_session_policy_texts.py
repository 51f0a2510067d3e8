"""The municipality's own texts: whole, plain, and in Dutch at least."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app import messages
from viewer_app.messages import LANGUAGES
from viewer_app.session.policy import Place, Policy
from viewer_app.session.policy_file import parse_policy
from viewer_app.session.policy_texts import LONGEST_TEXT
from viewer_app.session.tongue import Tongue
from viewer_app.station.enrolment import policy_text

FILE = "regels.toml"


@pytest.mark.parametrize(
    ("text", "code", "key", "line"),
    [
        ("[texts.fy]\nend = 'Tankewol'", "policy.no_language", "texts.fy", 1),
        ("[texts.nl]\nbegin = 'Welkom'", "policy.no_place", "texts.nl.begin", 2),
        ("\n[texts.nl]\n# leeg\nend = ' '", "policy.not_text", "texts.nl.end", 4),
        ("[texts.nl]\nend = 7", "policy.not_text", "texts.nl.end", 2),
        ('[texts.nl]\nend = "a\\u202eb"', "policy.not_text", "texts.nl.end", 2),
        ('[texts.nl]\nend = "a\\u0007b"', "policy.not_text", "texts.nl.end", 2),
        ('[texts.nl]\nend = """a\nb"""', "policy.not_text", "texts.nl.end", 2),
        (f"[texts.nl]\nend = '{'x' * 301}'", "policy.not_text", "texts.nl.end", 2),
        ("texts = 'Welkom'", "policy.not_texts", "texts", 1),
        ("texts.nl = 'Welkom'", "policy.no_places", "texts.nl", 1),
        ("[texts.nl]\nend = 'x'\n[texts.pl]\nconditions = 'y'", "policy.no_dutch", "", 4),
    ],
)
def test_a_wrong_text_is_named_with_its_line(text: str, code: str, key: str, line: int) -> None:
    policy, found = parse_policy(text, FILE)
    assert policy == Policy()
    assert [(fault.code, fault.facts["line"]) for fault in found] == [(code, line)]
    assert found[0].facts["key"] == (key or "texts.pl.conditions")
    for language in LANGUAGES:
        sentence = messages.text(code, language, found[0].facts)
        assert FILE in sentence
        assert "…}" not in sentence
        assert sentence.isprintable()


def test_every_wrong_text_is_told() -> None:
    text = "screens = 9\n[texts.nl]\nend = 1\nx = 'y'\n[texts.xx]\nend = 'z'\n"
    assert [(fault.code, fault.facts["line"]) for fault in parse_policy(text, FILE)[1]] == [
        ("policy.not_number", 1),
        ("policy.not_text", 3),
        ("policy.no_place", 4),
        ("policy.no_language", 5),
    ]


def test_a_language_without_a_text_has_the_dutch_one() -> None:
    text = "[texts.nl]\nend = ' Dag. '\nconditions = 'Hoi.'\n[texts.uk]\nend = 'До побачення.'"
    policy, found = parse_policy(text, FILE)
    assert found == ()
    assert policy.own_text(Place.END, Tongue.UKRAINIAN) == ("До побачення.", Tongue.UKRAINIAN)
    assert policy.own_text(Place.CONDITIONS, Tongue.UKRAINIAN) == ("Hoi.", Tongue.DUTCH)
    assert policy.own_text(Place.END, Tongue.ARABIC) == ("Dag.", Tongue.DUTCH)
    assert Policy().own_text(Place.END, Tongue.ARABIC)[0] == ""


WORDS = (
    st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" \u00a0"))
    .map(str.strip)
    .filter(lambda words: 1 <= len(words) <= LONGEST_TEXT)
)


@given(dutch=WORDS, others=st.dictionaries(st.sampled_from(Tongue), WORDS))
def test_what_is_written_is_what_is_read(dutch: str, others: dict[Tongue, str]) -> None:
    texts = {tongue: {Place.END: words} for tongue, words in others.items()}
    policy = Policy(texts={**texts, Tongue.DUTCH: {Place.END: dutch}})
    assert parse_policy(policy_text(policy), FILE) == (policy, ())
