"""What a whole session looks like in the trail, and what is missing or out of place in one.

A scan keeps of every session only the steps that matter here, as letters with the position of each,
so that parts of a trail can be scanned apart and put together.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from viewer_app.audit.report import Finding

OPENED, CHOSEN, IDENTITY, CONDITIONS, GUARD, STARTED = "O", "A", "I", "C", "G", "S"
PLAYED, RUN, SHOWING, SHOWN, ASKED, PRESENT = "y", "r", "v", "w", "P", "p"
MARKED, STEPPED, STILLS, STALLED, RESUMED = "m", "s", "t", "Q", "q"
HOVERED, THUMBNAILS = "h", "n"
UNPROVEN, FAILED, WIPED, ENDED, RECOVERED, CLOSED, OTHER = "U", "F", "W", "E", "R", "X", "-"

_LETTERS: Final = {
    ("session.opened", "ok"): OPENED,
    ("appointment.chosen", "ok"): CHOSEN,
    ("identity.checked", "ok"): IDENTITY,
    ("identity.checked", "refused"): UNPROVEN,
    ("conditions.confirmed", "ok"): CONDITIONS,
    ("guard.proven", "ok"): GUARD,
    # A demonstration station goes on without a proof; the event says that it had none.
    ("guard.refused", "ok"): GUARD,
    ("guard.lost", "failed"): FAILED,
    ("integrity.failed", "failed"): FAILED,
    ("viewing.started", "ok"): STARTED,
    ("viewing.played", "ok"): PLAYED,
    ("viewing.sought", "ok"): RUN,
    ("viewing.stepped", "ok"): STEPPED,
    ("viewing.scrubbed", "ok"): STEPPED,
    ("viewing.stills", "ok"): STILLS,
    ("viewing.hovered", "ok"): HOVERED,
    ("viewing.thumbnails", "ok"): THUMBNAILS,
    ("viewing.speed_set", "ok"): RUN,
    ("viewing.loop_set", "ok"): RUN,
    ("viewing.loop_cleared", "ok"): RUN,
    ("viewing.marked", "ok"): MARKED,
    ("viewing.stalled", "ok"): STALLED,
    ("viewing.resumed", "ok"): RESUMED,
    ("viewing.paused", "ok"): SHOWING,
    ("viewing.continued", "ok"): SHOWING,
    ("viewing.ended", "ok"): SHOWING,
    ("viewing.shown", "ok"): SHOWN,
    ("presence.asked", "ok"): ASKED,
    ("presence.confirmed", "ok"): PRESENT,
    ("keys.wiped", "ok"): WIPED,
    ("viewing.stopped", "ok"): ENDED,
    ("session.refused", "ok"): ENDED,
    ("session.aborted", "ok"): ENDED,
    ("session.interrupted", "ok"): ENDED,
    ("session.recovered", "ok"): RECOVERED,
}
REPEATABLE: Final = frozenset({PLAYED, RUN, SHOWING, OTHER})
"""Steps on which no rule for a later step rests: of each kind only the first is kept, until another
kind of step comes."""

_HANDLED: Final = frozenset({PLAYED, RUN, STEPPED, HOVERED, MARKED})
"""What nobody can do with a film that is out of sight."""
_FILM: Final = _HANDLED | {STARTED, SHOWING, STALLED, RESUMED}
"""Stills are told of when they were shown already, and may be when the film is gone."""
_NEEDED: Final = (
    ("verify.viewing_unconfirmed", {STARTED}, {CHOSEN, IDENTITY, CONDITIONS}),
    ("verify.viewing_unguarded", {STARTED}, {GUARD}),
    ("verify.viewing_not_started", _FILM - {STARTED, MARKED}, {STARTED}),
    ("verify.marked_outside", {MARKED}, {STARTED}),
    ("verify.stills_unannounced", {STILLS}, {STEPPED}),
    ("verify.stills_unannounced", {THUMBNAILS}, {HOVERED}),
    ("verify.resumed_unstalled", {RESUMED}, {STALLED}),
    ("verify.shown_impossible", {SHOWN}, {PLAYED}),
)
"""Steps that may not come before all of others."""
_OVER: Final = (
    ("verify.session_opened_twice", {OPENED}, OPENED),
    ("verify.viewing_after_refusal", _FILM - {MARKED}, UNPROVEN),
    ("verify.viewing_after_failure", _FILM - {MARKED}, FAILED),
    ("verify.viewing_after_wipe", _FILM - {MARKED}, WIPED),
    ("verify.marked_outside", {MARKED}, WIPED),
    # Held film may still be paused or come to its end: what was under way when it was held.
    ("verify.viewing_without_presence", _HANDLED, ASKED),
)
"""Steps that may not come after another."""
_UNDOES: Final = {
    PRESENT: ASKED,
    RESUMED: STALLED,
    STILLS: STEPPED,
    THUMBNAILS: HOVERED,
}
"""Steps after which another counts as not done."""

SESSION_OPEN: Final = "verify.session_open"

Step = tuple[int, str]
"""Position in the trail, and letter."""


def letter(action: str, outcome: str) -> str:
    """What an event means for its session. A session is closed however its closing is judged."""
    return CLOSED if action == "session.closed" else _LETTERS.get((action, outcome), OTHER)


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
        if step != OPENED and OPENED not in done:
            report("verify.session_not_opened", seq)
        for code, judged, needed in _NEEDED:
            if step in judged and not needed <= done:
                report(code, seq)
        for code, barred, past in _OVER:
            if step in barred and past in done:
                report(code, seq)
        if step == CLOSED and STARTED in done and not {WIPED, RECOVERED} & done:
            report("verify.keys_not_wiped", seq)
        if step == CLOSED and not {ENDED, RECOVERED} & done:
            report("verify.closed_without_end", seq)
        done.add(step)
        done.discard(_UNDOES.get(step, ""))
    if CLOSED not in done:
        report(SESSION_OPEN, first if OPENED in done else last)
    return found.values()
