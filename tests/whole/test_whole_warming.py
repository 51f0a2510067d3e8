"""The player is warmed when a supervisor signs in, and nobody notices."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole.house import House, Visit
from viewer_app.playback.warming import WarmedPlayer
from viewer_app.ui.names import Viewing

Enter = Callable[[House], Visit]

pytestmark = pytest.mark.usefixtures("display")


def test_signing_in_warms_the_player_and_the_recording_is_shown(
    house: House, enter: Enter, film: Path
) -> None:
    house.seal(film)
    visit = enter(house)
    player = visit.session._film._player
    assert isinstance(player, WarmedPlayer)
    visit.hands.rest(50)
    assert not player.is_warm
    visit.sign_in()
    visit.hands.wait(lambda: player.is_warm, "the player")
    visit.choose()
    visit.identify()
    visit.confirm()
    visit.hands.wait_screen(Viewing.SCREEN)
    visit.hands.wait(lambda: visit.frame() in (0, 1), "the recording's first picture")
