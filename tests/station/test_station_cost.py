"""What a passphrase costs: measured on the machine, never cheap, never endless, kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

from tests.station.stations import StationUnderTest, secret
from viewer_app.session.roles import Role
from viewer_app.station.errors import StationError
from viewer_app.station.identity_lock import RFC_9106, Cost
from viewer_app.station.passphrase_cost import TARGET_S, measure_cost
from viewer_app.station.people import People
from viewer_app.station.settings import Settings

MUCH_KIB = 64 * 1024 * 1024


@pytest.fixture
def station(secret_service: KeyringBackend, station_home: Path) -> Iterator[StationUnderTest]:
    whole = StationUnderTest(station_home)
    yield whole
    whole.close()


def work(cost: Cost) -> int:
    """What Argon2id's time goes with."""
    return cost.memory_kib * cost.passes


@given(st.floats(0, 60), st.integers(1, MUCH_KIB))
def test_it_is_never_below_the_rfc_and_never_beyond_what_a_record_may_ask(
    seconds: float, memory_kib: int
) -> None:
    cost = measure_cost(lambda _: seconds, memory_kib)
    assert Cost.from_mapping(vars(cost), RFC_9106) == cost
    assert cost.memory_kib <= max(memory_kib // 8, RFC_9106.memory_kib)
    if cost != RFC_9106:
        assert seconds * work(cost) / work(RFC_9106) <= TARGET_S + 0.01


def test_a_fast_machine_pays_more_in_memory_first() -> None:
    assert measure_cost(lambda _: TARGET_S / 2, MUCH_KIB) == Cost(128 * 1024, 3, 4)
    assert measure_cost(lambda _: TARGET_S / 8, MUCH_KIB) == Cost(256 * 1024, 6, 4)
    assert measure_cost(lambda _: TARGET_S / 2, 512 * 1024) == Cost(64 * 1024, 6, 4)
    assert measure_cost(lambda _: 10 * TARGET_S, MUCH_KIB) == RFC_9106


def test_one_busy_moment_does_not_make_guessing_cheaper() -> None:
    took = iter((30.0, TARGET_S / 2))
    assert measure_cost(lambda _: next(took), MUCH_KIB).memory_kib == 128 * 1024


def test_it_is_really_measured_here() -> None:
    assert Cost.from_mapping(vars(measure_cost()), RFC_9106)


def test_who_is_added_later_gets_what_was_measured(station: StationUnderTest) -> None:
    dear = Cost(72 * 1024, 3, 4)
    station.settings = replace(station.settings, argon2id=dear)
    station.settings.save_new(station.home.settings)
    kept = Settings.load(station.home.settings)
    assert kept.argon2id == dear
    people = People(station.home, station.vault, station.clock, kept.argon2id)
    people.add(Role.SUPERVISOR, "a.bakker", secret())
    record = json.loads((station.home.people / "supervisor" / "a.bakker.json").read_bytes())
    assert record["argon2id"]["memory_kib"] == dear.memory_kib
    # and a station whose settings were put back still opens it
    at_least = People(station.home, station.vault, station.clock)
    with at_least.unlock("a.bakker", secret()) as identity:
        assert str(identity.recipient) == record["recipient"]


def without_cost(station: StationUnderTest) -> tuple[Path, str]:
    """The settings file and its text as it was before costs were measured."""
    file = station.home.settings
    station.settings.save_new(file)
    text = file.read_text()
    assert "[argon2id]" in text
    return file, text[: text.index("[argon2id]")]


def test_a_station_enrolled_before_keeps_the_rfcs_cost(station: StationUnderTest) -> None:
    file, text = without_cost(station)
    file.write_text(text)
    assert Settings.load(file).argon2id == RFC_9106


@pytest.mark.parametrize(
    "cost",
    [
        "argon2id = 3",
        'argon2id = "much"',
        "argon2id = {}",
        "argon2id = {memory_kib = 65536, passes = 3}",
        "argon2id = {memory_kib = 65535, passes = 3, lanes = 4}",
        "argon2id = {memory_kib = 65536, passes = 2, lanes = 4}",
        "argon2id = {memory_kib = 65536, passes = 3, lanes = 3}",
        "argon2id = {memory_kib = 65536, passes = 13, lanes = 4}",
        "argon2id = {memory_kib = 262145, passes = 3, lanes = 4}",
        "argon2id = {memory_kib = true, passes = 3, lanes = 4}",
        "argon2id = {memory_kib = 65536.0, passes = 3, lanes = 4}",
    ],
)
def test_a_cost_made_cheap_or_endless_by_hand_is_refused(
    station: StationUnderTest, cost: str
) -> None:
    file, text = without_cost(station)
    file.write_text(text + cost + "\n")
    with pytest.raises(StationError) as refused:
        Settings.load(file)
    assert (refused.value.code, refused.value.facts["key"]) == ("settings.invalid", "argon2id")
