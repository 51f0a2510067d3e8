"""The text of a letter after an appointment that ended refused, early, or with nobody there.

What happened comes out of the audit trail, by its recorded reason. The text names no visitor: the
municipality's own letter does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from viewer_app import messages
from viewer_app.audit.errors import ExportError
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.viewing import read_viewing
from viewer_app.messages import Fact, Language
from viewer_app.session.calendar import dutch_day, spell_day
from viewer_app.session.remedies import tell_law, tell_remedies

NOT_APPEARED: Final = "not_appeared"
_LAWS: Final = frozenset({"avg", "wpg"})
_TO_FILL_IN: Final = "…………"
_COMPLETED: Final = "completed"


@dataclass(frozen=True)
class Outcome:
    """What became of an appointment that was not completed."""

    reference: str
    """The session's code, or the id of the approval that nobody came for."""
    end: str
    """``refused``, ``aborted``, ``interrupted``, or ``not_appeared``."""
    reason: str
    """As recorded: a person's reason, or the code of what the program refused."""
    regime: str
    """``avg`` or ``wpg``."""
    on: date
    """The day of the appointment, in the Netherlands."""
    shown: bool
    """Whether a picture was shown."""
    case: str = field(default="", repr=False)
    """The case number, unless erased."""


def read_outcome(trail: Path, session: str) -> Outcome:
    """What became of the appointment of this session.

    Raises ExportError (``outcome.no_session``, ``outcome.open``, ``outcome.completed``,
    ``outcome.no_appointment``, ``outcome.no_regime``) where there is nothing to write about, or
    TrailError.
    """
    with TrailReader(trail) as reader:
        events = reader.events(session) if session else []
    viewing = read_viewing(events)
    if viewing.opened_at is None:
        raise ExportError("outcome.no_session", session=session)
    if viewing.closed_at is None:
        raise ExportError("outcome.open", session=session)
    if viewing.end == _COMPLETED:
        raise ExportError("outcome.completed", session=session)
    if not viewing.approval:
        raise ExportError("outcome.no_appointment", session=session)
    end = NOT_APPEARED if viewing.reason == NOT_APPEARED else viewing.end
    return Outcome(
        reference=session,
        end=end,
        reason=viewing.reason,
        regime=_law(viewing.regime),
        on=dutch_day(viewing.opened_at),
        shown=viewing.shown,
        case=viewing.case,
    )


def read_no_show(trail: Path, approval: str) -> Outcome:
    """That nobody came for this approval.

    Raises ExportError (``outcome.no_no_show``, ``outcome.no_regime``) or TrailError.
    """
    with TrailReader(trail) as reader:
        found = reader.no_show(approval)
    if found is None:
        raise ExportError("outcome.no_no_show", approval=approval)
    return Outcome(
        reference=approval,
        end=NOT_APPEARED,
        reason=NOT_APPEARED,
        regime=_law(found.entry.details.get("regime")),
        on=dutch_day(found.entry.time),
        shown=False,
        case=found.private.get("case", ""),
    )


def write_letter(
    outcome: Outcome,
    *,
    language: Language,
    municipality: str,
    today: date,
    with_personal: bool = False,
) -> str:
    """The letter, in plain words, a paragraph a line; with a newline at its end.

    Without ``with_personal`` the place of the case number is left to fill in.
    """
    case = outcome.case if with_personal else ""
    lines = _paragraphs(outcome, language, municipality, today, case)
    return "\n".join(lines) + "\n"


def _paragraphs(
    outcome: Outcome, language: Language, municipality: str, today: date, case: str
) -> Iterator[str]:
    def say(code: str, **facts: Fact) -> str:
        return messages.text(code, language, facts)

    yield municipality
    yield say("letter.date", on=spell_day(today, language))
    yield say("letter.case", case=case or _TO_FILL_IN)
    yield say("outcome.reference", reference=outcome.reference)
    yield ""
    yield say("outcome.subject")
    yield ""
    yield say("letter.salutation")
    yield ""
    told = "outcome.shown" if outcome.shown else "outcome.not_shown"
    yield say(told, on=spell_day(outcome.on, language))
    yield ""
    yield say("outcome.what")
    yield f"- {_tell_reason(outcome.reason, language)}"
    yield ""
    if outcome.end == "refused":
        yield tell_law(outcome.regime, municipality, language)
    else:
        yield say(f"outcome.right_{outcome.regime}")
    yield ""
    yield say("outcome.new")
    yield f"- {say('outcome.new_how', name=municipality)}"
    yield ""
    yield say("letter.disagree")
    for remedy in tell_remedies(municipality, language):
        yield f"- {remedy}"
    yield ""
    yield say("letter.greeting")
    yield municipality


def _tell_reason(reason: str, language: Language) -> str:
    code = f"outcome.reason.{reason}"
    known = code in messages.catalogue()
    return messages.text(code if known else "outcome.reason.station", language)


def _law(regime: object) -> str:
    """The law, as the trail tells it. Raises ExportError: the wrong remedies help nobody."""
    if regime not in _LAWS:
        raise ExportError("outcome.no_regime")
    return str(regime)
