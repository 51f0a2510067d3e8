"""A station of two users: the screen's, and the one who writes its trail. A whole day of it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.audit.anchors import WITNESS_KEY, listening, say_nothing, until
from tests.films import film as make_film
from tests.tools import ROOT, missing, program
from tests.whole.house import STATION
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="SO_PEERCRED is Linux"),
    pytest.mark.slow,
    pytest.mark.display,
]

SCREEN, WRITER = 2, 3
"""bin and sys: users and groups that every system has."""
PATIENCE_S = 90
"""How long one of them may say nothing at all."""


class Talk:
    """A process that says lines of JSON and is told some."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def hear(self) -> dict[str, Any]:
        """The next line."""
        assert self.process.stdout
        giving_up = threading.Timer(PATIENCE_S, self.process.kill)
        giving_up.start()
        line = self.process.stdout.readline()
        giving_up.cancel()
        if not line:
            pytest.fail("it ended, or had nothing to say")
        heard: dict[str, Any] = json.loads(line)
        return heard

    def ask(self, **request: Sequence[str]) -> dict[str, Any]:
        """What it says to this."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self.hear()


ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/",
    "LANG": "C.UTF-8",
    "PYTHONPATH": sysconfig.get_path("purelib"),
}
"""Nothing of the session of whoever runs the tests."""


def setpriv(user: int, groups: Sequence[int]) -> list[str]:
    """Starts a program as this user."""
    more = f"--groups={','.join(map(str, groups))}" if groups else "--clear-groups"
    # what it starts itself has no privileges left of root's, not even to be found
    return [program("setpriv"), f"--reuid={user}", f"--regid={user}", more, program("env")]


@cache
def interpreter(user: int) -> str:
    """A Python that this user may start: that of the tests may lie in somebody's home."""
    known = f"python3.{sys.version_info.minor}"
    found = [sys.executable, shutil.which(known, path="/usr/local/bin:/usr/bin")]
    for python in filter(None, found):
        command = [*setpriv(user, []), python, "-c", "import cryptography, PySide6.QtCore, pytest"]
        tried = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False)
        if tried.returncode == 0:
            return python
    return missing("no Python that another user may start")


@contextmanager
def as_user(
    user: int, groups: Sequence[int], *arguments: object, screen: bool = False
) -> Iterator[Talk]:
    """A module of the tests in a private session of this user, with its own keyring."""
    session = [str(ROOT / "scripts/private-session"), *(["--screen"] if screen else [])]
    module = [interpreter(user), "-m", *map(str, arguments)]
    with subprocess.Popen(
        [*setpriv(user, groups), *session, *module],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield Talk(process)
        finally:
            for number in (signal.SIGTERM, signal.SIGKILL):
                with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                    os.killpg(process.pid, number)
                    process.wait(timeout=20)


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory for each user, which the other one gets to."""
    if os.geteuid() != 0:
        missing("two users need root")
    with tempfile.TemporaryDirectory(prefix="inzage-users-") as directory:
        top = Path(directory)
        top.chmod(0o755)
        for name, user in (("screen", SCREEN), ("writer", WRITER), ("share", WRITER)):
            (top / name).mkdir(mode=0o755)
            os.chown(top / name, user, user)
        yield top


@contextmanager
def witness(place: Path, key: str) -> Iterator[tuple[str, str]]:
    """``inzage witness serve``: its address and key."""
    environment = {**os.environ, "INZAGE_WITNESS_HOME": str(place / "witness")}
    command = [sys.executable, "-m", "viewer_app", "witness"]
    for arguments in (["keygen", "--name", "getuige.example/1"], ["add", key]):
        subprocess.run([*command, *arguments], env=environment, check=True, capture_output=True)
    with subprocess.Popen(
        [*command, "serve", "--port", "0", "--json"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout
            told = json.loads(process.stdout.readline())
            yield f"http://127.0.0.1:{told['listening']}", told["key"]
        finally:
            process.terminate()


def test_a_day_at_a_station_of_two_users(place: Path) -> None:
    home, socket, share = place / "writer/station", place / "writer/audit.sock", place / "share"
    serve = ["--socket", str(socket), "--allow", str(SCREEN), "--readers", "sys"]
    with ExitStack() as undo:
        writer = undo.enter_context(as_user(WRITER, [], "tests.whole.writer_user", home))
        enrolled = writer.hear()
        trust = VerifierKey.parse(enrolled["audit_key"])
        address, key = undo.enter_context(witness(place, enrolled["key"]))
        hole = undo.enter_context(listening(say_nothing))
        anchors = home / "anchors.toml"
        anchors.write_text(
            f'[[witness]]\nname = "zwart gat"\nurl = "{hole}"\nkey = "{WITNESS_KEY}"\n'
            f'[[witness]]\nname = "archief"\nurl = "{address}"\nkey = "{key}"\n'
            f'[[folder]]\nname = "netwerkschijf"\npath = "{share}"\n'
        )
        os.chown(anchors, WRITER, WRITER)
        service = writer.ask(serve=serve)
        assert socket.name in service["said"]
        screen = undo.enter_context(
            as_user(
                SCREEN,
                [WRITER],
                "tests.whole.screen_user",
                place / "screen/house",
                socket,
                home / "audit",
                make_film(20),
                screen=True,
            )
        )

        attempts = screen.hear()
        assert attempts.pop("part") == "attempts"
        assert attempts.pop("read") == "done"
        assert attempts.pop("delete values") == "OperationalError"
        assert set(attempts.values()) == {"PermissionError"}, attempts

        commands = screen.hear()
        assert commands.pop("part") == "commands"
        assert {name: said for name, (code, said) in commands.items() if code} == {}
        shown = commands["anchors"][1]
        assert shown["key"] == enrolled["key"]
        assert [each["name"] for each in shown["places"]] == [
            "zwart gat",
            "archief",
            "netwerkschijf",
        ]
        assert commands["verify"][1]["integrity"]["state"] == "holds"
        assert commands["verify"][1]["origin"] == trust.name

        session = screen.hear()
        assert session["refusal"] is None
        checkpoint = session["checkpoint"]
        size = int(checkpoint.splitlines()[1])
        until(lambda: str(size) in {path.stem.rpartition("-")[2] for path in share.iterdir()})

        review = screen.hear()
        assert (review["total"], review["sessions"]) == (1, 1)
        assert review["code"] == session["code"]
        assert review["holds"]
        assert review["shown"]
        assert review["receipt"]
        assert review["station"]
        assert review["verdicts"]["integrity"] == "holds"
        assert review["verdicts"]["completeness"] == "holds"
        assert review["anchors"] == 1, "the witness's; the folder is left to the command"

        assert screen.hear() == {"part": "playing"}
        os.kill(service["pid"], signal.SIGKILL)
        assert screen.hear() == {"part": "end", "black": True}

        # read while nobody writes, as after a kill nobody tidied up
        report = verify(home / "audit/trail.sqlite", trust, [checkpoint])
        assert (report.integrity.state, report.anchoring.state) == (State.HOLDS, State.HOLDS)
        listed = writer.ask(run=["audit", "list", "--json"])
        assert (listed["code"], len(listed["said"].splitlines())) == (0, 2)
    with TrailReader(home / "audit/trail.sqlite") as reader:
        events = [event.entry for event in reader.page(limit=10_000)][::-1]
    actions = [entry.action for entry in events]
    for action in ("person.added", "person.removed", "review.exported", "review.session_read"):
        assert action in actions
    assert {entry.source for entry in events} == {STATION}
    assert "viewing.started" in actions[actions.index("session.closed") :]
    assert actions.count("session.opened") == actions.count("session.closed") + 1
    assert not [entry for entry in events if entry.action == "incident.trail"]
