"""Recordings whose time is over, on a whole station: by its program, by command, and on paper."""

import csv
import errno
import io
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.station.stations import days_later
from tests.station.writers import writer
from tests.whole.house import House, Visit
from tests.whole.test_whole_process import station
from tests.whole.test_whole_writer import place, written
from viewer_app.audit.report import State
from viewer_app.cli import app
from viewer_app.session.calendar import dutch_day
from viewer_app.station.home import Home

__all__ = ["place", "written"]  # fixtures

Enter = Callable[[House], Visit]


def run(house: House, *arguments: object, code: int = 0) -> Result:
    result = CliRunner(env={"INZAGE_HOME": str(house.home.path)}).invoke(
        app, ["retention", *map(str, arguments)]
    )
    assert result.exit_code == code, result.output
    return result


def keep_days(house: House, days: int) -> None:
    """The municipality decides on another retention."""
    text = house.home.policy.read_text()
    for rule, usual in (("request_days", 21), ("retention_days", 28)):
        assert f"{rule} = {usual}\n" in text
        text = text.replace(f"{rule} = {usual}\n", f"{rule} = {days}\n")
    house.home.policy.write_text(text)


def take_in(house: House, film: Path, days_ago: int = 9) -> Path:
    """A recording of so many days ago, put where intake puts it."""
    moment = days_later(datetime.now(UTC), -days_ago)
    approval = house.seal(film, recorded_at=moment, requested_at=moment)
    package = house.home.packages / f"{approval.approval_id}.inzage"
    return (house.home.inbox / "afspraak.inzage").rename(package)


@pytest.mark.usefixtures("display")
def test_the_program_destroys_at_its_start_inside_its_sandbox(house: House, film: Path) -> None:
    old, fresh = take_in(house, film), take_in(house, film, days_ago=1)
    keep_days(house, 8)
    with station(house):
        assert (old.exists(), fresh.exists()) == (False, True)
    actions = house.actions()
    assert actions.count("destruction.started") == actions.count("destruction.finished") == 1
    assert actions.index("destruction.finished") < actions.index("viewing.started")
    (event,) = (e.entry for e in house.events() if e.entry.action == "destruction.started")
    assert (event.role, event.object) == ("station", f"approval:{old.stem}")


def test_a_dry_run_tells_and_a_run_does(house: House, film: Path) -> None:
    package = take_in(house, film)
    assert "hoeft niets" in run(house, "run").stdout
    keep_days(house, 5)
    since = (dutch_day(datetime.now(UTC)) - timedelta(days=3)).isoformat()
    told = json.loads(run(house, "run", "--dry-run", "--json").stdout)
    assert (told["object"], told["fate"]) == (f"approval:{package.stem}", "due")
    assert (told["cause"], told["since"]) == ("retention", since)
    assert f"must have been destroyed since {since}" in run(
        house, "run", "--dry-run", "--language", "en"
    ).stdout.replace("\n", " ")
    assert package.exists()
    assert "destruction.started" not in house.actions()
    assert "vernietigd (bewaartermijn voorbij)" in run(house, "run").stdout
    assert not package.exists()
    assert "hoeft niets" in run(house, "run").stdout
    assert house.verify().integrity.state is State.HOLDS


def test_what_is_still_there_is_told_with_an_exit_of_its_own(
    house: House, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = take_in(house, film)
    keep_days(house, 5)

    def read_only(_self: Path, _target: Path) -> Path:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "rename", read_only)
    said = run(house, "run", code=1).output
    assert f"approval:{package.stem}: niet vernietigd." in said.replace("\n", " ")
    assert "Read-only file system" in said
    told = json.loads(run(house, "run", "--json", code=1).stdout)
    assert (told["fate"], told["code"]) == ("failed", "destruction.failed")
    assert package.exists()
    ends = [e.entry.outcome for e in house.events() if e.entry.action == "destruction.finished"]
    assert ends == ["failed", "failed"], "each run tries again"


def test_beside_the_program_nothing_is_destroyed_by_command(
    house: House, enter: Enter, film: Path
) -> None:
    package = take_in(house, film)
    enter(house)
    keep_days(house, 5)
    result = run(house, "run", "--json", code=1)
    assert json.loads(result.stdout)["error"] == "trail.in_use"
    assert package.exists()


def test_the_report_has_a_line_for_each(house: House, film: Path, tmp_path: Path) -> None:
    packages = [take_in(house, film, days_ago=9 + number) for number in range(2)]
    keep_days(house, 5)
    run(house, "run")
    paper = tmp_path / "rapport.csv"
    assert "vernietigingen: 2." in run(house, "report", "-o", paper).stdout
    lines = list(csv.DictReader(io.StringIO(paper.read_bytes().decode("utf-8-sig"))))
    assert {line["opname"] for line in lines} == {f"approval:{path.stem}" for path in packages}
    for line in lines:
        assert (line["reden"], line["uitkomst"]) == ("bewaartermijn voorbij", "vernietigd")
        assert len(line["controlegetal (SHA-256)"]) == 64
        assert line["begonnen"] <= line["geëindigd"]
    event = house.events()[-1].entry
    assert (event.action, event.details["format"]) == ("review.exported", "destruction")
    assert "bestaat" in run(house, "report", "-o", paper, code=1).output.lower()
    before = tmp_path / "before.csv"
    run(house, "report", "--until", "2020-12-31", "-o", before, "--language", "en")
    assert before.read_text("utf-8-sig").splitlines()[0].startswith("recording,digest (SHA-256)")
    assert len(before.read_text("utf-8-sig").splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="SO_PEERCRED is Linux")
def test_what_is_on_the_screen_is_left_by_a_command_beside_the_program(
    house: House, written: Home, place: Path, enter: Enter, film: Path
) -> None:
    """As can be where another user writes the trail, which is told of it."""
    house.seal(film)
    with writer(written, place, os.getuid()):
        visit = enter(house)
        visit.to_viewing()
        package = house.package
        keep_days(house, 5)
        told = json.loads(run(house, "run", "--json").stdout)
        assert told["fate"] == "in_use"
        visit.finish()
        visit.close()
        told = json.loads(run(house, "run", "--json").stdout)
        assert told["fate"] == "destroyed"
        assert not package.exists()
        paper = house.home.path.with_name("report.csv")
        run(house, "report", "-o", paper, "--language", "en")
        assert "past its retention" in paper.read_text("utf-8-sig")
