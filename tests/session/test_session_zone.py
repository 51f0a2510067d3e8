"""Machine readable zones: specimens of ICAO Doc 9303 and the Netherlands, and what is wrong."""

import contextlib
from dataclasses import replace
from datetime import date

import pytest

from tests.session.zones import TODAY, WILLEKE, Made, digit, passport, read
from viewer_app.evidence.secret import Secret
from viewer_app.session.identity import Holder, Layout, ZoneUnreadable, read_zone
from viewer_app.session.policy import Document

ICAO_TD3 = """P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C36UTO7408122F1204159ZE184226B<<<<<10"""
ICAO_TD2 = """I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<
D231458907UTO7408122F1204159<<<<<<<6"""
ICAO_TD1 = """I<UTOD231458907<<<<<<<<<<<<<<<
7408122F1204159UTO<<<<<<<<<<<6
ERIKSSON<<ANNA<MARIA<<<<<<<<<<"""
# Doc 9303-11, appendix D.2: numbers of twelve characters
LONG_TD1 = """I<UTOD23145890<7349<<<<<<<<<<<
3407127M9507122UTO<<<<<<<<<<<2
STEVENSON<<PETER<JOHN<<<<<<<<<"""
LONG_TD2 = """I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<
D23145890<UTO3407127M95071227349<<<8"""
PASSPORT_2014 = """P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<
SPECI20142NLD6503101F2403096999999990<<<<<84"""
CARD_2014 = """I<NLDSPECI20142999999990<<<<<8
6503101F2403096NLD<<<<<<<<<<<8
DE<BRUIJN<<WILLEKE<LISELOTTE<<"""
CARD_2021 = """I<NLDSPECI20212<<<<<<<<<<<<<<<
6503101F3108022NLD<<<<<<<<<<<8
DE<BRUIJN<<WILLEKE<LISELOTTE<<"""
PASSPORT_2021 = """P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<
SPECI20212NLD6503101F3108022<<<<<<<<<<<<<<08"""
BELGIUM = """IDBEL000590696<1015<<<<<<<<<<<
9401013F2710017BEL000101123453
SPECIMEN<<SPECIMEN<<<<<<<<<<<<"""
LICENCE = "D1NLD15094962111659VW87Z78NB84"

ANNA = (("ERIKSSON",), ("ANNA", "MARIA"), (74, 8, 12))
PETER = (("STEVENSON",), ("PETER", "JOHN"), (34, 7, 12))
WILLEKES = (("DE", "BRUIJN"), ("WILLEKE", "LISELOTTE"), (65, 3, 10))


def told(holder: Holder | None) -> tuple[tuple[str, ...], tuple[str, ...], tuple[object, ...]]:
    """What a zone tells of its holder."""
    assert holder is not None
    born = holder.born
    return holder.names.primary, holder.names.secondary, (born.year, born.month, born.day)


@pytest.mark.parametrize(
    ("text", "layout", "document", "holder", "expires"),
    [
        (ICAO_TD3, Layout.TD3, Document.PASSPORT, ANNA, date(2012, 4, 15)),
        (ICAO_TD2, Layout.TD2, None, ANNA, date(2012, 4, 15)),
        (ICAO_TD1, Layout.TD1, None, ANNA, date(2012, 4, 15)),
        (LONG_TD1, Layout.TD1, None, PETER, date(1995, 7, 12)),
        (LONG_TD2, Layout.TD2, None, PETER, date(1995, 7, 12)),
        (PASSPORT_2014, Layout.TD3, Document.PASSPORT, WILLEKES, date(2024, 3, 9)),
        (CARD_2014, Layout.TD1, Document.IDENTITY_CARD, WILLEKES, date(2024, 3, 9)),
        (CARD_2021, Layout.TD1, Document.IDENTITY_CARD, WILLEKES, date(2031, 8, 2)),
        (PASSPORT_2021, Layout.TD3, Document.PASSPORT, WILLEKES, date(2031, 8, 2)),
        (
            BELGIUM,
            Layout.TD1,
            Document.IDENTITY_CARD,
            (("SPECIMEN",), ("SPECIMEN",), (94, 1, 1)),
            date(2027, 10, 1),
        ),
    ],
)
def test_specimens_are_read(
    text: str,
    layout: Layout,
    document: Document | None,
    holder: tuple[object, ...],
    expires: date,
) -> None:
    zone = read(text)
    assert (zone.layout, zone.document, zone.expires) == (layout, document, expires)
    assert told(zone.holder) == holder


def test_the_line_of_a_dutch_licence_tells_that_it_is_one_and_no_more() -> None:
    zone = read(LICENCE)
    assert zone.document is Document.DRIVING_LICENCE
    assert (zone.holder, zone.expires) == (None, None)


@pytest.mark.parametrize(
    ("composed", "checked"),
    [
        # Doc 9303-3, appendix A, examples 1 to 5
        ("520727", "3"),
        ("AB2134<<<", "5"),
        ("HA672242<658022549601086<<<<<<<<<<<<<<0", "8"),
        ("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<", "2"),
        ("HA672242<658022549601086<<<<<<<", "8"),
    ],
)
def test_the_test_calculates_check_digits_as_the_standard_does(composed: str, checked: str) -> None:
    assert digit(composed) == checked


NAMES = [
    # Doc 9303-4, 4.2.3.1 to 4.2.3.4
    ("HENG<<DEBORAH<MING<LO", ("HENG",), ("DEBORAH", "MING", "LO")),
    ("SMITH<JONES<<SUSIE<MARGARET", ("SMITH", "JONES"), ("SUSIE", "MARGARET")),
    ("OCONNOR<<ENYA<SIOBHAN", ("OCONNOR",), ("ENYA", "SIOBHAN")),
    ("VAN<DER<MUELLEN<<MARTIN", ("VAN", "DER", "MUELLEN"), ("MARTIN",)),
    ("AL<BASRI<<HUDA<MUHAMMAD<JAWAD", ("AL", "BASRI"), ("HUDA", "MUHAMMAD", "JAWAD")),
    ("ARKFREITH", ("ARKFREITH",), ()),
    ("SATRIYA<SUDARPA", ("SATRIYA", "SUDARPA"), ()),
    (
        "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K",
        ("NILAVADHANANANDA",),
        ("CHAYAPA", "DEJTHAMRONG", "K"),
    ),
    (
        "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI",
        ("BENNELONG", "WOOLOOMOOLOO", "WARRANDYTE", "W"),
        ("DI",),
    ),
    ("PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR", ("PAPANDROPOULOUS",), None),
]


@pytest.mark.parametrize(("name", "primary", "secondary"), NAMES)
def test_names_are_taken_apart_as_the_standard_writes_them(
    name: str, primary: tuple[str, ...], secondary: tuple[str, ...] | None
) -> None:
    written = passport(replace(WILLEKE, primary=(name,), secondary=())).td3()
    holder = read(written).holder
    assert holder is not None
    assert holder.names.primary == primary
    assert secondary is None or holder.names.secondary == secondary
    assert holder.names.cut_off is (len(name) == 39)


@pytest.mark.parametrize(
    "written",
    [
        CARD_2021.lower(),
        CARD_2021.replace("\n", ""),
        CARD_2021.replace("\n", "\r\n") + "\r\n\r\n",
        "\n\n" + CARD_2021.replace("\n", "\r"),
        " ".join(CARD_2021).replace("\n", "\t\n\n"),
    ],
)
def test_how_it_was_typed_does_not_matter(written: str) -> None:
    zone = read(written)
    assert told(zone.holder) == WILLEKES
    assert zone.expires == date(2031, 8, 2)


def changed(text: str, line: int, position: int, put: str) -> str:
    """A zone with other characters from a position on; both count from 1."""
    lines = text.splitlines()
    old = lines[line - 1]
    lines[line - 1] = old[: position - 1] + put + old[position - 1 + len(put) :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("", "mrz.empty", {}),
        (" \n\t\r\n", "mrz.empty", {}),
        (changed(CARD_2021, 2, 4, "é"), "mrz.character", {"line": 2, "position": 4}),
        (changed(CARD_2021, 3, 3, "-"), "mrz.character", {"line": 3, "position": 3}),
        (CARD_2021.splitlines()[0], "mrz.one_line", {}),
        (CARD_2021 + "\nA\nB", "mrz.line_count", {"lines": 5}),
        (CARD_2021.replace("\n", "")[:-1], "mrz.length", {"length": 89}),
        (CARD_2021 + "<", "mrz.line_length", {"line": 3, "length": 31, "expected": 30}),
        (
            ICAO_TD3.replace("<<<<<<<\n", "\n"),
            "mrz.line_length",
            {"line": 1, "length": 37, "expected": 44},
        ),
        ("V" + ICAO_TD3[1:], "mrz.visa", {}),
        ("X" + CARD_2021[1:], "mrz.document_code", {}),
        ("P" + CARD_2021[1:], "mrz.document_code", {}),
        ("I1" + CARD_2021[2:], "mrz.document_code", {}),
        (changed(CARD_2021, 1, 3, "<<<"), "mrz.country", {"line": 1, "first": 3, "last": 5}),
        (changed(CARD_2021, 1, 3, "N<D"), "mrz.country", {"line": 1, "first": 3, "last": 5}),
        (changed(CARD_2021, 1, 3, "N1D"), "mrz.letter_needed", {"line": 1, "position": 4}),
        (changed(CARD_2021, 1, 6, "<"), "mrz.number_missing", {"line": 1}),
        (changed(CARD_2021, 1, 14, "2"), "mrz.number_check", {"line": 1, "first": 6, "last": 14}),
        (changed(CARD_2021, 1, 15, "A"), "mrz.digit_needed", {"line": 1, "position": 15}),
        (changed(CARD_2021, 1, 15, "<"), "mrz.number_runs_on", {"line": 1}),
        (changed(BELGIUM, 1, 16, "11"), "mrz.number_check", {"line": 1, "first": 6, "last": 14}),
        (changed(BELGIUM, 1, 19, "6"), "mrz.number_check", {"line": 1, "first": 6, "last": 14}),
        (changed(BELGIUM, 1, 16, "1" * 15), "mrz.number_runs_on", {"line": 1}),
        (changed(ICAO_TD3, 2, 10, "<"), "mrz.digit_needed", {"line": 2, "position": 10}),
        (changed(CARD_2021, 2, 4, "O"), "mrz.digit_needed", {"line": 2, "position": 4}),
        (changed(CARD_2021, 2, 5, "<0"), "mrz.digit_needed", {"line": 2, "position": 5}),
        (changed(CARD_2021, 2, 5, "20"), "mrz.birth_check", {"line": 2, "first": 1, "last": 6}),
        (changed(CARD_2021, 2, 8, "X"), "mrz.sex", {"line": 2, "position": 8}),
        (changed(CARD_2021, 2, 9, "41"), "mrz.expiry_check", {"line": 2, "first": 9, "last": 14}),
        (
            changed(PASSPORT_2014, 2, 29, "8"),
            "mrz.optional_check",
            {"line": 2, "first": 29, "last": 42},
        ),
        (changed(PASSPORT_2014, 2, 43, "<"), "mrz.digit_needed", {"line": 2, "position": 43}),
        (
            changed(CARD_2014, 1, 16, "8"),
            "mrz.composite_check",
            {"line": 1, "first": 6, "last": 30},
        ),
        (
            changed(CARD_2021, 2, 19, "1"),
            "mrz.composite_check",
            {"line": 1, "first": 6, "last": 30},
        ),
        (changed(CARD_2021, 2, 30, "<"), "mrz.digit_needed", {"line": 2, "position": 30}),
        (changed(CARD_2021, 3, 5, "0"), "mrz.letter_needed", {"line": 3, "position": 5}),
        (changed(CARD_2021, 3, 1, "<"), "mrz.names", {"line": 3, "first": 1, "last": 30}),
        (changed(CARD_2021, 3, 13, "<<"), "mrz.names", {"line": 3, "first": 1, "last": 30}),
        (changed(CARD_2021, 3, 1, "<" * 30), "mrz.names", {"line": 3, "first": 1, "last": 30}),
        (changed(LICENCE, 1, 3, "FRA"), "mrz.licence_start", {}),
        (changed(LICENCE, 1, 10, "8"), "mrz.licence_check", {"line": 1, "first": 1, "last": 29}),
        (LICENCE + "1", "mrz.line_length", {"line": 1, "length": 31, "expected": 30}),
    ],
)
def test_what_is_wrong_is_told_by_line_and_position(
    text: str, code: str, facts: dict[str, object]
) -> None:
    with pytest.raises(ZoneUnreadable) as refused:
        read(text)
    assert (refused.value.code, refused.value.facts) == (code, facts)
    for language in ("nl", "en"):
        sentence = refused.value.text("nl" if language == "nl" else "en")
        assert sentence != code
        assert "…" not in sentence


def test_a_letter_o_for_a_zero_is_explained() -> None:
    with pytest.raises(ZoneUnreadable) as refused:
        read(changed(CARD_2021, 2, 4, "O"))
    assert "O for 0" in str(refused.value)
    assert "teken 4" in refused.value.text("nl")


@pytest.mark.parametrize(
    ("birth", "read_as"),
    [
        ("65<<<<", (65, None, None)),
        ("6503<<", (65, 3, None)),
        ("65<<10", (65, None, 10)),
        ("<<<<<<", (None, None, None)),
        ("000229", (0, 2, 29)),
        ("<<0229", (None, 2, 29)),
    ],
)
def test_birth_dates_may_be_known_in_part(birth: str, read_as: tuple[object, ...]) -> None:
    assert told(read(replace(WILLEKE, birth=birth).td1()).holder)[2] == read_as


@pytest.mark.parametrize("birth", ["651310", "650300", "650332", "650431", "650229", "<<<<32"])
def test_a_birth_date_that_no_calendar_has_is_refused(birth: str) -> None:
    with pytest.raises(ZoneUnreadable, match="does not exist") as refused:
        read(replace(WILLEKE, birth=birth).td2())
    assert refused.value.facts == {"line": 2, "first": 14, "last": 19}


@pytest.mark.parametrize(
    ("expiry", "today", "year"),
    [
        ("310802", TODAY, 2031),
        ("750802", TODAY, 2075),
        ("760802", TODAY, 1976),
        ("991231", TODAY, 1999),
        ("000101", date(1999, 12, 31), 2000),
        ("480101", date(1999, 12, 31), 2048),
        ("050101", date(2060, 1, 1), 2105),
    ],
)
def test_the_century_of_the_last_day_is_the_one_nearby(expiry: str, today: date, year: int) -> None:
    expires = read(replace(WILLEKE, expiry=expiry).td1(), today).expires
    assert expires is not None
    assert expires.year == year


@pytest.mark.parametrize(
    ("expiry", "code"),
    [
        ("<<<<<<", "mrz.expiry_unknown"),
        ("3108<<", "mrz.expiry_unknown"),
        ("310230", "mrz.expiry_date"),
    ],
)
def test_a_last_day_that_is_none_is_refused(expiry: str, code: str) -> None:
    with pytest.raises(ZoneUnreadable) as refused:
        read(passport(replace(WILLEKE, expiry=expiry)).td3())
    assert refused.value.code == code


@pytest.mark.parametrize("text", [CARD_2014, changed(CARD_2014, 2, 4, "O"), "é", LICENCE])
def test_the_text_is_wiped_whatever_comes_of_it(text: str) -> None:
    secret = Secret.take(bytearray(text.encode()))
    view = secret.view
    with contextlib.suppress(ZoneUnreadable):
        read_zone(secret, TODAY)
    assert secret.wiped
    with pytest.raises(ValueError, match="wiped"):
        _ = secret.view
    with pytest.raises(ValueError, match="released"):
        bytes(view)


def card(code: str, issuer: str, nationality: str) -> Made:
    return replace(WILLEKE, code=code, issuer=issuer, nationality=nationality)


@pytest.mark.parametrize(
    ("made", "document"),
    [
        (card("I", "NLD", "NLD"), Document.IDENTITY_CARD),
        (card("ID", "NLD", "NLD"), Document.IDENTITY_CARD),
        (card("IR", "NLD", "TUR"), Document.RESIDENCE_PERMIT),
        (card("AR", "NLD", "XXA"), Document.RESIDENCE_PERMIT),
        (card("I", "NLD", "TUR"), Document.RESIDENCE_PERMIT),
        (card("ID", "BEL", "BEL"), Document.IDENTITY_CARD),
        (card("ID", "D", "D"), Document.IDENTITY_CARD),
        (card("I", "CHE", "CHE"), Document.IDENTITY_CARD),
        (card("AR", "D", "TUR"), None),
        (card("IR", "BEL", "BEL"), None),
        (card("I", "BEL", "MAR"), None),
        (card("I", "TUR", "TUR"), None),
        (card("IP", "USA", "USA"), None),
        (card("AC", "NLD", "NLD"), None),
    ],
)
def test_a_card_is_what_the_law_says(made: Made, document: Document | None) -> None:
    assert read(made.td1()).document is document
    assert read(made.td2()).document is document


@pytest.mark.parametrize(
    ("code", "document"),
    [
        ("P", Document.PASSPORT),
        ("PP", Document.PASSPORT),
        ("PD", Document.PASSPORT),
        ("PR", Document.PASSPORT),
        ("PE", None),
        ("PL", None),
        ("PU", None),
    ],
)
def test_emergency_documents_are_not_on_the_list(code: str, document: Document | None) -> None:
    assert read(replace(WILLEKE, code=code).td3()).document is document
