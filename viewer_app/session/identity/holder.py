"""Whose document it is, as far as the zone tells."""

from dataclasses import dataclass

from viewer_app.session.identity.dates import BirthDate


@dataclass(frozen=True, repr=False)
class Names:
    """The names in a zone (ICAO Doc 9303-3, 4.6), in capitals. Personal data: never in a log.

    ``primary`` are the parts of the surname with its particles, ``secondary`` the given names;
    somebody with one name only has no secondary ones. ``cut_off``: the field is full to its last
    position, so that any part may have been shortened (Doc 9303-4 to -6, 4.2.3).
    """

    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    cut_off: bool

    def __repr__(self) -> str:
        return "<Names>"


@dataclass(frozen=True, repr=False)
class Holder:
    """Name and birth date, to compare and forget. Personal data: never in a log."""

    names: Names
    born: BirthDate

    def __repr__(self) -> str:
        return "<Holder>"
