"""Machine readable zones made for tests, by the tables of ICAO Doc 9303, parts 4 to 6."""

import string
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from viewer_app.evidence.secret import Secret
from viewer_app.session.identity import Zone, read_zone

TODAY = date(2026, 11, 25)
VALUES = {symbol: value for value, symbol in enumerate(string.digits + string.ascii_uppercase)}


def digit(text: str) -> str:
    """The check digit, by the book: each value times 7, 3 or 1."""
    weights = (7, 3, 1) * len(text)
    total = sum(
        VALUES.get(symbol, 0) * weight for symbol, weight in zip(text, weights, strict=False)
    )
    return str(total % 10)


def read(text: str, today: date = TODAY) -> Zone:
    """What the program makes of a text."""
    return read_zone(Secret.take(bytearray(text.encode())), today)


@dataclass(frozen=True)
class Made:
    """A zone in the making: the values of its fields, without fillers and check digits."""

    code: str
    issuer: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    optional: str
    more: str = ""
    """A TD1's second field of optional data."""

    @property
    def name(self) -> str:
        parts = ["<".join(self.primary), "<".join(self.secondary)]
        return "<<".join(part for part in parts if part)

    @property
    def dates(self) -> tuple[str, str]:
        return self.birth + digit(self.birth), self.expiry + digit(self.expiry)

    def _start(self) -> str:
        return self.code.ljust(2, "<") + self.issuer.ljust(3, "<")

    def _card_number(self) -> tuple[str, str]:
        """The number with its check digit, and the optional data."""
        if len(self.number) <= 9:
            number = self.number.ljust(9, "<")
            return number + digit(number), self.optional
        rest = self.number[9:] + digit(self.number) + "<"
        return self.number[:9] + "<", rest + self.optional

    def td1(self) -> str:
        number, optional = self._card_number()
        birth, expiry = self.dates
        upper = (self._start() + number + optional).ljust(30, "<")[:30]
        more = self.more.ljust(11, "<")
        nationality = self.nationality.ljust(3, "<")
        composite = digit(upper[5:] + birth + expiry + more)
        middle = birth + self.sex + expiry + nationality + more + composite
        return "\n".join((upper, middle, self.name.ljust(30, "<")[:30]))

    def td2(self) -> str:
        number, optional = self._card_number()
        birth, expiry = self.dates
        optional = optional.ljust(7, "<")[:7]
        lower = number + self.nationality.ljust(3, "<") + birth + self.sex + expiry + optional
        composite = digit(number + birth + expiry + optional)
        return (self._start() + self.name).ljust(36, "<")[:36] + "\n" + lower + composite

    def td3(self) -> str:
        number = self.number[:9].ljust(9, "<")
        number += digit(number)
        birth, expiry = self.dates
        optional = self.optional.ljust(14, "<")[:14]
        optional += digit(optional) if self.optional else "<"
        lower = number + self.nationality.ljust(3, "<") + birth + self.sex + expiry + optional
        composite = digit(number + birth + expiry + optional)
        return (self._start() + self.name).ljust(44, "<")[:44] + "\n" + lower + composite


WILLEKE = Made(
    code="I",
    issuer="NLD",
    number="SPECI2021",
    nationality="NLD",
    birth="650310",
    sex="F",
    expiry="310802",
    primary=("DE", "BRUIJN"),
    secondary=("WILLEKE", "LISELOTTE"),
    optional="",
)
"""A Dutch card that is valid today."""


def passport(made: Made) -> Made:
    """The same for a passport."""
    return replace(made, code="P" + made.code[1:])


def dates(first: date, last: date) -> st.SearchStrategy[str]:
    """Days as a zone writes them."""
    return st.dates(first, last).map(lambda day: f"{day:%y%m%d}")


words = st.text(string.ascii_uppercase, min_size=1, max_size=7)
numbers = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=9)
cards = st.builds(
    Made,
    code=st.sampled_from(["I", "ID", "IR", "A", "C"]),
    issuer=st.sampled_from(["NLD", "D", "UTO", "TUR"]),
    number=numbers | st.text(string.digits, min_size=10, max_size=14),
    nationality=st.sampled_from(["NLD", "D", "UTO", "XXA"]),
    birth=dates(date(1927, 1, 1), date(2026, 11, 24)) | st.sampled_from(["65<<<<", "<<<<<<"]),
    sex=st.sampled_from("MF<"),
    expiry=dates(date(1980, 1, 1), date(2070, 12, 31)),
    primary=st.lists(words, min_size=1, max_size=2).map(tuple),
    secondary=st.lists(words, max_size=1).map(tuple),
    optional=st.just(""),
)
"""For all layouts: no name that a TD1 cuts off, no number too long for a TD2."""
