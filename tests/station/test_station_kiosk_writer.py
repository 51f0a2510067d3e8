"""The kiosk with a user of its own for the audit trail: installed, removed, and its scripts run."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.evidence.builders import DESK, DESK_PRIVATE
from tests.station.kiosks import (
    PYTHON,
    as_root,
    check_script,
    codes,
    end_daemons,
    everything,
    run,
)
from tests.tools import ROOT, program
from tests.whole.test_whole_writer_user import interpreter, setpriv
from viewer_app.evidence.addresses import DeskPin
from viewer_app.station.kiosk import Kiosk
from viewer_app.station.kiosk_files import kiosk_files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kiosk is Debian's")

FILES = {file.target: file for file in kiosk_files(PYTHON, writer=True)}
OWN = FILES.keys() - {file.target for file in kiosk_files(PYTHON)}
"""What a kiosk without it has not."""


def text_of(name: str) -> str:
    (found,) = (file for file in FILES.values() if Path(file.target).name == name)
    return found.content.decode()


def there(machine: Path) -> set[str]:
    return {target for target in OWN if (machine / target.lstrip("/")).exists()}


def test_it_is_there_where_it_was_asked_for_until_it_is_not(machine: Path) -> None:
    before = everything(machine)
    Kiosk(machine, PYTHON).install()
    assert there(machine) == set()
    Kiosk(machine, writer=True).install()
    assert there(machine) == OWN
    assert codes(machine) == set()
    Kiosk(machine).install()  # to mend: it stays
    assert there(machine) == OWN
    (machine / "usr/local/lib/inzagestation/start-writer").unlink()
    assert codes(machine) == {("kiosk.absent", "/usr/local/lib/inzagestation/start-writer")}
    Kiosk(machine, writer=False).install()
    assert there(machine) == set()
    Kiosk(machine, writer=True).install()
    Kiosk(machine).remove()
    assert everything(machine) == before


def test_it_can_be_read_before_it_is_run(machine: Path) -> None:
    before = everything(machine)
    shown = run("install", "--print", "--writer", "--root", machine, "--python", PYTHON).stdout
    assert everything(machine) == before
    for target in OWN:
        assert f"=== {target}\n{FILES[target].content.decode()}" in shown
    assert "systemd-creds encrypt --name=inzage-writer-keyring" in shown
    assert "/etc/sysusers.d/inzagestation-writer.conf" in shown.partition("systemd-sysusers ")[2]
    assert "inzage-writer.service inzage-weston.service inzage-station.service" in shown


def test_the_commands_say_what_is_left_to_do(machine: Path) -> None:
    run("install", "--writer", "--root", machine, "--python", PYTHON)
    said = run("remove", "--root", machine, "--language", "en").stdout
    assert "inzage-station.service inzage-weston.service inzage-writer.service" in said
    assert "/var/lib/inzage-writer" in said


def test_the_unit_is_tight_and_systemd_understands_it(machine: Path) -> None:
    Kiosk(machine, PYTHON, writer=True).install()
    units = machine / "etc/systemd/system"
    measured = subprocess.run(
        [program("systemd-analyze"), "security", "--offline=true", "--no-pager",
         units / "inzage-writer.service"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", measured)
    assert exposure
    assert float(exposure[1]) <= 1.0
    said = subprocess.run(
        [program("systemd-analyze"), "verify", "--man=no", *units.glob("inzage-*.service")],
        capture_output=True, text=True, check=False,
    ).stderr  # fmt: skip
    # the scripts are not on this machine
    assert [line for line in said.splitlines() if "is not executable" not in line] == []


def test_the_scripts_are_sound() -> None:
    scripts = [FILES[target] for target in OWN if FILES[target].mode == 0o755]
    assert len(scripts) == 3
    for script in scripts:
        check_script(script)


@as_root
def test_the_programs_user_may_read_and_not_the_other_way_round(machine: Path) -> None:
    Kiosk(machine, PYTHON, writer=True).install()
    (machine / "etc/passwd").write_text("root:x:0:0::/:/bin/sh\n")
    (machine / "etc/group").write_text("audio:x:29:\n")
    subprocess.run(
        [program("systemd-sysusers"), f"--root={machine}"], check=True, capture_output=True
    )
    groups = {
        line.split(":")[0]: line.split(":")[3].split(",")
        for line in (machine / "etc/group").read_text().splitlines()
    }
    assert groups["inzage-writer"] == ["inzage"]
    assert "inzage-writer" not in groups["inzage"]


# --- the scripts, as the users they are for ------------------------------------------------------

STRANGER, SCREEN, WRITER = 1, 2, 3
"""daemon, bin and sys, whose groups have the same numbers; sys is who writes."""

_USE = """
import sys
from pathlib import Path
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.remote import RemoteAuditLog
from viewer_app.errors import InzageError
from tests.station.writers import begun
try:
    RemoteAuditLog(Path(sys.argv[1])).record(begun("session.opened"))
    print("written")
    with TrailReader(Path(sys.argv[2])) as reader:
        print("read", reader.size())
except InzageError as error:
    print(error.code)
"""


class Places:
    """The installed scripts, with directories of the test's own."""

    def __init__(self, top: Path) -> None:
        top.chmod(0o755)
        self.run, self.home, self.lib = (top / name for name in ("run", "home", "lib"))
        changes = {
            "/run/inzage-writer": str(self.run),
            "/var/lib/inzage-writer": str(self.home),
            "/usr/local/lib/inzagestation": str(self.lib),
            "/usr/bin/gnome-keyring-daemon": str(self.lib / "gnome-keyring-daemon"),
            '"$(id -u inzage)" --readers inzage-writer': f"{SCREEN} --readers sys",
            # isolated, a Python outside the program's own environment would not find it
            f"{PYTHON} -I": f"/usr/bin/env PYTHONPATH={ROOT}:{sysconfig.get_path('purelib')} "
            f"{interpreter(WRITER)}",
        }
        self.lib.mkdir(mode=0o755)
        # as the unit has them
        for directory, mode in ((self.run, 0o750), (self.home, 0o710)):
            directory.mkdir()
            os.chown(directory, WRITER, WRITER)
            directory.chmod(mode)
        # a copy has no file capabilities, which a container may not have to give
        shutil.copyfile(program("gnome-keyring-daemon"), self.lib / "gnome-keyring-daemon")
        for name in ("start-writer", "wait-for-writer", "inzage-station", "session-bus.conf"):
            text = text_of(name)
            for old, new in changes.items():
                text = text.replace(old, new)
            (self.lib / name).write_text(text)
        for file in self.lib.iterdir():
            file.chmod(0o755)
        credential = top / "inzage-writer-keyring"
        credential.write_text("a password of the keyring")
        os.chown(credential, WRITER, WRITER)
        self._top = top
        self.socket, self.trail = self.run / "audit.sock", self.home / "station/audit/trail.sqlite"

    @contextmanager
    def started(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """``start-writer`` as its unit starts it, and what it left running afterwards."""
        environment = {"PATH": "/usr/bin:/bin", "CREDENTIALS_DIRECTORY": str(self._top)}
        with subprocess.Popen(
            [*setpriv(WRITER, []), str(self.lib / "start-writer"), *arguments],
            env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True,
        ) as process:  # fmt: skip
            try:
                yield process
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGTERM)
                    process.wait()
                end_daemons(self._top)
                shutil.rmtree(self.run / "private", ignore_errors=True)

    def use(self, user: int, groups: Sequence[int]) -> list[str]:
        """What comes of an event and a look, by another user."""
        environment = {"PYTHONPATH": f"{ROOT}:{sysconfig.get_path('purelib')}"}
        command = [*setpriv(user, groups), interpreter(user), "-c", _USE]
        return subprocess.run(
            [*command, str(self.socket), str(self.trail)],
            env=environment, capture_output=True, text=True, check=True,
        ).stdout.splitlines()  # fmt: skip


@as_root
@pytest.mark.slow
def test_the_writer_takes_events_from_the_programs_user_alone_who_may_read() -> None:
    pin = str(DeskPin(DESK, DESK_PRIVATE.public_key().public_bytes_raw()))
    with ExitStack() as undo:
        top = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-writer.")))
        places = Places(top)
        enrol = ["station", "enrol", "--id", "KANTOOR-1", "--municipality", "X", "--desk", pin]
        with places.started(*enrol, "--demonstration", "--json") as enrolled:
            said, _ = enrolled.communicate()
            assert enrolled.returncode == 0
            assert json.loads(said)["station"] == "KANTOOR-1"
        with places.started() as service:
            subprocess.run([places.lib / "wait-for-writer"], check=True)
            assert service.poll() is None
            written, read = places.use(SCREEN, [WRITER])
            assert written == "written"
            assert int(read.removeprefix("read ")) >= 3
            # one who may not even get to the socket, and one who may and is not the program's user
            assert places.use(STRANGER, []) == ["trail.writer_silent"]
            assert places.use(STRANGER, [WRITER]) == ["trail.writer_silent"]
            keyring = places.home / ".local/share/keyrings/login.keyring"
            assert keyring.stat().st_mode & 0o077 == 0
            assert keyring.parent.stat().st_mode & 0o077 == 0
            os.kill(service.pid, signal.SIGTERM)
            for _ in range(600):
                if service.poll() is not None:
                    break
                time.sleep(0.05)
            assert service.returncode == 0
        assert not places.socket.exists()
