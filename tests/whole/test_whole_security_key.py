"""A supervisor with a security key, on real film: it opens with the touch, and not without."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.station.software_key import SoftwareKey
from tests.whole.house import House, Visit
from viewer_app.app import program
from viewer_app.demo.people import SUPERVISOR
from viewer_app.session.roles import Role
from viewer_app.station.clock import SystemClock
from viewer_app.station.people import People
from viewer_app.station.security_key import SecurityKeys
from viewer_app.ui.names import Agenda, Closing, SignIn, Viewing
from viewer_app.vault import Vault

Enter = Callable[[House], Visit]
TOUCH = "Raak nu uw beveiligingssleutel aan"


@pytest.fixture
def ports(house: House, monkeypatch: pytest.MonkeyPatch) -> list[SoftwareKey]:
    """What is plugged in: the supervisor's own key."""
    plugged = [SoftwareKey()]
    people = People(
        house.home,
        Vault(house.settings.vault),
        SystemClock(),
        keys=SecurityKeys(find=lambda: plugged),
    )
    with SUPERVISOR.secret() as phrase:
        people.add_security_key(Role.SUPERVISOR, SUPERVISOR.name, phrase, lambda: "")
    monkeypatch.setattr(program, "SecurityKeys", lambda touch: SecurityKeys(touch, lambda: plugged))
    return plugged


def type_phrase(visit: Visit) -> None:
    visit.hands.type(SignIn.PHRASE, SUPERVISOR.passphrase)
    visit.hands.press(SignIn.ENTER)


def test_a_recording_opens_with_the_key_and_not_without(
    house: House, enter: Enter, film: Path, ports: list[SoftwareKey]
) -> None:
    house.seal(film)
    [key] = ports
    ports.clear()
    visit = enter(house)
    type_phrase(visit)
    visit.hands.wait(lambda: "Er zit geen beveiligingssleutel" in visit.words(), "the refusal")
    assert house.events()[-1].entry.action == "signin.refused"
    assert house.events()[-1].entry.details["code"] == "security_key.absent"

    ports.append(key)
    touches = key.touches
    type_phrase(visit)
    visit.hands.wait_screen(Agenda.SCREEN)
    visit.choose()
    visit.identify()
    visit.confirm()
    visit.hands.wait_screen(Viewing.SCREEN)
    assert key.touches == touches + 2, "one at sign-in, one to open the recording"
    visit.finish()
    visit.close()


def test_stopping_does_not_wait_for_the_touch(
    house: House, enter: Enter, film: Path, ports: list[SoftwareKey]
) -> None:
    house.seal(film)
    visit = enter(house)
    visit.to_conditions()
    ports[0].touched = False
    visit.confirm()
    visit.hands.wait(lambda: TOUCH in visit.words(), "the question to touch the key")
    QTest.keyClick(visit.window, Qt.Key.Key_F12)
    visit.hands.wait_screen(Closing.SCREEN)
    assert visit.session.reason == "supervisor_stopped"
    refused = [event.entry for event in house.events() if event.entry.action == "signin.refused"]
    assert [event.details["code"] for event in refused] == ["security_key.cancelled"]
    visit.close()
