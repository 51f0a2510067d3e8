"""The user of the screen, whose trail another user writes.

``python -m tests.whole.screen_user DIRECTORY SOCKET AUDIT FILM``, where AUDIT is the other user's
directory of trails. Does everything that is done on a station and says what came of it, a line of
JSON for each part; at ``playing`` somebody has to kill the writer.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.whole.house import House, Visit, is_black, visit
from tests.whole.writer_user import say
from viewer_app.app.confinement import confine
from viewer_app.app.program import Program
from viewer_app.demo.people import AUDITOR
from viewer_app.session.record import State
from viewer_app.station import guard
from viewer_app.station.settings import Settings
from viewer_app.ui.backend import Search
from viewer_app.ui.names import Viewing

PHRASE = "vier losse woorden samen"


def main(directory: Path, socket: Path, audit: Path, film: Path) -> None:
    """Everything, in the order of a day."""
    house = House(directory)
    policy = house.home.policy
    policy.write_text(policy.read_text().replace("anchor_days = 0", "anchor_days = 7"))
    settings = Settings.load(house.home.settings)
    replace(settings, audit_socket=str(socket)).save(house.home.settings)
    house.seal(film, "een.inzage")
    say(part="attempts", **attempts(audit))
    say(part="commands", **commands(house, directory))
    refusal = confine(house.home)
    application = QApplication(["inzagestation"])
    with visit(application, house.home) as first:
        say(part="session", refusal=refusal and refusal.code, **session(first))
    say(part="review", **review(house))
    house.seal(film, "twee.inzage")
    with visit(application, house.home) as second:
        say(part="end", **cut_off(second))


def attempts(audit: Path) -> dict[str, str]:
    """What this user can do to the trail besides reading it."""
    trail = audit / "trail.sqlite"

    def insert() -> None:
        with closing(sqlite3.connect(f"file:{trail}?mode=rw", uri=True)) as database:
            database.execute("DELETE FROM private")

    tries: dict[str, Callable[[], object]] = {
        "write": lambda: trail.open("r+b").close(),
        "delete values": insert,
        "write beside": lambda: trail.with_name("trail.sqlite-wal").open("r+b").close(),
        "remove": trail.unlink,
        "make": (audit / "other").touch,
        "lock": lambda: trail.with_name("trail.sqlite.lock").open("rb").close(),
        "settings": (audit.parent / "station.toml").read_text,
        "list": lambda: list(audit.parent.iterdir()),
        "read": trail.read_bytes,
    }
    results = {}
    for name, attempt in tries.items():
        try:
            attempt()
            results[name] = "done"
        except (OSError, sqlite3.Error) as error:
            results[name] = type(error).__name__
    return results


def commands(house: House, directory: Path) -> dict[str, tuple[int, object]]:
    """What the administrator's and auditor's commands say, all at once but the first."""
    environment = {**os.environ, "INZAGE_HOME": str(house.home.path)}

    def start(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "viewer_app", *arguments, "--json"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def told(process: subprocess.Popen[str], typed: str = "") -> tuple[int, object]:
        out, error = process.communicate(typed)
        return process.returncode, json.loads(out.splitlines()[0]) if out else error

    add = told(start("supervisor", "add", "a.smit", "--passphrase-stdin"), f"{PHRASE}\n")
    started = {
        "remove": start("supervisor", "remove", "a.smit", "--yes"),
        "anchors": start("station", "anchors"),
        "verify": start("audit", "verify"),
        "export": start("audit", "export", "-o", str(directory / "out.jsonl")),
    }
    return {"add": add} | {name: told(process) for name, process in started.items()}


def session(first: Visit) -> dict[str, object]:
    """One appointment, from sign-in to receipt."""
    first.to_viewing()
    first.hands.press(Viewing.PLAY)
    first.hands.wait(lambda: (first.frame() or 0) > 10, "the film")
    first.finish()
    first.close()
    return {"code": first.session.code, "checkpoint": first.session.checkpoint}


def review(house: House) -> dict[str, object]:
    """What an auditor sees of it."""
    program = Program(house.home, guard.choose({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}))
    door = program.review()
    with AUDITOR.secret() as passphrase:
        door.open(AUDITOR.name, passphrase)
    found = door.find(Search())
    row = found.rows(0, 1)[0]
    read = door.session(row.code)
    verified = door.verify(lambda *_: None, lambda: False, thorough=True)
    assert verified is not None
    told: dict[str, object] = {
        "total": found.total,
        "code": row.code,
        "holds": read.proof.holds,
        "shown": bool(read.viewing.spans),
        "receipt": len(read.receipt),
        "station": len(door.station_events(None, 10)),
        "sessions": sum(week.total for week in door.overview().weeks),
        "years": list(door.years()),
        "verdicts": {verdict.check.value: verdict.standing.value for verdict in verified.verdicts},
        "anchors": verified.anchors,
        "trouble": [trouble.code for trouble in program.anchor_trouble()],
    }
    door.close()
    program.close()
    return told


def cut_off(second: Visit) -> dict[str, object]:
    """An appointment during which the writer goes."""
    second.to_viewing()
    second.hands.press(Viewing.PLAY)
    second.hands.wait(lambda: (second.frame() or 0) > 10, "the film")
    say(part="playing")
    # nobody touches anything
    second.hands.wait(lambda: second.session.state is State.CLOSED, "the end")
    black = second.frame() is None and is_black(second.hands.find(Viewing.FILM))
    second.hands.wait(lambda: "audit.sock" in second.words(), "the reason")
    return {"black": black}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
