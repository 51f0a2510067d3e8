"""The isolated launcher: what whoever starts it sets in the environment gets no further."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.displays import Environment
from tests.tools import program
from viewer_app.station import hardening
from viewer_app.station.kiosk_files import kiosk_files

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(sys.platform != "linux", reason="the launcher is the kiosk's"),
]

_LEAVES_A_MARK = """
#include <fcntl.h>
#include <unistd.h>
__attribute__((constructor)) static void leave_a_mark(void) {
  int mark = open(MARK, O_WRONLY | O_CREAT, 0600);
  if (mark >= 0) close(mark);
}
"""


class Trap:
    """An environment full of ways into a program, and the marks that show which one was taken."""

    def __init__(self, directory: Path, screen: Environment) -> None:
        source = directory / "trap.c"
        source.write_text(_LEAVES_A_MARK)
        self.library = directory / "libtrap.so"
        self._loaded = directory / "loaded"
        self._imported = directory / "imported"
        command = [program("gcc"), "-shared", "-fPIC", f'-DMARK="{self._loaded}"']
        subprocess.run([*command, "-o", str(self.library), str(source)], check=True)
        (directory / "sitecustomize.py").write_text(f"open({str(self._imported)!r}, 'w').close()\n")
        bash = directory / "bash-env"
        bash.write_text("exit 9\n")
        self.set = {
            "LD_PRELOAD": str(self.library),
            "PYTHONPATH": str(directory),
            "BASH_ENV": str(bash),
            "QT_PLUGIN_PATH": str(directory),
            "QT_QPA_PLATFORM": "vnc:port=5931",
            "VLC_PLUGIN_PATH": str(directory),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        self.environment = {**screen, "INZAGE_HOME": str(directory / "nobody's"), **self.set}

    def loaded(self, pid: int) -> bool:
        """Whether the library is in the memory of the process."""
        return str(self.library) in Path(f"/proc/{pid}/maps").read_text()

    @property
    def imported(self) -> bool:
        """Whether Python ran code out of PYTHONPATH."""
        return self._imported.exists()


@contextmanager
def on_the_screen(
    command: list[str], environment: Mapping[str, str], **options: object
) -> Iterator[int]:
    """The process, once Qt draws: of a station that is not enrolled, so it shows why and stays."""
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.DEVNULL, **options
    ) as started:  # type: ignore[call-overload]
        try:
            for _ in range(600):
                assert started.poll() is None
                if "libqxcb.so" in Path(f"/proc/{started.pid}/maps").read_text():
                    break
                time.sleep(0.05)
            yield started.pid
        finally:
            started.kill()


@pytest.fixture
def launcher(tmp_path: Path) -> Path:
    """The launcher as the kiosk installs it, for this Python."""
    (content,) = (
        file.content
        for file in kiosk_files(Path(sys.executable))
        if file.target.endswith("/inzage-station")
    )
    path = tmp_path / "inzage-station"
    path.write_bytes(content)
    path.chmod(0o755)
    return path


@pytest.fixture
def trap(tmp_path: Path, xvfb: Environment) -> Trap:
    return Trap(tmp_path, xvfb)


def read_environment(pid: int) -> dict[str, str]:
    pairs = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return dict(pair.split("=", 1) for pair in pairs if pair)


def test_nothing_that_was_set_gets_into_the_program(launcher: Path, trap: Trap) -> None:
    with on_the_screen([str(launcher)], trap.environment) as pid:
        assert not trap.loaded(pid)
        assert not trap.imported
        assert "libqvnc.so" not in Path(f"/proc/{pid}/maps").read_text()
        environment = read_environment(pid)
        # glibc puts an end after each part as it reads them, so they look like variables here
        first, second = hardening.CLEARING.split(":")
        assert environment["GLIBC_TUNABLES"] == first
        name, _, value = second.partition("=")
        assert environment.pop(name) == value
        # Qt's platform is set by the program itself, after its start
        assert environment.keys().isdisjoint(trap.set)
        assert environment["DISPLAY"] == trap.environment["DISPLAY"]
        assert environment["INZAGE_HOME"] == trap.environment["INZAGE_HOME"]
        command = Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]
        assert command == [sys.executable, "-I", "-m", "viewer_app", "run"]


def test_without_the_launcher_it_would(trap: Trap) -> None:
    command = [sys.executable, "-m", "viewer_app", "run"]
    with on_the_screen(command, trap.environment) as pid:
        assert trap.loaded(pid)
        assert trap.imported
        assert trap.set.keys() <= read_environment(pid).keys()


def test_nothing_that_was_open_stays_open(launcher: Path, trap: Trap, tmp_path: Path) -> None:
    kept = tmp_path / "open"
    with kept.open("w") as file:
        # where bash would keep its own script
        os.dup2(file.fileno(), 255)
        os.dup2(file.fileno(), 300)
        handles = [file.fileno(), 255, 300]
        options = {"pass_fds": handles}
        try:
            for command, stays in (
                ([str(launcher)], False),
                ([sys.executable, "-m", "viewer_app", "run"], True),
            ):
                with on_the_screen(command, trap.environment, **options) as pid:
                    opened = {link.resolve() for link in Path(f"/proc/{pid}/fd").iterdir()}
                    assert (kept in opened) == stays
        finally:
            os.close(255)
            os.close(300)


def test_it_stands_nowhere_and_writes_for_nobody_else(launcher: Path, trap: Trap) -> None:
    with on_the_screen([str(launcher)], trap.environment) as pid:
        assert Path(f"/proc/{pid}/cwd").resolve() == Path("/")
        status = Path(f"/proc/{pid}/status").read_text()
        assert "Umask:\t0077\n" in status
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert any(
            line.split()[4:6] == ["0", "0"] for line in limits.splitlines() if "core" in line
        )


def test_it_runs_other_commands_too(launcher: Path, trap: Trap) -> None:
    command = [str(launcher), "station", "show", "--json"]
    ended = subprocess.run(
        command, env=trap.environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert '"station.not_enrolled"' in ended.stdout
    assert not trap.imported
