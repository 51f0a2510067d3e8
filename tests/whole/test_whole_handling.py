"""A real film handled on a real station, and what its trail tells an auditor afterwards."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.session.test_session_film import as_measured
from tests.whole.house import House, Visit
from viewer_app.audit.report import State
from viewer_app.audit.viewing import read_viewing

Enter = Callable[[House], Visit]

REMARK = "Arm omhoog bij de lantaarn"


def test_what_was_done_with_the_film_can_be_reviewed(
    house: House, enter: Enter, film: Path
) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_viewing()
    session = visit.session
    session.set_speed(50)
    session.play()
    visit.hands.wait(lambda: (visit.frame() or 0) > 10, "the film")
    marker = session.mark(REMARK)
    for frames in (1, 1, -1):
        session.step(frames)
    session.scrub(2_000)
    session.scrub(2_500)
    session.seek(2_200)
    shown = session.shown_ranges()
    visit.finish()
    visit.close()

    events = [event for event in house.events() if event.entry.session == session.code]
    viewing = read_viewing(events)
    assert house.verify().completeness.state is State.HOLDS
    (span,) = viewing.spans
    assert viewing.measured == ((span.start_ms, span.end_ms, 50, 1),)
    assert list(shown) == [(span.start_ms, span.end_ms)]
    assert [(mark.position_ms, mark.remark) for mark in viewing.marks] == [
        (marker.position_ms, REMARK)
    ]
    assert span.start_ms < marker.position_ms <= span.end_ms
    assert [(stills.how, stills.pictures) for stills in viewing.stills] == [
        ("stepped", 3),
        ("scrubbed", 2),
    ]
    assert 0 < viewing.stills[0].to_ms - viewing.stills[0].from_ms < 500
    assert [(jump.to_ms, jump.running) for jump in viewing.jumps] == [(2_200, False)]
    assert not any(REMARK in str(event.entry) for event in events)


def test_a_part_repeated_by_the_real_player_is_counted(
    house: House, enter: Enter, film: Path
) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_viewing()
    session = visit.session
    session.set_loop(400, 1_000)
    session.play()
    painted: list[int] = [0]
    turns: list[int] = []

    def has_turned_back_thrice() -> bool:
        frame = visit.frame()
        assert frame is not None
        if frame < painted[-1] - 1:  # libVLC may show frame 1 a moment before frame 0
            turns.append(frame)
        painted.append(frame)
        return len(turns) == 3

    visit.hands.wait(has_turned_back_thrice, "three passes")
    session.pause()
    session.clear_loop()
    shown = session.shown_ranges()
    visit.finish()
    visit.close()

    events = [event for event in house.events() if event.entry.session == session.code]
    viewing = read_viewing(events)
    (loop,) = viewing.loops
    assert (loop.start_ms, loop.end_ms) == (400, 1_000)
    # more may have come while the third was looked at, but none in less time than it takes to show
    assert loop.cleared_at is not None
    ran_ms = (loop.cleared_at - loop.set_at) / timedelta(milliseconds=1)
    assert 3 <= loop.passes <= ran_ms / (loop.end_ms - loop.start_ms)
    assert viewing.times_shown(990) == loop.passes
    assert list(viewing.measured or ()) == as_measured(viewing.spans)
    assert list(shown) == [(0, 1_000)]
    assert max(painted) <= 29  # 30 a second: the next would be beyond the part
    assert [event.entry.action for event in events].count("viewing.shown") == 1
    assert house.verify().completeness.state is State.HOLDS
