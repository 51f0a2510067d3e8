"""What the rules mean for one recording and one request, in days and in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from viewer_app import messages
from viewer_app.evidence.approval import Ground
from viewer_app.messages import Fact, Language
from viewer_app.session.calendar import days_between, dutch_day, spell_days
from viewer_app.session.policy import DestroyAfter, Policy

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Explanation:
    """The days that count. All of them are Dutch calendar days, and a last day is included."""

    policy: Policy
    recorded_on: date
    requested_on: date
    request_day: int
    """The number of the day of the request; the day of the recording is day 0."""
    refusal: str
    """The code of the rule that the request's date does not meet, or ""."""
    last_request_day: date
    last_kept_day: date
    """Without a hold."""
    hold_until: date | None
    held_until: date | None
    """Up to when the request holds the recording for its appointment, once granted; None: not."""

    @property
    def kept_until(self) -> date:
        """The last day on which the recording exists."""
        return max(self.last_kept_day, self.hold_until or self.last_kept_day)

    @property
    def destroyed_on(self) -> date:
        """The first day on which it may exist no more."""
        return self.kept_until + _DAY

    @property
    def days_left(self) -> int:
        """Whole days after the day of the request on which it still exists; negative: gone."""
        return (self.kept_until - self.requested_on).days


def explain(
    policy: Policy, recorded_at: datetime, requested_at: datetime, hold_until: date | None = None
) -> Explanation:
    """What the rules mean for a recording of this moment that was asked for at that one.

    ``hold_until`` is the last day of a legal hold. Raises ValueError for a moment without a zone.
    """
    findings = policy.check_term(recorded_at, requested_at)
    last_kept, last_held = policy.last_kept_day(recorded_at), policy.last_held_day(requested_at)
    holds = not findings and hold_until is None and policy.hold_days and last_held > last_kept
    return Explanation(
        policy=policy,
        recorded_on=dutch_day(recorded_at),
        requested_on=dutch_day(requested_at),
        request_day=days_between(recorded_at, requested_at),
        refusal=findings[0].code if findings else "",
        last_request_day=policy.last_request_day(recorded_at),
        last_kept_day=last_kept,
        hold_until=hold_until,
        held_until=last_held if holds else None,
    )


def tell(explanation: Explanation, language: Language) -> tuple[str, ...]:
    """The same in sentences, each of which can be read by itself."""

    def say(code: str, **facts: Fact | date) -> str:
        return messages.text(f"explain.{code}", language, spell_days(facts, language))

    told, policy = explanation, explanation.policy

    def present() -> Iterator[str]:
        if policy.companions:
            kinds = (
                messages.text(f"report.companion.{one}", language) for one in policy.companions
            )
            yield say("companions", kinds=", ".join(kinds))
        if policy.second_person:
            yield say("second_person")

    def sentences() -> Iterator[str]:
        yield say("rules", name=policy.municipality)
        yield say("recorded", on=told.recorded_on)
        yield say("last_request", days=policy.request_days, on=told.last_request_day)
        day, on = told.request_day, told.requested_on
        if not told.refusal:
            yield say("in_time", day=day, on=on)
        elif told.refusal == "rule.requested_before_recorded":
            yield say("older", on=on)
        else:
            yield say("too_late", day=day, on=on, last=told.last_request_day)
        yield say("kept", days=policy.retention_days, on=told.last_kept_day)
        if told.hold_until is None:
            yield say("no_hold")
        elif told.hold_until > told.last_kept_day:
            yield say("hold", until=told.hold_until)
        else:
            yield say("hold_idle", until=told.hold_until)
        yield say("destroyed", on=told.destroyed_on)
        if not told.refusal:
            few = {1: "one_left", 0: "none_left"}
            code = few.get(told.days_left, "left" if told.days_left > 0 else "gone")
            yield say(code, days=told.days_left, on=told.kept_until)
        if told.held_until is not None:
            yield say("held", on=told.last_kept_day, until=told.held_until)
        if set(policy.grounds) != set(Ground):
            words = (messages.text(f"desk.ground.{each}", language) for each in policy.grounds)
            yield say("grounds", grounds=", ".join(words))
        yield from present()
        yield say("appointment", viewings=policy.viewings, minutes=policy.appointment_minutes)
        if policy.destroy_after is not DestroyAfter.RETENTION:
            yield say(f"after_{policy.destroy_after}")
        if policy.viewing_minutes:
            yield say("viewing", minutes=policy.viewing_minutes)
        if policy.early_minutes or policy.late_minutes:
            yield say("margins", early=policy.early_minutes, late=policy.late_minutes)

    return tuple(sentences())
