"""How a zone may spell a name: table 6.A of ICAO Doc 9303-3, and names of every make."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app.evidence.approval import Requester
from viewer_app.session.identity import BirthDate, Holder, Match, Names, compare_holder
from viewer_app.session.identity.spelling import begins, is_begun, is_spelled, spell

ONE_WAY = {
    "A": "ÀÁÂÃĀĂĄ",
    "C": "ÇĆĈĊČ",
    "D": "ÐĎĐ",
    "E": "ÈÉÊËĒĔĖĘĚ",
    "G": "ĜĞĠĢ",
    "H": "ĤĦ",
    "I": "ÌÍÎÏĨĪĬĮİı",
    "J": "Ĵ",
    "K": "Ķ",
    "L": "ĹĻĽĿŁ",
    "N": "ŃŅŇŊ",
    "O": "ÒÓÔÕŌŎŐ",
    "R": "ŔŖŘ",
    "S": "ŚŜŞŠ",
    "T": "ŢŤŦ",
    "U": "ÙÚÛŨŪŬŮŰŲ",
    "W": "Ŵ",
    "Y": "ÝŶŸ",
    "Z": "ŹŻŽ",
    "AE": "Æ",
    "OE": "ØŒ",
    "TH": "Þ",
    "IJ": "Ĳ",
    "SS": "ẞ",
}
MORE_WAYS = {
    "Ä": ("AE", "A"),
    "Å": ("AA", "A"),
    "Ñ": ("N", "NXX"),
    "Ö": ("OE", "O"),
    "Ü": ("UE", "UXX", "U"),
}
TABLE = {
    **{letter: (written,) for written, letters in ONE_WAY.items() for letter in letters},
    **MORE_WAYS,
    **{letter: (letter,) for letter in string.ascii_uppercase},
}
BORN = date(1965, 3, 10)

letters = st.sampled_from(sorted(TABLE))


@st.composite
def spelled(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and one of the ways in which a zone can write it."""
    word = draw(st.lists(letters, min_size=2, max_size=6))
    return "".join(word), "".join(draw(st.sampled_from(TABLE[letter])) for letter in word)


def compare(names: Names, written: str) -> Match:
    return compare_holder(Holder(names, BirthDate(65, 3, 10)), Requester(written, BORN)).match


@pytest.mark.parametrize("letter", sorted(TABLE))
def test_every_letter_of_the_table_is_written_as_the_table_says(letter: str) -> None:
    for small_or_not in (letter, letter.lower()):
        ways = spell(small_or_not)
        for written in TABLE[letter]:
            assert is_spelled(ways, written)
        assert not is_spelled(ways, "Q" if letter != "Q" else "X")


@pytest.mark.parametrize("sign", ["Ж", "ع", "ə", "王", "1", "ĸ"])
def test_what_the_table_does_not_have_is_not_guessed(sign: str) -> None:
    with pytest.raises(ValueError, match="Latin"):
        spell("A" + sign)


@given(word=spelled(), at=st.integers(0, 20))
def test_a_beginning_of_a_spelling_is_one_and_another_letter_is_none(
    word: tuple[str, str], at: int
) -> None:
    written, spelling = word
    ways = spell(written)
    assert is_spelled(ways, spelling)
    assert is_begun(ways, spelling[: at % (len(spelling) + 1)])
    assert begins(ways, spelling + "Q")
    wrong = spelling[:at] + "1" + spelling[at:]
    assert not is_spelled(ways, wrong)
    assert at >= len(spelling) or not is_begun(ways, wrong)


@given(surname=spelled(), first=spelled(), second=spelled())
def test_a_name_is_the_same_in_whichever_way_it_is_spelled(
    surname: tuple[str, str], first: tuple[str, str], second: tuple[str, str]
) -> None:
    names = Names((surname[1],), (first[1], second[1]), cut_off=False)
    family, given_names = surname[0].title(), f"{first[0].title()} {second[0].title()}"
    assert compare(names, f"{given_names} {family}") is Match.SAME
    assert compare(names, f"{family}, {given_names}") is Match.SAME
    assert compare(names, f"{first[0]}-{second[0]} {family}") is Match.SAME


@given(
    particles=st.sampled_from(["van", "de", "van der", "van 't", "'t", "in 't", "op den", "ter"]),
    surname=st.text("BFGLMPR", min_size=4, max_size=8),
    first=st.text("BFGLMPR", min_size=3, max_size=8),
    capitals=st.booleans(),
)
def test_particles_may_stand_where_the_desk_puts_them(
    particles: str, surname: str, first: str, capitals: bool
) -> None:
    names = Names((*particles.replace("'", "").upper().split(), surname), (first,), cut_off=False)
    family, call = surname.title(), first.title()
    for written in (
        f"{call} {particles} {family}",
        f"{particles} {family}, {call}",
        f"{family}, {call} {particles}",
        f"{call[0]}. {particles} {family}",
    ):
        assert compare(names, written.upper() if capitals else written) is Match.SAME
    assert compare(names, f"{call} {family}") is Match.ONE_FIELD_DIFFERS
