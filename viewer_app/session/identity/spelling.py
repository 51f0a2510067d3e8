"""A Latin name and the ways a machine readable zone may spell it (ICAO Doc 9303-3, section 6.A)."""

import unicodedata
from typing import Final

Spelling = tuple[tuple[str, ...], ...]
"""A word letter by letter, each with all that may stand for it."""

_TABLE: Final = {
    "Ä": ("AE", "A"),
    "Å": ("AA", "A"),
    "Æ": ("AE",),
    "Ð": ("D",),
    "Ñ": ("N", "NXX"),
    "Ö": ("OE", "O"),
    "Ø": ("OE",),
    "Ü": ("UE", "UXX", "U"),
    "Þ": ("TH",),
    "Đ": ("D",),
    "Ħ": ("H",),
    "Ĳ": ("IJ",),
    "Ł": ("L",),
    "Ŋ": ("N",),
    "Œ": ("OE",),
    "Ŧ": ("T",),
    "ẞ": ("SS",),
}
"""What the table has that is more than a letter without its diacritic."""
_SPELLED_APART: Final = (("AE", "A"), ("AA", "A"), ("OE", "O"), ("UE", "U"), ("IJ", "Y"))


def spell(word: str) -> Spelling:
    """A word, with or without diacritics. Raises ValueError where a letter is not Latin.

    Apostrophes and other marks are left out (Doc 9303-3, 4.6); hyphens part words and do not
    belong in one.
    """
    letters = []
    for letter in unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).upper()):
        if letter in _TABLE:
            letters.append(_TABLE[letter])
        else:
            letters += [(plain,) for plain in _without_marks(letter)]
    return tuple(letters)


def _without_marks(letter: str) -> str:
    """The letters A to Z in one sign, none in a mark. Raises ValueError for other scripts."""
    plain = ""
    for sign in unicodedata.normalize("NFKD", letter):
        category = unicodedata.category(sign)
        if "A" <= sign <= "Z":
            plain += sign
        elif category[0] not in "MPS" and category != "Lm":
            msg = "not a Latin letter"
            raise ValueError(msg)
    return plain


def plain(spelling: Spelling) -> str:
    """The spelling that the table names first."""
    return "".join(letter[0] for letter in spelling)


def is_spelled(spelling: Spelling, text: str) -> bool:
    """Whether ``text`` is one of the spellings."""
    return len(text) in _ends(spelling, text)


def begins(spelling: Spelling, text: str) -> bool:
    """Whether ``text`` begins with one of the spellings."""
    return bool(spelling) and bool(_ends(spelling, text))


def is_begun(spelling: Spelling, text: str) -> bool:
    """Whether ``text`` is the beginning of one of the spellings, or the whole of it."""
    ends = {0}
    for letter in spelling:
        if any(way.startswith(text[end:]) for end in ends for way in letter):
            return True
        ends = _step(letter, text, ends)
    return len(text) in ends


def loosen(text: str) -> str:
    """Capitals without what sets one spelling of a letter apart: MUELLER and MULLER are the same.

    For explaining a difference only: it takes GOEDE and GODE for the same name, too.
    """
    for apart, together in _SPELLED_APART:
        text = text.replace(apart, together)
    return text


def _ends(spelling: Spelling, text: str) -> set[int]:
    """Where in ``text`` a spelling of the whole word that begins with it can end."""
    ends = {0}
    for letter in spelling:
        ends = _step(letter, text, ends)
    return ends


def _step(letter: tuple[str, ...], text: str, ends: set[int]) -> set[int]:
    return {end + len(way) for end in ends for way in letter if text.startswith(way, end)}
