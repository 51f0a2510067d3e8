"""A trail that a group may read: exactly that, and only when its owner wants it."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.station.killed_changer import work
from viewer_app.audit.reader import TrailReader
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings

if sys.platform != "win32":
    import grp

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such groups")


def want_readers(home: Home, group: str) -> None:
    replace(Settings.load(home.settings), audit_readers=group).save(home.settings)


@pytest.fixture
def opened(home: Home) -> Home:
    """A station in use whose own group may read its trail."""
    want_readers(home, grp.getgrgid(os.getegid()).gr_name)
    with work(home, 0).log:
        home.open_to_readers()
    return home


def test_the_group_gets_to_the_trail_and_to_nothing_else(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    # as in the kiosk's unit, which refuses the system call itself
    monkeypatch.delattr(os, "chown")
    want_readers(home, grp.getgrgid(os.getegid()).gr_name)
    trail = work(home, 0)
    home.open_to_readers()
    modes = {
        str(path.relative_to(home.path.parent)): oct(path.stat().st_mode & 0o7777)
        for path in (home.path, *home.path.rglob("*"))
    }
    station = home.path.name
    assert modes.pop(station) == "0o710"
    assert modes.pop(f"{station}/audit") == "0o750"
    for beside in ("", "-wal", "-shm"):
        assert modes.pop(f"{station}/audit/trail.sqlite{beside}") == "0o640"
    assert set(modes.values()) == {"0o700", "0o600"} | {
        mode for name, mode in modes.items() if name.endswith(".reserve")
    }
    assert modes[f"{station}/audit/trail.sqlite.lock"] == "0o600"
    home.check()
    trail.close()


def test_what_sqlite_makes_anew_can_be_read_too(opened: Home) -> None:
    trail = work(opened, 0)
    for beside in ("-wal", "-shm"):
        status = opened.trail.with_name(f"trail.sqlite{beside}").stat()
        assert (status.st_gid, status.st_mode & 0o777) == (os.getegid(), 0o640)
    trail.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is in every group")
def test_a_group_that_is_not_the_users_own_reads_what_is_made_anew(home: Home) -> None:
    group = next(each for each in grp.getgrall() if each.gr_gid != os.getegid())
    want_readers(home, group.gr_name)
    with work(home, 0).log:
        home.open_to_readers()
    assert home.audit.stat().st_mode & 0o7777 == 0o2750
    home.check()
    trail = work(home, 0)
    for beside in ("", "-wal", "-shm"):
        status = home.trail.with_name(f"trail.sqlite{beside}").stat()
        assert (status.st_gid, status.st_mode & 0o777) == (group.gr_gid, 0o640)
    trail.close()


def test_nobody_is_let_in_by_default(home: Home) -> None:
    home.open_to_readers()
    assert home.path.stat().st_mode & 0o777 == 0o700
    home.path.chmod(0o710)
    with pytest.raises(StationError) as refused:
        home.check()
    assert refused.value.code == "home.open_to_others"


@pytest.mark.parametrize(
    "harm",
    [
        lambda home: home.path.chmod(0o750),
        lambda home: home.path.chmod(0o711),
        lambda home: home.audit.chmod(0o770),
        lambda home: home.audit.chmod(0o755),
        lambda home: home.people.chmod(0o750),
    ],
)
def test_any_further_it_is_refused(opened: Home, harm: Callable[[Home], None]) -> None:
    opened.check()
    harm(opened)
    with pytest.raises(StationError) as refused:
        opened.check()
    assert refused.value.code == "home.open_to_others"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
@pytest.mark.parametrize("place", [".", "audit"])
def test_another_group_is_refused(opened: Home, place: str) -> None:
    os.chown(opened.path / place, -1, os.getegid() + 1)
    with pytest.raises(StationError) as refused:
        opened.check()
    assert refused.value.code == "home.open_to_others"


def test_a_group_there_is_not_is_named(home: Home) -> None:
    want_readers(home, "geen-groep")
    with pytest.raises(StationError) as refused:
        home.check()
    assert (refused.value.code, refused.value.facts) == ("home.no_group", {"group": "geen-groep"})


def test_the_trail_of_a_new_year_is_opened_like_the_others(opened: Home) -> None:
    trail = work(opened, 1)
    assert trail.path != opened.trails()[0]
    assert trail.path.stat().st_mode & 0o777 == 0o600
    (opened.audit / "past-years.jsonl").touch(0o600)
    opened.open_to_readers("past-years.jsonl")
    assert (opened.audit / "past-years.jsonl").stat().st_mode & 0o777 == 0o640
    assert {path.stat().st_mode & 0o777 for path in opened.trails()} == {0o640}
    with TrailReader(Path(trail.path)) as reader:
        assert reader.size() > 1
    trail.close()
