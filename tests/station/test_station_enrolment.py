"""Enrolling a station: all of it, or nothing."""

from pathlib import Path
from typing import NoReturn

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from keyring.backend import KeyringBackend

from tests.evidence.builders import DESK_PRIVATE
from viewer_app.app.trail import open_station_trail, open_trail, trail_starter
from viewer_app.audit.reader import TrailReader
from viewer_app.evidence.addresses import DeskPin
from viewer_app.files import write_new
from viewer_app.session.errors import PolicyError
from viewer_app.session.policy import Policy
from viewer_app.session.policy_file import load_policy
from viewer_app.session.ports import Actor, AuditUnavailable, Event
from viewer_app.session.roles import Role
from viewer_app.station.clock import SystemClock
from viewer_app.station.enrolment import KEYS, enrol, forget_keys
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

PIN = DeskPin("gemeente-x", DESK_PRIVATE.public_key().public_bytes_raw())


def enrolled(home: Home, **changes: object) -> Settings:
    start = trail_starter(home.trail, municipality="Gemeente Súdwest", station="KANTOOR-1")
    wish: dict[str, object] = {
        "station": "KANTOOR-1",
        "policy": Policy("Gemeente Súdwest", 14, 24),
        "desks": [PIN],
        "demonstration": False,
        "language": "nl",
        "start_trail": start,
        **changes,
    }
    return enrol(home, **wish)  # type: ignore[arg-type]


def test_a_station_is_whole(secret_service: KeyringBackend) -> None:
    home = Home.locate()
    settings = enrolled(home)
    home.check()
    assert Settings.load(home.settings) == settings
    assert load_policy(home.policy) == Policy("Gemeente Súdwest", 14, 24)
    assert settings.audit_key.startswith("inzagestation/gemeente-sudwest/KANTOOR-1/")
    vault = Vault(settings.vault)
    assert all(vault.holds(name) for name in KEYS)
    with open_trail(home, settings, vault) as log:
        assert log.size == 1
    forget_keys(settings)
    assert not any(vault.holds(name) for name in KEYS)


def test_no_key_lies_in_the_directory(secret_service: KeyringBackend, station_home: Path) -> None:
    settings = enrolled(Home.locate())
    vault = Vault(settings.vault)
    written = b"".join(path.read_bytes() for path in station_home.rglob("*") if path.is_file())
    for name in KEYS:
        with vault.take(name) as key:
            assert bytes(key.view) not in written
            assert bytes(key.view).hex().encode() not in written
            text = secret_service.get_password(settings.vault, name)
            assert text
            assert text.encode() not in written
    forget_keys(settings)


def test_an_enrolled_station_stays_as_it_is(
    secret_service: KeyringBackend, station_home: Path
) -> None:
    settings = enrolled(Home.locate())
    before = {path: path.read_bytes() for path in station_home.rglob("*") if path.is_file()}
    with pytest.raises(StationError) as refused:
        enrolled(Home.locate(), station="ANDER")
    assert refused.value.code == "station.enrolled"
    assert before == {path: path.read_bytes() for path in before}
    forget_keys(settings)


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        (Policy("Gemeente Súdwest", 21, 14), "policy.request_outlasts"),
        (Policy("Súdwest\u202eFryslân"), "policy.not_text"),
        (Policy("Gemeente Súdwest", viewings=0), "policy.not_number"),
    ],
)
def test_rules_that_no_station_would_read_are_never_written(
    secret_service: KeyringBackend, station_home: Path, policy: Policy, code: str
) -> None:
    with pytest.raises(PolicyError) as refused:
        enrolled(Home.locate(), policy=policy)
    assert refused.value.code == code
    assert not station_home.exists()


@pytest.mark.parametrize("failing", ["trail", "settings"])
def test_what_fails_half_way_leaves_no_key(
    secret_service: KeyringBackend, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    home, made = Home.locate(), []
    put = Vault.put

    def watched(vault: Vault, name: str, secret: object) -> None:
        made.append((vault, name))
        put(vault, name, secret)  # type: ignore[arg-type]

    def no_trail(_: Ed25519PrivateKey) -> NoReturn:
        raise AuditUnavailable("trail.disk_full", file="trail.sqlite")

    def full_disk(path: Path, data: bytes) -> None:
        if path == home.settings:
            raise OSError(28, "No space left on device")
        write_new(path, data)

    monkeypatch.setattr(Vault, "put", watched)
    if failing == "trail":
        with pytest.raises(AuditUnavailable):
            enrolled(home, start_trail=no_trail)
    else:
        monkeypatch.setattr("viewer_app.station.settings.write_new", full_disk)
        with pytest.raises(StationError) as refused:
            enrolled(home)
        assert refused.value.code == "home.unusable"
    assert {name for _, name in made} == set(KEYS)
    assert not any(vault.holds(name) for vault, name in made)
    assert not home.settings.exists()
    monkeypatch.undo()
    forget_keys(enrolled(Home(home.path)))


def test_a_session_that_was_cut_off_is_closed_at_the_next_start(
    secret_service: KeyringBackend,
) -> None:
    home = Home.locate()
    settings = enrolled(home)
    vault = Vault(settings.vault)

    def event(action: str, position_ms: int | None = None) -> Event:
        details = {} if position_ms is None else {"position_ms": position_ms}
        actor = Actor(Role.SUPERVISOR, "j.devries")
        return Event("K7QF-2M9D", actor, action, "approval:a1", details=details)

    with open_trail(home, settings, vault) as log:
        log.record(event("session.opened"))
        log.record(event("viewing.played", 1200))
    trail = open_station_trail(home, settings, vault, SystemClock())
    assert trail.recover_sessions() == 1
    assert trail.recover_sessions() == 0
    trail.close()
    with TrailReader(home.trail) as reader:
        summary = reader.sessions()[0]
        last = reader.events("K7QF-2M9D")[-2].entry
    assert (summary.end, summary.reason, summary.events) == (
        "interrupted",
        "session.recovered",
        4,
    )
    assert (last.action, last.role) == ("session.recovered", "station")
    assert last.details == {"last_action": "viewing.played", "position_ms": 1200}
    forget_keys(settings)


def test_what_an_earlier_station_left_is_neither_used_nor_removed(
    secret_service: KeyringBackend,
) -> None:
    home = Home.locate()
    settings = enrolled(home)
    home.settings.unlink()
    with pytest.raises(StationError) as refused:
        enrolled(home)
    assert (refused.value.code, refused.value.facts) == (
        "station.leftovers",
        {"file": "policy.toml"},
    )
    home.policy.rename(home.path / "old.toml")
    with pytest.raises(AuditUnavailable) as taken:
        enrolled(home)
    assert taken.value.code == "trail.exists"
    assert home.trail.exists()
    forget_keys(settings)
