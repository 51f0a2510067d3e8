"""What a whole session looks like in the trail, and what is missing or out of place in one.

A scan keeps of every session only the steps that matter here, as letters with the position of each,
so that parts of a trail can be scanned apart and put together.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from viewer_app.audit.report import Finding

OPENED, IDENTITY, CONDITIONS, STARTED, SHOWING = "O", "I", "C", "S", "v"
WIPED, RECOVERED, CLOSED, OTHER = "W", "R", "X", "-"

_LETTERS: Final = {
    ("session.opened", "ok"): OPENED,
    ("identity.checked", "ok"): IDENTITY,
    ("conditions.confirmed", "ok"): CONDITIONS,
    ("viewing.started", "ok"): STARTED,
    ("viewing.played", "ok"): SHOWING,
    ("viewing.paused", "ok"): SHOWING,
    ("viewing.sought", "ok"): SHOWING,
    ("viewing.continued", "ok"): SHOWING,
    ("viewing.ended", "ok"): SHOWING,
    ("keys.wiped", "ok"): WIPED,
    ("session.recovered", "ok"): RECOVERED,
}
REPEATABLE: Final = frozenset({SHOWING, OTHER})
"""Steps of which only the first in a row is kept."""

SESSION_OPEN: Final = "verify.session_open"

Step = tuple[int, str]
"""Position in the trail, and letter."""


def letter(action: str, outcome: str) -> str:
    """What an event means for its session. A session is closed however its closing is judged."""
    if action == "session.closed":
        return CLOSED
    return _LETTERS.get((action, outcome), OTHER)


def check_sessions(histories: Mapping[str, Iterable[Step]]) -> list[Finding]:
    """What is wrong with these sessions: at most one finding of a kind for each."""
    return [found for session, steps in histories.items() for found in _check(session, steps)]


def _check(session: str, steps: Iterable[Step]) -> Iterable[Finding]:
    done: set[str] = set()
    found: dict[str, Finding] = {}
    first = last = -1

    def report(code: str, seq: int) -> None:
        found.setdefault(code, Finding(code, seq, {"session": session}))

    for seq, step in steps:
        first = seq if first < 0 else first
        last = seq
        if CLOSED in done:
            report("verify.session_after_close", seq)
        if step == OPENED and OPENED in done:
            report("verify.session_opened_twice", seq)
        if step != OPENED and OPENED not in done:
            report("verify.session_not_opened", seq)
        if step == STARTED and not {IDENTITY, CONDITIONS} <= done:
            report("verify.viewing_unconfirmed", seq)
        if step == SHOWING and STARTED not in done:
            report("verify.viewing_not_started", seq)
        if step in {STARTED, SHOWING} and WIPED in done:
            report("verify.viewing_after_wipe", seq)
        if step == CLOSED and STARTED in done and not {WIPED, RECOVERED} & done:
            report("verify.keys_not_wiped", seq)
        done.add(step)
    if CLOSED not in done:
        report(SESSION_OPEN, first if OPENED in done else last)
    return found.values()
