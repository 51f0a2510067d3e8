"""A name as a desk writes it in an approval: one line, in whatever order the desk is used to."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from viewer_app.session.identity.spelling import Spelling, plain, spell

PARTICLES: Final = frozenset(
    {
        *("VAN", "DE", "DER", "DEN", "DES", "T", "HET", "TE", "TEN", "TER", "OP", "IN", "AAN"),
        *("BIJ", "VOOR", "UIT", "UIJT", "ONDER", "OVER", "S", "VANDE", "VANDEN", "VANDER"),
        *("VON", "VOM", "ZU", "ZUM", "ZUR", "DU", "LA", "LE", "LES", "DA", "DAS", "DI", "DO"),
        *("DOS", "DEL", "DELLA", "AF", "AV", "EL", "AL"),
    }
)
"""What goes before a surname and is part of it."""
_TITLES: Final = frozenset(
    {"DHR", "DR", "DRS", "ING", "IR", "JR", "MEVR", "MR", "MW", "PROF", "SR"}
)
"""Left out where they are abbreviated: titles do not belong in a zone (Doc 9303-3, 4.6)."""
_BORN_OR_MARRIED: Final = re.compile(r"\s(?:geb\.|geboren|née|e/v|e\.v\.)\s", re.IGNORECASE)
_SHORT_VAN_DE: Final = re.compile(r"\b(v)(d)\b\.?", re.IGNORECASE)
_WORDS: Final = re.compile(r"(?P<hyphen>\s*-\s*)?(?P<word>[^\s./,-]+)(?P<period>\.)?")
_HYPHENS: Final = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


class Word(NamedTuple):
    """One part of a written name."""

    spelling: Spelling
    abbreviated: bool
    """A letter, or some with a period after them."""
    hyphened: bool
    """After a hyphen, or after ‘geb.’ and the like: another surname may begin here."""
    small: bool
    """Not written with a capital, as particles are and names are not; or all is in capitals."""

    @property
    def particle(self) -> bool:
        """Whether it can go before a surname."""
        text = plain(self.spelling)
        if self.abbreviated and self.small:
            return any(particle.startswith(text) for particle in ("VAN", "VON", "DE", "TEN"))
        return text in PARTICLES

    @property
    def leads(self) -> bool:
        """Whether it cannot be a given name: a particle written as one."""
        return self.particle and self.small


Words = tuple[Word, ...]


@dataclass(frozen=True, repr=False)
class Reading:
    """One way to take a written name apart. Personal data: never in a log."""

    family: Words
    given: Words
    told: bool
    """A comma tells which is the surname."""
    surname_first: bool = False
    """Taken so without a comma."""

    def __repr__(self) -> str:
        return "<Reading>"


def readings(name: str) -> Iterator[Reading]:
    """Every way to take a name apart, the usual ones first: given names before the surname.

    With a comma there is one way: the surname before it, the given names behind it, and particles
    behind those belong to the surname (“Berg, Jan van den”). Given names never end in a particle.
    Raises ValueError where a letter is not Latin.
    """
    family, comma, rest = name.partition(",")
    if comma and rest.strip():
        given, particles = _part_particles(_split(rest))
        yield Reading((*particles, *_split(family)), given, told=True)
        return
    words = _split(name)
    for place in range(len(words)):
        if not (place and words[place - 1].leads):
            yield Reading(words[place:], words[:place], told=False)
    for place in range(1, len(words)):
        yield Reading(words[:place], words[place:], told=False, surname_first=True)


def surnames(family: Words) -> tuple[Words, ...]:
    """The surnames in a family name: “De Bruijn-Jansen” has two."""
    starts = [0, *(place for place, word in enumerate(family) if place and word.hyphened)]
    ends = [*starts[1:], len(family)]
    return tuple(family[start:end] for start, end in zip(starts, ends, strict=True))


def joined(words: Words) -> Spelling:
    """The spelling of words written as one."""
    return tuple(letter for word in words for letter in word.spelling)


def _split(text: str) -> Words:
    spaced = _BORN_OR_MARRIED.sub(" - ", unicodedata.normalize("NFC", text).translate(_HYPHENS))
    found = _WORDS.finditer(_SHORT_VAN_DE.sub(r"\1. \2. ", spaced))
    words = (
        Word(
            spell(match["word"]),
            abbreviated=match["period"] is not None or len(match["word"]) == 1,
            hyphened=match["hyphen"] is not None,
            small=not match["word"][0].isupper() or (text.isupper() and len(match["word"]) > 1),
        )
        for match in found
    )
    return tuple(word for word in words if word.spelling and not _is_title(word))


def _is_title(word: Word) -> bool:
    return word.abbreviated and plain(word.spelling) in _TITLES


def _part_particles(words: Words) -> tuple[Words, Words]:
    """Given names, and the particles behind them; what stands first is a given name."""
    end = len(words)
    while end > 1 and words[end - 1].leads:
        end -= 1
    return words[:end], words[end:]
