"""What the events of a session say was shown, against a film that counts every millisecond."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from viewer_app.audit.body import Entry
from viewer_app.audit.reader import ReadEvent
from viewer_app.audit.reel import Jump, Pause, Span
from viewer_app.audit.viewing import Failure, Viewing, read_viewing
from viewer_app.session.ports import Json

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def entry(action: str, seconds: int = 0, outcome: str = "ok", **details: Json) -> Entry:
    return Entry(
        seq=seconds,
        id="",
        time=NOON + timedelta(seconds=seconds),
        mono=0,
        boot="",
        session="K7QF-2M9D",
        role="station" if action == "session.recovered" else "supervisor",
        actor="j.devries",
        action=action,
        object="approval:a1",
        outcome=outcome,
        source="balie-1",
        log="",
        details=details,
    )


def at(seconds: int) -> datetime:
    return NOON + timedelta(seconds=seconds)


@dataclass
class Projector:
    """Runs a film millisecond by millisecond, and writes what a session would write."""

    length_ms: int
    position_ms: int = 0
    running: bool = False
    ended: bool = False
    passed: Counter[int] = field(default_factory=Counter)
    known: Counter[int] = field(default_factory=Counter)
    """What had passed when the last event was written: all that a cut-off trail can tell."""
    events: list[Entry] = field(default_factory=lambda: [entry("viewing.started")])

    def write(self, action: str, **details: Json) -> None:
        self.events.append(replace(entry(action, len(self.events)), details=details))
        self.known = self.passed.copy()

    def play(self) -> None:
        if self.ended:
            self.position_ms, self.ended = 0, False
        self.write(
            "viewing.played",
            position_ms=self.position_ms,
            length_ms=self.length_ms,
            speed_percent=100,
        )
        self.running = True

    def pause(self) -> None:
        self.running = False
        self.write("viewing.paused", position_ms=self.position_ms)

    def seek(self, to_ms: int) -> None:
        self.write("viewing.sought", position_ms=self.position_ms, to_ms=to_ms)
        self.position_ms, self.ended = min(to_ms, self.length_ms), False

    def pass_time(self, milliseconds: int) -> None:
        for _ in range(milliseconds if self.running else 0):
            if self.position_ms == self.length_ms:
                self.running, self.ended = False, True
                self.write("viewing.ended", position_ms=self.position_ms)
                return
            self.passed[self.position_ms] += 1
            self.position_ms += 1

    def tick(self) -> None:
        self.write("viewing.continued", position_ms=self.position_ms)

    def stop(self) -> None:
        self.write("keys.wiped")
        self.write("viewing.stopped", reason="finished", position_ms=self.position_ms)

    def crash(self) -> None:
        self.events.append(entry("session.recovered", len(self.events) + 60))


STEP = st.one_of(
    st.just(("play",)),
    st.just(("pause",)),
    st.just(("tick",)),
    st.tuples(st.just("seek"), st.integers(0, 330)),
    st.tuples(st.just("pass_time"), st.integers(0, 120)),
)


def watched(length_ms: int, steps: list[tuple[object, ...]]) -> Projector:
    projector = Projector(length_ms)
    for name, *arguments in steps:
        getattr(projector, str(name))(*arguments)
    return projector


@given(st.integers(1, 300), st.lists(STEP, max_size=30))
def test_the_story_counts_every_millisecond_as_often_as_it_was_shown(
    length_ms: int, steps: list[tuple[object, ...]]
) -> None:
    projector = watched(length_ms, steps)
    projector.stop()
    viewing = read_viewing(projector.events)
    for position_ms in range(length_ms + 1):
        assert viewing.times_shown(position_ms) == projector.passed[position_ms]
    assert viewing.shown_ms == len(+projector.passed)
    for start, end, times in viewing.coverage:
        assert {projector.passed[at_ms] for at_ms in range(start, end)} == {times}
    assert sum(end - start for start, end in viewing.ranges) == viewing.shown_ms


@given(st.integers(1, 300), st.lists(STEP, max_size=30))
def test_of_a_session_that_was_cut_off_it_tells_what_had_been_written(
    length_ms: int, steps: list[tuple[object, ...]]
) -> None:
    projector = watched(length_ms, steps)
    projector.crash()
    viewing = read_viewing(projector.events)
    assert all(
        viewing.times_shown(position_ms) == projector.known[position_ms]
        for position_ms in range(length_ms + 1)
    )
    assert viewing.ended_at is None
    assert viewing.recovered_at is not None


@given(st.integers(1, 300), st.lists(STEP, max_size=30), st.integers(0, 40))
def test_at_every_moment_either_one_span_runs_or_one_picture_stands(
    length_ms: int, steps: list[tuple[object, ...]], cut: int
) -> None:
    projector = watched(length_ms, steps)
    projector.stop()
    viewing = read_viewing(projector.events[: cut + 1])
    for pause, later in zip(viewing.pauses, viewing.pauses[1:], strict=False):
        assert pause.ended_at is not None
        assert pause.ended_at <= later.began_at
    for span in viewing.spans:
        assert 0 <= span.start_ms < span.end_ms <= length_ms
        between = [
            pause
            for pause in viewing.pauses
            if pause.began_at < span.began_at and (pause.ended_at or at(999)) > span.began_at
        ]
        assert between == []


def whole_session() -> list[Entry | ReadEvent]:
    return [
        entry("session.opened", 1),
        ReadEvent(
            entry(
                "appointment.chosen",
                2,
                package="p.inzage",
                desk="gemeente-x",
                ground="filmed",
                regime="wpg",
                clip_sha256="ab",
                findings=[],
            ),
            {"case": "Z-1"},
        ),
        entry("identity.checked", 3, document="passport", failed=[]),
        entry("conditions.confirmed", 4, conditions=["alone", "no_copy"], language="pl"),
        entry("guard.proven", 5, platform="weston", code="guard.proven", findings=["one"]),
        entry("viewing.started", 6, watermark="K7QF-2M9D"),
        entry("viewing.played", 10, position_ms=0, length_ms=60_000, speed_percent=100),
        entry("viewing.continued", 20, position_ms=10_000),
        entry("viewing.paused", 21, position_ms=11_000),
        entry("viewing.sought", 25, position_ms=11_000, to_ms=5_000),
        entry("viewing.played", 30, position_ms=5_000, length_ms=60_000, speed_percent=50),
        entry("viewing.sought", 34, position_ms=7_000, to_ms=90_000),
        entry("viewing.shown", 36, ranges=[[0, 11_000, 100], [5_000, 7_000, 50]]),
        entry("keys.wiped", 36),
        entry("viewing.stopped", 36, reason="finished", position_ms=60_000),
        ReadEvent(
            entry("session.closed", 50, end="completed", reason="finished"), {"remarks": "Rustig."}
        ),
    ]


def test_a_whole_session_is_told_with_who_what_when_and_why() -> None:
    viewing = read_viewing(whole_session())
    assert (viewing.session, viewing.supervisor, viewing.opened_at) == (
        "K7QF-2M9D",
        "j.devries",
        at(1),
    )
    assert (viewing.approval, viewing.desk, viewing.ground, viewing.case) == (
        "a1",
        "gemeente-x",
        "filmed",
        "Z-1",
    )
    assert viewing.regime == "wpg"
    assert (viewing.document, viewing.identity_failed) == ("passport", ())
    assert viewing.conditions == ("alone", "no_copy")
    assert viewing.conditions_read_in == "pl"
    assert [(change.action, change.findings) for change in viewing.guard] == [
        ("guard.proven", ("one",))
    ]
    assert viewing.watermark == "K7QF-2M9D"
    assert (viewing.started_at, viewing.ended_at, viewing.closed_at) == (at(6), at(36), at(50))
    assert viewing.length_ms == 60_000
    assert viewing.spans == (Span(0, 11_000, 100, at(10)), Span(5_000, 7_000, 50, at(30)))
    assert viewing.pauses == (
        Pause(0, at(6), at(10)),
        Pause(11_000, at(21), at(25)),
        Pause(5_000, at(25), at(30)),
    )
    assert viewing.jumps == (
        Jump(11_000, 5_000, at(25), False),
        Jump(7_000, 60_000, at(34), True),
    )
    assert viewing.coverage == ((0, 5_000, 1), (5_000, 7_000, 2), (7_000, 11_000, 1))
    assert viewing.measured == ((0, 11_000, 100, 1), (5_000, 7_000, 50, 1))
    assert (viewing.end, viewing.reason, viewing.remarks) == ("completed", "finished", "Rustig.")
    assert viewing.shown
    assert viewing.keys_wiped_at == at(36)


def test_a_clip_that_is_not_authentic_ends_the_span_where_it_was_found() -> None:
    viewing = read_viewing(
        [
            entry("viewing.started", 1),
            entry("viewing.played", 2, position_ms=0),
            entry(
                "integrity.failed",
                5,
                "failed",
                code="clip.not_authentic",
                facts={"chunk": "7"},
                position_ms=3_000,
            ),
            entry("keys.wiped", 5),
            entry("session.interrupted", 6, reason="clip.not_authentic", position_ms=3_000),
        ]
    )
    assert viewing.spans == (Span(0, 3_000, 100, at(2)),)
    assert viewing.integrity_failures == (Failure("clip.not_authentic", {"chunk": "7"}, at(5)),)
    assert viewing.ended_at == at(5)


def test_a_viewing_that_never_showed_a_picture_shows_nothing() -> None:
    viewing = read_viewing(
        [
            entry("viewing.started", 1),
            entry("viewing.not_shown", 2, code="player.not_a_video"),
            entry("session.interrupted", 2, reason="player.not_a_video", position_ms=0),
        ]
    )
    assert not viewing.shown
    assert (viewing.spans, viewing.pauses, viewing.shown_ms) == ((), (), 0)


def test_another_speed_while_the_film_runs_begins_another_span() -> None:
    viewing = read_viewing(
        [
            entry("viewing.started", 1),
            entry("viewing.played", 2, position_ms=0, speed_percent=100),
            entry("viewing.speed", 4, position_ms=2_000, speed_percent=50),
            entry("viewing.paused", 6, position_ms=3_000),
        ]
    )
    assert viewing.spans == (Span(0, 2_000, 100, at(2)), Span(2_000, 3_000, 50, at(4)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


ACTIONS = [(event if isinstance(event, Entry) else event.entry).action for event in whole_session()]


@given(
    st.lists(
        st.builds(
            lambda action, details: replace(entry(action), details=details),
            st.sampled_from(ACTIONS),
            st.dictionaries(
                st.sampled_from(
                    ["position_ms", "to_ms", "length_ms", "speed_percent", "ranges", "findings"]
                ),
                JSON,
            ),
        ),
        max_size=12,
    )
)
def test_whatever_stands_in_the_trail_can_be_read(events: list[Entry]) -> None:
    viewing = read_viewing(events)
    assert isinstance(viewing, Viewing)
    assert viewing.shown_ms >= 0
