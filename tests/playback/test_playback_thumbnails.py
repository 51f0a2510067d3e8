"""Small pictures of a film for the timeline: of the right place, in memory, gone at the end."""

import contextlib
import os
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.playback.clips import RATE, Films, MemoryClip, WatchedClip, seal, sealed
from tests.playback.conftest import PATIENCE_S, Screen, until
from tests.playback.test_playback_traces import WATCHED, WRITING
from tests.tools import ROOT, program
from viewer_app.demo.frame_counter import Area, read_frame_number
from viewer_app.playback import thumbnails
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState
from viewer_app.playback.looked_ahead import LookedAheadPlayer
from viewer_app.playback.small_pictures import LONGEST, MOST
from viewer_app.playback.surface import Frame
from viewer_app.playback.thumbnails import LARGE, STEP_MS, Thumbnails

GOP = 30


class Hovering:
    """Somebody with a pointer over the timeline."""

    def __init__(self) -> None:
        self.playing = False
        self.ready: list[int] = []
        self.thumbnails = Thumbnails(self.ready.append, lambda: self.playing)

    def sees(self, position_ms: int) -> Frame | None:
        """What is shown for this place, once it is there; only its measures may be used.

        The pointer moves a little meanwhile: on a busy machine the first try may be given up.
        """

        def has() -> bool:
            self.thumbnails.ask(position_ms)
            return self.has(position_ms)

        until(has)
        with self.thumbnails.borrow(position_ms) as picture:
            return picture

    def has(self, position_ms: int) -> bool:
        with self.thumbnails.borrow(position_ms) as picture:
            return picture is not None

    def number(self, position_ms: int) -> int | None:
        """The number of the frame that is shown for this place."""
        with self.thumbnails.borrow(position_ms) as picture:
            assert picture is not None
            whole = Area(0, 0, picture.width, picture.height)
            return read_frame_number(picture.pixels, picture.stride, whole)


@pytest.fixture(autouse=True)
def a_machine_may_be_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, "PATIENCE_S", PATIENCE_S)


@pytest.fixture
def hovering() -> Iterator[Hovering]:
    hovering = Hovering()
    yield hovering
    hovering.thumbnails.close()


KINDS = {
    "MP4": ("film.mp4", ()),
    "MP4, fragmented": ("parts.mp4", ("-movflags", "frag_keyframe+empty_moov")),
    "Matroska": ("film.mkv", ()),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_place_has_a_picture_of_its_run_of_frames(
    hovering: Hovering, films: Films, tmp_path: Path, kind: str
) -> None:
    name, options = KINDS[kind]
    film = films.converted(films.counted(4, "--gop", str(GOP)), name, "-c", "copy", *options)
    hovering.thumbnails.begin(sealed(film.read_bytes(), tmp_path))
    for position_ms in (2_500, 3_900, 1_100, 400):
        picture = hovering.sees(position_ms)
        assert picture is not None, position_ms
        assert (picture.width, picture.height) == (LONGEST, LONGEST * 9 // 16)
        number = hovering.number(position_ms)
        assert number is not None
        # the key frame before the second it stands for
        second = position_ms // STEP_MS * RATE
        assert second - GOP - 1 <= number <= second + 1


def test_a_picture_that_was_made_is_there_at_once(hovering: Hovering, counted: bytes) -> None:
    clip = WatchedClip(counted)
    hovering.thumbnails.begin(clip)
    assert hovering.sees(2_500)
    reads, told = clip.reads, len(hovering.ready)
    hovering.thumbnails.ask(2_900)
    assert hovering.sees(2_100)
    assert (clip.reads, len(hovering.ready)) == (reads, told)


def test_the_last_place_that_was_asked_for_is_made_and_no_queue_before_it(
    hovering: Hovering, films: Films
) -> None:
    film = films.counted(8, "--gop", "15", size="320x180").read_bytes()
    clip = WatchedClip(film, hold_from=0)
    hovering.thumbnails.begin(clip)
    for position_ms in range(0, 8_000, 250):
        hovering.thumbnails.ask(position_ms)
        if position_ms == 0:
            assert clip.hanging.wait(PATIENCE_S)
    clip.gate.set()
    assert until(lambda: 7_750 in hovering.ready)
    assert hovering.ready == [0, 7_750]


def test_nothing_is_left_when_the_film_is_stopped(hovering: Hovering, counted: bytes) -> None:
    hovering.thumbnails.begin(MemoryClip(counted))
    assert hovering.sees(2_500)
    with hovering.thumbnails.borrow(2_500) as picture:
        assert picture is not None
        assert any(picture.pixels)
        hovering.thumbnails.stop()
        assert not any(picture.pixels)
    assert not any(bytes(hovering.thumbnails._surface._memory.pages))
    assert not hovering.has(2_500)
    hovering.thumbnails.ask(1_000)
    time.sleep(0.2)
    assert not hovering.has(1_000)


def test_another_film_has_its_own_pictures(
    hovering: Hovering, counted: bytes, films: Films
) -> None:
    hovering.thumbnails.begin(MemoryClip(counted))
    assert hovering.sees(2_500)
    source, turn = films.counted(4, "--gop", str(GOP)), ("-metadata:s:v", "rotate=90")
    upright = films.converted(source, "upright.mp4", "-c", "copy", *turn)
    hovering.thumbnails.begin(MemoryClip(upright.read_bytes()))
    assert not hovering.has(2_500)
    picture = hovering.sees(2_500)
    assert picture
    assert (picture.width, picture.height) == (LONGEST * 9 // 16, LONGEST)


def test_a_read_that_hangs_holds_nobody_up(hovering: Hovering, counted: bytes) -> None:
    clip = WatchedClip(counted, hold_from=0)
    hovering.thumbnails.begin(clip)
    hovering.thumbnails.ask(1_000)
    assert clip.hanging.wait(PATIENCE_S)
    hovering.thumbnails.ask(2_000)
    stopping = threading.Thread(target=hovering.thumbnails.stop)
    stopping.start()
    stopping.join(PATIENCE_S)
    assert not stopping.is_alive()
    clip.gate.set()
    hovering.thumbnails.begin(MemoryClip(counted))
    assert hovering.sees(2_000)


@pytest.mark.parametrize("damage", ["stream", "rubbish"])
def test_where_no_place_can_be_found_there_is_no_picture(
    hovering: Hovering, films: Films, damage: str
) -> None:
    source = films.counted(4, "--gop", str(GOP))
    stream = films.converted(source, "stream.ts", "-c", "copy").read_bytes()
    hovering.thumbnails.begin(MemoryClip(stream if damage == "stream" else b"rubbish" * 500))
    hovering.thumbnails.ask(2_000)
    time.sleep(0.5)
    assert hovering.ready == []
    assert not hovering.has(2_000)


def test_none_is_made_of_a_large_film_while_it_plays(hovering: Hovering, films: Films) -> None:
    wide, tall = 2560, 1440
    assert wide * tall > LARGE
    film = films.counted(2, "--gop", "30", size=f"{wide}x{tall}").read_bytes()
    hovering.thumbnails.begin(MemoryClip(film))
    assert hovering.sees(0)
    hovering.playing = True
    hovering.thumbnails.ask(1_000)
    time.sleep(0.5)
    assert not hovering.has(1_000)
    hovering.playing = False
    assert hovering.sees(1_000)


def test_memory_holds_so_many_and_the_one_used_longest_ago_goes(
    hovering: Hovering, counted: bytes
) -> None:
    hovering.thumbnails.begin(MemoryClip(counted))
    assert hovering.sees(0)
    for key in range(100, 100 + MOST - 1):
        hovering.thumbnails._cache.keep(key, hovering.thumbnails._surface)
    assert hovering.has(0)
    hovering.thumbnails._cache.keep(1_000, hovering.thumbnails._surface)
    assert hovering.has(0)
    assert not hovering.has(100 * STEP_MS)


def test_the_first_place_is_made_anew_where_it_had_to_go(
    hovering: Hovering, counted: bytes
) -> None:
    hovering.thumbnails.begin(MemoryClip(counted))
    assert hovering.sees(3_500)
    for key in range(100, 100 + MOST):
        hovering.thumbnails._cache.keep(key, hovering.thumbnails._surface)
    assert not hovering.has(0)
    assert hovering.sees(0)
    assert hovering.number(0) in (0, 1)


def test_a_picture_is_never_in_memory_that_nobody_overwrites(
    hovering: Hovering, counted: bytes
) -> None:
    hovering.thumbnails.begin(MemoryClip(counted))
    assert hovering.sees(0)
    surface = hovering.thumbnails._surface
    tracemalloc.start()
    try:
        surface.checksum()
        hovering.thumbnails._cache.keep(100, surface)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < surface.stride * surface.height // 2


def test_the_film_plays_to_its_end_meanwhile(
    hovering: Hovering, player: FilmPlayer, screen: Screen, counted: bytes, tmp_path: Path
) -> None:
    clip = sealed(counted, tmp_path)
    player.open(clip)
    hovering.playing = True
    hovering.thumbnails.begin(clip)
    player.play()
    for position_ms in (3_000, 1_000, 2_000):
        assert hovering.sees(position_ms)
    assert until(lambda: screen.ends == 1)
    shown = [number for number in screen.numbers if number is not None][3:]  # it was cued first
    assert shown == sorted(shown)
    assert shown[-1] == 4 * RATE - 1
    assert screen.errors == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has no priority of its own")
def test_all_its_threads_come_after_the_others(hovering: Hovering, counted: bytes) -> None:
    clip = WatchedClip(counted, hold_from=len(counted) // 10)  # behind the index
    before = niceness()
    hovering.thumbnails.begin(clip)
    hovering.thumbnails.ask(1_000)
    assert clip.hanging.wait(PATIENCE_S)
    ours = os.getpriority(os.PRIO_PROCESS, threading.main_thread().native_id or 0)

    def all_come_after() -> bool:
        new = [nice for thread, nice in niceness().items() if thread not in before]
        # its own and, at the least, the one that waits for the clip
        return len(new) > 1 and min(new) > ours

    # what a test before this one left to itself ends in a moment
    assert until(all_come_after)
    clip.gate.set()
    assert until(lambda: 1_000 in hovering.ready)


def niceness() -> dict[str, int]:
    """Of each thread of this process (proc_pid_stat(5))."""
    found = {}
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            fields = (task / "stat").read_text().rpartition(")")[2].split()
            found[task.name] = int(fields[16])
    return found


class Made:
    """A process that makes small pictures of a sealed clip."""

    def __init__(self, films: Films, directory: Path) -> None:
        source = films.counted(4, "--gop", str(GOP))
        titled = films.converted(source, "made.mp4", "-c", "copy", "-metadata", "title=kanarie")
        self._clip, self._key = directory / "clip.age", directory / "key"
        with seal(titled.read_bytes(), self._clip).encode() as key:
            self._key.write_bytes(key.view)

    def run(self, count: int, *watcher: str) -> tuple[int, int, int]:
        command = [*watcher, sys.executable, "-m", "tests.playback.made_thumbnails"]
        done = subprocess.run(
            [*command, str(self._clip), str(self._key), str(count)],
            cwd=ROOT,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        came, early, late = map(int, done.stdout.split())
        return came, early, late


@pytest.mark.slow
def test_they_are_written_nowhere(films: Films, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    watcher = (program("strace"), "-f", "-qq", "-s", "100000", "-o", str(trace))
    came, _, _ = Made(films, tmp_path).run(3, *watcher, "-e", f"trace={WATCHED}")
    assert came == 3
    lines = trace.read_text(errors="replace").splitlines()
    assert {found["path"] for line in lines if (found := WRITING.search(line))} <= {"/dev/null"}
    assert [line for line in lines if "memfd_create(" in line or "AF_INET" in line] == []
    assert [line for line in lines if "kanarie" in line] == []


@pytest.mark.slow
def test_they_cost_no_more_memory_the_longer_it_goes(films: Films, tmp_path: Path) -> None:
    came, early, late = Made(films, tmp_path).run(60)
    assert came == 60
    assert late - early < 8 * 1024


def test_a_player_with_them_leaves_nothing_either(
    screen: Screen, counted: bytes, tmp_path: Path
) -> None:
    ready: list[int] = []
    player = LookedAheadPlayer(screen, ready.append)
    screen.start(player)
    try:
        player.open(sealed(counted, tmp_path))
        player.thumbnails.ask(2_500)
        assert until(lambda: ready == [2_500])
        assert player.position_ms() == 0  # the film itself is where it was
        with player.thumbnails.borrow(2_500) as picture:
            assert picture is not None
            player.stop()
            assert not any(picture.pixels)
        player.thumbnails.ask(1_000)
        player.open(MemoryClip(counted))
        with player.thumbnails.borrow(2_500) as picture:
            assert picture is None
    finally:
        player.close()
        screen.close()


def test_none_is_made_of_a_film_that_was_stopped_as_soon_as_it_was_open(counted: bytes) -> None:
    class Stopping(Screen):
        def changed(self) -> None:
            """The supervisor ends the viewing at this very moment."""
            if self.player.state is FilmState.PAUSED and self.player._opened:
                other = threading.Thread(target=self.player.stop)
                other.start()
                other.join(PATIENCE_S)

    screen = Stopping()
    player = LookedAheadPlayer(screen, lambda _: None)
    screen.start(player)
    try:
        player.open(MemoryClip(counted))
        assert player.state is FilmState.EMPTY
        player.thumbnails.ask(1_000)
        assert player.thumbnails._worker is None
    finally:
        player.close()
        screen.close()
