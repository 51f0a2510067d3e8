"""What the sessions of a trail say: whether each opens and closes once, with all that it needs."""

import pytest

from tests.audit.tampering import codes
from tests.audit.trails import KEY, Trail, event
from viewer_app.audit.log import AuditLog
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.session.ports import Outcome

ACTIONS = {
    "opened": "session.opened",
    "chosen": "appointment.chosen",
    "identity": "identity.checked",
    "conditions": "conditions.confirmed",
    "guard": "guard.proven",
    "unguarded": "guard.refused",
    "started": "viewing.started",
    "played": "viewing.played",
    "sought": "viewing.sought",
    "paused": "viewing.paused",
    "continued": "viewing.continued",
    "ended": "viewing.ended",
    "stepped": "viewing.stepped",
    "scrubbed": "viewing.scrubbed",
    "stills": "viewing.stills",
    "hovered": "viewing.hovered",
    "thumbnails": "viewing.thumbnails",
    "unrepeated": "viewing.loop_cleared",
    "marked": "viewing.marked",
    "stalled": "viewing.stalled",
    "resumed": "viewing.resumed",
    "compared": "identity.compared",
    "asked": "presence.asked",
    "present": "presence.confirmed",
    "broken": "integrity.failed",
    "lost": "guard.lost",
    "wiped": "keys.wiped",
    "stopped": "viewing.stopped",
    "recovered": "session.recovered",
    "closed": "session.closed",
}
READY = "opened chosen identity conditions guard"
END = "wiped stopped closed"
GOOD = f"{READY} started played wiped stopped closed"
OUTCOMES = {"!": Outcome.REFUSED, "?": Outcome.FAILED}


def write_steps(log: AuditLog, steps: str, session: str) -> None:
    """The steps of a session by name, with ! where one was refused and ? where it failed."""
    for step in steps.split():
        name = step.rstrip("!?")
        outcome = OUTCOMES.get(step[len(name) :], Outcome.OK)
        log.record(event(ACTIONS[name], session, outcome=outcome))


@pytest.mark.parametrize(
    ("steps", "code", "at"),
    [
        ("opened stopped closed", None, None),
        (f"{READY} started played recovered closed", None, None),
        (f"{READY} guard! guard started wiped stopped closed", None, None),
        ("opened chosen identity! stopped closed", None, None),
        # a demonstration station: refused, and allowed all the same
        (
            "opened chosen identity conditions unguarded started wiped stopped closed",
            None,
            None,
        ),
        (
            "opened chosen identity guard started wiped stopped closed",
            "verify.viewing_unconfirmed",
            5,
        ),
        (
            "opened chosen conditions guard started wiped stopped closed",
            "verify.viewing_unconfirmed",
            5,
        ),
        (
            "opened identity conditions guard started wiped stopped closed",
            "verify.viewing_unconfirmed",
            5,
        ),
        (
            "opened chosen identity conditions started wiped stopped closed",
            "verify.viewing_unguarded",
            5,
        ),
        (
            "opened chosen identity conditions unguarded! started wiped stopped closed",
            "verify.viewing_unguarded",
            6,
        ),
        (
            "opened chosen identity! identity conditions guard started wiped stopped closed",
            "verify.viewing_after_refusal",
            7,
        ),
        (f"{READY} started broken? played wiped stopped closed", "verify.viewing_after_failure", 8),
        (f"{READY} started lost? played wiped stopped closed", "verify.viewing_after_failure", 8),
        ("opened played stopped closed", "verify.viewing_not_started", 2),
        (f"{READY} started stopped closed", "verify.keys_not_wiped", 8),
        (f"{READY} started wiped played stopped closed", "verify.viewing_after_wipe", 8),
        (
            f"{READY} started played asked present played asked continued present sought {END}",
            None,
            None,
        ),
        # what was under way when the film was held
        (f"{READY} started played asked paused ended {END}", None, None),
        (
            f"{READY} started played continued asked continued played {END}",
            "verify.viewing_without_presence",
            11,
        ),
        (
            f"{READY} started played sought asked present asked sought played {END}",
            "verify.viewing_without_presence",
            12,
        ),
        (
            f"{READY} started played asked present? played {END}",
            "verify.viewing_without_presence",
            10,
        ),
        (f"{READY} started played stepped stills marked stalled resumed paused {END}", None, None),
        (f"{READY} started scrubbed stills sought asked paused present stepped {END}", None, None),
        # the last pictures are told of when the film is gone, and the sooner the better
        (f"{READY} started stepped lost? stills {END}", None, None),
        (f"{READY} started played hovered stepped thumbnails stills paused {END}", None, None),
        (f"{READY} started stepped thumbnails {END}", "verify.stills_unannounced", 8),
        (f"{READY} started asked hovered {END}", "verify.viewing_without_presence", 8),
        (f"{READY} started stills {END}", "verify.stills_unannounced", 7),
        (f"{READY} started stepped stills stills {END}", "verify.stills_unannounced", 9),
        (f"{READY} started played resumed {END}", "verify.resumed_unstalled", 8),
        (f"{READY} started stalled resumed resumed {END}", "verify.resumed_unstalled", 9),
        (f"{READY} marked started {END}", "verify.marked_outside", 6),
        (f"{READY} started wiped marked stopped closed", "verify.marked_outside", 8),
        (f"{READY} started asked stepped {END}", "verify.viewing_without_presence", 8),
        (f"{READY} started asked scrubbed {END}", "verify.viewing_without_presence", 8),
        (f"{READY} started asked unrepeated {END}", "verify.viewing_without_presence", 8),
        (f"{READY} started asked marked {END}", "verify.viewing_without_presence", 8),
        (f"{READY} stepped started {END}", "verify.viewing_not_started", 6),
        (f"{READY} started wiped scrubbed stopped closed", "verify.viewing_after_wipe", 8),
        ("opened chosen compared! identity stopped closed", "verify.identity_not_overruled", 4),
        ("opened chosen compared! compared identity stopped closed", None, None),
        ("opened chosen compared! identity! stopped closed", None, None),
        ("opened closed", "verify.closed_without_end", 2),
        ("opened stopped closed played", "verify.session_after_close", 4),
        ("opened stopped closed closed", "verify.session_after_close", 4),
        ("opened opened stopped closed", "verify.session_opened_twice", 2),
        ("identity stopped closed", "verify.session_not_opened", 1),
    ],
)
def test_sessions_out_of_order_are_named(
    trail: Trail, steps: str, code: str | None, at: int | None
) -> None:
    with trail.create() as log:
        write_steps(log, steps, "ODD")
        write_steps(log, GOOD, "GOOD")
    verdict = verify(trail.path, KEY).completeness
    if code is None:
        assert verdict.state is State.HOLDS
        return
    assert verdict.state is State.BROKEN
    found = next(found for found in verdict.findings if found.code == code)
    assert (found.seq, found.facts) == (at, {"session": "ODD"})
    assert all(other.facts["session"] == "ODD" for other in verdict.findings)


def test_a_refused_identity_check_confirms_nothing(trail: Trail) -> None:
    with trail.create() as log:
        write_steps(log, GOOD.replace("identity", "identity!"), "ODD")
    assert codes(verify(trail.path, KEY), "completeness") == {
        "verify.viewing_unconfirmed",
        "verify.viewing_after_refusal",
    }


def test_a_session_under_way_asks_for_attention_only(trail: Trail) -> None:
    log = trail.create()
    log.record(event("session.opened"))
    report = verify(trail.path, KEY)
    assert report.completeness.state is State.ATTENTION
    assert codes(report, "completeness") == {"verify.session_open"}
    assert not report.broken
