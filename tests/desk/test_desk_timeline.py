"""The clock of a copy: it begins with the first picture, and never goes back."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from viewer_app.desk.timeline import Timeline, Track

TS = Fraction(1, 90_000)
SOUND = Fraction(1, 48_000)
FRAME = 3_000


def timeline(start: int = 0) -> Timeline:
    """Of a transport stream with pictures (0) and sound (1) whose first picture is at ``start``."""
    return Timeline(start * TS, [Track(TS, TS), Track(TS, SOUND)])


def test_the_first_picture_is_the_start() -> None:
    clock = timeline(126_000)
    assert clock.place(0, 126_000 - 2 * FRAME, 126_000, FRAME) == (-2 * FRAME, 0, FRAME)
    assert clock.place(1, 126_000, 126_000, 1_920) == (0, 0, 1_024)
    assert clock.place(1, 127_920, None, 1_920) == (1_024, 1_024, 1_024)


def test_a_clock_that_starts_anew_goes_on_for_both_tracks_together() -> None:
    clock = timeline()
    for number in range(100):
        clock.place(0, number * FRAME, None, FRAME)
        clock.place(1, number * FRAME, None, FRAME)
    placed = [clock.place(0, number * FRAME, None, FRAME)[0] for number in range(3)]
    # sound of before the jump comes behind it in the file
    late = clock.place(1, 100 * FRAME, None, FRAME)
    heard = [clock.place(1, number * FRAME, None, FRAME)[0] for number in range(3)]
    assert clock.jumps == 1
    assert placed == [100 * FRAME, 101 * FRAME, 102 * FRAME]
    assert late[0] == 100 * 1_600
    assert heard[1:] == [101 * 1_600, 102 * 1_600]  # with its pictures again


def test_a_pause_in_the_recording_stays() -> None:
    clock = timeline()
    clock.place(0, 0, None, FRAME)
    minute = 60 * 90_000
    assert clock.place(0, minute, None, FRAME)[0] == minute
    assert clock.jumps == 0
    week = 7 * 24 * 60 * minute
    assert clock.place(0, week, None, FRAME)[0] == minute + FRAME
    assert clock.jumps == 1


units = st.none() | st.integers(-(1 << 33), 1 << 33)


@given(
    st.lists(st.tuples(st.integers(0, 1), units, units, st.integers(0, 10**6)), max_size=60),
    st.integers(-(1 << 33), 1 << 33),
)
def test_whatever_a_recording_says_decoding_goes_forward(
    packets: list[tuple[int, int | None, int | None, int]], start: int
) -> None:
    clock = timeline(start)
    decoded: dict[int, list[int]] = {0: [], 1: []}
    for number, dts, pts, duration in packets:
        decode, shown, _ = clock.place(number, dts, pts, duration)
        assert shown >= decode
        decoded[number].append(decode)
    for one in decoded.values():
        assert all(before < after for before, after in pairwise(one))
