"""The languages in which a visitor can read; the screens themselves speak Dutch and English."""

from enum import StrEnum


class Tongue(StrEnum):
    """A language of the visitor, by its ISO 639-1 code, as it stands in the audit trail."""

    DUTCH = "nl"
    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    POLISH = "pl"
    TURKISH = "tr"
    UKRAINIAN = "uk"
    ARABIC = "ar"
