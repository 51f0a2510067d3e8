"""The surname: particles, double names, names of partners, and what a zone cuts off."""

from viewer_app.session.identity.holder import Names
from viewer_app.session.identity.spelling import begins, is_begun, is_spelled
from viewer_app.session.identity.verdict import Verdict, explain
from viewer_app.session.identity.written import PARTICLES, Words, joined, surnames


def compare_surname(family: Words, names: Names, *, told: bool) -> Verdict:
    """A written surname beside the primary names of a zone.

    Spaces, hyphens and apostrophes do not matter: a zone has no hyphens and leaves spaces to the
    issuing state. ``told``: the name was written with a comma, so all of ``family`` is surname.
    """
    if is_spelled(joined(family), "".join(names.primary)):
        return Verdict(None)
    for passes, note in (
        (_has_short_particles, "identity.particles_short"),
        (_is_turned_round, "identity.surnames_turned_round"),
        (_is_cut_off, "identity.cut_off"),
    ):
        if passes(family, names):
            return Verdict(None, (note,))
    if _is_one_of_two(family, names, told=told):
        return Verdict(None, ("identity.one_of_two_surnames",))
    bare, found = _without_particles(family, names)
    if is_spelled(joined(bare), "".join(found)) and bare and found:
        return Verdict("identity.surname_particles")
    return Verdict(f"identity.surname_{explain(joined(family), ''.join(names.primary))}")


def _has_short_particles(family: Words, names: Names) -> bool:
    """“v.d. Berg” for VAN DER BERG."""
    if len(family) != len(names.primary):
        return False
    return all(
        is_spelled(word.spelling, part)
        or (word.abbreviated and part in PARTICLES and begins(word.spelling, part))
        for word, part in zip(family, names.primary, strict=True)
    )


def _is_turned_round(family: Words, names: Names) -> bool:
    """Two surnames in the other order: that of a partner goes first or last as people choose."""
    parts = surnames(family)
    if len(parts) != 2:
        return False
    return is_spelled((*joined(parts[1]), *joined(parts[0])), "".join(names.primary))


def _is_one_of_two(family: Words, names: Names, *, told: bool) -> bool:
    """One of the two has both surnames, the other one of these.

    Written without hyphen or comma, a first surname could as well be a given name: then the
    approval must be the shorter.
    """
    document = "".join(names.primary)
    written = list(surnames(family)) if len(surnames(family)) > 1 else []
    if told:
        written += [family[:end] for end in range(1, len(family))]
    if any(is_spelled(joined(part), document) and _has_name(part) for part in written):
        return True
    for end in range(1, len(names.primary)):
        parts = (names.primary[:end], names.primary[end:])
        if all(not PARTICLES.issuperset(part) for part in parts) and any(
            is_spelled(joined(family), "".join(part)) for part in parts
        ):
            return True
    return False


def _has_name(words: Words) -> bool:
    return any(not word.particle for word in words)


def _is_cut_off(family: Words, names: Names) -> bool:
    """Every part as it is written or the beginning of that; the last ones may be left out."""
    if not names.cut_off or not family:
        return False
    complete = len(names.primary) == len(family)
    left_out = len(names.primary) < len(family) and not names.secondary
    return (complete or left_out) and all(
        is_begun(word.spelling, part) for word, part in zip(family, names.primary, strict=False)
    )


def _without_particles(family: Words, names: Names) -> tuple[Words, tuple[str, ...]]:
    words, parts = family, names.primary
    while words and words[0].particle:
        words = words[1:]
    while parts and parts[0] in PARTICLES:
        parts = parts[1:]
    return words, parts
