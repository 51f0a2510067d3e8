"""What signing in leaves in the memory of the process: neither passphrase nor key."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tools import ROOT
from tests.whole.house import House
from viewer_app.demo.people import SUPERVISOR
from viewer_app.station.clock import SystemClock
from viewer_app.station.hardening import CLEARING
from viewer_app.station.people import People
from viewer_app.vault import Vault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks through memory of Linux")

_SIGN_IN = """
import os, sys
from pathlib import Path
from viewer_app.evidence import secret
from viewer_app.evidence.secret import Secret
from viewer_app.session.ports import SignInRefused
from viewer_app.station.clock import SystemClock
from viewer_app.station.home import Home
from viewer_app.station.people import People
from viewer_app.station.settings import Settings
from viewer_app.station.hardening import CLEARING
from viewer_app.vault import Vault
if sys.argv[2] == "plain":
    secret._MEMFD_SECRET = 100_000
home, name, length = Home(Path(sys.argv[1])), sys.argv[3], int(sys.argv[4])
people = People(home, Vault(Settings.load(home.settings).vault), SystemClock())
phrase = Secret(length)
assert os.readv(0, [phrase.view]) == length

def say(word):
    print(word, flush=True)
    os.read(0, 1)

say("typed")
try:
    identity = people.unlock(name, phrase)
    say("unlocked")
    identity.wipe()
except SignInRefused:
    pass
phrase.wipe()
say("gone")
"""


class Watched:
    """A process in which somebody signs in."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def comes_to(self, word: str) -> bool:
        assert self._process.stdout
        return self._process.stdout.readline().decode().strip() == word

    def go_on(self) -> None:
        assert self._process.stdin
        self._process.stdin.write(b".")
        self._process.stdin.flush()

    def holds(self, marker: bytes) -> bool:
        """Whether the marker is anywhere in its memory."""
        at = Path(f"/proc/{self._process.pid}")
        with (at / "mem").open("rb", buffering=0) as memory:
            for line in (at / "maps").read_text().splitlines():
                addresses, rights, *_ = line.split()
                if not rights.startswith("rw"):
                    continue
                start, end = (int(part, 16) for part in addresses.split("-"))
                memory.seek(start)
                try:
                    if marker in memory.read(end - start):
                        return True
                except OSError:  # pages that were hidden from everyone
                    continue
        return False


@contextmanager
def sign_in(house: House, phrase: str, pages: str) -> Iterator[Watched]:
    typed = phrase.encode()
    with subprocess.Popen(
        [sys.executable, "-c", _SIGN_IN, house.home.path, pages, SUPERVISOR.name, str(len(typed))],
        cwd=ROOT,
        env={**os.environ, "GLIBC_TUNABLES": CLEARING},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin
        process.stdin.write(typed)
        process.stdin.flush()
        yield Watched(process)
        process.kill()


@pytest.fixture
def house(secret_service: object, tmp_path: Path) -> Iterator[House]:
    built = House(tmp_path)
    yield built
    built.demolish()


@pytest.fixture
def identity(house: House) -> bytes:
    """The supervisor's private key."""
    people = People(house.home, Vault(house.settings.vault), SystemClock())
    with SUPERVISOR.secret() as phrase, people.unlock(SUPERVISOR.name, phrase) as key:
        return bytes(key._secret.view)


@pytest.mark.parametrize("pages", ["plain", "hidden"])
def test_after_signing_in_nothing_is_left(house: House, identity: bytes, pages: str) -> None:
    phrase = SUPERVISOR.passphrase.encode()
    with sign_in(house, SUPERVISOR.passphrase, pages) as process:
        assert process.comes_to("typed")
        assert process.holds(phrase) is (pages == "plain"), "the control, or hidden from everyone"
        process.go_on()
        assert process.comes_to("unlocked")
        assert process.holds(identity) is (pages == "plain")
        process.go_on()
        assert process.comes_to("gone")
        assert not process.holds(phrase)
        assert not process.holds(identity)


def test_after_a_wrong_passphrase_nothing_is_left(house: House) -> None:
    wrong = "niet de goede wachtzin, wel een lange"
    with sign_in(house, wrong, "plain") as process:
        assert process.comes_to("typed")
        assert process.holds(wrong.encode())
        process.go_on()
        assert process.comes_to("gone")
        assert not process.holds(wrong.encode())
