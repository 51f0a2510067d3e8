"""The supervisor is asked to be there still, on real film, with a real key and a real trail."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole.house import House, Visit
from viewer_app.audit.report import State
from viewer_app.demo.people import SUPERVISOR
from viewer_app.session.presence import Presence
from viewer_app.station.clock import SystemClock
from viewer_app.ui.names import Closing, Viewing

Enter = Callable[[House], Visit]
MINUTE_MS = 60_000


class MovedClock:
    """The machine's clock, moved on by the test; the session's presence alone looks at it."""

    def __init__(self) -> None:
        self.machine = SystemClock()
        self.moved_ms = 0

    def now(self) -> object:
        return self.machine.now()

    def monotonic_ms(self) -> int:
        return self.machine.monotonic_ms() + self.moved_ms


@pytest.fixture
def asking(house: House) -> House:
    """A house whose rules ask every minute."""
    rules = house.home.policy.read_text("utf-8")
    assert "presence_minutes = 10\n" in rules
    house.home.policy.write_text(
        rules.replace("presence_minutes = 10\n", "presence_minutes = 1\n"), "utf-8"
    )
    return house


def to_question(visit: Visit) -> MovedClock:
    """The film ran for a minute; it stands still and is out of sight."""
    presence, clock = visit.session._presence, MovedClock()
    assert isinstance(presence, Presence)
    presence._clock = clock  # type: ignore[assignment]
    visit.to_viewing()
    visit.hands.press(Viewing.PLAY)
    visit.hands.wait(lambda: (visit.frame() or 0) > 10, "the film")
    clock.moved_ms += MINUTE_MS
    visit.hands.wait(lambda: visit.hands.find(Viewing.PRESENCE).isVisible(), "the question")
    return clock


def answer(visit: Visit, said: str) -> None:
    visit.hands.type(Viewing.PRESENCE_PHRASE, said)
    visit.hands.press(Viewing.PRESENCE_CONFIRM)


def test_the_film_waits_out_of_sight_for_the_supervisor(
    asking: House, enter: Enter, film: Path
) -> None:
    asking.seal(film)
    visit = enter(asking)
    to_question(visit)
    held = visit.window.conductor.viewing._film.position_ms()
    assert not visit.hands.find(Viewing.FILM).isVisible()
    answer(visit, SUPERVISOR.passphrase[::-1])
    visit.hands.wait(lambda: "Nog niet bevestigd" in visit.words(), "the refusal")
    assert visit.window.conductor.viewing._film.position_ms() == held
    answer(visit, SUPERVISOR.passphrase)
    visit.hands.wait(lambda: visit.hands.find(Viewing.FILM).isVisible(), "the picture")
    assert not visit.session.playing
    visit.finish()
    visit.close()

    actions = [e.entry.action for e in asking.events() if e.entry.session == visit.session.code]
    begun = actions.index("presence.asked")
    assert actions[begun - 1 : begun + 3] == [
        "viewing.paused",
        "presence.asked",
        "signin.refused",
        "presence.confirmed",
    ]
    report = asking.verify()
    assert (report.integrity.state, report.completeness.state) == (State.HOLDS, State.HOLDS)


def test_nobody_there_closes_the_recording(asking: House, enter: Enter, film: Path) -> None:
    asking.seal(film)
    visit = enter(asking)
    clock = to_question(visit)
    clock.moved_ms += 5 * MINUTE_MS
    visit.hands.wait_screen(Closing.SCREEN)
    assert (visit.session.end, visit.session.reason) == ("interrupted", "presence.lost")
    visit.close()
    assert asking.steps()[-3:] == ["keys.wiped", "session.interrupted", "session.closed"]
    assert asking.verify().completeness.state is State.HOLDS
