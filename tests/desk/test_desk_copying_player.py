"""A transport stream that the desk sealed, in the player of a station: the very frame asked for."""

from pathlib import Path

import pytest

from tests.desk.recordings import Maker
from tests.desk.requests import SUPERVISOR, Office
from tests.films import film as make_film
from tests.playback.conftest import Screen, player, screen
from viewer_app.evidence.approval import verify_approval
from viewer_app.evidence.sealed import Package
from viewer_app.playback.film import FilmPlayer

__all__ = ["player", "screen"]  # fixtures

RATE = 30
SOUGHT = (45, 29, 30, 61, 7, 0, 88)
REORDERED = ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "30", "-c:a", "copy")
KINDS = {"reordered.ts": REORDERED, "unfinished.mkv": ("-c", "copy", "-live", "1")}


@pytest.mark.parametrize("name", KINDS)
def test_it_is_sought_exactly(
    office: Office, player: FilmPlayer, screen: Screen, tmp_path: Path, name: str
) -> None:
    recording = Maker(tmp_path).make(make_film(3), name, *KINDS[name])
    office.seal(clip=recording)
    with Package.open(office.package) as package:
        approval = verify_approval(package.read_approval(SUPERVISOR), [office.desk.key])
        assert approval.clip.original
        player.open(package.open_clip(SUPERVISOR, approval.clip))
    assert player.length_ms == pytest.approx(3_000, abs=50)
    assert player.has_audio
    for number in SOUGHT:
        player.seek(int((number + 0.5) * 1000 / RATE))
        assert screen.settles_at(number), (number, screen.now())
    assert screen.errors == []
