"""What makes a passphrase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.station.signing_in import NAME
from tests.station.stations import secret
from viewer_app.station.errors import StationError
from viewer_app.station.passphrase import check_passphrase


def refused_passphrase(text: str, name: str = NAME) -> str:
    with secret(text) as passphrase:
        try:
            check_passphrase(name, passphrase)
        except StationError as refused:
            return refused.code
    return ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "passphrase.too_short"),
        ("elf tekens!", "passphrase.too_short"),
        ("éééééééèèèè", "passphrase.too_short"),
        ("aaaaaaaaaaaaaaaa", "passphrase.repeated"),
        ("éééééééééééééé", "passphrase.repeated"),
        ("            ", "passphrase.repeated"),
        ("wachtzin j.devries", "passphrase.holds_name"),
        ("J.DeVries heeft er een", "passphrase.holds_name"),
        ("ababababababab", ""),
        ("ééééééééééèè", ""),
        ("twaalf teken", ""),
        ("😀 paard batterij nietje", ""),
    ],
)
def test_what_makes_a_passphrase(text: str, code: str) -> None:
    assert refused_passphrase(text) == code


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_length_is_counted_in_characters(text: str) -> None:
    assert (refused_passphrase(text) == "passphrase.too_short") == (len(text) < 12)


@given(
    before=st.text("abcXYZ é", max_size=20),
    after=st.text("abcXYZ é", min_size=12, max_size=20),
    name=st.from_regex(r"[a-z][a-z0-9._-]{2,31}", fullmatch=True),
    upper=st.booleans(),
)
def test_the_name_is_found_wherever_it_is(before: str, after: str, name: str, upper: bool) -> None:
    inside = name.upper() if upper else name
    assert refused_passphrase(before + inside + "?!" + after, name) == "passphrase.holds_name"
