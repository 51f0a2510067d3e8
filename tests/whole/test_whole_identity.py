"""The identity check on the real program: what it leaves in the trail, and what nowhere."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.session.zones import WILLEKE, passport
from tests.whole.house import House, Visit, visit
from viewer_app.audit.report import State
from viewer_app.session.record import Reason
from viewer_app.ui.names import Conditions, Identity, Refusing

NUMBER, BSN = "XK74QPW29", "739184625"
WITH_BSN = replace(passport(WILLEKE), number=NUMBER, optional=BSN)
OTHER_LETTER = replace(WITH_BSN, primary=("DE", "BRUIN"))
WHY = "Een letter vergeten in de goedkeuring."


def read(one: Visit, zone: str, told: str) -> None:
    """Send a code as a reader does, and wait for what is said of it."""
    for line in zone.splitlines():
        one.hands.type(Identity.ZONE, line)
        QTest.keyClick(one.hands.find(Identity.ZONE), Qt.Key.Key_Return)
    one.hands.wait(lambda: told in one.words(), told)


def written(house: House) -> Iterator[bytes]:
    """Every file of station and desk."""
    for path in house.home.path.parent.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


@pytest.mark.usefixtures("display")
def test_a_check_with_the_code_leaves_nothing_of_the_document(
    house: House,
    film: Path,
    qapp: QApplication,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    house.seal(film)
    with visit(qapp, house.home) as one:
        one.sign_in()
        one.choose()
        one.hands.press(Identity.document("passport"))
        read(one, WITH_BSN.td3().replace(NUMBER, NUMBER[::-1]), "De code is niet vergeleken")
        read(one, WITH_BSN.td3(), "geboortedatum.")
        read(one, OTHER_LETTER.td3(), "De achternaam verschilt één letter.")
        one.hands.type(Identity.OVERRULE, WHY)
        for point in ("valid", "photo", "name", "birth_date"):
            one.hands.press(Identity.answer(point, "yes"))
        one.hands.press(Identity.CONTINUE)
        one.hands.wait_screen(Conditions.SCREEN)
        one.hands.press(Conditions.DECLINED)
        one.hands.wait_screen("closing")
        one.close()

    files = [*written(house)]
    said = capfd.readouterr()
    spoken = f"{caplog.text}{said.out}{said.err}"
    assert any(WHY.encode() in content for content in files), "the search finds what is written"
    lines = {*WITH_BSN.td3().splitlines(), *OTHER_LETTER.td3().splitlines()}
    for secret in (NUMBER, NUMBER[::-1], BSN, "650310", "310802", "WILLEKE<", "BRUIN", *lines):
        for encoding in ("ascii", "utf-16-le"):
            assert not any(secret.encode(encoding) in content for content in files), secret
        assert secret not in spoken, secret

    compared = [e.entry for e in house.events() if e.entry.action == "identity.compared"]
    assert [entry.outcome for entry in compared] == ["ok", "refused"]
    assert [entry.details["differs"] for entry in compared] == [[], ["surname"]]
    checked = next(event for event in house.events() if event.entry.action == "identity.checked")
    assert checked.entry.details == {"document": "passport", "failed": [], "overruled": ["surname"]}
    assert checked.private == {"overrule": WHY}
    assert house.verify().completeness.state is State.HOLDS


@pytest.mark.parametrize("reason", [Reason.DOCUMENT_EXPIRED, Reason.WANTS_TO_FILM])
def test_an_appointment_that_cannot_go_on_is_closed_with_its_reason(
    house: House, enter: Callable[[House], Visit], film: Path, reason: Reason
) -> None:
    house.seal(film)
    one = enter(house)
    one.sign_in()
    one.choose()
    one.hands.press(Identity.CANNOT)
    one.hands.wait_screen(Refusing.SCREEN)
    one.hands.press(Refusing.reason(reason.value))
    one.hands.press(Refusing.END)
    one.hands.wait_screen("closing")
    one.close()
    refused = next(e.entry for e in house.events() if e.entry.action == "session.refused")
    closed = next(e.entry for e in house.events() if e.entry.action == "session.closed")
    assert refused.details["reason"] == reason
    assert closed.details == {"end": "refused", "reason": reason}
    assert "identity.checked" not in house.actions()
    assert house.verify().completeness.state is State.HOLDS
