"""The text of a letter that refuses a request: on what rule, and what the citizen can do.

A refusal on request for inspection is a decision against which an objection can be made within six
weeks (Algemene wet bestuursrecht art. 6:7), counted from the day after it was sent (art. 6:8); what
the objection must say is art. 6:5. A complaint goes to the Autoriteit Persoonsgegevens (AVG art.
12(4) and 77). The text names no citizen: the municipality's own letter does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from viewer_app import messages
from viewer_app.desk.errors import DeskError
from viewer_app.evidence.approval import Ground, Regime
from viewer_app.messages import Fact, Language
from viewer_app.session.calendar import dutch_day, spell_days
from viewer_app.session.explanation import Explanation, explain
from viewer_app.session.policy import Policy
from viewer_app.session.remedies import tell_law, tell_remedies

_LONGEST_CASE: Final = 200
_YEARS: Final = range(2000, 2200)
"""As in an approval."""


@dataclass(frozen=True)
class Refusal:
    """A request that the rules do not allow, and all of the rules that stand in its way."""

    case: str
    regime: Regime
    ground: Ground
    dated: date
    told: Explanation
    rules: tuple[str, ...]
    """Codes, as the check of a request gives them."""


def refuse(
    case: str,
    regime: Regime,
    ground: Ground,
    recorded_at: datetime,
    requested_at: datetime,
    *,
    policy: Policy,
    now: datetime,
    hold_until: date | None = None,
) -> Refusal:
    """What ``policy`` has against showing this recording now.

    ``hold_until`` is the last day of a legal hold. Raises DeskError: ``request.text``,
    ``request.moment``, ``request.in_future`` where a letter could not be right,
    ``letter.no_sender`` where the rules do not name their municipality, ``letter.check_dates``
    where the request is older than the recording, ``letter.no_ground`` where the rules have nothing
    against it.
    """
    if policy.municipality == Policy.municipality:
        raise DeskError("letter.no_sender")
    if not (case.isprintable() and case == case.strip() and 0 < len(case) <= _LONGEST_CASE):
        raise DeskError("request.text", option="--case")
    for option, moment in (("--recorded-at", recorded_at), ("--requested-at", requested_at)):
        if dutch_day(moment).year not in _YEARS:
            raise DeskError("request.moment", option=option)
        if moment > now:
            raise DeskError("request.in_future", option=option)
    told = explain(policy, recorded_at, requested_at, hold_until)
    if told.refusal == "rule.requested_before_recorded":
        raise DeskError("letter.check_dates")
    today = dutch_day(now)
    rules = [told.refusal] if told.refusal else []
    if today > told.kept_until:
        held = hold_until is not None and hold_until > told.last_kept_day
        rules.append("rule.hold_ended" if held else "rule.past_retention")
    rules += [finding.code for finding in policy.check_ground(ground)]
    if not rules:
        raise DeskError("letter.no_ground")
    return Refusal(case, regime, ground, today, told, tuple(rules))


def write_letter(refusal: Refusal, language: Language) -> str:
    """The letter, in plain words, a paragraph a line; with a newline at its end."""
    return "\n".join(_paragraphs(refusal, language)) + "\n"


def _paragraphs(refusal: Refusal, language: Language) -> Iterator[str]:
    told, policy = refusal.told, refusal.told.policy

    def say(code: str, **facts: Fact | date) -> str:
        return messages.text(f"letter.{code}", language, spell_days(facts, language))

    def why(rule: str) -> str:
        match rule:
            case "rule.requested_too_late":
                days, last = policy.request_days, told.last_request_day
                return say("too_late", days=days, last=last, on=told.requested_on)
            case "rule.past_retention":
                return say("gone", days=policy.retention_days, last=told.kept_until)
            case "rule.hold_ended":
                return say("hold_ended", last=told.kept_until)
            case _:
                allowed = ", ".join(_ground(each, language) for each in policy.grounds)
                return say("ground", ground=_ground(refusal.ground, language), allowed=allowed)

    yield policy.municipality
    yield say("date", on=refusal.dated)
    yield say("case", case=refusal.case)
    yield ""
    yield say("subject")
    yield ""
    yield say("salutation")
    yield ""
    yield say("refused", requested=told.requested_on, recorded=told.recorded_on)
    yield ""
    yield say("why")
    for rule in refusal.rules:
        yield f"- {why(rule)}"
    yield ""
    yield tell_law(refusal.regime, policy.municipality, language)
    yield ""
    yield say("disagree")
    for remedy in tell_remedies(policy.municipality, language):
        yield f"- {remedy}"
    yield ""
    yield say("greeting")
    yield policy.municipality


def _ground(ground: Ground, language: Language) -> str:
    return messages.text(f"desk.ground.{ground}", language)
