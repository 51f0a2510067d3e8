"""Steps, drags, repeats, markers and stalls as the events of a session tell them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.audit.test_audit_viewing import JSON, at, entry
from viewer_app.audit.body import Entry
from viewer_app.audit.reader import ReadEvent
from viewer_app.audit.reel import Jump, Loop, Mark, Pause, Span, Stall, Stills
from viewer_app.audit.viewing import Pictures, read_viewing

START = entry("viewing.started", 1)
PLAY = entry("viewing.played", 10, position_ms=0, length_ms=60_000, speed_percent=100)


def test_a_part_repeated_counts_as_often_as_it_ran() -> None:
    viewing = read_viewing(
        [
            START,
            entry("viewing.loop_set", 5, position_ms=0, start_ms=2_000, end_ms=3_000),
            PLAY,
            entry("viewing.continued", 20, position_ms=2_500, passes=7),
            entry("viewing.loop_cleared", 21, position_ms=2_600, passes=1),
            entry("viewing.paused", 25, position_ms=5_000),
        ]
    )
    assert viewing.spans == (
        Span(0, 3_000, 100, at(10)),
        Span(2_000, 3_000, 100, at(13), 6),
        Span(2_000, 3_000, 100, at(19)),
        Span(2_000, 5_000, 100, at(20)),
    )
    assert viewing.loops == (Loop(2_000, 3_000, at(5), at(21), 8),)
    assert viewing.coverage == ((0, 2_000, 1), (2_000, 3_000, 9), (3_000, 5_000, 1))
    assert viewing.times_shown(2_500) == 9


def test_a_part_still_repeated_at_the_end_says_so() -> None:
    part = entry("viewing.loop_set", 5, position_ms=0, start_ms=0, end_ms=3_000)
    stop = entry("viewing.stopped", 18, position_ms=2_000, passes=2)
    viewing = read_viewing([START, part, PLAY, stop])
    assert viewing.loops == (Loop(0, 3_000, at(5), None, 2),)
    assert viewing.coverage == ((0, 2_000, 3), (2_000, 3_000, 2))


def test_single_pictures_told_every_second_are_one_series() -> None:
    viewing = read_viewing(
        [
            START,
            PLAY,
            entry("viewing.stepped", 15, position_ms=5_000),
            entry("viewing.stills", 16, position_ms=5_400, from_ms=5_040, to_ms=5_400, pictures=10),
            entry("viewing.stepped", 16, position_ms=5_400),
            entry("viewing.stills", 17, position_ms=4_900, from_ms=4_900, to_ms=5_400, pictures=13),
            entry("viewing.stepped", 40, position_ms=4_900),
            entry("viewing.stills", 41, position_ms=4_940, from_ms=4_940, to_ms=4_940, pictures=1),
            entry("viewing.paused", 50, position_ms=4_940),
        ]
    )
    assert viewing.spans == (Span(0, 5_000, 100, at(10)),)
    assert viewing.stills == (
        Stills("stepped", 4_900, 5_400, 23, at(15), at(17)),
        Stills("stepped", 4_940, 4_940, 1, at(40), at(41)),
    )
    assert viewing.pauses == (
        Pause(0, at(1), at(10)),
        Pause(4_900, at(17), at(40)),
        Pause(4_940, at(41), at(50)),
        Pause(4_940, at(50), None),
    )


def test_small_pictures_do_not_hold_the_film_or_break_a_series_of_steps() -> None:
    viewing = read_viewing(
        [
            START,
            PLAY,
            entry("viewing.hovered", 12, position_ms=2_000),
            entry("viewing.thumbnails", 13, position_ms=3_000, from_ms=7, to_ms=50_000, pictures=4),
            entry("viewing.stepped", 14, position_ms=4_000),
            entry("viewing.hovered", 14, position_ms=4_040),
            entry("viewing.stills", 15, position_ms=4_080, from_ms=4_040, to_ms=4_080, pictures=2),
            entry("viewing.thumbnails", 15, position_ms=4_080, from_ms=9, to_ms=60_000, pictures=1),
            entry("viewing.stepped", 15, position_ms=4_080),
            entry("viewing.stills", 16, position_ms=4_120, from_ms=4_120, to_ms=4_120, pictures=1),
            entry("viewing.hovered", 30, position_ms=4_120),
        ]
    )
    assert viewing.spans == (Span(0, 4_000, 100, at(10)),)
    assert sorted(viewing.stills, key=lambda one: one.began_at) == [
        Stills("hovered", 7, 60_000, 5, at(12), at(15)),
        Stills("stepped", 4_040, 4_120, 3, at(14), at(16)),
        Stills("hovered", 4_120, 4_120, 0, at(30), None),
    ]


def test_steps_after_a_drag_are_a_series_of_their_own() -> None:
    viewing = read_viewing(
        [
            START,
            entry("viewing.stepped", 2, position_ms=0),
            entry("viewing.stills", 3, position_ms=40, from_ms=40, to_ms=40, pictures=1),
            entry("viewing.scrubbed", 3, position_ms=40),
            entry("viewing.stills", 4, position_ms=900, from_ms=900, to_ms=900, pictures=1),
            entry("viewing.stepped", 4, position_ms=900),
            entry("viewing.stills", 5, position_ms=940, from_ms=940, to_ms=940, pictures=1),
        ]
    )
    assert [stills.how for stills in viewing.stills] == ["stepped", "scrubbed", "stepped"]


def test_a_drag_is_told_with_where_it_began_and_where_the_slider_was_let_go() -> None:
    viewing = read_viewing(
        [
            START,
            PLAY,
            entry("viewing.scrubbed", 14, position_ms=4_000),
            entry("viewing.stills", 15, position_ms=9_000, from_ms=500, to_ms=9_000, pictures=12),
            entry("viewing.sought", 15, position_ms=4_000, to_ms=9_200),
            entry("viewing.played", 15, position_ms=9_200, speed_percent=100),
            entry("viewing.paused", 17, position_ms=11_200),
        ]
    )
    assert viewing.spans == (Span(0, 4_000, 100, at(10)), Span(9_200, 11_200, 100, at(15)))
    assert viewing.stills == (Stills("scrubbed", 500, 9_000, 12, at(14), at(15)),)
    assert viewing.jumps == (Jump(4_000, 9_200, at(15), running=False),)


def test_pictures_that_a_power_cut_kept_from_being_told_are_not_passed_over() -> None:
    recovered = entry("session.recovered", 99)
    viewing = read_viewing([START, entry("viewing.stepped", 5, position_ms=800), recovered])
    assert viewing.stills == (Stills("stepped", 800, 800, 0, at(5), None),)


def test_a_marker_tells_whether_it_had_a_remark_though_it_was_erased() -> None:
    bare = entry("viewing.marked", 12, position_ms=2_000)
    remarked = replace(bare, commitments={"remark": "ab" * 32})
    viewing = read_viewing(
        [START, bare, ReadEvent(remarked, {"remark": "Arm omhoog"}), ReadEvent(remarked, {})]
    )
    assert viewing.marks == (
        Mark(2_000, at(12), remarked=False),
        Mark(2_000, at(12), remarked=True, remark="Arm omhoog"),
        Mark(2_000, at(12), remarked=True),
    )
    assert "Arm" not in repr(viewing.marks)


def test_while_the_storage_stalls_nothing_runs() -> None:
    viewing = read_viewing(
        [
            START,
            PLAY,
            entry("viewing.stalled", 13, position_ms=3_000),
            entry("viewing.continued", 20, position_ms=3_000),
            entry("viewing.resumed", 22, position_ms=3_000),
            entry("viewing.stalled", 23, position_ms=4_000),
            entry("viewing.sought", 24, position_ms=4_000, to_ms=8_000),
            entry("viewing.resumed", 25, position_ms=8_000),
            entry("viewing.stalled", 26, position_ms=9_000),
            entry("viewing.paused", 27, position_ms=9_000),
            entry("viewing.resumed", 28, position_ms=9_000),
            entry("viewing.stopped", 30, position_ms=9_500),
        ]
    )
    assert viewing.spans == (
        Span(0, 3_000, 100, at(10)),
        Span(3_000, 4_000, 100, at(22)),
        Span(8_000, 9_000, 100, at(25)),
    )
    assert viewing.stalls == (
        Stall(3_000, at(13), at(22)),
        Stall(4_000, at(23), at(25)),
        Stall(9_000, at(26), at(28)),
    )
    assert viewing.jumps == (Jump(4_000, 8_000, at(24), running=True),)


def test_a_film_that_waits_for_its_storage_runs_on_at_the_speed_that_was_set_meanwhile() -> None:
    viewing = read_viewing(
        [
            START,
            PLAY,
            entry("viewing.stalled", 13, position_ms=3_000),
            entry("viewing.speed_set", 14, position_ms=3_000, speed_percent=50),
            entry("viewing.resumed", 15, position_ms=3_000),
            entry("viewing.paused", 17, position_ms=4_000),
            entry("viewing.stalled", 18, position_ms=4_000),
            entry("viewing.speed_set", 19, position_ms=4_000, speed_percent=200),
            entry("viewing.resumed", 20, position_ms=4_000),
            entry("viewing.stopped", 30, position_ms=4_500),
        ]
    )
    assert viewing.spans == (Span(0, 3_000, 100, at(10)), Span(3_000, 4_000, 50, at(15)))


ACTIONS = st.sampled_from(
    [
        "started",
        "played",
        "paused",
        "sought",
        "ended",
        "continued",
        "stepped",
        "scrubbed",
        "hovered",
        "thumbnails",
        "stills",
        "speed_set",
        "loop_set",
        "loop_cleared",
        "marked",
        "stalled",
        "resumed",
        "shown",
        "stopped",
    ]
)
NAMES = [
    "position_ms",
    "to_ms",
    "from_ms",
    "pictures",
    "start_ms",
    "end_ms",
    "length_ms",
    "passes",
    "speed_percent",
]
NUMBERS = st.integers(-5, 50) | st.sampled_from([2**53 - 1, -(2**53), 10**400])


@given(
    st.lists(
        st.builds(
            lambda action, details, far: replace(
                entry(f"viewing.{action}"),
                details=details,
                time=at(0).replace(year=9999 if far else 2026),
            ),
            ACTIONS,
            st.dictionaries(st.sampled_from(NAMES), NUMBERS | JSON),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_whatever_a_trail_says_of_a_film_can_be_read(events: list[Entry]) -> None:
    viewing = read_viewing(events)
    assert all(span.end_ms > span.start_ms >= 0 and span.times > 0 for span in viewing.spans)
    assert all(stills.from_ms <= stills.to_ms for stills in viewing.stills)
    assert viewing.shown_ms >= 0


def test_parts_of_one_speed_that_touch_are_one() -> None:
    viewing = read_viewing(
        [
            START,
            PLAY,
            entry("viewing.speed_set", 12, position_ms=2_000, speed_percent=50),
            entry("viewing.sought", 16, position_ms=4_000, to_ms=3_000),
            entry("viewing.speed_set", 20, position_ms=5_000, speed_percent=400),
            entry("viewing.sought", 21, position_ms=9_000, to_ms=20_000),
            entry("viewing.paused", 22, position_ms=24_000),
        ]
    )
    assert viewing.speeds == ((2_000, 5_000, 50), (5_000, 9_000, 400), (20_000, 24_000, 400))


def test_many_series_of_pictures_are_told_as_the_parts_they_cover() -> None:
    events: list[Entry] = [START]
    for number in range(50):
        second, place = 2 + 10 * number, 100 * number if number < 40 else 60_000 + number
        stills = {"from_ms": place, "to_ms": place + 5, "pictures": 2}
        events.append(entry("viewing.stepped", second, position_ms=place))
        events.append(replace(entry("viewing.stills", second), details=stills))
    viewing = read_viewing(events)
    assert len(viewing.stills) == 50
    assert viewing.pictures("stepped") == Pictures(((0, 3_905), (60_040, 60_054)), 100, told=True)
    assert viewing.pictures("hovered") is None
    cut = read_viewing([*events, entry("viewing.stepped", 900, position_ms=70_000)])
    assert cut.pictures("stepped") == Pictures(
        ((0, 3_905), (60_040, 60_054), (70_000, 70_000)), 100, told=False
    )
