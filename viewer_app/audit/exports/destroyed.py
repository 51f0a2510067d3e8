"""The destruction report: what the trail says was destroyed, one line for each attempt (CSV)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from viewer_app import messages
from viewer_app.audit.body import Entry
from viewer_app.audit.exports.table import write_lines
from viewer_app.audit.period import Period
from viewer_app.messages import Fact, Language
from viewer_app.session.calendar import AMSTERDAM

STARTED: Final = "destruction.started"
FINISHED: Final = "destruction.finished"
_COLUMNS: Final = (
    *("about", "clip_sha256", "cause", "since", "started", "finished", "outcome", "reason"),
    *("trail", "seq"),
)


@dataclass
class Attempt:
    """A destruction as the trail tells it; where it failed, another may follow."""

    started: Entry
    finished: Entry | None = None

    @property
    def outcome(self) -> str:
        """``ok``, ``failed``, or ``open`` where it has not ended."""
        return self.finished.outcome if self.finished else "open"


def join_attempts(entries: Iterable[Entry], period: Period) -> list[Attempt]:
    """The destructions with an event in ``period``, by when they began.

    ``entries`` are in order. After a crash one may begin twice before it ends; that is one. One
    that failed and ended well without beginning anew, because the file was taken out already, is
    told by how it ended.
    """
    attempts: dict[str, Attempt] = {}
    told: list[Attempt] = []
    for entry in entries:
        attempt = attempts.get(entry.object)
        if entry.action == STARTED and (attempt is None or attempt.finished is not None):
            attempt = attempts[entry.object] = Attempt(entry)
            told.append(attempt)
        elif entry.action == FINISHED and attempt is not None:
            attempt.finished = entry
    return [attempt for attempt in told if _is_in(attempt, period)]


def write_destroyed(attempts: Iterable[Attempt], language: Language) -> Iterator[bytes]:
    """The lines of the report, as ``write_table`` writes lines. Holds no personal values."""
    columns = [messages.text(f"destruction.column.{name}", language) for name in _COLUMNS]
    return write_lines(columns, (_cells(attempt, language) for attempt in attempts))


def _is_in(attempt: Attempt, period: Period) -> bool:
    ended = attempt.finished is not None and period.holds(attempt.finished.time)
    return ended or period.holds(attempt.started.time)


def _cells(attempt: Attempt, language: Language) -> tuple[str | int, ...]:
    started, finished = attempt.started, attempt.finished
    details = started.details
    return (
        started.object,
        str(details.get("clip_sha256", "")),
        messages.text(f"destruction.cause.{details.get('cause', '')}", language),
        str(details.get("since", "")),
        _local(started.time),
        _local(finished.time) if finished else "",
        messages.text(f"destruction.outcome.{attempt.outcome}", language),
        _why(finished, language) if finished else "",
        started.log,
        started.seq,
    )


def _why(finished: Entry, language: Language) -> str:
    code, facts = finished.details.get("code"), finished.details.get("facts")
    if not isinstance(code, str):
        return ""
    known: dict[str, Fact] = {}
    if isinstance(facts, dict):
        known = {name: str(fact) for name, fact in facts.items()}
    return messages.text(code, language, known)


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%d %H:%M:%S}"
