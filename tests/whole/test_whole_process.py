"""The program as a process: killed, started twice, without what it needs, on a full disk."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests import disks
from tests.films import film as make_film
from tests.tools import ROOT
from tests.whole.house import House, Visit
from viewer_app.audit.report import State
from viewer_app.ui.names import Done, Viewing

Enter = Callable[[House], Visit]

PATIENCE_S = 60
"""How long a station may say nothing at all before the test gives up."""

pytestmark = pytest.mark.usefixtures("display")


@contextmanager
def bounded(process: subprocess.Popen[str]) -> Iterator[None]:
    """Wait for the process's words in here: if none come it is ended, and the test fails."""
    late = threading.Event()

    def give_up() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(PATIENCE_S, give_up)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if late.is_set():
        assert process.stderr
        said = process.stderr.read().strip() or "nothing"
        pytest.fail(f"no word from the station in {PATIENCE_S} s; it complained of: {said}")


@contextmanager
def station(
    house: House, until: str = "viewing", **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """A station that has come so far, in a process of its own."""
    command = [sys.executable, "-m", "tests.whole.station_process", str(house.home.path), until]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        with bounded(process):
            said = process.stdout.readline().strip()
        if said != until:
            process.kill()
            pytest.fail(f"the station said {said!r}, and: {process.stderr.read()}")
        yield process
        process.kill()


def run_inzage(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """``inzage`` with these arguments."""
    return subprocess.Popen(
        [sys.executable, "-m", "viewer_app", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def first_words(process: subprocess.Popen[str]) -> str:
    """What a station that cannot start says first; it stays to show it on the screen."""
    with process:
        assert process.stderr
        with bounded(process):
            words = process.stderr.readline()
        process.terminate()
    return words


def test_a_station_that_never_speaks_fails_the_test_that_waits_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(f"{__name__}.PATIENCE_S", 0.1)
    silent = [sys.executable, "-c", "import time; time.sleep(60)"]

    def wait() -> None:
        with subprocess.Popen(
            silent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            with bounded(process):
                process.stdout.readline()

    with pytest.raises(pytest.fail.Exception, match="no word from the station"):
        wait()


def test_a_session_cut_off_by_a_kill_is_closed_at_the_next_start(
    house: House, enter: Enter, film: Path
) -> None:
    house.seal(make_film(8))
    with station(house, "playing") as process:
        process.kill()
    before = house.actions()
    assert before[-1] == "viewing.played"
    report = house.verify()
    assert (report.integrity.state, report.completeness.state) == (State.HOLDS, State.ATTENTION)
    visit = enter(house)
    assert house.steps()[len(before) :] == [
        "session.recovered",
        "session.closed",
        "station.started",
    ]
    assert house.verify().completeness.state is State.HOLDS
    visit.sign_in()
    visit.hands.wait(lambda: "al bekeken" in visit.words(), "the viewing, which counts")


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_a_station_told_to_end_closes_its_session(
    house: House, film: Path, end: signal.Signals
) -> None:
    house.seal(film)
    with station(house) as process:
        process.send_signal(end)
        assert process.wait(timeout=30) == 0
        assert process.stderr
        assert process.stderr.read() == ""
    assert house.steps()[-4:] == [
        "keys.wiped",
        "session.interrupted",
        "session.closed",
        "station.stopped",
    ]
    assert house.verify().completeness.state is State.HOLDS


def test_a_second_copy_is_refused_and_the_first_goes_on(house: House, film: Path) -> None:
    house.seal(film)
    with station(house) as first:
        said = first_words(run_inzage("run", INZAGE_HOME=str(house.home.path)))
        assert "ander programma schrijft al" in said
        assert first.poll() is None
        first.terminate()
        assert first.wait(timeout=30) == 0
    assert house.verify().completeness.state is State.HOLDS


def test_before_enrolment_it_says_what_to_do() -> None:
    assert "inzage station enrol" in first_words(run_inzage("run"))


def test_without_a_keyring_it_says_so(house: House) -> None:
    process = run_inzage(
        "run",
        INZAGE_HOME=str(house.home.path),
        DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent",
    )
    assert "geen sleutelbos" in first_words(process)


def test_without_a_screen_it_says_so(house: House) -> None:
    with run_inzage("run", INZAGE_HOME=str(house.home.path), DISPLAY="") as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "geen beeldscherm" in said


def test_a_platform_that_serves_the_screen_is_not_taken(house: House, film: Path) -> None:
    house.seal(film)
    with station(house, QT_QPA_PLATFORM="vnc") as process:
        listening = subprocess.run(
            ["grep", "-c", ":170C ", "/proc/net/tcp"], capture_output=True, text=True, check=False
        )
        assert listening.stdout.strip() == "0", "something listens on the VNC port"
        assert process.poll() is None


def test_another_screen_than_was_chosen_is_not_drawn_on() -> None:
    choose_wrongly = (
        "import sys\n"
        "from viewer_app.app import screen\n"
        "screen._platform = lambda: 'offscreen:'\n"
        "try:\n"
        "    screen.start_qt()\n"
        "except screen.NoScreen as refusal:\n"
        "    sys.exit(refusal.code)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", choose_wrongly],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.stderr.splitlines()[-1] == "screen.other"


@pytest.mark.parametrize("damage", ["directory", "policy", "settings", "trail"])
def test_what_is_wrong_at_the_start_is_named(house: House, damage: str) -> None:
    words = {
        "directory": "Andere gebruikers",
        "policy": "policy.toml",
        "settings": "station.toml",
        "trail": "logboek",
    }
    if damage == "directory":
        house.home.inbox.chmod(0o777)
    elif damage == "policy":
        house.home.policy.write_text("request_days = 'drie weken'\n")
    elif damage == "settings":
        house.home.settings.write_text("station = 7\n")
    else:
        with house.home.trail.open("r+b") as file:
            file.seek(20_000)
            file.write(b"\xff" * 20_000)
    process = run_inzage("run", INZAGE_HOME=str(house.home.path))
    assert words[damage] in first_words(process)


def test_a_full_disk_stops_the_film_and_the_session_is_closed_all_the_same(
    secret_service: KeyringBackend, enter: Enter, tmp_path: Path
) -> None:
    with disks.small_disk(tmp_path / "disk", 24) as place:
        house = House(place)
        house.seal(make_film(8))
        visit = enter(house)
        visit.to_viewing()
        disks.fill(place)
        while visit.hands.screen == Viewing.SCREEN:
            visit.hands.press(Viewing.FORWARD)  # each is an event, until the trail has no room
            visit.hands.rest(30)
        visit.hands.wait_screen(Done.SCREEN)
        assert visit.frame() is None
        assert "schijf is vol" in visit.words()
        assert house.steps()[-4:] == [
            "audit.storage_full",
            "keys.wiped",
            "session.interrupted",
            "session.closed",
        ]
        assert house.verify().completeness.state is State.HOLDS
        visit.window.shut_down()
        house.demolish()


def test_on_a_read_only_disk_it_does_not_start(
    secret_service: KeyringBackend, tmp_path: Path
) -> None:
    with disks.small_disk(tmp_path / "disk", 24) as place:
        house = House(place)
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        said = first_words(run_inzage("run", INZAGE_HOME=str(house.home.path)))
        house.demolish()
    assert "niet geschreven mag worden" in said


def test_a_demonstration_never_mixes_its_pictures_with_others(tmp_path: Path, film: Path) -> None:
    (tmp_path / "trail.jsonl").write_text("kept")
    command = ("demo", "--tour", "--film", str(film), "--pictures", str(tmp_path))
    with run_inzage(*command) as process:
        shown, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "lege map" in said
    assert shown == "", "nothing was begun"
    assert [path.name for path in tmp_path.iterdir()] == ["trail.jsonl"]


def test_a_demonstration_without_its_film_says_what_to_do(tmp_path: Path) -> None:
    with run_inzage("demo", "--tour", "--film", str(tmp_path / "none.mp4")) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "scripts/demo" in said
