"""The given names: all of them, some of them, or their initials."""

from viewer_app.session.identity.holder import Names
from viewer_app.session.identity.spelling import begins, is_begun, is_spelled
from viewer_app.session.identity.verdict import Verdict, explain
from viewer_app.session.identity.written import Word, Words, joined

_INITIALS = "identity.initials"
_CUT_OFF = "identity.cut_off"
_SOME = "identity.some_given_names"


def compare_given_names(given: Words, names: Names) -> Verdict:
    """Written given names beside the secondary names of a zone.

    What is written must be in the zone, in the same order; the zone may have more. Initials must
    follow each other from the first name on, or from a name written in full.
    """
    if is_spelled(joined(given), "".join(names.secondary)):
        return Verdict(None)
    if not names.secondary and names.cut_off:
        return Verdict(None, (_CUT_OFF,))
    if not given or not names.secondary:
        return Verdict("identity.given_missing")
    notes = _follow(given, names)
    if notes is not None:
        return Verdict(None, notes)
    if _same_names(given, names):
        return Verdict("identity.given_order")
    reason = explain(joined(given), "".join(names.secondary[: len(given)]))
    return Verdict(f"identity.given_{reason}")


def _follow(given: Words, names: Names) -> tuple[str, ...] | None:
    """What was let pass on the way through both, or None where they part."""
    notes = dict[str, None]()
    place = 0
    for word in given:
        if place == len(names.secondary):
            if not names.cut_off:
                return None
            notes[_CUT_OFF] = None
            break
        last = place if word.abbreviated else len(names.secondary) - 1
        fits = ((at, _pass(word, names, at)) for at in range(place, last + 1))
        at, note = next(((at, note) for at, note in fits if note is not None), (place, None))
        if note is None:
            return None
        if note:
            notes[note] = None
        if at > place:
            notes[_SOME] = None
        place = at + 1
    if place < len(names.secondary):
        notes[_SOME] = None
    return tuple(notes)


def _pass(word: Word, names: Names, at: int) -> str | None:
    """What has to be let pass for a word to be this name; nothing is ``""``, None: it is not."""
    name = names.secondary[at]
    if is_spelled(word.spelling, name):
        return ""
    if word.abbreviated and begins(word.spelling, name):
        return _INITIALS
    if is_begun(word.spelling, name) and (names.cut_off or len(name) == 1):
        return _CUT_OFF if names.cut_off else _INITIALS
    return None


def _same_names(given: Words, names: Names) -> bool:
    """The same names in another order."""
    return len(given) == len(names.secondary) and all(
        any(is_spelled(word.spelling, name) for name in names.secondary) for word in given
    )
