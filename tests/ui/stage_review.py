"""An auditor's trail for the stage: sessions found, one of them told whole, and the numbers."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.ui.stage_names import CHECKPOINT, LENGTH_MS, PHRASE, STATION, SUPERVISOR
from viewer_app.audit.body import Entry
from viewer_app.audit.reader import ReadEvent
from viewer_app.audit.receipt import qr_matrix
from viewer_app.audit.viewing import read_viewing
from viewer_app.evidence.secret import Secret
from viewer_app.session.ports import SignInRefused
from viewer_app.ui.backend import (
    Check,
    Duration,
    EventRow,
    Overview,
    Progress,
    Proof,
    Search,
    SessionReading,
    SessionRow,
    Standing,
    Verdict,
    Verification,
    Week,
)


class StageListing:
    """Sessions found."""

    def __init__(self, rows: Sequence[SessionRow]) -> None:
        self._rows = rows
        self.asked: list[tuple[int, int]] = []

    @property
    def total(self) -> int:
        return len(self._rows)

    def rows(self, first: int, count: int) -> Sequence[SessionRow]:
        self.asked.append((first, count))
        return self._rows[first : first + count]


class StageReview:
    """An auditor's trail of a few hundred sessions; ``searched`` keeps what was looked for."""

    def __init__(self) -> None:
        self.opened = False
        self.start = datetime(2025, 3, 3, 9, 2, 11, tzinfo=UTC)
        self.searched: list[Search] = []
        self.read: list[str] = []
        self.listing = StageListing(())
        self.verifying = threading.Event()
        self.verifying.set()
        """Cleared by a test: verifying goes on until it is stopped."""
        self.thorough: list[bool] = []
        self.own_events = 130
        self.years_ = [2025]
        self.sessions = self._sessions(320)
        self.viewing_events = bodycam_session(self.start)

    def open(self, auditor: str, passphrase: Secret) -> None:
        if bytes(passphrase.view) != PHRASE.encode():
            raise SignInRefused("signin.wrong", seconds=2)
        self.opened = True

    def _sessions(self, count: int) -> list[SessionRow]:
        first = [
            SessionRow("K7QF-2M9D", self.start, SUPERVISOR, "completed", "finished", 14),
            SessionRow(
                "T4WX-8HNP",
                self.start - timedelta(hours=20),
                "m.elamrani",
                "refused",
                "identity_not_proven",
                5,
            ),
            SessionRow("B9RC-5VKE", self.start - timedelta(days=4), SUPERVISOR, "", "", 7),
        ]
        ends = (
            ("completed", "finished"),
            ("completed", "citizen_stopped"),
            ("aborted", "supervisor_stopped"),
            ("interrupted", "station_stopped"),
            ("completed", "finished"),
        )
        for number in range(3, count):
            began = self.start - timedelta(days=4 + number // 2, hours=number % 2 * 3)
            who = (SUPERVISOR, "m.elamrani", "s.vandenberg")[number % 3]
            code = f"H{number:03}-4KPT".replace("0", "Q").replace("1", "W")
            first.append(SessionRow(code, began, who, *ends[number % 5], 12))
        return first

    def years(self) -> Sequence[int]:
        return self.years_

    def read_year(self, year: int) -> None:
        self.sessions = self._sessions(320 if year == 2025 else 40)

    def find(self, search: Search) -> StageListing:
        self.searched.append(search)
        self.listing = StageListing(
            [
                row
                for row in self.sessions
                if row.code.startswith(search.code)
                and row.supervisor.startswith(search.supervisor)
                and search.end in {"", row.end or "open"}
                and (search.first is None or row.started_at.date() >= search.first)
                and (search.last is None or row.started_at.date() <= search.last)
                and search.case in {"", "Z2025-00417"}
            ]
        )
        return self.listing

    def session(self, code: str) -> SessionReading:
        self.read.append(code)
        row = next(row for row in self.sessions if row.code == code)
        entries = self.viewing_events
        return SessionReading(
            row=replace(row, closed_at=entries[-1].entry.time),
            events=[
                EventRow(
                    index=event.entry.seq,
                    at=event.entry.time,
                    action=event.entry.action,
                    outcome=event.entry.outcome,
                    role=event.entry.role,
                    actor=event.entry.actor,
                    object=event.entry.object,
                    details=event.entry.details,
                    private=event.private,
                )
                for event in entries
            ],
            viewing=read_viewing(entries),
            proof=Proof(1284, 1287, "5d" * 32, "a0b1c2d3" * 8, 11, holds=True),
            receipt=qr_matrix(CHECKPOINT),
        )

    def station_events(self, before: int | None, limit: int) -> Sequence[EventRow]:
        actions = ("review.opened", "package.accepted", "station.started", "review.session_read")
        top = 9000 if before is None else before
        left = min(limit, self.own_events - (9000 - top) // 10)
        return [
            EventRow(
                index=top - 10 * (place + 1),
                at=self.start - timedelta(hours=(9000 - top) // 10 + place),
                action=actions[place % 4],
                outcome="ok",
                role="station",
                actor=STATION,
                object=f"station:{STATION}",
            )
            for place in range(max(left, 0))
        ]

    def overview(self) -> Overview:
        monday = date(2025, 3, 3)
        ends = ("completed", "refused", "aborted", "interrupted", "open")
        weeks = [
            Week(
                monday - timedelta(weeks=25 - number),
                {end: (number * 7 + 3 * kind) % (9 - 2 * kind) for kind, end in enumerate(ends)}
                if number % 9
                else {},
            )
            for number in range(26)
        ]
        counts = (2, 9, 21, 34, 28, 13, 6, 2, 0)
        borders: tuple[int | None, ...] = (0, 5, 10, 15, 20, 30, 45, 60, 90, None)
        classes = [
            Duration(least or 0, most, count)
            for least, most, count in zip(borders, borders[1:], counts, strict=False)
        ]
        return Overview(weeks, classes, 18.4)

    def verify(
        self, progress: Progress, stopped: Callable[[], bool], *, thorough: bool
    ) -> Verification | None:
        self.thorough.append(thorough)
        progress("", 640, 1287)
        while not self.verifying.wait(0.01):
            if stopped():
                return None
        size: dict[str, str | int] = {"size": 1287, "sessions": 320}
        verdicts = (
            Verdict(Check.INTEGRITY, Standing.HOLDS, [("verdict.integrity.holds", size)]),
            Verdict(
                Check.COMPLETENESS,
                Standing.ATTENTION,
                [("verify.session_open", {"session": "B9RC-5VKE", "seq": 1101})],
            ),
            Verdict(Check.ANCHORING, Standing.NOT_PROVEN, [("verify.not_anchored", {})]),
            Verdict(Check.CLOCK, Standing.HOLDS, [("verdict.clock.holds", {})]),
        )
        at = self.start + timedelta(hours=2)
        return Verification(verdicts, at, 1287, 320, thorough, 0)

    def close(self) -> None:
        self.opened = False


def bodycam_session(start: datetime) -> list[ReadEvent]:
    """Every event of a session in which a film of 95 seconds was seen, paused, repeated, slowed."""
    about = "approval:6f1f2c1e-0b51-4f6e-9d5c-1f2f3a4b5c6d"
    steps: Sequence[tuple[int, str, dict[str, Any]]] = (
        (0, "session.opened", {}),
        (
            60,
            "appointment.chosen",
            {"ground": "filmed", "regime": "avg", "desk": "gemeente-voorbeeldstad"},
        ),
        (150, "identity.checked", {"document": "passport", "failed": []}),
        (
            215,
            "conditions.confirmed",
            {
                "conditions": ["alone", "no_filming", "no_copy", "supervisor_stays"],
                "language": "pl",
            },
        ),
        (230, "guard.proven", {"platform": "wayland", "code": "guard.proven", "findings": []}),
        (232, "viewing.started", {"watermark": "K7QF-2M9D"}),
        (240, "viewing.played", {"position_ms": 0, "speed_percent": 100, "length_ms": LENGTH_MS}),
        (281, "viewing.paused", {"position_ms": 41_200}),
        (300, "viewing.sought", {"position_ms": 41_200, "to_ms": 24_000}),
        (303, "viewing.played", {"position_ms": 24_000, "speed_percent": 50}),
        (337, "viewing.paused", {"position_ms": 41_000}),
        (350, "viewing.played", {"position_ms": 41_000, "speed_percent": 100}),
        (372, "guard.lost", {"platform": "wayland", "code": "guard.compositor_changed"}),
        (372, "viewing.paused", {"position_ms": 63_000}),
        (373, "keys.wiped", {}),
        (374, "viewing.stopped", {"reason": "finished", "position_ms": 63_000}),
        (430, "session.closed", {"end": "completed", "reason": "finished"}),
    )
    events = []
    for place, (second, action, details) in enumerate(steps):
        entry = Entry(
            seq=1270 + place,
            id="",
            time=start + timedelta(seconds=second),
            mono=second * 1000,
            boot="",
            session="K7QF-2M9D",
            role="supervisor",
            actor=SUPERVISOR,
            action=action,
            object=about,
            outcome="ok",
            source=STATION,
            log="",
            details=details,
        )
        private = {"remarks": "De bezoeker had geen vragen meer."}
        events.append(ReadEvent(entry, private if action == "session.closed" else {}))
    return events
