"""What comparing one field came to."""

from typing import NamedTuple

from viewer_app.session.identity.spelling import Spelling, loosen, plain


class Verdict(NamedTuple):
    """Message codes: how the field differs, None if it does not; and what was let pass."""

    difference: str | None
    notes: tuple[str, ...] = ()


def explain(written: Spelling, found: str) -> str:
    """How two names differ, as the end of a message code: ``accents``, ``letter`` or ``other``."""
    text = plain(written)
    if loosen(text) == loosen(found):
        return "accents"
    return "letter" if _one_letter_apart(text, found) else "other"


def _one_letter_apart(one: str, other: str) -> bool:
    """One letter wrong, missing, too much, or two beside each other turned round."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or len(long) < 3:
        return False
    start = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(long) > len(short):
        return short[start:] == long[start + 1 :]
    turned = short[start + 1 : start + 2] + short[start : start + 1] + short[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or turned == long[start:]
