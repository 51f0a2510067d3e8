"""What the visitor reads, in a language that the visitor chooses and keeps until the session ends.

The supervisor's own words are no concern of it: they stay in the language of the screens. The texts
are TOML files in ``resources/visitor``, one for each language, so that a translator can read them.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from PySide6.QtCore import QDate, QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from viewer_app.resources import resource
from viewer_app.session.tongue import Tongue
from viewer_app.ui.language import spoken

_LOCALES: Final[Mapping[Tongue, QLocale]] = {
    Tongue.DUTCH: QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands),
    Tongue.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    Tongue.GERMAN: QLocale(QLocale.Language.German, QLocale.Country.Germany),
    Tongue.FRENCH: QLocale(QLocale.Language.French, QLocale.Country.France),
    Tongue.POLISH: QLocale(QLocale.Language.Polish, QLocale.Country.Poland),
    Tongue.TURKISH: QLocale(QLocale.Language.Turkish, QLocale.Country.Turkey),
    Tongue.UKRAINIAN: QLocale(QLocale.Language.Ukrainian, QLocale.Country.Ukraine),
    # of Arabic countries, one that writes the digits that stand on letters and documents here
    Tongue.ARABIC: QLocale(QLocale.Language.Arabic, QLocale.Country.UnitedArabEmirates),
}
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
"""Keep a name in other letters from changing the order of the words around it (UAX #9)."""

_FROM_RIGHT: Final = "\u200f"
"""Qt begins a label on the side of its first letter; this is one (UAX #9)."""


@dataclass(frozen=True)
class Texts:
    """Everything that can be said in one language."""

    name: str
    """What the language calls itself."""
    date_form: str
    """How a day is written, in Qt's letters, such as ``d MMMM yyyy``."""
    conditions: Mapping[str, str]
    afterwards: Mapping[str, str]
    waiting: Mapping[str, str]
    """On the visitor's own screen, while there is nothing to read or to see."""
    held: Mapping[str, str]
    """There too, while the supervisor is asked something and no picture is shown."""


class Visitor(QObject):
    """Which language the visitor reads, and what stands there in it.

    Until one is chosen it is the language of the screens.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._chosen: Tongue | None = None

    @property
    def tongue(self) -> Tongue:
        """The language read now."""
        return self._chosen or Tongue(spoken())

    @property
    def texts(self) -> Texts:
        """The texts in it."""
        return texts_in(self.tongue)

    def choose(self, tongue: Tongue) -> None:
        """Read in this language until ``forget``."""
        self._chosen = tongue
        self.changed.emit()

    def forget(self) -> None:
        """The next visitor has chosen nothing yet."""
        self._chosen = None
        self.changed.emit()

    def day(self, day: date) -> str:
        """A calendar day, such as ``3 marca 2025``."""
        locale = _LOCALES[self.tongue]
        return locale.toString(QDate(day.year, day.month, day.day), self.texts.date_form)

    def fill(self, words: str, **facts: str) -> str:
        """The words with these facts in their places."""
        if self.direction is Qt.LayoutDirection.RightToLeft:
            facts = {name: f"{_ISOLATE}{fact}{_END_ISOLATE}" for name, fact in facts.items()}
        return words.format(**facts)

    def listed(self, parts: Sequence[str]) -> str:
        """These parts as one list, with the commas and the *and* of the language."""
        return _LOCALES[self.tongue].createSeparatedList(list(parts))

    @property
    def direction(self) -> Qt.LayoutDirection:
        """From which side it is read."""
        return _LOCALES[self.tongue].textDirection()

    def dress(self, *parts: QWidget) -> None:
        """Lay these out from the side where reading begins, and tell screen readers the language.

        All that stands in them goes along.
        """
        dress_in(self.tongue, *parts)


def heading_in(tongue: Tongue, name: str) -> str:
    """A name that stands where a heading of this language begins, whatever its own letters."""
    is_mirrored = _LOCALES[tongue].textDirection() is Qt.LayoutDirection.RightToLeft
    return f"{_FROM_RIGHT}{name}" if is_mirrored else name


def dress_in(tongue: Tongue, *parts: QWidget) -> None:
    """Lay these out, and tell screen readers what they are, as this language."""
    for part in parts:
        part.setLayoutDirection(_LOCALES[tongue].textDirection())
        part.setLocale(_LOCALES[tongue])


@cache
def texts_in(tongue: Tongue) -> Texts:
    """The texts of a language. Raises OSError or ValueError if the program is not whole."""
    file = resource("visitor", f"{tongue}.toml")
    told = tomllib.loads(file.read_text("utf-8"))
    try:
        pages = (told[page] for page in ("conditions", "afterwards", "waiting", "held"))
        return Texts(told["name"], told["date"], *pages)
    except KeyError as missing:
        msg = f"{file.name} lacks {missing}"
        raise ValueError(msg) from missing
