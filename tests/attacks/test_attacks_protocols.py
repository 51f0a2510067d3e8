"""Clients that speak the capture protocols themselves, on the compositor the film is on."""

from collections.abc import Callable

import pytest

from tests.attacks.canary import leaked
from tests.attacks.targets import Target
from tests.displays import Environment

# pywayland comes ready-built for x86-64 only
attack = pytest.importorskip("tests.attacks.wayland_clients")
wlr = pytest.importorskip("tests.attacks.wlr_protocols")

pytestmark = [pytest.mark.display, pytest.mark.slow]


@pytest.mark.parametrize(
    "take", [attack.screencopy, attack.export_dmabuf, attack.image_copy_capture]
)
def test_the_kiosk_offers_no_protocol_for_capture(
    kiosk: Target, take: Callable[[Environment], object]
) -> None:
    kiosk.photograph()
    with pytest.raises(attack.Refused, match="is not offered"):
        take(kiosk.clients)
    kiosk.photograph()


@pytest.mark.parametrize("interface", [wlr.ScreencopyManager, wlr.DmabufManager])
def test_what_is_not_offered_cannot_be_taken_by_guessing_either(
    kiosk: Target, interface: object
) -> None:
    with attack.client(kiosk.clients) as attacker:
        numbers = [number for number, _ in attacker.offers.values()]
    for number in [*numbers, max(numbers) + 1]:
        with attack.client(kiosk.clients) as attacker, pytest.raises(attack.Refused):
            attacker.take(interface, as_number=number)
    kiosk.photograph()


def test_control_screencopy_gives_the_film_where_it_is_offered(sway: Environment) -> None:
    assert leaked(attack.screencopy(sway))


def test_control_export_dmabuf_is_answered_where_it_is_offered(sway: Environment) -> None:
    # without a graphics processor there is no memory of it to hand out: the wish itself is granted
    answers = attack.export_dmabuf(sway)
    assert {"cancel", "ready"} & set(answers)
