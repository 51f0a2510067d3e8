"""The language of the screens, switched while the program runs."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, QTranslator

from viewer_app import messages
from viewer_app.messages import Fact, Language
from viewer_app.resources import resource
from viewer_app.session.calendar import AMSTERDAM

_LOCALES: Final[Mapping[Language, QLocale]] = {
    "nl": QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
NAMES: Final[Mapping[Language, str]] = {"nl": "Nederlands", "en": "English"}
"""What each language calls itself."""


class Translations(QObject):
    """The program's Qt Linguist catalogues; one of them is installed at a time."""

    def __init__(self, application: QCoreApplication, language: Language) -> None:
        """Raises RuntimeError if the catalogues were not built."""
        super().__init__()
        self._application = application
        self._catalogues = {spoken: _load(spoken, self) for spoken in _LOCALES}
        self._installed: QTranslator | None = None
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Switch; every widget is told by a LanguageChange event and says its words anew."""
        QLocale.setDefault(_LOCALES[language])
        self.be_silent()
        self._installed = self._catalogues[language]
        self._application.installTranslator(self._installed)

    def be_silent(self) -> None:
        """Take the installed catalogue away again."""
        if self._installed is not None:
            self._application.removeTranslator(self._installed)
            self._installed = None


def spoken() -> Language:
    """The language the screens speak now."""
    return "nl" if QLocale().language() is QLocale.Language.Dutch else "en"


def other() -> Language:
    """The language the switch offers."""
    return "en" if spoken() == "nl" else "nl"


def sentence(code: str, facts: Mapping[str, Fact] | None = None) -> str:
    """The sentence of the catalogue of messages, in the language spoken."""
    return messages.text(code, spoken(), facts)


def first_sentence(code: str) -> str:
    """Only what happened: for who has no facts of it, or was told already what to do."""
    return messages.first_sentence(code, spoken())


def long_date(day: date) -> str:
    """Such as ``maandag 3 maart 2025``."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")


def short_date(day: date) -> str:
    """Such as ``3 maart 2025``."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")


def brief_date(day: date) -> str:
    """Such as ``3 mrt``."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM").rstrip(".")


def birth_date(day: date) -> str:
    """A date of birth in words and in the digits that stand on documents."""
    return f"{short_date(day)}  ({day:%d-%m-%Y})"


def hour(moment: datetime) -> str:
    """Such as ``09:30``, in the Netherlands."""
    return f"{moment.astimezone(AMSTERDAM):%H:%M}"


def moment(when: datetime) -> str:
    """Such as ``03-03-2025 09:30:12``, in the Netherlands."""
    return f"{when.astimezone(AMSTERDAM):%d-%m-%Y %H:%M:%S}"


def clock(when: datetime) -> str:
    """Such as ``09:30:12``, in the Netherlands."""
    return f"{when.astimezone(AMSTERDAM):%H:%M:%S}"


def number(count: int) -> str:
    """Such as ``1.287`` in Dutch."""
    return QLocale().toString(count)


def film_time(milliseconds: int) -> str:
    """A moment of the film, such as ``1:07`` or ``1:02:07``."""
    seconds = max(milliseconds, 0) // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _load(language: Language, parent: QObject) -> QTranslator:
    catalogue = QTranslator(parent)
    file = resource("i18n", f"inzage_{language}.qm")
    if not catalogue.load(str(file)):
        msg = f"{file.name} is missing or damaged: run scripts/build-translations"
        raise RuntimeError(msg)
    return catalogue
