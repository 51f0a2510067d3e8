"""Who may sign in is changed by command: written into the trail first, and only then done."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.cli import run, told
from tests.commands.test_commands_station import NEW, PHRASE, add, clean, enrol
from tests.station.software_key import SoftwareKey
from tests.station.stations import no_room_for_files
from viewer_app.audit.body import Entry
from viewer_app.audit.log import AuditLog
from viewer_app.audit.reader import TrailReader
from viewer_app.commands import people as commands
from viewer_app.session.ports import Event
from viewer_app.station.home import Home
from viewer_app.station.security_key import SecurityKeys

__all__ = ["clean"]

ADD = ("supervisor", "add", "a.bakker", "--passphrase-stdin")
CHANGE = ("supervisor", "passphrase", "j.devries", "--passphrase-stdin")
REMOVE = ("supervisor", "remove", "j.devries", "--yes")
EVERY_CHANGE = pytest.mark.parametrize(
    ("command", "typed"), [(ADD, PHRASE), (CHANGE, PHRASE + NEW), (REMOVE, "")]
)


def people_files() -> dict[str, bytes]:
    directory = Home.locate().people / "supervisor"
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def events() -> list[Entry]:
    with TrailReader(Home.locate().trail) as reader:
        return [event.entry for event in reader.page()][::-1]


@contextmanager
def when_recorded(before: Callable[[], None], *, room: int | None = None) -> Iterator[None]:
    """Call ``before`` when the trail is about to take an event, with so much room on the disk."""
    real = AuditLog.record

    def record(log: AuditLog, event: Event) -> None:
        before()
        if room is None:
            real(log, event)
            return
        with no_room_for_files(room):
            real(log, event)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AuditLog, "record", record)
        yield


@EVERY_CHANGE
def test_a_change_is_in_the_trail_before_it_takes_effect(
    command: tuple[str, ...], typed: str
) -> None:
    enrol()
    add()
    before = people_files()
    seen: list[dict[str, bytes]] = []
    with when_recorded(lambda: seen.append(people_files())):
        run(*command, typed=typed)
    [then] = seen
    assert {name: data for name, data in then.items() if not name.startswith(".")} == before
    assert people_files() != before


@EVERY_CHANGE
def test_a_trail_that_is_full_changes_nobody(command: tuple[str, ...], typed: str) -> None:
    enrol()
    add()
    before, written = people_files(), events()
    with when_recorded(lambda: None, room=1000):
        said = run(*command, "--json", typed=typed, code=1)
    assert json.loads(said.stdout)["error"].startswith("trail.")
    assert people_files() == before
    assert events() == written
    run(*command, typed=typed)
    assert people_files() != before
    assert len(events()) == len(written) + 1


def test_what_fails_after_it_was_written_down_is_written_as_failed() -> None:
    enrol()
    add()
    place = Home.locate().people / "supervisor" / "a.bakker.json"
    with when_recorded(lambda: None if place.exists() else place.mkdir()):
        said = run(*ADD, "--json", typed=PHRASE, code=1)
    assert json.loads(said.stdout)["error"] == "person.exists"
    done, failed = events()[-2:]
    assert (done.action, done.outcome) == ("person.added", "ok")
    assert (failed.action, failed.object, failed.outcome) == (
        "person.added",
        "supervisor:a.bakker",
        "failed",
    )
    assert failed.details["code"] == "person.exists"
    assert list(place.parent.glob(".*")) == []


def test_what_cannot_be_written_is_met_before_the_trail_says_anything() -> None:
    enrol()
    add()
    written = events()
    directory = Home.locate().people / "supervisor"
    directory.rename(directory.with_name("elsewhere"))
    directory.write_bytes(b"no directory")
    said = run(*ADD, "--json", typed=PHRASE, code=1)
    assert json.loads(said.stdout)["error"] == "person.not_written"
    assert events() == written
    directory.unlink()
    directory.with_name("elsewhere").rename(directory)
    assert told(*ADD, typed=PHRASE)["name"] == "a.bakker"


# With a security key.


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> SoftwareKey:
    """The one security key that is in the computer."""
    made = SoftwareKey()
    monkeypatch.setattr(commands, "SecurityKeys", lambda tell: SecurityKeys(tell, lambda: [made]))
    return made


def test_a_supervisor_is_added_with_a_security_key(key: SoftwareKey) -> None:
    enrol()
    said = run(*ADD, "--security-key", typed=PHRASE)
    assert said.stderr.count("Raak de beveiligingssleutel aan") == 2
    assert events()[-1].details["security_key"] is True
    assert run("supervisor", "list").stdout == "a.bakker (met beveiligingssleutel)\n"
    assert json.loads(run("supervisor", "list", "--json").stdout)["security_key"] is True
    key.touched = False
    change = ("supervisor", "passphrase", "a.bakker", "--passphrase-stdin")
    with pytest.MonkeyPatch.context() as patch:
        hasty = lambda tell: SecurityKeys(tell, lambda: [key], 0.05)  # noqa: E731
        patch.setattr(commands, "SecurityKeys", hasty)
        assert "niet op tijd" in run(*change, typed=PHRASE + NEW, code=1).stderr
    assert (events()[-1].outcome, events()[-1].details["code"]) == (
        "refused",
        "security_key.untouched",
    )
    key.touched = True
    run(*change, typed=PHRASE + NEW)


def test_a_key_comes_later_and_goes_again(key: SoftwareKey) -> None:
    enrol()
    add()
    for command, action, said, again in (
        ("add-key", "person.key_added", "Zonder de sleutel gaat er niets meer open", "Haal die"),
        ("remove-key", "person.key_removed", "met de wachtzin alleen", "Er is niets veranderd"),
    ):
        line = ("supervisor", command, "j.devries", "--passphrase-stdin")
        assert said in run(*line, typed=PHRASE).stdout
        assert (events()[-1].action, events()[-1].object) == (action, "supervisor:j.devries")
        assert again in run(*line, typed=PHRASE, code=1).stderr


def test_the_pin_of_a_key_follows_the_passphrase(key: SoftwareKey) -> None:
    enrol()
    key.pin = "1234"
    wrong = run(*ADD, "--security-key", typed=PHRASE + "4321\n", code=1)
    assert "pincode van de beveiligingssleutel klopt niet" in wrong.stderr
    assert run("supervisor", "list").stdout == ""
    typed = PHRASE * 2 + "1234\n"
    assert "kan zich aanmelden" in run(*ADD[:3], "--security-key", typed=typed).stdout


def test_without_a_key_nobody_is_added_with_one() -> None:
    enrol()
    said = run(*ADD, "--security-key", typed=PHRASE, code=1)
    assert "geen beveiligingssleutel in de computer" in said.stderr
    assert run("supervisor", "list").stdout == ""
