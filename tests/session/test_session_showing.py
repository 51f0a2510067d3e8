"""What a supervisor does with a film, and what of it the trail tells before and after."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.session.session_doubles import FRAME_MS, World, as_read_back
from tests.session.sessions import viewing
from viewer_app.audit import canonical
from viewer_app.audit.body import BODY_LIMIT, commit_private
from viewer_app.audit.viewing import read_viewing
from viewer_app.session.errors import Impossible, WrongState
from viewer_app.session.machine import Session
from viewer_app.session.policy import Policy
from viewer_app.session.ports import AuditUnavailable, Event, Json
from viewer_app.session.record import REMARK_LIMIT, End, Marker, Reason


def since_start(world: World) -> list[tuple[str, dict[str, Json]]]:
    """The events after the film came on screen."""
    first = world.trail.actions.index("viewing.started") + 1
    return [(str(event.action), dict(event.details)) for event in world.trail.events[first:]]


def finish(session: Session) -> None:
    session.stop(End.COMPLETED, Reason.FINISHED)
    session.close()


def last(world: World) -> Event:
    return world.trail.events[-1]


def test_the_trail_says_that_steps_begin_and_then_which_pictures_they_showed() -> None:
    world = World()
    session = viewing(world)
    session.seek(10_000)
    for _ in range(200):
        session.step(1)
    for _ in range(210):
        session.step(-1)
    session.tick()
    session.step(1)
    session.play()
    assert since_start(world)[1:] == [
        ("viewing.stepped", {"position_ms": 10_000}),
        (
            "viewing.stills",
            {
                "position_ms": 10_000 - 10 * FRAME_MS,
                "from_ms": 10_000 - 10 * FRAME_MS,
                "to_ms": 10_000 + 200 * FRAME_MS,
                "pictures": 410,
            },
        ),
        ("viewing.stepped", {"position_ms": 9_600}),
        ("viewing.stills", {"position_ms": 9_640, "from_ms": 9_640, "to_ms": 9_640, "pictures": 1}),
        ("viewing.played", {"position_ms": 9_640, "length_ms": 100_000, "speed_percent": 100}),
    ]


def test_no_step_is_shown_that_the_trail_cannot_hold() -> None:
    world = World()
    session = viewing(world)
    world.trail.broken = True
    with pytest.raises(AuditUnavailable):
        session.step(25)
    assert world.player.clip is None  # and so it never moved, but stopped


def test_a_step_holds_a_film_that_runs_and_counts_as_running_only_up_to_there() -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.at_ms = 5_000
    session.step(100)
    assert (world.player.running, session.playing, world.player.at_ms) == (False, False, 9_000)
    assert list(session.shown_ranges()) == [(0, 5_000)]


def test_dragging_the_slider_holds_the_film_and_letting_go_lets_it_run_on() -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.at_ms = 4_000
    for position_ms in (20_000, 50_000, 30_000):
        session.scrub(position_ms)
        assert not world.player.running
        assert session.playing
    session.seek(31_000)
    assert (world.player.running, session.playing) == (True, True)
    world.player.at_ms = 32_000
    finish(session)
    assert since_start(world)[1:6] == [
        ("viewing.scrubbed", {"position_ms": 4_000}),
        (
            "viewing.stills",
            {"position_ms": 30_000, "from_ms": 20_000, "to_ms": 50_000, "pictures": 3},
        ),
        ("viewing.sought", {"position_ms": 4_000, "to_ms": 31_000}),
        ("viewing.played", {"position_ms": 31_000, "length_ms": 100_000, "speed_percent": 100}),
        ("viewing.shown", {"ranges": [(0, 4_000, 100), (31_000, 32_000, 100)]}),
    ]


def test_a_film_that_was_held_stays_so_after_the_slider_was_dragged() -> None:
    world = World()
    session = viewing(world)
    session.scrub(20_000)
    session.seek(20_000)
    assert not world.player.running
    assert since_start(world)[-1] == ("viewing.sought", {"position_ms": 0, "to_ms": 20_000})


def test_pictures_shown_last_are_told_even_where_the_session_ends_with_them() -> None:
    world = World()
    session = viewing(world)
    session.step(1)
    session.stop(End.COMPLETED, Reason.FINISHED)
    assert world.trail.actions[-3:] == ["viewing.stills", "keys.wiped", "viewing.stopped"]


def test_small_pictures_are_told_of_while_the_film_runs_on() -> None:
    world = World()
    session = viewing(world)
    session.play()
    for position_ms in (50_000, 9_000, 70_000):
        session.preview(position_ms)
        assert world.player.running
    session.step(1)
    world.player.at_ms = 500
    session.tick()
    assert since_start(world)[1:] == [
        ("viewing.hovered", {"position_ms": 0}),
        ("viewing.stepped", {"position_ms": 0}),
        ("viewing.stills", {"position_ms": 500, "from_ms": 40, "to_ms": 40, "pictures": 1}),
        (
            "viewing.thumbnails",
            {"position_ms": 500, "from_ms": 9_000, "to_ms": 70_000, "pictures": 3},
        ),
    ]


def test_no_small_picture_may_be_shown_that_the_trail_cannot_hold() -> None:
    world = World()
    session = viewing(world)
    world.trail.broken = True
    with pytest.raises(AuditUnavailable):
        session.preview(5)
    assert world.player.clip is None


def test_what_ran_stands_with_its_speed() -> None:
    world = World()
    session = viewing(world)
    session.set_speed(50)
    session.play()
    world.player.at_ms = 2_000
    session.set_speed(400)
    session.set_speed(400)
    world.player.at_ms = 10_000
    finish(session)
    assert [told for told in since_start(world) if "speed" in told[0]] == [
        ("viewing.speed_set", {"position_ms": 0, "speed_percent": 50}),
        ("viewing.speed_set", {"position_ms": 2_000, "speed_percent": 400}),
    ]
    shown = next(details for action, details in since_start(world) if action == "viewing.shown")
    assert shown == {"ranges": [(0, 2_000, 50), (2_000, 10_000, 400)]}


@pytest.mark.parametrize("percent", [24, 401, 0, -100])
def test_a_speed_that_no_film_has_is_refused_and_changes_nothing(percent: int) -> None:
    world = World()
    session = viewing(world)
    with pytest.raises(Impossible) as refused:
        session.set_speed(percent)
    assert refused.value.code == "viewing.speed_range"
    assert world.player.speed_percent == 100
    assert since_start(world) == []


def test_a_part_repeated_all_morning_is_told_by_how_often_it_ran() -> None:
    world = World()
    session = viewing(world)
    session.set_loop(2_000, 3_000)
    session.play()
    for _ in range(10_000):
        world.player.passes += 1
        world.player.at_ms = 2_000
        session.film_looped()
    world.player.at_ms = 2_500
    session.clear_loop()
    world.player.at_ms = 4_000
    finish(session)
    told = since_start(world)
    assert [action for action, _ in told if action.startswith("viewing.")] == [
        "viewing.loop_set",
        "viewing.played",
        "viewing.loop_cleared",
        "viewing.shown",
        "viewing.stopped",
    ]
    loop = {"position_ms": 0, "start_ms": 2_000, "end_ms": 3_000, "length_ms": 100_000}
    assert told[0][1] == loop
    assert told[2][1] == {"position_ms": 2_500, "passes": 10_000}
    shown = next(details for action, details in told if action == "viewing.shown")
    assert shown["ranges"] == [(0, 3_000, 100), (2_000, 3_000, 100, 9_999), (2_000, 4_000, 100)]


def test_a_pass_is_counted_though_nobody_told_of_it_yet() -> None:
    world = World()
    session = viewing(world)
    session.set_loop(0, 60_000)
    session.play()
    world.player.passes, world.player.at_ms = 1, 50
    session.pause()
    session.film_looped()
    finish(session)
    paused = next(details for action, details in since_start(world) if action == "viewing.paused")
    assert paused == {"position_ms": 50, "passes": 1}
    shown = next(details for action, details in since_start(world) if action == "viewing.shown")
    assert shown["ranges"] == [(0, 60_000, 100), (0, 50, 100)]


@pytest.mark.parametrize(("start_ms", "end_ms"), [(5, 5), (6, 5), (-1, 5), (0, 100_001)])
def test_a_part_that_is_none_is_refused_and_changes_nothing(start_ms: int, end_ms: int) -> None:
    world = World()
    session = viewing(world)
    with pytest.raises(Impossible) as refused:
        session.set_loop(start_ms, end_ms)
    assert refused.value.code == "viewing.loop_range"
    assert world.player.loop is None
    assert since_start(world) == []


def test_a_remark_is_a_private_value_and_in_no_detail_or_repr() -> None:
    world = World()
    session = viewing(world)
    session.seek(7_000)
    marker = session.mark("  Mevrouw Jansen\n valt \u202e hier ")
    assert (marker.position_ms, marker.remark) == (7_000, "Mevrouw Jansen valt hier")
    assert session.markers == (marker,)
    assert (last(world).action, last(world).details) == ("viewing.marked", {"position_ms": 7_000})
    assert last(world).private == {"remark": "Mevrouw Jansen valt hier"}
    assert "Jansen" not in repr(last(world)) + repr(marker)


def test_a_moment_can_be_marked_without_a_remark() -> None:
    world = World()
    session = viewing(world)
    assert session.mark(" \t") == Marker(0, "")
    assert last(world).private == {}


def test_a_remark_that_does_not_fit_is_refused_without_repeating_it() -> None:
    world = World()
    session = viewing(world)
    with pytest.raises(Impossible) as refused:
        session.mark("é" * (REMARK_LIMIT + 1))
    assert refused.value.code == "viewing.remark_too_long"
    assert "é" not in str(refused.value) + repr(refused.value.facts)
    assert session.markers == ()
    longest = "\U0001f600" * REMARK_LIMIT
    session.mark(longest)
    assert commit_private("remark", last(world).private["remark"], bytes(32))


def test_a_marker_stands_in_the_trail_before_it_is_listed() -> None:
    world = World()
    session = viewing(world)
    world.trail.broken = True
    with pytest.raises(AuditUnavailable):
        session.mark("x")
    assert session.markers == ()


def test_a_film_that_waits_for_its_storage_did_not_run_meanwhile() -> None:
    world = World()
    session = viewing(world)
    session.film_resumed()  # of nothing
    session.play()
    world.player.at_ms = 3_000
    session.film_stalled()
    session.film_stalled()
    session.film_resumed()
    world.player.at_ms = 4_000
    session.film_stalled()
    session.pause()
    session.film_resumed()
    finish(session)
    assert since_start(world)[1:8] == [
        ("viewing.stalled", {"position_ms": 3_000}),
        ("viewing.resumed", {"position_ms": 3_000}),
        ("viewing.stalled", {"position_ms": 4_000}),
        ("viewing.paused", {"position_ms": 4_000}),
        ("viewing.resumed", {"position_ms": 4_000}),
        ("viewing.shown", {"ranges": [(0, 3_000, 100), (3_000, 4_000, 100)]}),
        ("keys.wiped", {}),
    ]


def test_while_presence_is_asked_the_film_cannot_be_touched() -> None:
    world = World(policy=Policy(presence_minutes=1))
    session = viewing(world)
    world.clock.ms += 60_000
    session.tick()
    assert session.presence_asked
    told = since_start(world)
    for touch in (
        lambda: session.step(1),
        lambda: session.scrub(5),
        lambda: session.preview(5),
        lambda: session.set_speed(50),
        lambda: session.set_loop(0, 5),
        session.clear_loop,
        lambda: session.mark(""),
    ):
        with pytest.raises(WrongState) as refused:
            touch()
        assert refused.value.code == "presence.asked"
    assert since_start(world) == told
    assert session.markers == ()


def test_a_drag_that_presence_interrupts_does_not_run_on_by_itself() -> None:
    world = World(policy=Policy(presence_minutes=1))
    session = viewing(world)
    session.play()
    session.scrub(9_000)
    world.clock.ms += 60_000
    session.tick()
    assert not session.playing
    assert [action for action, _ in since_start(world)][-3:] == [
        "viewing.stills",
        "viewing.paused",
        "presence.asked",
    ]
    [stills] = read_viewing([as_read_back(event) for event in world.trail.events]).stills
    assert (stills.how, stills.from_ms, stills.pictures) == ("scrubbed", 9_000, 1)


def test_what_ran_can_be_asked_while_a_step_is_under_way() -> None:
    world = World()
    session = viewing(world)
    session.play()
    world.player.at_ms = 1_000
    # as a step that waits for the disk holds the lock
    with ThreadPoolExecutor(1) as screen, session._lock:
        assert list(screen.submit(session.shown_ranges).result(10)) == [(0, 1_000)]
        assert screen.submit(lambda: session.markers).result(10) == ()


def test_the_most_ranges_an_event_takes_still_fit() -> None:
    world = World()
    world.player.length_ms = 36_000_000
    session = viewing(world)
    for number in range(81):
        session.set_loop(35_000_000 + number, 35_999_990 + number % 2)
        session.seek(35_000_000 + number)
        session.set_speed(400 - number % 2)
        session.play()
        world.player.passes += 100_000
        world.player.at_ms = 35_000_000 + number
        session.pause()
    finish(session)
    shown = [event for event in world.trail.events if event.action == "viewing.shown"]
    assert len(shown) == 2
    longest = len(canonical.encode(shown[0].details))
    assert 2_000 < longest < BODY_LIMIT - 1_000
