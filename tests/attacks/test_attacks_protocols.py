"""Clients that speak the capture protocols themselves, on the compositor the film is on.

Sway is the control of ``wlr-screencopy``. Of ``wlr-export-dmabuf`` and ``ext-image-copy-capture``
no compositor of Debian 12 can be one on a machine without a graphics processor: Sway 1.7 draws into
ordinary memory there, and does not know the second, which came with wlroots 0.19. Their control is
the compositor in ``generous_compositor.py``, which hands out the picture that Sway shows.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.attacks.canary import Pictures, leaked
from tests.attacks.generous_compositor import DMABUF, IMAGE_COPY, hands_out
from tests.attacks.targets import Target
from tests.displays import Environment
from tests.station.compositors import compositor, relaxed

# pywayland comes ready-built for x86-64 only
attack = pytest.importorskip("tests.attacks.wayland_clients")
wlr = pytest.importorskip("tests.attacks.wlr_protocols")

pytestmark = [pytest.mark.display, pytest.mark.slow]


@pytest.fixture(scope="module")
def generous(sway: Environment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    """Control: hands out what is on Sway's screen, by the ways that Sway does not."""
    runtime = tmp_path_factory.mktemp("generous")
    with compositor(runtime / "generous", hands_out(attack.screencopy(sway))):
        yield {"XDG_RUNTIME_DIR": str(runtime), "WAYLAND_DISPLAY": "generous"}


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


def test_sway_takes_the_wish_for_graphics_memory_but_has_none(sway: Environment) -> None:
    """It draws into ordinary memory; why the control is another compositor."""
    with pytest.raises(attack.Refused, match="cancels"):
        attack.export_dmabuf(sway)


@pytest.mark.parametrize("take", [attack.export_dmabuf, attack.image_copy_capture])
def test_control_the_other_two_give_the_film_where_they_are_offered(
    generous: Environment, take: Callable[[Environment], Pictures]
) -> None:
    assert leaked(take(generous))


def test_control_what_hands_out_the_film_is_refused_by_the_guard(
    generous: Environment, secret_service: KeyringBackend
) -> None:
    socket = Path(generous["XDG_RUNTIME_DIR"], generous["WAYLAND_DISPLAY"])
    report = relaxed(socket).prove()
    assert not report.proven
    assert {f"guard.unknown_global:{each}" for each in (DMABUF, IMAGE_COPY)} <= set(report.findings)
