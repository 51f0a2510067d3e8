"""Changing the desks' keys by command, with real packages in a real station."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.cli import run, told
from tests.station.stations import MovableClock, no_room_for_files
from viewer_app.app.trail import open_trail
from viewer_app.audit.reader import TrailReader
from viewer_app.desk.home import locate_home
from viewer_app.desk.keys import Desk
from viewer_app.session.policy_file import load_policy
from viewer_app.station.enrolment import forget_keys
from viewer_app.station.home import Home
from viewer_app.station.identity_lock import RFC_9106
from viewer_app.station.intake import Intake
from viewer_app.station.packages import Packages
from viewer_app.station.people import People
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

PHRASE = "vier blauwe fietsen bij de brug\n"


class Office:
    """A station, and a desk that once had one key and now has another."""

    def __init__(self, film: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._film = film
        self._place = place
        self._monkeypatch = monkeypatch
        self.old_pin = self._make_desk("old")
        self.new_pin = self._make_desk("new")
        self.address = told(
            *("station", "enrol", "--id", "KANTOOR-1", "--municipality", "Gemeente X"),
            *("--desk", self.old_pin),
        )["address"]
        add = ("supervisor", "add", "j.devries", "--passphrase-stdin")
        self.supervisor = told(*add, typed=PHRASE)["recipient"]
        self.home = Home.locate()

    @property
    def settings(self) -> Settings:
        return Settings.load(self.home.settings)

    def old_key(self) -> str:
        return self.settings.desk_keys[0].key_id

    def close(self) -> None:
        forget_keys(self.settings)
        for which in ("old", "new"):
            self._be(which)
            Desk.load(locate_home()).forget()

    def deliver(self, which: str, name: str) -> None:
        """Seal a package with the desk's old or new key, and put it into the inbox."""
        self._be(which)
        now = datetime.now(UTC)
        run(
            *("desk", "seal", self._film, "--case", "Z-1", "--ground", "filmed", "--name", "W. B."),
            *("--regime", "avg"),
            *("--birth-date", "1965-03-10", "--supervisor", self.supervisor),
            *("--station", self.address, "-o", self.home.inbox / f"{name}.inzage"),
            *("--recorded-at", (now - timedelta(days=3)).isoformat()),
            *("--requested-at", (now - timedelta(days=2)).isoformat()),
            *("--from", now.isoformat(), "--until", (now + timedelta(hours=1)).isoformat()),
        )

    def look(self) -> int:
        """Let the station look for new packages; how many appointments it has then."""
        settings, clock = self.settings, MovableClock()
        vault = Vault(settings.vault)
        people = People(self.home, vault, clock)
        policy = load_policy(self.home.policy)
        with open_trail(self.home, settings, vault) as log:
            intake = Intake(self.home, settings, vault, policy, people, log, clock)
            intake.run(lambda _name, _done, _total: None)
        return len(Packages(self.home, settings, vault).appointments())

    def refused(self) -> list[str]:
        """Why packages were set aside."""
        return [
            json.loads(path.read_bytes())["code"]
            for path in sorted(self.home.set_aside.glob("*.reason.json"))
        ]

    def events(self) -> list[tuple[str, str, dict[str, object]]]:
        """Action, outcome and details, the latest first."""
        with TrailReader(self.home.trail) as reader:
            entries = [event.entry for event in reader.page()]
        return [(entry.action, entry.outcome, dict(entry.details)) for entry in entries]

    def _be(self, which: str) -> None:
        self._monkeypatch.setenv("INZAGE_DESK_HOME", str(self._place / f"desk-{which}"))

    def _make_desk(self, which: str) -> str:
        self._be(which)
        return str(told("desk", "keygen", "--name", "gemeente-x")["pin"])


@pytest.fixture
def office(
    secret_service: KeyringBackend, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    monkeypatch.setattr("viewer_app.commands.station.measure_cost", lambda: RFC_9106)
    office = Office(film, tmp_path, monkeypatch)
    yield office
    office.close()


def test_a_desk_changes_its_key_and_no_appointment_is_lost(office: Office) -> None:
    office.deliver("old", "taken-in")
    assert office.look() == 1
    run("station", "desk-key", "add", office.new_pin, "--yes")
    said = run("station", "desk-key", "retire", office.old_pin, "--yes").stdout
    assert "blijven gelden: 1" in said
    assert office.look() == 1
    office.deliver("new", "new")
    office.deliver("old", "on-its-way")
    assert office.look() == 2
    assert office.refused() == ["approval.retired_desk"]
    assert office.home.set_aside.joinpath("on-its-way.inzage").exists()


def test_what_the_retired_key_is_believed_for_is_one_approval_and_no_other(office: Office) -> None:
    office.deliver("old", "taken-in")
    office.look()
    held = next(office.home.packages.iterdir())
    run("station", "desk-key", "add", office.new_pin, "--yes")
    run("station", "desk-key", "retire", office.old_key(), "--yes")
    # whoever has the old key can write any date, and put a file where the appointments are
    office.deliver("old", "forged")
    shutil.move(office.home.inbox / "forged.inzage", held)
    assert office.look() == 0
    [damaged] = Packages(office.home, office.settings, Vault(office.settings.vault)).damaged()
    assert damaged.code == "approval.retired_desk"


def test_a_key_that_leaked_opens_nothing_from_then_on(office: Office) -> None:
    office.deliver("old", "taken-in")
    assert office.look() == 1
    run("station", "desk-key", "retire", office.old_key(), "--compromised", "--yes")
    assert office.look() == 0
    assert told("station", "desk-key", "add", office.old_pin, "--yes", code=1)["error"] == (
        "desk_key.retired_before"
    )
    action, outcome, details = office.events()[0]
    assert (action, outcome) == ("desk_key.retired", "ok")
    assert (details["compromised"], details["kept"]) == (True, 0)


def test_an_appointment_that_is_over_is_not_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(days=1)

    office.deliver("old", "taken-in")
    office.look()
    run("station", "desk-key", "add", office.new_pin, "--yes")
    monkeypatch.setattr("viewer_app.commands.desk_keys.datetime", Tomorrow)
    assert told("station", "desk-key", "retire", office.old_pin, "--yes")["kept"] == 0


def test_the_last_key_goes_only_when_it_leaked(office: Office) -> None:
    said = told("station", "desk-key", "retire", office.old_pin, "--yes", code=1)
    assert said["error"] == "desk_key.last"
    run("station", "desk-key", "retire", office.old_pin, "--compromised", "--yes")


@pytest.mark.parametrize(("typed", "code"), [("gemeente-x\n", 0), ("ja\n", 1), ("", 1)])
def test_somebody_types_the_name_of_the_desk(office: Office, typed: str, code: int) -> None:
    before = office.events()
    said = run("station", "desk-key", "add", office.new_pin, typed=typed, code=code)
    assert (len(office.settings.desks), len(office.events()) - len(before)) == (
        (1, 0) if code else (2, 1)
    )
    assert ("niets veranderd" in said.stderr) == bool(code)


def test_a_machine_is_asked_nothing_and_changes_nothing(office: Office) -> None:
    said = told("station", "desk-key", "add", office.new_pin, typed="gemeente-x\n", code=1)
    assert said["error"] == "command.unconfirmed"
    assert len(office.settings.desks) == 1


def test_the_list_tells_trusted_from_retired(office: Office) -> None:
    old = office.old_key()
    run("station", "desk-key", "add", office.new_pin, "--yes")
    run("station", "desk-key", "retire", old, "--yes")
    new, retired = run("station", "desk-key", "list").stdout.splitlines()
    assert new.endswith("vertrouwd")
    assert retired.startswith(f"gemeente-x  {old}  ingetrokken op ")
    assert told("station", "desk-key", "add", office.new_pin, code=1)["error"] == "desk_key.known"
    # a fingerprint may begin as an option does
    for unknown in (old, f"-{old[1:]}", f"--{old[2:]}"):
        said = told("station", "desk-key", "retire", unknown, "--yes", code=1)
        assert said["error"] == "desk_key.unknown"
    run("station", "desk-key", "retire", old, "--compromized", code=2)


def test_a_full_disk_changes_nothing_and_no_event_says_otherwise(office: Office) -> None:
    settings, events = office.home.settings.read_bytes(), office.events()
    with no_room_for_files():
        said = told("station", "desk-key", "add", office.new_pin, "--yes", code=1)
    assert said["error"] in {"trail.disk_full", "trail.disk_failing", "home.unusable"}
    assert office.home.settings.read_bytes() == settings
    assert office.events() == events


def test_what_fails_after_it_was_recorded_is_recorded_as_failed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_draft: Path, _path: Path) -> None:
        raise PermissionError(1, "no")

    monkeypatch.setattr("viewer_app.commands.desk_keys.move_over", refuse)
    said = told("station", "desk-key", "add", office.new_pin, "--yes", code=1)
    assert said["error"] == "home.unusable"
    assert [event[:2] for event in office.events()[:2]] == [
        ("desk_key.added", "failed"),
        ("desk_key.added", "ok"),
    ]
    assert len(office.settings.desks) == 1
    assert sorted(path.name for path in office.home.path.glob(".*")) == []


def test_a_key_is_changed_only_while_it_can_be_recorded(office: Office) -> None:
    settings = office.settings
    with open_trail(office.home, settings, Vault(settings.vault)):
        said = told("station", "desk-key", "add", office.new_pin, "--yes", code=1)
    assert said["error"] == "trail.in_use"
    assert len(office.settings.desks) == 1


@pytest.mark.parametrize(
    "broken",
    [
        'retired_desks = "x"',
        "retired_desks = [1]",
        'retired_desks = [{pin = "x", retired_at = "2026-01-01T00:00:00Z", approvals = []}]',
    ],
)
def test_settings_that_say_nothing_sensible_of_retired_keys_are_refused(
    office: Office, broken: str
) -> None:
    kept = office.home.settings.read_text()
    assert "retired_desks = []" in kept
    office.home.settings.write_text(kept.replace("retired_desks = []", broken))
    said = told("station", "desk-key", "list", code=1)
    assert said["error"] == "settings.invalid"
    office.home.settings.write_text(kept)
