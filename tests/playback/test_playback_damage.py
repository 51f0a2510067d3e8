"""Clips that are damaged, cut off or taken away, and files that are no film."""

import os
import random
import subprocess
import sys
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from tests.playback.clips import RATE, BrokenClip, Films, MemoryClip, seal, sealed
from tests.playback.conftest import Screen, until
from tests.tools import ROOT, program
from viewer_app.errors import InzageError
from viewer_app.evidence.age import CHUNK, AgeReader, FileSlice
from viewer_app.evidence.errors import PayloadError
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState
from viewer_app.session.ports import Clip


def frame_starts(film: Path) -> list[int]:
    """Where in the file each frame starts, in the order of showing."""
    told = subprocess.run(
        [
            program("ffprobe"),
            *("-v", "error", "-select_streams", "v", "-show_entries", "packet=pos"),
            *("-of", "csv=p=0", film),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    starts = [int(line.strip(",")) for line in told.stdout.split()]
    assert len(starts) == 2 * RATE
    assert all(first < second for first, second in pairwise(starts))
    return starts


@pytest.fixture(scope="module")
def starts(heavy: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    path = tmp_path_factory.mktemp("heavy") / "heavy.mp4"
    path.write_bytes(heavy)
    return frame_starts(path)


def untouched_frames(starts: list[int], damaged_at: int) -> int:
    """How many frames end before the chunk with the damage starts."""
    chunk_start = damaged_at // CHUNK * CHUNK
    return sum(1 for end in [*starts[1:], 10**12] if end <= chunk_start)


def refused(player: FilmPlayer, clip: Clip) -> InzageError:
    """The error with which it is not opened; then nothing of it may be left."""
    with pytest.raises(InzageError) as caught:
        player.open(clip)
    assert player.state is FilmState.EMPTY
    with player.surface.borrow() as frame:
        assert frame is None
    return caught.value


def play_into(player: FilmPlayer, screen: Screen) -> InzageError:
    """Play until it fails, and watch that all stays black and no end is told."""
    player.play()
    assert until(lambda: player.state is FilmState.FAILED)
    assert until(lambda: screen.errors != [])
    assert screen.now() is None
    assert not until_shown(screen)
    player.play()
    player.seek(0)
    assert player.state is FilmState.FAILED
    assert screen.now() is None
    assert len(screen.errors) == 1
    assert screen.ends == 0
    return screen.errors[0]


def until_shown(screen: Screen) -> bool:
    """Whether a picture comes although there must be none."""
    before = len([number for number in screen.numbers if number is not None])
    for _ in range(30):
        if screen.now() is not None:
            return True
        screen._waiting.wait(0.01)
    return len([number for number in screen.numbers if number is not None]) > before


@pytest.mark.parametrize("place", [0, 40, 60_000, CHUNK - 1], ids=["start", "moov", "late", "end"])
def test_damage_in_the_first_chunk_is_refused_at_open(
    player: FilmPlayer, screen: Screen, heavy: bytes, tmp_path: Path, place: int
) -> None:
    error = refused(player, sealed(heavy, tmp_path, damaged_at=place))
    assert error.code == "clip.not_authentic"
    assert screen.numbers == []
    assert screen.errors == []


def test_damage_in_a_moov_at_the_end_is_refused_at_open(
    player: FilmPlayer, screen: Screen, films: Films, heavy: bytes, tmp_path: Path
) -> None:
    source = tmp_path / "heavy.mp4"
    source.write_bytes(heavy)
    path = films.converted(source, "heavy-moov-last.mp4", "-c", "copy")
    # behind the moov, so that it is not in the last chunk, which is checked before the player sees
    content = path.read_bytes() + (2 * CHUNK).to_bytes(4, "big") + b"free" + bytes(2 * CHUNK - 8)
    place = content.rindex(b"moov")
    assert place > len(content) - 4 * CHUNK
    error = refused(player, sealed(content, tmp_path, damaged_at=place))
    assert error.code == "clip.not_authentic"
    assert screen.numbers == []


def test_damage_in_the_last_chunk_is_refused_before_the_player(
    heavy: bytes, tmp_path: Path
) -> None:
    with pytest.raises(PayloadError):
        sealed(heavy, tmp_path, damaged_at=len(heavy) - 1)


@pytest.mark.parametrize("cut", [1, 16, CHUNK, CHUNK + 16, 4_000_000])
def test_a_clip_that_was_cut_off_is_refused_before_the_player(
    heavy: bytes, tmp_path: Path, cut: int
) -> None:
    path = tmp_path / "cut.age"
    identity = seal(heavy, path)
    os.truncate(path, path.stat().st_size - cut)
    with pytest.raises(PayloadError) as refusal:
        AgeReader.open(FileSlice.open(path), [identity])
    assert refusal.value.code == "clip.truncated"


def test_damage_in_the_middle_stops_before_it_is_shown(
    player: FilmPlayer, screen: Screen, heavy: bytes, starts: list[int], tmp_path: Path
) -> None:
    place = len(heavy) * 5 // 8
    player.open(sealed(heavy, tmp_path, damaged_at=place))
    error = play_into(player, screen)
    assert isinstance(error, PayloadError)
    assert error.code == "clip.not_authentic"
    shown = [number for number in screen.numbers if number is not None]
    assert shown != []
    assert max(shown) < untouched_frames(starts, place)


def test_a_seek_into_the_damage_shows_nothing(
    player: FilmPlayer, screen: Screen, heavy: bytes, starts: list[int], tmp_path: Path
) -> None:
    place = len(heavy) * 5 // 8
    player.open(sealed(heavy, tmp_path, damaged_at=place))
    player.seek(300)
    assert screen.settles_at(9)
    player.seek((untouched_frames(starts, place) + 1) * 1000 // RATE)
    assert until(lambda: player.state is FilmState.FAILED)
    assert until(lambda: screen.errors != [])
    assert screen.now() is None
    assert screen.errors[0].code == "clip.not_authentic"
    assert screen.ends == 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_one_flipped_bit_anywhere(
    screen: Screen, heavy: bytes, starts: list[int], tmp_path: Path, seed: int
) -> None:
    last_chunk = (len(heavy) - 1) // CHUNK * CHUNK
    place = random.Random(seed).randrange(last_chunk)  # noqa: S311
    clip = sealed(heavy, tmp_path, damaged_at=place)
    with closing(FilmPlayer(screen)) as player, closing(screen):
        screen.start(player)
        try:
            player.open(clip)
            code = play_into(player, screen).code
        except PayloadError as error:
            code = error.code
        assert code == "clip.not_authentic"
        assert screen.now() is None
        assert screen.ends == 0
    shown = [number for number in screen.numbers if number is not None]
    assert all(number < untouched_frames(starts, place) for number in shown)


def test_a_clip_cut_off_while_it_plays_fails(
    player: FilmPlayer, screen: Screen, heavy: bytes, tmp_path: Path
) -> None:
    player.open(sealed(heavy, tmp_path))
    os.truncate(tmp_path / "clip.age", 4_000_000)
    assert play_into(player, screen).code == "clip.truncated"


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (RuntimeError("gone"), "player.read_failed"),
        (PayloadError("clip.truncated"), "clip.truncated"),
        (MemoryError(), "player.read_failed"),
    ],
)
def test_a_source_that_raises_fails_with_its_own_code(
    player: FilmPlayer, screen: Screen, heavy: bytes, raised: Exception, code: str
) -> None:
    player.open(BrokenClip(heavy, 4_000_000, raised))
    assert play_into(player, screen).code == code
    # and the next clip plays as if nothing had been
    screen.errors.clear()
    player.open(MemoryClip(heavy))
    assert player.state is FilmState.PAUSED
    assert screen.now() is not None
    assert screen.errors == []


def audio_only(films: Films, name: str) -> bytes:
    return films.converted(films.counted(1), name, "-vn", "-c", "copy").read_bytes()


def no_films(films: Films) -> dict[str, bytes]:
    chance = random.Random(1)  # noqa: S311
    whole = films.counted(1).read_bytes()
    head = whole[:32]
    box_of_all_sizes = (1).to_bytes(4, "big") + b"moov" + (2**63).to_bytes(8, "big")
    return {
        "empty": b"",
        "one byte": b"\x00",
        "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 9,
        "text": b"Beste meneer, hierbij de opname.\n" * 99,
        "playlist": b"#EXTM3U\n#EXTINF:1,x\nfile:///etc/passwd\nhttp://127.0.0.1/x.mp4\n",
        "ZIP": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(900),
        "noise": chance.randbytes(200_000),
        "sound alone, MP4": audio_only(films, "sound.mp4"),
        "sound alone, MKV": audio_only(films, "sound.mka"),
        "head and noise": head + chance.randbytes(200_000),
        "head and zeros": head + bytes(200_000),
        "a box larger than the world": head + box_of_all_sizes + bytes(99),
        "boxes in boxes": head + b"".join(
            (8 * (64 - depth)).to_bytes(4, "big") + b"moov" for depth in range(64)
        ),
        "half a moov": whole[:1500],
        "matroska head": b"\x1a\x45\xdf\xa3" + bytes(5000),
        "AVI head": b"RIFF\xff\xff\xff\xffAVI LIST\xff\xff\xff\xffhdrl" + bytes(5000),
        "transport stream of nothing": (b"\x47\x1f\xff\x10" + b"\xff" * 184) * 500,
        "program stream of nothing": b"\x00\x00\x01\xba" + bytes(5000),
    }  # fmt: skip


NO_FILMS = (
    "empty", "one byte", "PDF", "text", "playlist", "ZIP", "noise", "sound alone, MP4",
    "sound alone, MKV", "head and noise", "head and zeros", "a box larger than the world",
    "boxes in boxes", "half a moov", "matroska head", "AVI head", "transport stream of nothing",
    "program stream of nothing",
)  # fmt: skip


@pytest.mark.parametrize("name", NO_FILMS)
def test_what_is_no_film_is_refused(
    player: FilmPlayer, screen: Screen, films: Films, name: str
) -> None:
    error = refused(player, MemoryClip(no_films(films)[name]))
    assert isinstance(error, PlaybackError)
    alone = name.startswith("sound alone")
    assert error.code == ("player.no_picture" if alone else "player.not_a_video")
    assert screen.errors == []
    assert screen.ends == 0


def test_a_picture_too_large_is_refused(
    player: FilmPlayer, screen: Screen, films: Films, counted: bytes
) -> None:
    source = films.counted(1)
    scaled = ("-vf", "scale=4200:64,setsar=1", "-frames:v", "2", "-an", "-c:v", "libx264")
    error = refused(player, MemoryClip(films.converted(source, "wide.mp4", *scaled).read_bytes()))
    assert error.code == "player.picture_too_large"
    assert error.facts == {"width": 4200, "height": 64}
    assert screen.numbers == []
    player.open(MemoryClip(counted))
    assert screen.now() is not None


WITHOUT_LIBVLC = """
import sys

def refuse(event, args):
    if event == "ctypes.dlopen" and "libvlc" in str(args[0]):
        raise OSError("libvlc.so.5: cannot open shared object file")

sys.addaudithook(refuse)
"""

MAKE_A_PLAYER = """
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.film import FilmPlayer
from tests.playback.conftest import Screen

try:
    FilmPlayer(Screen())
except PlaybackError as error:
    print(error.code, error)
"""


def test_a_missing_libvlc_is_said_in_words() -> None:
    said = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBVLC + MAKE_A_PLAYER],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    sentence = "The playback component (libVLC 3) is missing on this workstation."
    assert said.stdout.startswith(f"player.libvlc_missing {sentence}")
    assert "libvlc5" in said.stdout
    assert said.stderr == ""
