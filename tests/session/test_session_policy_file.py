"""A policy file says exactly what is wrong with it, and nothing in it is without effect."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app import messages
from viewer_app.messages import LANGUAGES
from viewer_app.session.errors import PolicyError
from viewer_app.session.policy import Document, Finding, Policy
from viewer_app.session.policy_file import (
    _KEYS,
    LONGEST_FILE,
    load_policy,
    parse_policy,
    read_policy,
)

FILE = "regels.toml"


def faults(text: str) -> tuple[Finding, ...]:
    return parse_policy(text, FILE)[1]


def only(text: str) -> Finding:
    """The one fault in this file."""
    found = faults(text)
    assert len(found) == 1
    assert found[0].facts["file"] == FILE
    for language in LANGUAGES:
        sentence = messages.text(found[0].code, language, found[0].facts)
        assert sentence.startswith(f"{FILE}, {'regel' if language == 'nl' else 'line'} ")
        assert "…}" not in sentence
    return found[0]


def test_every_rule_can_be_written_and_no_other() -> None:
    assert list(_KEYS) == [field.name for field in fields(Policy)]


def test_what_is_not_said_is_as_usual() -> None:
    assert parse_policy("", FILE) == (Policy(), ())


def test_another_municipality_has_other_terms() -> None:
    text = 'municipality = " Noordwijk "\nrequest_days = 14\ndocuments = ["passport"]\n'
    policy, found = parse_policy(text, FILE)
    assert found == ()
    assert policy == Policy("Noordwijk", 14, 28, documents=(Document.PASSPORT,))


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("request_days = 0", "policy.not_number", "0"),
        ("request_days = true", "policy.not_number", "true"),
        ("request_days = 3651", "policy.not_number", "3651"),
        ('retention_days = "28"', "policy.not_number", '"28"'),
        ("hold_days = -1", "policy.not_number", "-1"),
        ("anchor_days = -1", "policy.not_number", "-1"),
        ("screens = 0", "policy.not_number", "0"),
        ("screens = 5", "policy.not_number", "5"),
        ("screens = true", "policy.not_number", "true"),
        ('screens = "1"', "policy.not_number", '"1"'),
        ("presence_minutes = -1", "policy.not_number", "-1"),
        ("presence_minutes = 121", "policy.not_number", "121"),
        ("presence_minutes = 10.0", "policy.not_number", "10.0"),
        ("presence_minutes = nan", "policy.not_number", "NaN"),
        ("viewings = 0", "policy.not_number", "0"),
        ("viewings = 101", "policy.not_number", "101"),
        ("appointment_minutes = 4", "policy.not_number", "4"),
        ("appointment_minutes = 1441", "policy.not_number", "1441"),
        ("viewing_minutes = 481", "policy.not_number", "481"),
        ('grounds = ["curious"]', "policy.not_some_of", '["curious"]'),
        ('languages = ["fy"]', "policy.not_some_of", '["fy"]'),
        ("languages = []", "policy.not_some_of", "[]"),
        ("early_minutes = 61", "policy.not_number", "61"),
        ("late_minutes = -1", "policy.not_number", "-1"),
        ("trail_years = 0", "policy.not_number", "0"),
        ("trail_years = 2026-11-25", "policy.not_number", '"2026-11-25"'),
        ('destroy_after = "never"', "policy.not_one_of", '"never"'),
        ("destroy_after = 28", "policy.not_one_of", "28"),
        ('sandbox = "never"', "policy.not_one_of", '"never"'),
        ("sandbox = true", "policy.not_one_of", "true"),
        ('companions = ["friend"]', "policy.not_any_of", '["friend"]'),
        ("companions = true", "policy.not_any_of", "true"),
        ("second_person = 1", "policy.not_yes_or_no", "1"),
        ('second_person = "true"', "policy.not_yes_or_no", '"true"'),
        ('own_libvlc = "no"', "policy.not_one_of", '"no"'),
        ('own_libvlc = ["required"]', "policy.not_one_of", '["required"]'),
        ('accepted = "swap_open"', "policy.not_any_of", '"swap_open"'),
        ('accepted = ["swap"]', "policy.not_any_of", '["swap"]'),
        ('accepted = [["swap_open"]]', "policy.not_any_of", '[["swap_open"]]'),
        ("accepted = true", "policy.not_any_of", "true"),
        ('municipality = "  "', "policy.not_text", '"  "'),
        ('municipality = "a\\nb"', "policy.not_text", '"a\\nb"'),
        ("municipality = 7", "policy.not_text", "7"),
        (f'municipality = "{"x" * 201}"', "policy.not_text", '"' + "x" * 58 + "…"),
        ("documents = []", "policy.not_some_of", "[]"),
        ('documents = "passport"', "policy.not_some_of", '"passport"'),
        ('documents = ["library_card"]', "policy.not_some_of", '["library_card"]'),
        ('documents = [["passport"]]', "policy.not_some_of", '[["passport"]]'),
        ('documents = ["passport", 1]', "policy.not_some_of", '["passport", 1]'),
        (
            'documents = ["passport", "passport"]',
            "policy.not_some_of",
            '["passport", "passport"]',
        ),
    ],
)
def test_a_wrong_rule_is_named_with_what_was_found(text: str, code: str, shown: str) -> None:
    fault = only(f"# {FILE}\n\n{text}\n")
    assert fault.code == code
    assert fault.facts["key"] == text.split(" ", 1)[0]
    assert fault.facts["found"] == shown
    assert fault.facts["line"] == 3
    sentence = messages.text(code, "en", fault.facts)
    assert shown in sentence
    if code != "policy.not_text":
        assert any(
            allowed in sentence
            for allowed in (
                "1",
                "filmed",
                "nl",
                "passport",
                "retention",
                "if_available",
                "swap_open",
                "interpreter",
                "true",
            )
        )


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("request_day", "request_days"),
        ("retention", "retention_days"),
        ("Request-Days", "request_days"),
        ("presence_minute", "presence_minutes"),
        ("screen", "screens"),
    ],
)
def test_an_unknown_rule_is_refused_with_the_nearest_name(key: str, nearest: str) -> None:
    fault = only(f"{key} = 21\n")
    assert (fault.code, fault.facts["key"]) == ("policy.unknown_key", key)
    assert fault.facts["nearest"] == nearest


@pytest.mark.parametrize("key", ["bewaartermijn", '"\\u202e\\n"', "[rules]", "[[x.y]]"])
def test_a_rule_like_none_is_refused_with_all_there_are(key: str) -> None:
    fault = only(f"screens = 1\n{key}" + ("" if key.startswith("[") else " = 1") + "\n")
    assert (fault.code, fault.facts["line"]) == ("policy.unknown_rule", 2)
    assert fault.facts["allowed"] == ", ".join(_KEYS)
    assert str(fault.facts["key"]).isprintable()


def test_all_faults_are_told_by_line() -> None:
    text = """\
screens = 9  # too many
documents = [
  "passport",
  # a comment with ]
  "library_card",
]
municipality = '''
request_days = 0
'''
sleutel = 1
request_days = 0

[tables]
viewings = 0
"""
    assert [(fault.code, fault.facts["line"]) for fault in faults(text)] == [
        ("policy.not_number", 1),
        ("policy.not_some_of", 2),
        ("policy.unknown_rule", 10),
        ("policy.not_number", 11),
        ("policy.unknown_rule", 13),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("screens = 1\nrequest_days = \n", 2),
        ("screens = 1\nscreens = 2\n", 2),
        ("screens = 1\n\ndocuments = [\n", 3),
        ('municipality = "half\n', 1),
        ("x = " + "[" * 5000, 1),
        ("screens = " + "9" * 5000, 1),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, line: int) -> None:
    fault = only(text)
    assert (fault.code, fault.facts["line"]) == ("policy.not_toml", line)
    assert "line" not in str(fault.facts["reason"])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("retention_days = 14\n", 1),
        ("retention_days = 14\nrequest_days = 15\n", 2),
        ("\nrequest_days = 29\n", 2),
    ],
)
def test_nobody_may_ask_for_longer_than_a_recording_exists(text: str, line: int) -> None:
    fault = only(text)
    assert (fault.code, fault.facts["line"]) == ("policy.request_outlasts", line)
    assert faults("retention_days = 21\n") == ()


def test_the_line_after_a_long_list_is_found() -> None:
    text = "screens = 1\nnumbers = [\n" + "1,\n" * 4000 + "]\nrequest_day = 21\n"
    assert [fault.facts["line"] for fault in faults(text)] == [2, 4004]


STATEMENTS = st.sampled_from(
    [
        "# screens = 5",
        "",
        "screens = 2",
        'municipality = "a # b"',
        'municipality = """\nscreens = 2\n"""',
        "documents = [ # of these\n  'passport',\n\n]",
        "trail_years = 7",
        "presence_minutes = 0x0a",
    ]
)


@given(before=st.lists(STATEMENTS), after=st.lists(STATEMENTS), windows=st.booleans())
def test_the_line_of_a_fault_is_where_it_stands(
    before: list[str], after: list[str], windows: bool
) -> None:
    before, after = (list(dict.fromkeys(lines)) for lines in (before, after))
    whole = "\n".join([*before, "request_dayz = 21", *after])
    end = "\r\n" if windows else "\n"
    found = faults(whole.replace("\n", end))
    wrong = [fault for fault in found if fault.code == "policy.unknown_key"]
    if wrong:
        assert wrong[0].facts["line"] == len("\n".join(before).split("\n")) + 1 - (not before)
    else:  # a rule that stands twice is no TOML
        assert [fault.code for fault in found] == ["policy.not_toml"]


@given(text=st.text() | st.lists(STATEMENTS | st.text("[]={}\"'#\n ab1", max_size=8)).map("".join))
def test_no_text_is_too_strange_to_be_judged(text: str) -> None:
    policy, found = parse_policy(text, FILE)
    assert not found or policy == Policy()
    for fault in found:
        assert 1 <= int(fault.facts["line"]) <= text.count("\n") + 1
        assert messages.text(fault.code, "nl", fault.facts).isprintable()


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes('\ufeffscreens = 2\r\nmunicipality = "Súdwest"\r\n'.encode())
    assert load_policy(path) == Policy("Súdwest", screens=2)


def test_what_cannot_be_read_is_no_set_of_rules(tmp_path: Path) -> None:
    path = tmp_path / FILE
    for content, code in (
        (None, "policy.missing"),
        (b'screens = 1\nmunicipality = "\xe9"\n', "policy.not_utf8"),
        (b"#" * (LONGEST_FILE + 1), "policy.too_long"),
        (b"screens = 0\nviewings = 0\n", "policy.not_number"),
    ):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(PolicyError) as refused:
            load_policy(path)
        assert refused.value.code == code
        assert FILE in refused.value.text("nl")
    path.write_bytes(b'screens = 1\nmunicipality = "\xe9"\n')
    assert read_policy(path)[1][0].facts["line"] == 2
    with pytest.raises(PolicyError) as refused:
        load_policy(tmp_path)
    assert refused.value.code == "policy.unreadable"
