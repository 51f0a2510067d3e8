"""What an auditor looks for among the sessions, and the SQL that finds it.

Sessions are found by the index on their first event. What only the signed bodies say (who, when,
how it ended) is read out of them by SQLite itself, which takes the interpreter's lock away from
nobody: a search through a year of sessions leaves the screen alone.
"""

from dataclasses import dataclass, field
from typing import Final

from viewer_app.audit.body import write_time
from viewer_app.audit.period import EVER, Period

NOT_CLOSED: Final = "open"
"""In the place of an end: the session has no closing event."""


@dataclass(frozen=True)
class Search:
    """Which sessions; what is empty does not matter."""

    code: str = ""
    """The beginning of a session code, in capitals."""
    case: str = field(default="", repr=False)
    """A whole case number, whose capitals do not matter; it is a personal value."""
    supervisor: str = ""
    """The beginning of a sign-in name."""
    end: str = ""
    """``completed``, ``refused``, ``aborted``, ``interrupted``, or NOT_CLOSED."""
    period: Period = EVER
    """In which the session was opened, by the station's clock."""


_END: Final = """(SELECT json_extract(closed.body, '$.details.end') FROM entry AS closed
  WHERE closed.action = 'session.closed' AND closed.session = entry.session LIMIT 1)"""

TIMES_SQL: Final = """SELECT entry.seq, json_extract(entry.body, '$.time'),
  json_extract(closed.body, '$.time'), json_extract(closed.body, '$.details.end')
FROM entry LEFT JOIN entry AS closed
  ON closed.action = 'session.closed' AND closed.session = entry.session
WHERE entry.action = 'session.opened' ORDER BY entry.seq"""
"""Every session: position, when it was opened and closed, how it ended."""


def search_sql(search: Search, session: str | None = None) -> tuple[str, list[object]]:
    """A query for the positions of these sessions' first events, latest first.

    ``session``: only this one. The case number is left to ``case_sql``.
    """
    where = ["action = 'session.opened'"]
    values: list[object] = []

    def narrow(condition: str, *given: object) -> None:
        where.append(condition)
        values.extend(given)

    if session is not None:
        narrow("session = ? AND session <> ''", session)
    if search.code:
        narrow("substr(session, 1, ?) = ?", len(search.code), search.code)
    if search.period.start is not None:
        narrow("json_extract(body, '$.time') >= ?", write_time(search.period.start))
    if search.period.end is not None:
        narrow("json_extract(body, '$.time') < ?", write_time(search.period.end))
    if search.supervisor:
        actor = "substr(json_extract(body, '$.actor.id'), 1, ?) = ?"
        narrow(actor, len(search.supervisor), search.supervisor)
    if search.end == NOT_CLOSED:
        narrow(f"{_END} IS NULL")
    elif search.end:
        narrow(f"{_END} = ?", search.end)
    # every condition is this module's own text; what was asked for goes in as values
    return f"SELECT seq FROM entry WHERE {' AND '.join(where)} ORDER BY seq DESC", values  # noqa: S608


def case_sql(case: str) -> tuple[str, list[object]]:
    """A query for the positions of the events that keep this case number."""
    return "SELECT seq FROM private WHERE name = 'case' AND value = ? COLLATE NOCASE", [case]
