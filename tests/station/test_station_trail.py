"""The station's trail: its key changes after each session, and each year has a trail of its own."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.station.enrolled import vault_of
from tests.station.killed_changer import LaterClock, work
from tests.station.writers import begun
from tests.tools import ROOT
from viewer_app.app.trail import open_station_trail
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.evidence.secret import Secret
from viewer_app.session.ports import AuditUnavailable
from viewer_app.station.clock import SystemClock
from viewer_app.station.enrolment import AUDIT_KEY, OTHER_AUDIT_KEY
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault, VaultError


def held(home: Home) -> dict[str, bytes]:
    """The audit keys in the keyring, by place."""
    vault = vault_of(home)
    keys = {}
    for place in (AUDIT_KEY, OTHER_AUDIT_KEY):
        if vault.holds(place):
            with vault.take(place) as key:
                keys[place] = bytes(key.view)
    return keys


def actions(path: Path) -> list[str]:
    with TrailReader(path) as reader:
        return [event.entry.action for event in reader.page(limit=1_000)[::-1]]


def test_after_each_session_another_key_signs_and_the_old_one_is_gone(home: Home) -> None:
    seen = [held(home)]
    for _ in range(3):
        work(home, 0).close()
        seen.append(held(home))
    assert all(len(keys) == 1 for keys in seen)
    assert len({key for keys in seen for key in keys.values()}) == 4
    assert actions(home.trail).count("key.rotated") == 3
    key = VerifierKey.parse(Settings.load(home.settings).audit_key)
    assert verify(home.trail, key, thorough=True).integrity.state is State.HOLDS


def test_the_old_key_does_not_open_the_trail_again(home: Home) -> None:
    old = held(home)[AUDIT_KEY]
    work(home, 0).close()
    vault = vault_of(home)
    vault.remove(OTHER_AUDIT_KEY)
    with Secret.take(bytearray(old)) as key:
        vault.put(AUDIT_KEY, key)
    with pytest.raises(AuditUnavailable) as refused:
        work(home, 0)
    assert refused.value.code == "trail.other_key"


def test_a_keyring_that_takes_no_key_leaves_the_session_closed_and_says_so(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(vault: Vault, name: str, secret: Secret) -> None:
        raise VaultError("keyring.locked")

    monkeypatch.setattr(Vault, "put", locked)
    before = held(home)
    work(home, 0).close()
    assert actions(home.trail)[-2:] == ["session.closed", "key.kept"]
    assert held(home) == before
    work(home, 0).close()


def test_the_first_start_of_a_year_begins_a_trail_that_follows_from_the_last(home: Home) -> None:
    work(home, 0).close()
    first = home.trail
    sealed = first.read_bytes()
    work(home, 1).close()
    assert home.trails() == (first, home.trail)
    assert actions(first)[-1] == "trail.continued"
    assert actions(home.trail)[:2] == ["trail.started", "key.rotated"]
    assert first.read_bytes() != sealed
    sealed = first.read_bytes()
    with TrailReader(first) as before, TrailReader(home.trail) as after:
        started = after.page(limit=1_000)[-1].entry
        assert started.details["previous"] == before.checkpoint(before.size())
        assert started.log.rpartition("/")[0] == before.page()[0].entry.log.rpartition("/")[0]
    settings = Settings.load(home.settings)
    assert settings.trail_key == settings.year_keys[0] != settings.audit_key
    for path, key in zip(home.trails(), (settings.audit_key, settings.trail_key), strict=True):
        report = verify(path, VerifierKey.parse(key), thorough=True)
        assert report.integrity.state is State.HOLDS
        assert report.completeness.state is State.HOLDS
    # the year after that, and a second start in the same year
    work(home, 1).close()
    assert len(home.trails()) == 2
    work(home, 2).close()
    assert len(home.trails()) == 3
    assert len(Settings.load(home.settings).year_keys) == 2
    assert first.read_bytes() == sealed
    assert len(held(home)) == 1


def test_a_clock_set_back_a_year_goes_on_in_the_trail_there_is(home: Home) -> None:
    work(home, 1).close()
    work(home, 0).close()
    assert len(home.trails()) == 2
    assert actions(home.trails()[0])[-1] == "trail.continued"


def test_viewings_of_an_approval_are_counted_over_the_turn_of_the_year(home: Home) -> None:
    settings = Settings.load(home.settings)
    trail = open_station_trail(home, settings, vault_of(home), SystemClock())
    trail.record(begun("viewing.started"))
    trail.record(begun("viewing.started", "a2"))
    trail.close()
    trail = open_station_trail(home, settings, vault_of(home), LaterClock(1))
    trail.record(begun("viewing.started"))
    assert trail.count("viewing.started", "approval:a1") == 2
    assert trail.count("viewing.started", "approval:a2") == 1
    assert trail.count("viewing.started", "approval:a3") == 0
    trail.close()


@pytest.mark.parametrize("which", [0, 1])
def test_neither_of_two_trails_can_be_put_away(home: Home, which: int) -> None:
    work(home, 0).close()
    work(home, 1).close()
    home.trails()[which].rename(home.path / "away.sqlite")
    with pytest.raises(AuditUnavailable) as refused:
        work(home, 1)
    assert refused.value.code == ("trail.missing" if which == 0 else "trail.other_key")


def test_a_year_before_that_was_changed_is_refused(home: Home, tmp_path: Path) -> None:
    work(home, 0).close()
    older = home.trail.read_bytes()
    work(home, 0).close()
    first = home.trail
    work(home, 1).close()
    first.write_bytes(older)
    with pytest.raises(AuditUnavailable) as refused:
        work(home, 1)
    assert refused.value.code == "trail.link_broken"


def test_a_session_cut_off_in_the_old_year_is_closed_in_it(home: Home) -> None:
    settings = Settings.load(home.settings)
    trail = open_station_trail(home, settings, vault_of(home), SystemClock())
    trail.record(begun("session.opened"))
    trail.close()
    work(home, 1).close()
    assert actions(home.trails()[0])[1:] == [
        "session.opened",
        "clock.step",
        "session.recovered",
        "session.closed",
        "key.rotated",
        "trail.continued",
    ]


def test_settings_of_a_station_without_later_years_read_as_before(home: Home) -> None:
    settings = Settings.load(home.settings)
    text = home.settings.read_text()
    home.settings.write_text(
        "\n".join(line for line in text.splitlines() if not line.startswith("year_keys"))
    )
    assert Settings.load(home.settings) == settings
    replace(settings, year_keys=("a+00000000+AA==",)).save(home.settings)
    assert Settings.load(home.settings).trail_key == "a+00000000+AA=="


@pytest.mark.parametrize(
    ("kind", "trails", "least"),
    [("session", 1, 6), pytest.param("year", 2, 12, marks=pytest.mark.slow)],
)
def test_a_kill_at_any_step_of_a_change_leaves_a_station_that_opens(
    secret_service: KeyringBackend, tmp_path: Path, kind: str, trails: int, least: int
) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.station.killed_changer", str(tmp_path), kind],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    runs = [json.loads(line) for line in told.stdout.splitlines()]
    assert [run["killed"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert len(runs) >= least
    for run in runs:
        assert run["integrity"] == run["completeness"] == ["holds"] * trails, run
        assert (run["keys"], run["trails"]) == (1, trails), run
