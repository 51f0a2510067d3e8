"""What there is to count in a period: sessions, how they ended, how long, and what was refused."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from viewer_app.audit.exports.events import Leaf, WholeSession, join_sessions
from viewer_app.audit.period import Period
from viewer_app.audit.viewing import read_viewing
from viewer_app.session.calendar import dutch_day

WRITTEN_DOWN = frozenset(
    {"signin.refused", "guard.refused", "guard.lost", "integrity.failed", "package.set_aside"}
    | {"clock.step", "audit.storage_full", "session.recovered"}
)
"""Events that are counted by themselves: refusals and incidents, within sessions and outside."""


@dataclass(frozen=True)
class SessionLine:
    """One session in the list."""

    session: str
    opened: datetime
    supervisor: str
    end: str
    reason: str
    regime: str
    """The law of the recording; "" where the trail does not tell."""
    minutes: int
    shown_ms: int
    """How much of the film ran at least once."""


@dataclass
class PeriodFacts:
    """Everything a period report tells. Sessions count by the moment they were opened."""

    lines: list[SessionLine] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    """End and reason of every session that was not completed."""
    turned_away: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Law and reason of every refused session and every appointment that nobody came to (Wpg art.
    32 has refusals kept, too)."""
    incidents: Counter[str] = field(default_factory=Counter)
    """Actions of WRITTEN_DOWN in the period."""
    weeks: Counter[date] = field(default_factory=Counter)
    """Sessions by the Monday of their week."""
    opened: int = 0

    @property
    def unclosed(self) -> int:
        """Sessions that were opened and have no closing event yet."""
        return self.opened - len(self.lines)

    @property
    def minutes(self) -> list[int]:
        """How long the sessions took in which film was shown, shortest first."""
        return sorted(line.minutes for line in self.lines if line.shown_ms)


def count_period(leaves: Iterable[Leaf], period: Period) -> PeriodFacts:
    """Count in one pass over the events of the whole trail, in order."""
    facts = PeriodFacts()

    def passing() -> Iterator[Leaf]:
        for leaf in leaves:
            entry = leaf.entry
            if period.holds(entry.time):
                facts.opened += entry.action == "session.opened"
                if entry.action in WRITTEN_DOWN:
                    facts.incidents[entry.action] += 1
                if entry.action == "appointment.no_show":
                    facts.turned_away[str(entry.details.get("regime", "")), "not_appeared"] += 1
            yield leaf

    for session in join_sessions(passing(), period):
        line = _line(session)
        facts.lines.append(line)
        facts.ends[line.end] += 1
        facts.weeks[_monday(line.opened)] += 1
        if line.end != "completed":
            facts.reasons[line.end, line.reason] += 1
        if line.end == "refused":
            facts.turned_away[line.regime, line.reason] += 1
    facts.lines.sort(key=lambda line: line.opened)
    return facts


def _line(session: WholeSession) -> SessionLine:
    viewing = read_viewing(leaf.entry for leaf in session.leaves)
    seconds = (session.closed.time - session.opened.time).total_seconds()
    return SessionLine(
        session=session.opened.session,
        opened=session.opened.time,
        supervisor=session.opened.actor,
        end=viewing.end,
        reason=viewing.reason,
        regime=viewing.regime,
        minutes=max(round(seconds / 60), 1),
        shown_ms=viewing.shown_ms,
    )


def _monday(moment: datetime) -> date:
    day = dutch_day(moment)
    return day - timedelta(days=day.weekday())
