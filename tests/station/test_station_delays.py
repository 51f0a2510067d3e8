"""What a wrong passphrase costs: a wait that grows, which nothing shortens."""

import os
import signal
from datetime import timedelta
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.station.signing_in import WRONG, attempts_file, station, try_
from tests.station.stations import StationUnderTest, no_room_for_files, secret
from viewer_app.session.roles import Role
from viewer_app.station import delays
from viewer_app.station.delays import LONGEST_S, delay_after
from viewer_app.station.identity_lock import LockedIdentity

__all__ = ["station"]  # a fixture


def test_each_mistake_makes_the_wait_longer(station: StationUnderTest) -> None:
    people = station.people
    assert try_(people, WRONG) == ("signin.wrong", 0)
    assert try_(people, WRONG) == ("signin.wrong", 2)
    assert try_(people) == ("signin.wait", 2), "not even the right one is tried"
    station.clock.wait(1.5)
    assert try_(people) == ("signin.wait", 1)
    station.clock.wait(0.5)
    assert try_(people, WRONG) == ("signin.wrong", 4)
    station.clock.wait(4)
    assert try_(people)[0] == "ok"
    assert not attempts_file(station).exists()
    assert try_(people, WRONG) == ("signin.wrong", 0), "the count began anew"


def test_one_persons_mistakes_are_not_anothers(station: StationUnderTest) -> None:
    station.people.add(Role.SUPERVISOR, "a.bakker", secret())
    for _ in range(2):
        try_(station.people, WRONG)
    assert try_(station.people)[0] == "signin.wait"
    assert try_(station.people, name="a.bakker")[0] == "ok"


@given(wrong=st.integers(0, 1 << 40))
def test_delays_only_grow_and_have_an_end(wrong: int) -> None:
    assert 0 <= delay_after(wrong) <= delay_after(wrong + 1) <= LONGEST_S
    if wrong >= 2:
        assert delay_after(wrong) >= 2
    if wrong > 12:
        assert delay_after(wrong) == LONGEST_S


def test_a_restart_of_the_program_shortens_nothing(station: StationUnderTest) -> None:
    for _ in range(2):
        try_(station.people, WRONG)
    station.clock.wait(1)
    assert try_(station.new_people()) == ("signin.wait", 1)


@pytest.mark.parametrize("ms", [1000, 1 << 50])
def test_a_restart_of_the_machine_begins_the_delay_anew(
    station: StationUnderTest, monkeypatch: pytest.MonkeyPatch, ms: int
) -> None:
    for _ in range(3):
        try_(station.people, WRONG)
        station.clock.wait(2)
    monkeypatch.setattr(delays, "boot_id", lambda: "another run of the machine")
    station.clock.ms = ms
    station.clock.wall += timedelta(days=365)  # set forward meanwhile
    assert try_(station.new_people()) == ("signin.wait", 4)
    station.clock.wait(3)
    assert try_(station.new_people()) == ("signin.wait", 1)
    station.clock.wait(1)
    assert try_(station.people)[0] == "ok"


def test_a_clock_that_goes_back_all_the_same_shortens_nothing(station: StationUnderTest) -> None:
    for _ in range(2):
        try_(station.people, WRONG)
    station.clock.ms -= 3_600_000
    assert try_(station.people) == ("signin.wait", 2)
    station.clock.wait(2)
    assert try_(station.people)[0] == "ok", "nor does it lock anybody out"


@pytest.mark.parametrize("days", [-400, 400])
def test_setting_the_clock_changes_nothing(station: StationUnderTest, days: int) -> None:
    for _ in range(2):
        try_(station.people, WRONG)
    station.clock.wall += timedelta(days=days)
    assert try_(station.people) == ("signin.wait", 2)


def test_an_attempt_that_is_killed_counts(
    station: StationUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    for _ in range(2):
        child = os.fork()
        if child == 0:
            monkeypatch.setattr(LockedIdentity, "unlock", die)
            try_(station.people)
            os._exit(1)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert try_(station.people) == ("signin.wait", 2)


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{}", b"0", b"\xff", b'{"boot":"b","since_ms":1,"v":1,"wrong":-5}', b" " * 600],
)
def test_damaged_attempts_let_nobody_in(station: StationUnderTest, damaged: bytes) -> None:
    try_(station.people, WRONG)
    attempts_file(station).write_bytes(damaged)
    assert try_(station.people) == ("signin.attempts_damaged", None)
    assert attempts_file(station).read_bytes() == damaged


def test_a_full_disk_lets_nobody_guess(station: StationUnderTest) -> None:
    with no_room_for_files():
        assert try_(station.people) == ("signin.attempts_unwritable", None)
        assert try_(station.people, WRONG) == ("signin.attempts_unwritable", None)
    assert try_(station.people)[0] == "ok"
