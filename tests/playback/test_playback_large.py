"""A clip of 10 GB, made as it is read: opened like one of 10 MB, and played to its last frames."""

import subprocess
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from benchmarks.large_clip import LargeFilm, write_large
from tests.playback.clips import RATE, Films
from tests.playback.conftest import Screen, until
from tests.tools import program
from viewer_app.evidence.age import AgeReader
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.read_ahead import BLOCK

COPIES = 10
TEN_MB, TEN_GB = 10_000_000, 10_000_000_000


@pytest.fixture(scope="module")
def small(films: Films, tmp_path_factory: pytest.TempPathFactory) -> LargeFilm:
    place = tmp_path_factory.mktemp("large") / "small.part"
    return write_large(films.counted(4, "--gop", "30"), TEN_MB, place, COPIES)


@pytest.fixture(scope="module")
def large(films: Films, tmp_path_factory: pytest.TempPathFactory) -> LargeFilm:
    place = tmp_path_factory.mktemp("large") / "large.part"
    return write_large(films.counted(4, "--gop", "30"), TEN_GB, place, COPIES)


def test_what_is_made_is_an_age_file_with_that_film(small: LargeFilm, tmp_path: Path) -> None:
    """The control, by programs that nobody here wrote."""
    plain, buffer = tmp_path / "plain.mp4", bytearray(small.size)
    clip = small.open_plain()
    assert clip.read_into(0, memoryview(buffer)) == small.size
    clip.wipe()
    plain.write_bytes(buffer)
    with closing(small.open_sealed()) as reader:
        assert reader.size == small.size
        assert reader.read_into(0, memoryview(buffer)) == small.size
    assert buffer == plain.read_bytes()
    key, sealed = tmp_path / "key.txt", bytearray((source := small.sealed()).size)
    source.read_into(0, memoryview(sealed))
    source.close()
    with small.identity.encode() as letters:
        key.write_bytes(letters.view)
    (tmp_path / "clip.age").write_bytes(sealed)
    command = [program("age"), "-d", "-i", str(key), str(tmp_path / "clip.age")]
    assert subprocess.run(command, check=True, capture_output=True).stdout == buffer
    told = subprocess.run(
        [
            program("ffprobe"),
            *("-v", "error", "-select_streams", "v", "-count_frames", "-show_entries"),
            *("stream=nb_read_frames", "-of", "csv=p=0", plain),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    assert int(told.stdout.strip(",\n")) == COPIES * small.facts.frames == COPIES * 4 * RATE


def test_opening_reads_as_much_of_10_gb_as_of_10_mb(small: LargeFilm, large: LargeFilm) -> None:
    asked = []
    for film in (small, large):
        source = film.sealed()
        AgeReader.open(source, [film.identity]).wipe()
        asked.append(source.asked)
    assert large.size > 900 * small.size
    assert max(asked) - min(asked) < BLOCK  # the last chunk is as long as it happens to be
    assert max(asked) < 3 * BLOCK


def shows(screen: Screen, numbers: range) -> bool:
    return screen.now() in numbers


def test_10_gb_play_to_their_end(player: FilmPlayer, screen: Screen, large: LargeFilm) -> None:
    source = large.sealed()
    with closing(AgeReader.open(source, [large.identity])) as clip:
        player.open(clip)
        assert abs(player.length_ms - large.length_ms) < 100
        for copy, number in ((COPIES - 1, 40), (0, 7), (5, 90)):
            player.seek(round(copy * large.facts.copy_ms + (number + 0.5) * 1000 / RATE))
            # the copies are a little longer than their frames
            near = range(number - 1, number + 2)
            assert until(partial(shows, screen, near))
        player.seek(round(large.length_ms) - 500)
        player.play()
        assert until(lambda: screen.ends == 1)
        assert screen.errors == []
        player.stop()
    # seeks and the index; not what lies between
    assert source.asked < 500 * BLOCK
