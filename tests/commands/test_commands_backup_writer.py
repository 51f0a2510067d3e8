"""A station with a trail of its own, whose trail another user is to write from now on."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli import run, told
from tests.commands.backups import ENROL, Keeper, restore
from tests.station.writers import actions, begun, writer
from viewer_app.app.own_trails import own_trails
from viewer_app.audit.remote import RemoteAuditLog
from viewer_app.station.enrolment import forget_keys
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the writer's service is Linux's")


def test_its_backup_makes_the_writers_trail_the_next_one(
    home: Home,
    backup: Path,
    keeper: Keeper,
    move: Callable[[Path], Home],
    place: Path,
) -> None:
    size = len(actions(home))
    writers = move(home.path.with_name("writer"))
    restore(backup, keeper)
    run(*ENROL)
    with writer(writers, place):
        lines = run("audit", "verify", "--json").stdout.splitlines()
        reports = [json.loads(line) for line in lines]
        assert [report["integrity"]["state"] for report in reports] == ["holds", "holds"]
        assert reports[0]["size"] == size

        move(home.path)
        settings = Settings.load(home.settings)
        replace(settings, audit_socket=str(place)).save(home.settings)
        RemoteAuditLog(place).record(begun("session.opened"))
        # another log, by its name too: a witness that knows the one before takes both
        own = own_trails(home, Settings.load(home.settings))
        assert own.keys[-1].name == f"{settings.audit_key.partition('+')[0]}.2"
        assert told("audit", "verify")["origin"] == own.keys[-1].name
        assert told("audit", "list")["supervisor"] == "j.devries"
    assert len(actions(home)) == size, "nothing is written any more into the one before"
    forget_keys(Settings.load(writers.settings))
