"""Who may sign in is changed by command: written into the trail first, and only then done."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.commands.test_commands_station import NEW, PHRASE, add, clean, enrol, run, told
from tests.station.stations import no_room_for_files
from viewer_app.audit.body import Entry
from viewer_app.audit.log import AuditLog
from viewer_app.audit.reader import TrailReader
from viewer_app.session.ports import Event
from viewer_app.station.home import Home

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
