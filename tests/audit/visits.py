"""Whole visits as the station writes them, with details and personal values, for exports."""

from tests.audit.trails import TwoClocks, event
from viewer_app.audit.log import AuditLog
from viewer_app.session.ports import Actor, Event, Json, Outcome
from viewer_app.session.roles import Role

APPROVAL = "approval:6f1c1de2-64a1-4c0e-9d7c-2f0a3f4b5c6d"
STEP_MS = 20_000
LENGTH_MS = 183_000
CASE = "Z2026-00417"
REMARKS = "Mevrouw Jansen vroeg naar de overkant van de straat."


def start_station(log: AuditLog, version: str = "1.4.0") -> None:
    """What the program writes when it starts."""
    log.record(
        Event(
            session="",
            actor=Actor(Role.STATION, "balie-1"),
            action="station.started",
            object="station:balie-1",
            details={"version": version, "guard": "guard.kiosk_proven"},
        )
    )


def write_visit(
    log: AuditLog,
    clock: TwoClocks,
    session: str = "K7QF-2M9D",
    *,
    approval: str = APPROVAL,
    end: str = "completed",
    reason: str = "finished",
    case: str = CASE,
    regime: str = "",
) -> None:
    """A visit of some minutes: seen twice in part, paused once, and closed with remarks."""

    def step(
        action: str,
        details: dict[str, Json] | None = None,
        private: dict[str, str] | None = None,
        *,
        about: str = approval,
        outcome: Outcome = Outcome.OK,
    ) -> None:
        clock.pass_time(STEP_MS)
        log.record(event(action, session, about, outcome=outcome, details=details, private=private))

    step("session.opened", about="supervisor:j.devries")
    step(
        "appointment.chosen",
        {
            "package": "afspraak.inzage",
            "desk": "desk-noord",
            "ground": "filmed",
            **({"regime": regime} if regime else {}),
            "clip_sha256": "ab" * 32,
            "findings": [],
        },
        {"case": case},
    )
    passed = reason != "identity_not_proven"
    step(
        "identity.checked",
        {"document": "passport", "failed": [] if passed else ["photo_matches"]},
        outcome=Outcome.OK if passed else Outcome.REFUSED,
    )
    if passed:
        conditions: Json = ["alone", "no_copy", "no_filming", "supervisor_stays"]
        step("conditions.confirmed", {"conditions": conditions})
        step("guard.proven", {"platform": "weston", "code": "guard.kiosk_proven", "findings": []})
        step("viewing.started", {"watermark": "K7QF"})
        played: dict[str, Json] = {"length_ms": LENGTH_MS, "speed_percent": 100}
        step("viewing.played", {**played, "position_ms": 0})
        step("viewing.paused", {"position_ms": 20_000})
        step("viewing.played", {**played, "position_ms": 20_000})
        step("viewing.sought", {"position_ms": 40_000, "to_ms": 10_000})
        step("viewing.paused", {"position_ms": 30_000})
        step("viewing.sought", {"position_ms": 30_000, "to_ms": 120_000})
        step("viewing.played", {**played, "position_ms": 120_000, "speed_percent": 50})
        step("viewing.continued", {"position_ms": 130_000})
        step("keys.wiped")
    endings = {
        "completed": "viewing.stopped",
        "refused": "session.refused",
        "aborted": "session.aborted",
        "interrupted": "session.interrupted",
    }
    step(endings[end], {"reason": reason, "position_ms": 130_000})
    step("session.closed", {"end": end, "reason": reason}, {"remarks": REMARKS})
