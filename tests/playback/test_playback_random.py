"""Everything at random for a while; for an hour: python -m tests.playback.random_play 3600."""

import pytest

from tests.playback.clips import Films
from tests.playback.conftest import Screen, until
from tests.playback.random_play import RandomPlay, Usage, make_films
from viewer_app.playback.buffers import BUDGET
from viewer_app.playback.film import FilmPlayer

SECONDS = 6
MEMORY_MIB = 60
"""More than libVLC's own ups and downs; a picture of 720p that stays behind is 4 at each turn."""


@pytest.mark.slow
def test_whatever_is_asked_the_frame_is_the_one_that_is_named(
    player: FilmPlayer, screen: Screen, films: Films
) -> None:
    numbered = make_films(films)
    RandomPlay(player, screen, numbered, 1).run(SECONDS)
    before = Usage.now()
    RandomPlay(player, screen, numbered, 2).run(SECONDS)
    assert until(lambda: Usage.now().threads <= before.threads + 1)
    assert Usage.now().files <= before.files + 1
    assert Usage.now().memory <= before.memory + MEMORY_MIB
    assert Usage.now().pictures <= before.pictures + BUDGET / 2**20
