"""Which frame a picture is, which buffers are kept and what time it is then: the rules alone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from viewer_app.playback.counting import FrameCount
from viewer_app.playback.frame_table import FrameTable
from viewer_app.playback.position import FilmClock
from viewer_app.playback.ring import FrameRing
from viewer_app.playback.timing import Timing

PERIOD = 40.0


def landed(frame: int) -> FrameCount:
    count = FrameCount()
    count.timing = Timing(PERIOD, 400_000)
    seek(count, frame)
    assert count.display(0, same=False) == frame
    return count


def seek(count: FrameCount, frame: int, at: float = 0) -> None:
    """libVLC was told to go there, and has begun to."""
    count.expect(frame, rested=True)
    count.fill(at, full=False)


def test_pictures_shown_again_do_not_count() -> None:
    count = landed(7)
    for at in (60, 120, 180):
        assert count.display(at, same=True) is None
    assert count.still
    count.run(200)
    assert count.display(210, same=True) is None, "the one it was held at"
    assert count.display(230, same=False) == 8
    assert count.display(270, same=False) == 9
    assert count.display(330, same=True) is None, "nothing came, it is shown again"
    assert count.display(331, same=False) == 10


def test_frames_that_look_the_same_count_where_they_come_in_time() -> None:
    count = landed(7)
    count.run(0)
    assert count.display(30, same=False) == 8
    for number in range(9, 20):
        assert count.display(30 + (number - 8) * PERIOD, same=True) == number


def test_what_comes_after_a_hold_is_counted_but_nothing_before_a_landing_is() -> None:
    count = landed(7)
    count.run(0)
    assert count.display(30, same=False) == 8
    count.hold()
    assert not count.still
    assert count.display(70, same=False) == 9
    seek(count, 50)
    assert count.display(130, same=True) is None
    assert count.landing
    assert count.display(140, same=False) == 50


def test_a_picture_that_does_not_change_is_believed_only_after_a_new_start() -> None:
    """libVLC may never get rid of a picture; started anew, it shows what there is."""
    count = landed(7)
    seek(count, 8)
    assert count.display(60, same=True) is None
    count.fill(70, full=True)
    assert count.display(120, same=True) is None
    assert (count.landing, count.stuck) == (True, False)
    assert count.display(300, same=True) is None
    assert (count.landing, count.stuck) == (True, True)
    count.cue()
    assert count.display(400, same=False) is None
    seek(count, 8)
    assert (count.landing, count.stuck) == (True, False)
    count.fill(410, full=True)
    assert count.display(460, same=True) is None
    assert count.display(600, same=True) == 8
    assert count.display(630, same=False) == 8, "it was only late"


def test_a_picture_on_its_way_from_before_is_not_the_one_that_was_asked_for() -> None:
    count = landed(7)
    count.expect(50, rested=True)
    assert count.display(10, same=False) is None, "libVLC has not begun"
    assert count.display(70, same=True) is None
    count.fill(80, full=False)
    assert count.display(90, same=False) == 50
    assert count.display(150, same=True) is None
    assert count.frame == 50


def test_just_held_it_is_the_one_that_comes_when_the_buffer_is_full() -> None:
    count = landed(7)
    count.expect(50, rested=False)
    count.fill(1, full=False)
    count.fill(2, full=False)
    assert count.display(5, same=False) is None
    count.fill(6, full=True)
    assert count.display(9, same=False) == 50


def test_the_second_picture_after_a_seek_is_the_one_that_was_asked_for() -> None:
    """Where the first one's turn came late: libVLC shows only one, until it steps or runs."""
    count = landed(7)
    seek(count, 50)
    assert count.display(10, same=False) == 50
    assert count.display(30, same=False) == 50
    count.step()
    assert count.display(60, same=False) == 51


def test_near_the_end_where_it_never_is_full_the_one_that_stays_is_it() -> None:
    count = landed(7)
    count.expect(119, rested=False)
    count.fill(1, full=False)
    count.fill(2, full=False)
    assert count.display(9, same=False) is None
    assert count.display(67, same=True) == 119


def test_the_last_picture_shown_again_is_no_frame_behind_it() -> None:
    count = landed(9_997)
    count.run(0)
    for number in (9_998, 9_999):
        assert count.display((number - 9_997) * PERIOD, same=False) == number
    assert count.timing.last == 9_999
    assert count.display(90, same=True) is None
    assert count.display(100, same=True) is None


def test_lost_frames_are_found_by_what_libvlc_tells() -> None:
    count = landed(100)
    count.run(0)
    number, at = 101, 0.0
    for _ in range(60):
        at += PERIOD
        if number in (110, 111):  # lost
            number += 1
        assert count.display(at, same=False) is not None
        if number % 6 == 0:
            count.report(number * PERIOD + 5, at + 5)
        number += 1
    assert abs((count.frame or 0) - (number - 1)) <= 2
    for _ in range(30):
        at += PERIOD
        frame = count.display(at, same=False)
        if number % 6 == 0:
            count.report(number * PERIOD + 5, at + 5)
        number += 1
    assert frame == number - 1


def test_late_reports_alone_change_nothing() -> None:
    count = landed(0)
    count.run(0)
    for number in range(1, 200):
        assert count.display(number * PERIOD, same=False) == number
        if number % 6 == 0:
            count.report(number * PERIOD, number * PERIOD + (60 if number % 12 else 2))


@given(
    st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=80),
    st.integers(6, 20),
)
def test_the_ring_keeps_what_is_near_and_never_paints_over_what_is_shown(
    pictures: list[tuple[int, bool]], size: int
) -> None:
    ring = FrameRing(size)
    shown: int | None = None
    head: int | None = None
    for frame, shows in pictures:
        here = None if shown is None else ring.frame_in(shown)
        kept = {index for index in (shown, head) if index is not None}
        index = ring.place(here, kept)
        assert index not in kept
        before = {each for each in range(41) if ring.index_of(each) is not None}
        ring.keep(frame, index)
        assert ring.index_of(frame) == index
        assert ring.frame_in(index) == frame
        after = {each for each in range(41) if ring.index_of(each) is not None}
        assert after == before | {frame}
        assert len({ring.index_of(each) for each in after}) == len(after)
        head = index
        if shows or shown is None or ring.frame_in(shown) is None:
            shown = index


def test_the_ring_gives_up_the_farthest_first() -> None:
    ring = FrameRing(6)
    for frame in range(20, 26):
        ring.keep(frame, ring.place(20, ()))
    assert ring.first_before(25) == 20
    ring.keep(19, ring.place(20, ()))
    assert ring.index_of(25) is None
    assert ring.first_before(24) == 19
    ring.forget()
    assert ring.first_before(24) == 24


STARTS = st.lists(st.integers(1, 200), min_size=1, max_size=60).map(
    lambda gaps: [float(sum(gaps[:number])) for number in range(len(gaps))]
)


@given(STARTS, st.integers(0, 9000))
def test_a_position_is_of_the_frame_that_began_last(starts: list[float], at: int) -> None:
    timing = Timing(40, int(starts[-1]) + 40, FrameTable(starts, [0], reordered=False))
    frame = timing.frame_at(at)
    assert timing.start_ms(frame) <= at + 1 or frame == 0
    assert frame == timing.last or timing.start_ms(frame + 1) > at
    for one, other in pairwise(range(len(starts))):
        assert timing.frame_at(timing.middle_ms(one)) == one
        assert timing.start_ms(one) + timing.duration_ms(one) == timing.start_ms(other)


@given(
    st.floats(8, 60), st.integers(0, 5000), st.integers(0, 3000), st.sampled_from([25, 100, 400])
)
def test_the_clock_always_names_the_frame_on_the_screen(
    fps: float, frame: int, gone: int, percent: int
) -> None:
    clock = FilmClock()
    clock.timing = Timing(1000 / fps, 10**9)
    clock.speed_percent = percent
    clock.run(0)
    clock.show(frame, 100)
    told = [clock.position_ms(100), clock.position_ms(100 + gone)]
    clock.hold()
    told.append(clock.position_ms(100 + gone))
    assert [clock.timing.frame_at(each) for each in told] == [frame] * 3
    assert told[0] <= told[1]


def test_what_was_asked_is_told_while_its_frame_is_on() -> None:
    clock = FilmClock()
    clock.timing = Timing(PERIOD, 10_000)
    clock.ask(1015)
    assert clock.position_ms(0) == 1015
    clock.show(25, 0)
    assert clock.position_ms(5) == 1015
    clock.show(26, 5)
    assert clock.position_ms(9) == 1040
    clock.end()
    assert clock.position_ms(9) == 10_000
    clock.hold()
    assert clock.position_ms(9) == 1040
