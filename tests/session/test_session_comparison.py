"""The holder of a document beside the name and birth date in an approval."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer_app import messages
from viewer_app.evidence.approval import Requester
from viewer_app.session.identity import (
    BirthDate,
    Comparison,
    Holder,
    Match,
    Names,
    compare_holder,
)

BORN = date(1965, 3, 10)
WILLEKE = "DE<BRUIJN<<WILLEKE<LISELOTTE"
BERG = "VAN<DER<BERG<<JAN<PIETER"


def holder(zone: str, born: BirthDate | None = None, *, cut_off: bool = False) -> Holder:
    """The holder by the name field of a zone, without the fillers at its end."""
    primary, _, secondary = zone.partition("<<")
    names = Names(
        tuple(primary.split("<")), tuple(secondary.split("<")) if secondary else (), cut_off
    )
    return Holder(names, born or BirthDate(65, 3, 10))


def compare(zone: str, name: str, *, born: date = BORN, cut_off: bool = False) -> Comparison:
    """A zone and an approval, of the same birth date unless told otherwise."""
    return compare_holder(holder(zone, cut_off=cut_off), Requester(name, born))


def codes(comparison: Comparison) -> tuple[list[str], list[str]]:
    """What differs and what was let pass, without the room's name."""
    return (
        [found.code.removeprefix("identity.") for found in comparison.differences],
        [found.code.removeprefix("identity.") for found in comparison.notes],
    )


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (WILLEKE, "Willeke Liselotte de Bruijn"),
        (WILLEKE, "de Bruijn, Willeke Liselotte"),
        (WILLEKE, "Bruijn, Willeke Liselotte de"),
        (WILLEKE, "WILLEKE LISELOTTE DE BRUIJN"),
        (WILLEKE, "BRUIJN, WILLEKE LISELOTTE DE"),
        (WILLEKE, "Mw. Willeke Liselotte de Bruĳn"),
        (WILLEKE, "mr. dr. Willeke-Liselotte de Bruijn"),
        (BERG, "Jan Pieter van der Berg"),
        (BERG, "Berg, Jan Pieter van der"),
        (BERG, "Jan Pieter Van Der Berg"),
        ("T<HART<<MAARTEN", "Maarten 't Hart"),
        ("T<HART<<MAARTEN", "Maarten ’t Hart"),
        ("IN<T<VELD<<ANNA", "Anna in 't Veld"),
        ("S<GRAVENMADE<<ANNA", "Anna 's-Gravenmade"),
        ("SGRAVENMADE<<ANNA", "Anna 's-Gravenmade"),
        ("VANDEN<BERGHE<<LUC", "Luc Van den Berghe"),
        # Doc 9303-3, 4.6, and 9303-4, 4.2.3.1
        ("DARTAGNAN<<CHARLES", "Charles d'Artagnan"),
        ("OCONNOR<<ENYA<SIOBHAN", "Enya Siobhan O'Connor"),
        ("SMITH<JONES<<SUSIE<MARGARET", "Susie Margaret Smith-Jones"),
        ("ERIKSSON<<MARIE<ELISE", "Marie-Elise Eriksson"),
        ("HENG<<DEBORAH<MING<LO", "Heng, Deborah Ming Lo"),
        ("AL<BASRI<<HUDA<MUHAMMAD<JAWAD", "Huda Muhammad Jawad Al-Basri"),
        ("VILARCHAO<FERNANDEZ<<JOSE<RAMON", "José Ramón Vilarchao Fernández"),
        ("ARKFREITH", "Arkfreith"),
        ("SATRIYA<SUDARPA", "Satriya Sudarpa"),
        ("CANXXON<<TERESA", "Térèsa Cañon"),
        ("CANON<<TERESA", "Térèsa Cañon"),
        # Doc 9303-3, 6.A
        ("MUELLER<<JOERG", "Jörg Müller"),
        ("MULLER<<JORG", "Jörg Müller"),
        ("MUXXLLER<<JORG", "Jörg Müller"),
        ("SAERKELAE<<AEINO", "Äino Särkelä"),
        ("SARKELA<<AINO", "Äino Särkelä"),
        ("GROSS<<JUERGEN", "Jürgen Groß"),
        ("SOERENSEN<<AASE", "Åse Sørensen"),
        ("SOERENSEN<<ASE", "Åse Sørensen"),
        ("THORSDOTTIR<<AESA", "Æsa Þórsdóttir"),
        ("WALESA<<LUKASZ", "Łukasz Wałęsa"),
        ("YILMAZ<<ISIL<CAGRI", "Işıl Çağrı Yılmaz"),
        ("INCE<<GOKCE", "Gökçe İnce"),
        ("POPESCU<<STEFAN", "Ștefan Popescu"),
        ("DJOKOVIC<<NOVAK", "Novak Djoković"),
        ("DUROVIC<<LUKA", "Luka Đurović"),
        ("LEBOEUF<<ZOE", "Zoë Lebœuf"),
        ("NGUYEN<<THI<HA", "Thị Hà Nguyễn"),
    ],
)
def test_the_same_name_is_the_same_however_it_is_written(zone: str, name: str) -> None:
    comparison = compare(zone, name)
    assert codes(comparison) == ([], [])
    assert comparison.match is Match.SAME


@pytest.mark.parametrize(
    ("zone", "name", "notes"),
    [
        (BERG, "J.P. van der Berg", ["initials"]),
        (BERG, "J. P. van der Berg", ["initials"]),
        (BERG, "J. van der Berg", ["initials", "some_given_names"]),
        (BERG, "Jan P. van der Berg", ["initials"]),
        (BERG, "J.P. v.d. Berg", ["particles_short", "initials"]),
        (BERG, "Jan Pieter v/d Berg", ["particles_short"]),
        (BERG, "Jan Pieter vd Berg", ["particles_short"]),
        (BERG, "Berg, J.P. v.d.", ["particles_short", "initials"]),
        (WILLEKE, "Willeke de Bruijn", ["some_given_names"]),
        (WILLEKE, "Liselotte de Bruijn", ["some_given_names"]),
        ("VRIES<<THEODORUS", "Th. Vries", ["initials"]),
        ("VRIES<<IJSBRAND", "IJ. Vries", ["initials"]),
        ("TRUMAN<<HARRY<S", "Harry Simon Truman", ["initials"]),
        (WILLEKE, "Willeke Liselotte Jansen-de Bruijn", ["one_of_two_surnames"]),
        (WILLEKE, "Willeke Liselotte de Bruijn-Jansen", ["one_of_two_surnames"]),
        (WILLEKE, "Willeke Liselotte Jansen geb. de Bruijn", ["one_of_two_surnames"]),
        (WILLEKE, "Willeke Liselotte de Bruijn e/v Jansen", ["one_of_two_surnames"]),
        ("DE<BRUIJN<JANSEN<<WILLEKE", "Willeke de Bruijn", ["one_of_two_surnames"]),
        ("JANSEN<DE<BRUIJN<<WILLEKE", "Willeke de Bruijn", ["one_of_two_surnames"]),
        ("DE<BRUIJN<JANSEN<<WILLEKE", "Willeke Jansen-de Bruijn", ["surnames_turned_round"]),
        ("GARCIA<LOPEZ<<MARIA", "María García", ["one_of_two_surnames"]),
        ("GARCIA<<MARIA", "García López, María", ["one_of_two_surnames"]),
        ("ERIKSSON<<ANNA<MARIA", "Eriksson Anna Maria", ["surname_first"]),
    ],
)
def test_what_is_let_pass_is_told(zone: str, name: str, notes: list[str]) -> None:
    comparison = compare(zone, name)
    assert codes(comparison) == ([], notes)
    assert comparison.match is Match.SAME


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        # Doc 9303-4, 4.2.3.2 to 4.2.3.4; -5 and -6, 4.2.3.1 and 4.2.3.2
        (
            "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K",
            "Chayapa Dejthamrong Krasuang Nilavadhanananda",
        ),
        ("NILAVADHANANANDA<<CHAYAPA<DE<K", "Chayapa Dejthamrong Krasuang Nilavadhanananda"),
        ("NILAVADHANANANDA<<ARNPOL<PE<CH", "Arnpol Petch Charonguang Nilavadhanananda"),
        ("NILAVADHANANANDA<<ARN<PET<CHARO", "Arnpol Petch Charonguang Nilavadhanananda"),
        (
            "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI",
            "Bennelong Wooloomooloo Warrandyte Warnambool, Dingo Potoroo",
        ),
        (
            "BENNE<WOOLO<WARRA<WARNA<<DIN<P",
            "Dingo Potoroo Bennelong Wooloomooloo Warrandyte Warnambool",
        ),
        (
            "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WARNA",
            "Bennelong Wooloomooloo Warrandyte Warnambool, Dingo Potoroo",
        ),
        ("VILARCHAO<FERNANDEZ<<JOSE<RAMO", "José Ramón Vilarchao Fernández"),
        (
            "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WARNA",
            "Bennelong Wooloomooloo Warrandyte Warnambool Potoroo",
        ),
    ],
)
def test_a_name_that_was_cut_off_is_compared_as_far_as_it_goes(zone: str, name: str) -> None:
    assert codes(compare(zone, name, cut_off=True)) == ([], ["cut_off"])
    assert compare(zone.replace("E", "X"), name, cut_off=True).match is not Match.SAME


def test_a_short_name_is_no_other_name_unless_it_was_cut_off() -> None:
    assert compare("BERG<<JAN<PIET", "Jan Pieter Berg").match is Match.ONE_FIELD_DIFFERS
    assert compare("BERGH<<JAN", "Jan Berghuis").match is Match.ONE_FIELD_DIFFERS
    assert compare("BERGH<<JAN", "Jan Berghuis", cut_off=True).match is Match.SAME


def test_a_name_that_just_fits_is_not_told_to_be_cut_off() -> None:
    comparison = compare(
        "PAPANDROPOULOUS<<JONATHON<ALEC", "Jonathon Alec Papandropoulous", cut_off=True
    )
    assert codes(comparison) == ([], [])


@pytest.mark.parametrize(
    ("zone", "name", "difference"),
    [
        (BERG, "Jan Pieter Berg", "surname_particles"),
        (BERG, "Jan Pieter van den Berg", "surname_particles"),
        (BERG, "Berg, Jan Pieter", "surname_particles"),
        ("BERG<<JAN", "Jan van der Berg", "surname_particles"),
        ("MUELLER<<JORG", "Jörg Muller", "surname_accents"),
        (WILLEKE, "Willeke Liselotte de Bruyn", "surname_accents"),
        (WILLEKE, "Willeke Liselotte de Bruij", "surname_letter"),
        (WILLEKE, "Willeke Liselotte de Burijn", "surname_letter"),
        ("JANSEN<<ANNA", "Anna Janssen", "surname_letter"),
        (WILLEKE, "Willeke Liselotte Jansen", "surname_other"),
        (WILLEKE, "Willeke Liselotte Jansen-Pietersen", "surname_other"),
        ("VANDER<<JAN", "van der Berg, Jan", "surname_other"),
        (WILLEKE, "de Bruijn", "given_missing"),
        ("ARKFREITH", "Arkfreith, Anna", "given_missing"),
        (WILLEKE, "Liselotte Willeke de Bruijn", "given_order"),
        (WILLEKE, "P.L. de Bruijn", "given_other"),
        (WILLEKE, "L. de Bruijn", "given_other"),
        (WILLEKE, "W.L.M. de Bruijn", "given_other"),
        (WILLEKE, "Willeke Liselotte Maria de Bruijn", "given_other"),
        (WILLEKE, "Wilma de Bruijn", "given_other"),
        (WILLEKE, "Wileke de Bruijn", "given_letter"),
        ("MULLER<<JOERG", "Jorg Muller", "given_accents"),
        ("IVANOV<<IVAN", "Иван Иванов", "name_not_latin"),
        ("IVANOV<<IVAN", "Ivan Ivanov (2)", "name_not_latin"),
    ],
)
def test_one_name_that_differs_is_explained(zone: str, name: str, difference: str) -> None:
    comparison = compare(zone, name)
    assert codes(comparison)[0] == [difference]
    assert comparison.match is Match.ONE_FIELD_DIFFERS


@pytest.mark.parametrize(
    ("born", "written", "difference"),
    [
        (BirthDate(65, 3, 10), date(1964, 3, 10), "birth_year"),
        (BirthDate(65, 3, 10), date(1965, 4, 10), "birth_month"),
        (BirthDate(65, 3, 10), date(1965, 3, 11), "birth_day"),
        (BirthDate(65, 3, 10), date(1965, 10, 3), "birth_turned_round"),
        (BirthDate(65, 3, 10), date(1965, 4, 11), "birth_other"),
        (BirthDate(65, None, None), date(1964, 1, 1), "birth_year"),
        (BirthDate(None, None, None), BORN, "birth_unknown"),
    ],
)
def test_a_birth_date_that_differs_is_explained(
    born: BirthDate, written: date, difference: str
) -> None:
    comparison = compare_holder(holder(BERG, born), Requester("Jan Pieter van der Berg", written))
    assert codes(comparison) == ([difference], [])
    assert comparison.match is Match.ONE_FIELD_DIFFERS


@pytest.mark.parametrize(
    ("born", "notes"),
    [
        (BirthDate(65, 3, 10), []),
        (BirthDate(65, 3, None), ["birth_partly_known"]),
        (BirthDate(65, None, None), ["birth_partly_known"]),
        (BirthDate(None, 3, 10), ["birth_partly_known"]),
    ],
)
def test_what_is_known_of_a_birth_date_is_compared(born: BirthDate, notes: list[str]) -> None:
    comparison = compare_holder(holder(BERG, born), Requester("Jan Pieter van der Berg", BORN))
    assert codes(comparison) == ([], notes)


def test_somebody_of_a_hundred_is_compared_by_two_digits_too() -> None:
    old = compare_holder(
        holder(BERG, BirthDate(26, 1, 2)), Requester("Jan Pieter van der Berg", date(1926, 1, 2))
    )
    assert old.match is Match.SAME


@pytest.mark.parametrize(
    ("zone", "name", "born"),
    [
        (WILLEKE, "Jan van der Berg", BORN),
        (WILLEKE, "Willeke Liselotte Jansen", date(1966, 3, 10)),
        (WILLEKE, "Anna de Bruijn", date(1966, 3, 10)),
        (WILLEKE, "Jan van der Berg", date(1966, 4, 11)),
        (BERG, "Klaas Jansen", BORN),
    ],
)
def test_two_fields_that_differ_are_another_person(zone: str, name: str, born: date) -> None:
    assert compare(zone, name, born=born).match is Match.OTHER_PERSON


def test_every_finding_has_a_sentence_in_both_languages() -> None:
    catalogue = messages.catalogue()
    for comparison in (
        compare(BERG, "J. v.d. Berg"),
        compare(WILLEKE, "Anna Jansen", born=date(1966, 1, 1)),
    ):
        for found in (*comparison.differences, *comparison.notes):
            assert found.code in catalogue
            assert found.facts == {}


parts = st.text(string.ascii_uppercase, min_size=2, max_size=8)
people = st.lists(parts, min_size=1, max_size=3)


@given(primary=people, secondary=people, comma=st.booleans())
def test_whatever_somebody_is_called_the_same_name_is_the_same(
    primary: list[str], secondary: list[str], comma: bool
) -> None:
    zone = "<".join(primary) + "<<" + "<".join(secondary)
    surname, given_names = " ".join(primary).title(), " ".join(secondary).title()
    name = f"{surname}, {given_names}" if comma else f"{given_names} {surname}"
    assert codes(compare(zone, name)) == ([], [])


@given(primary=people, secondary=people, other=people, third=people)
def test_what_has_no_letter_in_common_is_another_person(
    primary: list[str], secondary: list[str], other: list[str], third: list[str]
) -> None:
    kept = str.maketrans(string.ascii_uppercase, "ABCDEFGHIJKLM" * 2)
    moved = str.maketrans(string.ascii_uppercase, "NOPQRSTUVWXYZ" * 2)
    zone = ("<".join(primary) + "<<" + "<".join(secondary)).translate(kept)
    name = (" ".join(other) + " " + " ".join(third)).translate(moved).title()
    for cut_off in (False, True):
        assert compare(zone, name, cut_off=cut_off).match is Match.OTHER_PERSON


@given(name=st.text(max_size=60), cut_off=st.booleans())
def test_any_name_is_compared(name: str, cut_off: bool) -> None:
    assert compare(BERG, name, cut_off=cut_off).differences
