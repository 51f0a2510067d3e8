"""Whether the holder of a document is the one whom an approval names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from viewer_app.evidence.approval import Requester
from viewer_app.session.identity.dates import BirthDate
from viewer_app.session.identity.given_names import compare_given_names
from viewer_app.session.identity.holder import Holder, Names
from viewer_app.session.identity.surname import compare_surname
from viewer_app.session.identity.verdict import Verdict
from viewer_app.session.identity.written import Reading, readings
from viewer_app.session.policy import Finding


class Match(StrEnum):
    """What a comparison comes to."""

    SAME = "same"
    ONE_FIELD_DIFFERS = "one_field_differs"
    OTHER_PERSON = "other_person"


@dataclass(frozen=True)
class Comparison:
    """What was found by comparing surname, given names and birth date: message codes, no facts.

    ``differences`` has one code for each field that differs, saying how; ``notes`` tell what was
    taken for the same all the same, such as an initial for a name.
    """

    differences: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def match(self) -> Match:
        """Two fields that differ are another person; one may be a slip of the desk's."""
        if not self.differences:
            return Match.SAME
        return Match.ONE_FIELD_DIFFERS if len(self.differences) == 1 else Match.OTHER_PERSON


def compare_holder(holder: Holder, requester: Requester) -> Comparison:
    """The holder in a zone beside the requester in an approval.

    A name that cannot be compared, because it is not written in Latin letters, differs.
    """
    birth = _compare_birth(holder.born, requester.birth_date)
    try:
        names = _compare_names(holder.names, requester.name)
    except ValueError:
        names = (Verdict("identity.name_not_latin"),)
    verdicts = (*names, birth)
    return Comparison(
        tuple(Finding(verdict.difference, {}) for verdict in verdicts if verdict.difference),
        tuple(Finding(note, {}) for note in dict.fromkeys(_notes(verdicts))),
    )


def _compare_names(names: Names, written: str) -> tuple[Verdict, ...]:
    """Surname and given names, as the reading of the written name has them that fits best."""
    found = [_compare_reading(names, reading) for reading in readings(written)]
    return min(found, key=_misfit, default=(Verdict("identity.surname_other"),))


def _compare_reading(names: Names, reading: Reading) -> tuple[Verdict, Verdict]:
    surname = compare_surname(reading.family, names, told=reading.told)
    if reading.surname_first:
        surname = Verdict(surname.difference, (*surname.notes, "identity.surname_first"))
    return surname, compare_given_names(reading.given, names)


def _misfit(verdicts: tuple[Verdict, Verdict]) -> tuple[int, bool, bool, int]:
    """The fewest fields that differ, a given name rather than the surname, and with a reason."""
    surname, given_names = (verdict.difference for verdict in verdicts)
    reasons = [difference for difference in (surname, given_names) if difference]
    other = any(difference.endswith("_other") for difference in reasons)
    return len(reasons), surname is not None, other, len(list(_notes(verdicts)))


def _notes(verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    for verdict in verdicts:
        if verdict.difference is None:
            yield from verdict.notes


def _compare_birth(born: BirthDate, day: date) -> Verdict:
    if not born.known:
        return Verdict("identity.birth_unknown")
    if born.agrees_with(day):
        return Verdict(None, () if born.complete else ("identity.birth_partly_known",))
    if (born.month, born.day) == (day.day, day.month) and born.year == day.year % 100:
        return Verdict("identity.birth_turned_round")
    wrong = [
        part
        for part, found, written in (
            ("year", born.year, day.year % 100),
            ("month", born.month, day.month),
            ("day", born.day, day.day),
        )
        if found not in (None, written)
    ]
    return Verdict(f"identity.birth_{wrong[0] if len(wrong) == 1 else 'other'}")
