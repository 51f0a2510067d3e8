"""What a passphrase must be when it is chosen: long, and not easy to guess from the name.

NIST SP 800-63B-4, section 3.1.1.2: length counts, there are no rules on kinds of characters and
nothing expires, and words of the context such as the sign-in name are refused. It asks for 15
characters where a password is all there is and 8 where it is one of two factors. Here the station
secret is the other factor; 12 leaves room for a station that is stolen unlocked.
"""

from typing import Final

from viewer_app.evidence.secret import Secret
from viewer_app.station.errors import StationError

LEAST_CHARACTERS: Final = 12
_TELLING_NAME: Final = 3
"""Characters. Shorter names are part of too many words to be looked for."""
_CASE_BIT: Final = 0x20


def check_passphrase(name: str, passphrase: Secret) -> None:
    """Refuse a passphrase for the person with this sign-in name; it stays the caller's.

    It is read in place, as UTF-8, and never becomes text that could not be wiped. Raises
    StationError (``passphrase.too_short``, ``passphrase.repeated``, ``passphrase.holds_name``).
    """
    view = passphrase.view
    characters = sum(not _continues(byte) for byte in view)
    if characters < LEAST_CHARACTERS:
        raise StationError("passphrase.too_short", characters=LEAST_CHARACTERS)
    if _is_repeated(view):
        raise StationError("passphrase.repeated")
    if len(name) >= _TELLING_NAME and _holds(view, name.encode("ascii")):
        raise StationError("passphrase.holds_name", name=name)


def _continues(byte: int) -> bool:
    """Whether this byte of UTF-8 belongs to the character before it (RFC 3629, section 3)."""
    return byte & 0xC0 == 0x80


def _is_repeated(view: memoryview) -> bool:
    period = next(
        (place for place in range(1, len(view)) if not _continues(view[place])), len(view)
    )
    return all(byte == view[place % period] for place, byte in enumerate(view))


def _holds(view: memoryview, name: bytes) -> bool:
    """Whether the lower-case name stands anywhere in it, in either case."""
    return any(
        all(_lower(view[start + place]) == sign for place, sign in enumerate(name))
        for start in range(len(view) - len(name) + 1)
    )


def _lower(byte: int) -> int:
    return byte | _CASE_BIT if ord("A") <= byte <= ord("Z") else byte
