"""Reading a machine readable zone (ICAO Doc 9303, parts 3 to 6), and keeping next to nothing of it.

Kept are the kind of document, its last day, and the holder's name and birth date. The number, the
sex, the nationality and the optional data (where older Dutch documents carry the
burgerservicenummer) are looked at where they stand, in memory that is wiped, and never copied.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from viewer_app.evidence.secret import Secret
from viewer_app.session.identity.check_digits import is_checked, is_digit, is_letter
from viewer_app.session.identity.dates import BirthDate, expiry_day, is_possible
from viewer_app.session.identity.document import card_kind, passport_kind
from viewer_app.session.identity.errors import ZoneUnreadable
from viewer_app.session.identity.holder import Holder, Names
from viewer_app.session.identity.layout import (
    CODE,
    FIELDS,
    FILLER,
    ISSUER,
    Fields,
    Layout,
    Span,
)
from viewer_app.session.identity.lines import Lines, lay_out
from viewer_app.session.policy import Document

_SEXES: Final = b"MF<"
_LICENCE_START: Final = b"D1NLD"
_LICENCE_CHECKED: Final = Span(1, 1, 29)
_LICENCE_CHECK: Final = Span(1, 30, 30)


@dataclass(frozen=True, repr=False)
class Zone:
    """What is kept of a zone. Personal data: never in a log.

    ``document`` is None for one that the Wet op de identificatieplicht does not list. The line of a
    driving licence names neither holder nor last day (``holder``, ``expires`` are None).
    """

    layout: Layout
    document: Document | None
    holder: Holder | None
    expires: date | None

    def __repr__(self) -> str:
        return "<Zone>"


def read_zone(text: Secret, today: date) -> Zone:
    """What a zone says that was typed or read by a keyboard wedge, as ASCII; ``text`` is wiped.

    Small letters, blanks and line ends do not matter. Nothing is corrected: a letter O for a zero
    is refused and explained. ``today`` settles the century of the last day. Raises ZoneUnreadable,
    which names the line, the positions and what is wrong, and nothing of the text.
    """
    with text, lay_out(text) as lines:
        if lines.layout is Layout.DRIVING_LICENCE:
            return _read_licence(lines)
        return _read_document(lines, FIELDS[lines.layout], today)


def _read_licence(lines: Lines) -> Zone:
    """One line: D, 1, the country, then number and random characters, then a check digit."""
    start = lines.symbols(Span(1, 1, len(_LICENCE_START)))
    if any(symbol != wanted for symbol, wanted in zip(start, _LICENCE_START, strict=True)):
        raise ZoneUnreadable("mrz.licence_start")
    _check(lines, "licence", [_LICENCE_CHECKED], _LICENCE_CHECK)
    return Zone(Layout.DRIVING_LICENCE, Document.DRIVING_LICENCE, None, None)


def _read_document(lines: Lines, fields: Fields, today: date) -> Zone:
    code = _read_code(lines, fields)
    issuer = _read_country(lines, ISSUER)
    _check_number(lines, fields)
    born = _read_birth(lines, fields)
    if lines.symbols(fields.sex)[0] not in _SEXES:
        raise ZoneUnreadable("mrz.sex", line=fields.sex.line, position=fields.sex.first)
    expires = _read_expiry(lines, fields, today)
    nationality = _read_country(lines, fields.nationality)
    _check_optional(lines, fields)
    _check(lines, "composite", fields.composite, fields.composite_check)
    names = _read_names(lines, fields.name)
    passport = lines.layout is Layout.TD3
    document = passport_kind(code) if passport else card_kind(code, issuer, nationality)
    return Zone(lines.layout, document, Holder(names, born), expires)


def _read_code(lines: Lines, fields: Fields) -> str:
    symbols = lines.symbols(CODE)
    second_fits = symbols[1] == FILLER or is_letter(symbols[1])
    if chr(symbols[0]) not in fields.code_letters or not second_fits:
        raise ZoneUnreadable("mrz.document_code")
    return _text(symbols)


def _read_country(lines: Lines, span: Span) -> str:
    """A three-letter code (Doc 9303-3, section 5); Germany's is one letter."""
    symbols = lines.symbols(span)
    _need_letters(symbols, span)
    country = _text(symbols)
    if not country or "<" in country:
        raise ZoneUnreadable("mrz.country", **span._asdict())
    return country


def _check_number(lines: Lines, fields: Fields) -> None:
    """The document number, of which nothing is kept.

    One of more than nine characters has a filler for its check digit, runs on in the optional data,
    and has its check digit and a filler after it (Doc 9303-5, 4.2.2, note j; 9303-6, note j).
    """
    number, check = lines.symbols(fields.number), lines.symbols(fields.number_check)[0]
    if number[0] == FILLER:
        raise ZoneUnreadable("mrz.number_missing", line=fields.number.line)
    if check != FILLER or not fields.long_numbers:
        _check(lines, "number", [fields.number], fields.number_check)
        return
    optional = lines.symbols(fields.optional)
    length = next((place for place, symbol in enumerate(optional) if symbol == FILLER), None)
    if length is None or length < 2:
        raise ZoneUnreadable("mrz.number_runs_on", line=fields.number.line)
    start = fields.optional.first
    rest = Span(fields.optional.line, start, start + length - 2)
    digit = Span(fields.optional.line, start + length - 1, start + length - 1)
    _check(lines, "number", [fields.number, rest], digit)


def _check_optional(lines: Lines, fields: Fields) -> None:
    """The optional data, of which nothing is kept; without any, its check digit may be left out."""
    if fields.optional_check is None:
        return
    empty = all(symbol == FILLER for symbol in lines.symbols(fields.optional))
    if not (empty and lines.symbols(fields.optional_check)[0] == FILLER):
        _check(lines, "optional", [fields.optional], fields.optional_check)


def _read_birth(lines: Lines, fields: Fields) -> BirthDate:
    """The birth date; what is unknown of it are fillers (Doc 9303-3, 4.8)."""
    parts = _read_date(lines, fields.birth)
    _check(lines, "birth", [fields.birth], fields.birth_check)
    birth = BirthDate(*parts)
    if not is_possible(birth):
        raise ZoneUnreadable("mrz.birth_date", **fields.birth._asdict())
    return birth


def _read_expiry(lines: Lines, fields: Fields, today: date) -> date:
    year, month, day = _read_date(lines, fields.expiry)
    _check(lines, "expiry", [fields.expiry], fields.expiry_check)
    if year is None or month is None or day is None:
        raise ZoneUnreadable("mrz.expiry_unknown", line=fields.expiry.line)
    try:
        return expiry_day(year, month, day, today)
    except ValueError:
        raise ZoneUnreadable("mrz.expiry_date", **fields.expiry._asdict()) from None


def _read_date(lines: Lines, span: Span) -> list[int | None]:
    """Year, month and day; None where there are fillers."""
    symbols = lines.symbols(span)
    parts: list[int | None] = []
    for place in range(0, len(symbols), 2):
        pair = symbols[place : place + 2]
        if pair[0] == pair[1] == FILLER:
            parts.append(None)
            continue
        _need_digits(pair, Span(span.line, span.first + place, span.first + place + 1))
        parts.append((pair[0] - ord("0")) * 10 + pair[1] - ord("0"))
    return parts


def _check(lines: Lines, field: str, spans: Sequence[Span], digit: Span) -> None:
    """Raise ZoneUnreadable where the check digit over some positions is not right."""
    _need_digits(lines.symbols(digit), digit)
    covered = chain.from_iterable(lines.symbols(span) for span in spans)
    if not is_checked(covered, lines.symbols(digit)[0]):
        raise ZoneUnreadable(f"mrz.{field}_check", **spans[0]._asdict())


def _read_names(lines: Lines, span: Span) -> Names:
    """Primary and secondary names (Doc 9303-3, 4.6): parted by two fillers, their parts by one."""
    symbols = lines.symbols(span)
    _need_letters(symbols, span)
    identifiers = _text(symbols).split("<<")
    parts = [tuple(identifier.split("<")) for identifier in identifiers]
    if len(parts) > 2 or not all(chain.from_iterable(parts)):
        raise ZoneUnreadable("mrz.names", **span._asdict())
    secondary = parts[1] if len(parts) > 1 else ()
    return Names(parts[0], secondary, cut_off=symbols[-1] != FILLER)


def _need_digits(symbols: memoryview, span: Span) -> None:
    for place, symbol in enumerate(symbols, span.first):
        if not is_digit(symbol):
            raise ZoneUnreadable("mrz.digit_needed", line=span.line, position=place)


def _need_letters(symbols: memoryview, span: Span) -> None:
    """Letters and fillers."""
    for place, symbol in enumerate(symbols, span.first):
        if is_digit(symbol):
            raise ZoneUnreadable("mrz.letter_needed", line=span.line, position=place)


def _text(symbols: memoryview) -> str:
    """The text without the fillers behind it. For names and codes only."""
    return str(symbols, "ascii").rstrip("<")
