"""The doctor: each check, on machines that are well and on machines that are not."""

import ctypes
import json
import os
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend
from typer.testing import CliRunner

from tests.whole.house import House, model_houses
from viewer_app import messages
from viewer_app.app.doctor import examine
from viewer_app.cli import app
from viewer_app.playback import bundle, library
from viewer_app.playback.errors import PlaybackError
from viewer_app.station import hardening, sandbox
from viewer_app.station.doctor import (
    SCREEN_NAMES,
    SCREENS_FILE,
    Finding,
    Machine,
    State,
    examine_process,
)
from viewer_app.station.home import Home
from viewer_app.station.kiosk_files import LIBRARY
from viewer_app.station.settings import Settings
from viewer_app.ui.second_screen import FIRST, SECOND
from viewer_app.vault import Vault

NO_SCREEN = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}


@pytest.fixture(autouse=True)
def process_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own process is not closed in; that of the command is."""
    monkeypatch.setattr(hardening, "_STEPS", {})
    # as the launcher starts it
    monkeypatch.setenv("GLIBC_TUNABLES", hardening.CLEARING)


@pytest.fixture(scope="module")
def models(
    secret_service: KeyringBackend, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., House]]:
    """The houses that those of the tests are copies of."""
    with model_houses(tmp_path_factory.mktemp("models")) as model:
        yield model


@pytest.fixture
def house(models: Callable[..., House], station_home: Path) -> Iterator[House]:
    """An enrolled station of a municipality, not a demonstration."""
    built = models(demonstration=False, accepted=()).copy(station_home.parent)
    yield built
    built.demolish()


@pytest.fixture
def demonstration(models: Callable[..., House], station_home: Path) -> Iterator[House]:
    """A demonstration station."""
    built = models().copy(station_home.parent)
    yield built
    built.demolish()


def by_check(home: Home) -> dict[str, Finding]:
    return {finding.check: finding for finding in examine(home, NO_SCREEN)}


def codes(home: Home) -> set[tuple[str, str, str]]:
    return {(each.check, each.state.value, each.code) for each in examine(home, NO_SCREEN)}


def test_everything_of_a_whole_station_is_well_but_the_screen(house: House) -> None:
    found = by_check(house.home)
    for check in ("home", "settings", "policy", "keyring", "trail", "player", "hardening", "disk"):
        assert found[check].state is State.OK, found[check]
    assert found["trail"].facts == {"size": len(house.events())}
    assert (found["guard"].state, found["guard"].code) == (State.FAILS, "guard.x11")
    assert found["verified"].code == "doctor.never_verified"


def test_a_demonstration_needs_no_screen_that_is_proven(demonstration: House) -> None:
    assert by_check(demonstration.home)["guard"].state is State.ATTENTION


def lose_keys(house: House) -> None:
    Vault(house.settings.vault).remove("station-secret")


@pytest.mark.parametrize(
    ("harm", "check", "code"),
    [
        (lambda house: house.home.inbox.chmod(0o755), "home", "home.open_to_others"),
        (lambda house: house.home.policy.unlink(), "policy", "policy.missing"),
        (lambda house: house.home.settings.write_text("x"), "settings", "settings.unreadable"),
        (lose_keys, "keyring", "keyring.lost"),
        (lambda house: house.home.trail.unlink(), "trail", "trail.missing"),
        (lambda house: house.home.trail.write_bytes(b"no database"), "trail", None),
    ],
)
def test_what_stops_the_station_fails(
    house: House, harm: Callable[[House], object], check: str, code: str | None
) -> None:
    harm(house)
    found = [each for each in examine(house.home, NO_SCREEN) if each.check == check]
    assert State.FAILS in {each.state for each in found}
    assert code in {None, *(each.code for each in found)}


def test_a_trail_that_was_rewritten_fails(house: House) -> None:
    import sqlite3

    with sqlite3.connect(house.home.trail) as database:
        # what keeps honest programs from changing events
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            database.execute(f'DROP TRIGGER "{name}"')
    database.close()
    assert ("trail", "fails", "doctor.trail_broken") in codes(house.home)


def test_without_the_user_who_writes_its_trail_it_fails(house: House) -> None:
    settings = Settings.load(house.home.settings)
    replace(settings, audit_socket="/run/inzage/audit.sock").save(house.home.settings)
    assert ("trail", "fails", "trail.writer_silent") in codes(house.home)


@pytest.mark.parametrize(
    ("code", "rule", "state"),
    [
        ("bundle.whole", "required", State.OK),
        ("bundle.missing", "required", State.FAILS),
        ("bundle.missing", "if_available", State.ATTENTION),
        ("bundle.outdated", "required", State.ATTENTION),
    ],
)
def test_the_copy_of_libvlc_is_looked_at(
    house: House, monkeypatch: pytest.MonkeyPatch, code: str, rule: str, state: State
) -> None:
    known = bundle.State(code, {"file": "libvlc.so.5"})
    monkeypatch.setattr(bundle, "state", lambda *_, **__: known)
    rules = house.home.policy.read_text()
    assert 'own_libvlc = "required"' in rules
    house.home.policy.write_text(rules.replace('own_libvlc = "required"', f'own_libvlc = "{rule}"'))
    found = by_check(house.home)["bundle"]
    assert (found.code, found.state) == (code, state)


def test_without_libvlc_it_fails(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> library.LibVlc:
        raise PlaybackError("player.libvlc_missing")

    monkeypatch.setattr(library, "start", missing)
    assert ("player", "fails", "player.libvlc_missing") in codes(house.home)


def test_what_the_kernel_lacks_counts_as_the_rules_say(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = sandbox.Availability(0, seccomp=False)
    monkeypatch.setattr(sandbox, "available", lambda: nothing)
    found = {each.check: each for each in examine_process(house.home)}
    assert (found["sandbox"].state, found["sandbox"].code) == (State.FAILS, "sandbox.missing")
    rules = house.home.policy.read_text()
    assert rules.count('sandbox = "required"') == 1
    house.home.policy.write_text(rules.replace('sandbox = "required"', 'sandbox = "if_available"'))
    found = {each.check: each for each in examine_process(house.home)}
    assert found["sandbox"].state is State.ATTENTION


@pytest.mark.parametrize(
    ("accepted", "state"),
    [("", State.FAILS), ('"swap_open"', State.FAILS), ('"foreign_code"', State.ATTENTION)],
)
def test_a_variable_that_brings_in_code_counts_as_the_rules_say(
    house: House, monkeypatch: pytest.MonkeyPatch, accepted: str, state: State
) -> None:
    monkeypatch.setenv("LD_PRELOAD", "/nowhere.so")
    rules = house.home.policy.read_text()
    assert "\naccepted = []\n" in rules
    house.home.policy.write_text(rules.replace("accepted = []", f"accepted = [{accepted}]"))
    found = [each for each in examine_process(house.home) if each.check == "hardening"]
    assert [(each.state, each.code) for each in found] == [(state, "hardening.foreign_code")]


# --- the machine ---------------------------------------------------------------------------------


class FakeMachine:
    """A file system with the kernel's files as a test wants them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("proc/swaps", "Filename Type Size Used Priority\n")
        self.write("proc/sys/kernel/core_pattern", "|/bin/false\n")
        self.write("proc/self/cgroup", "0::/system.slice/inzage-station.service\n")
        self.write("sys/class/drm/card0-HDMI-A-1/status", "connected\n")
        self.write("sys/class/drm/card0-DP-1/status", "disconnected\n")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def swap_on(self, line: str) -> None:
        self.write("proc/swaps", f"Filename Type Size Used Priority\n{line} 100 0 -2\n")

    def find(self, check: str, **environment: str) -> tuple[State, str]:
        found = Machine(Home(self.root / "station"), self.root, environment).examine()
        (state, code) = next((each.state, each.code) for each in found if each.check == check)
        return state, code


@pytest.fixture
def machine(tmp_path: Path) -> FakeMachine:
    return FakeMachine(tmp_path / "machine")


def test_a_machine_as_it_should_be(machine: FakeMachine) -> None:
    assert machine.find("swap") == (State.OK, "doctor.swap_off")
    assert machine.find("core_dumps") == (State.OK, "doctor.core_dumps")
    assert machine.find("displays") == (State.OK, "doctor.displays")
    assert machine.find("session") == (State.OK, "doctor.session")


@pytest.mark.parametrize(
    ("line", "uuid", "code"),
    [
        ("/dev/sda2 partition", "", "doctor.swap_open"),
        ("/swapfile file", "", "doctor.swap_open"),
        ("/dev/dm-1 partition", "LVM-abc", "doctor.swap_open"),
        ("/dev/dm-1 partition", "CRYPT-PLAIN-swap", "doctor.swap_encrypted"),
        ("/dev/zram0 partition", "", "doctor.swap_encrypted"),
    ],
)
def test_swap_is_off_or_encrypted(machine: FakeMachine, line: str, uuid: str, code: str) -> None:
    machine.swap_on(line)
    machine.write("sys/class/block/dm-1/dm/uuid", uuid)
    assert machine.find("swap")[1] == code


def test_swap_that_the_program_is_kept_out_of_will_do(machine: FakeMachine) -> None:
    machine.swap_on("/dev/sda2 partition")
    limit = "sys/fs/cgroup/system.slice/inzage-station.service/memory.swap.max"
    machine.write(limit, "max\n")
    assert machine.find("swap") == (State.FAILS, "doctor.swap_open")
    machine.write(limit, "0\n")
    assert machine.find("swap") == (State.OK, "doctor.swap_kept_out")


def test_rules_may_accept_swap_that_is_open(machine: FakeMachine) -> None:
    machine.swap_on("/dev/sda2 partition")
    assert machine.find("swap")[0] is State.FAILS
    machine.write("station/policy.toml", 'municipality = "X"\naccepted = ["swap_open"]\n')
    assert machine.find("swap")[0] is State.ATTENTION


@pytest.mark.parametrize("pattern", ["core", "|/usr/lib/systemd/systemd-coredump %P", "/var/core"])
def test_a_system_that_keeps_memory_is_told(machine: FakeMachine, pattern: str) -> None:
    machine.write("proc/sys/kernel/core_pattern", pattern)
    assert machine.find("core_dumps") == (State.ATTENTION, "doctor.core_dumps_kept")


def test_displays_are_counted(machine: FakeMachine) -> None:
    machine.write("sys/class/drm/card0-DP-1/status", "connected\n")
    assert machine.find("displays") == (State.FAILS, "guard.too_many_screens")
    machine.write("station/policy.toml", 'municipality = "X"\nscreens = 2\n')
    assert machine.find("displays") == (State.OK, "doctor.displays")
    machine.write(f"{LIBRARY.lstrip('/')}/start-weston", "")
    assert machine.find("displays") == (State.ATTENTION, "doctor.screens_unnamed")
    named = [f"[output]\nname=HDMI-A-{name}\napp-ids={name}\n" for name in SCREEN_NAMES]
    machine.write(SCREENS_FILE, named[0])
    assert machine.find("displays") == (State.ATTENTION, "doctor.screens_unnamed")
    machine.write(SCREENS_FILE, "".join(named))
    assert machine.find("displays") == (State.OK, "doctor.displays")
    assert SCREEN_NAMES == (FIRST, SECOND)
    for path in machine.root.glob("sys/class/drm/*/status"):
        path.unlink()
    assert machine.find("displays") == (State.ATTENTION, "doctor.displays_unknown")


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "XRDP_SESSION"])
def test_a_remote_session_is_told(machine: FakeMachine, variable: str) -> None:
    assert machine.find("session", **{variable: "x"}) == (
        State.ATTENTION,
        "doctor.session_remote",
    )


@pytest.mark.parametrize(("answer", "code"), [(0, "doctor.clock"), (5, "doctor.clock_free")])
def test_the_clock(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch, answer: int, code: str
) -> None:
    class Libc:
        @staticmethod
        def adjtimex(timex: object) -> int:
            return answer

    monkeypatch.setattr(ctypes, "CDLL", lambda _: Libc)
    assert machine.find("clock")[1] == code


def test_too_little_memory_to_lock(machine: FakeMachine) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    try:
        resource.setrlimit(resource.RLIMIT_MEMLOCK, (64 << 10, hard))
        assert machine.find("locked_memory")[1] == "doctor.locked_memory_small"
    finally:
        resource.setrlimit(resource.RLIMIT_MEMLOCK, (soft, hard))
    assert machine.find("locked_memory")[1] == "doctor.locked_memory"


@pytest.mark.parametrize(
    ("free", "state"),
    [(1 << 40, State.OK), (1 << 29, State.ATTENTION), (1 << 20, State.FAILS)],
)
def test_room_on_the_disk(
    machine: FakeMachine, monkeypatch: pytest.MonkeyPatch, free: int, state: State
) -> None:
    usage = type("usage", (), {"free": free})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert machine.find("disk")[0] is state


def test_root_is_told(machine: FakeMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    for user, state in ((0, State.ATTENTION), (1000, State.OK)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        assert machine.find("user")[0] is state


# --- by command ----------------------------------------------------------------------------------


def test_the_command_says_for_each_check_what_it_means(house: House) -> None:
    house.home.inbox.chmod(0o755)
    printed = CliRunner().invoke(app, ["doctor", "--language", "en"])
    assert printed.exit_code == 1
    assert "fails     The station's directory\n" in printed.stdout
    assert "chmod 700" in printed.stdout
    assert printed.stdout.rstrip().endswith("marked ‘fails’ above.")
    command = [sys.executable, "-m", "viewer_app", "doctor", "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    told: dict[str, Any] = json.loads(ended.stdout)
    assert ended.returncode == 1
    assert told["ready"] is False
    catalogue = messages.catalogue()
    for check in told["checks"]:
        assert f"doctor.title.{check['check']}" in catalogue
        assert check["code"] in catalogue
        assert "…" not in check["text"]
    assert "doctor.hardening" in {check["code"] for check in told["checks"]}
    # nothing was mended or changed by looking
    assert stat.S_IMODE(house.home.inbox.stat().st_mode) == 0o755


def test_a_demonstration_station_is_ready(demonstration: House) -> None:
    ended = CliRunner().invoke(app, ["doctor", "--language", "en"])
    assert ended.exit_code == 0, ended.stdout
    assert ended.stdout.rstrip().endswith("the way of showing recordings.")
