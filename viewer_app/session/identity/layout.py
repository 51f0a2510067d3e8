"""Where what stands in a machine readable zone: ICAO Doc 9303, parts 4 (TD3), 5 (TD1), 6 (TD2).

Lines and positions are counted from 1 and include the last one, as the tables of Doc 9303 count.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

FILLER: Final = ord("<")


class Layout(StrEnum):
    """The kinds of zones that are read here."""

    TD1 = "td1"
    """A card: three lines of 30."""
    TD2 = "td2"
    """A larger card: two lines of 36."""
    TD3 = "td3"
    """A passport: two lines of 44."""
    DRIVING_LICENCE = "driving_licence"
    """The Dutch driving licence: one line of 30 (ISO/IEC 18013-3)."""


class Shape(NamedTuple):
    """How many lines a zone has, of how many characters."""

    lines: int
    width: int


SHAPES: Final = {
    Layout.TD1: Shape(3, 30),
    Layout.TD2: Shape(2, 36),
    Layout.TD3: Shape(2, 44),
    Layout.DRIVING_LICENCE: Shape(1, 30),
}


class Span(NamedTuple):
    """Some positions in one line."""

    line: int
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Fields:
    """Where the data elements of one layout stand."""

    code_letters: str
    """What a document code may begin with."""
    name: Span
    number: Span
    number_check: Span
    birth: Span
    birth_check: Span
    sex: Span
    expiry: Span
    expiry_check: Span
    nationality: Span
    optional: Span
    """Of a card: also the rest of a number of more than nine characters (notes j)."""
    optional_check: Span | None
    """Passports alone have one."""
    composite: tuple[Span, ...]
    """What the last check digit is calculated over, in this order."""
    composite_check: Span

    @property
    def long_numbers(self) -> bool:
        """Whether a number may run on in the optional data."""
        return self.optional_check is None


CODE: Final = Span(1, 1, 2)
ISSUER: Final = Span(1, 3, 5)

FIELDS: Final = {
    # Doc 9303-5, 4.2.2 and 4.2.4
    Layout.TD1: Fields(
        code_letters="ACI",
        name=Span(3, 1, 30),
        number=Span(1, 6, 14),
        number_check=Span(1, 15, 15),
        birth=Span(2, 1, 6),
        birth_check=Span(2, 7, 7),
        sex=Span(2, 8, 8),
        expiry=Span(2, 9, 14),
        expiry_check=Span(2, 15, 15),
        nationality=Span(2, 16, 18),
        optional=Span(1, 16, 30),
        optional_check=None,
        composite=(Span(1, 6, 30), Span(2, 1, 7), Span(2, 9, 15), Span(2, 19, 29)),
        composite_check=Span(2, 30, 30),
    ),
    # Doc 9303-6, 4.2.2 and 4.2.4
    Layout.TD2: Fields(
        code_letters="ACI",
        name=Span(1, 6, 36),
        number=Span(2, 1, 9),
        number_check=Span(2, 10, 10),
        birth=Span(2, 14, 19),
        birth_check=Span(2, 20, 20),
        sex=Span(2, 21, 21),
        expiry=Span(2, 22, 27),
        expiry_check=Span(2, 28, 28),
        nationality=Span(2, 11, 13),
        optional=Span(2, 29, 35),
        optional_check=None,
        composite=(Span(2, 1, 10), Span(2, 14, 20), Span(2, 22, 35)),
        composite_check=Span(2, 36, 36),
    ),
    # Doc 9303-4, 4.2.2 and 4.2.4
    Layout.TD3: Fields(
        code_letters="P",
        name=Span(1, 6, 44),
        number=Span(2, 1, 9),
        number_check=Span(2, 10, 10),
        birth=Span(2, 14, 19),
        birth_check=Span(2, 20, 20),
        sex=Span(2, 21, 21),
        expiry=Span(2, 22, 27),
        expiry_check=Span(2, 28, 28),
        nationality=Span(2, 11, 13),
        optional=Span(2, 29, 42),
        optional_check=Span(2, 43, 43),
        composite=(Span(2, 1, 10), Span(2, 14, 20), Span(2, 22, 43)),
        composite_check=Span(2, 44, 44),
    ),
}
