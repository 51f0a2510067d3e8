"""``inzage witness``: a process that remembers, and says what is wrong with its directory."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from typer.testing import CliRunner

from tests.audit.anchors import (
    PIN,
)
from tests.audit.test_audit_witness import LOG, post
from viewer_app.audit.cosignature import CosignerKey, find_cosignatures
from viewer_app.cli import app


@pytest.fixture
def home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret_service: KeyringBackend
) -> Iterator[Path]:
    path = tmp_path / "getuige"
    monkeypatch.setenv("INZAGE_WITNESS_HOME", str(path))
    yield path
    if (path / "witness.toml").exists():
        from viewer_app.audit.witness_home import WitnessSettings

        WitnessSettings.load(path).forget()


def command(*arguments: str) -> tuple[int, dict[str, object]]:
    done = CliRunner().invoke(app, ["witness", *arguments, "--json"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, json.loads(done.stdout.splitlines()[-1])


class Served:
    """``inzage witness serve`` in a process of its own."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "viewer_app", "witness", "serve", "--port", "0", "--json"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        said = json.loads(self.process.stdout.readline())
        self.key = CosignerKey.parse(said["key"])
        self.address = f"http://127.0.0.1:{said['listening']}"

    def end(self, with_: int = signal.SIGTERM) -> int:
        self.process.send_signal(with_)
        code = self.process.wait(20)
        assert self.process.stdout
        self.process.stdout.close()
        return code


@pytest.mark.slow
def test_the_command_serves_and_remembers_through_restart_and_kill(home: Path) -> None:
    code, made = command("keygen", "--name", "getuige.example/1")
    assert code == 0
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert command("add", str(PIN))[1]["logs"] == [str(PIN)]
    assert command("add", str(PIN)) == (
        1,
        {"error": "witness.log_known", "facts": {"name": PIN.name}},
    )
    assert command("keygen", "--name", "getuige.example/2")[1]["error"] == "witness.exists"

    one = Served()
    assert str(one.key) == made["key"]
    status, _, line = post(one.address, LOG.request(0, 5))
    assert status == 200
    assert find_cosignatures(LOG.note(5) + line.decode(), [one.key])
    assert command("serve", "--port", "0")[1]["error"] == "witness.in_use"
    assert one.end(signal.SIGKILL) == -signal.SIGKILL

    two = Served()
    assert post(two.address, LOG.request(0, 5)) == (409, "text/x.tlog.size", b"5\n")
    assert post(two.address, LOG.request(5, 9))[0] == 200
    assert two.end() == 0

    private = b"".join(path.read_bytes() for path in home.iterdir())
    assert not [path for path in home.iterdir() if "part" in path.name]
    assert b"PRIVATE" not in private


def test_the_command_says_what_is_wrong_with_its_directory(home: Path) -> None:
    assert command("serve")[1]["error"] == "witness.not_made"
    assert command("keygen", "--name", "twee woorden")[1]["error"] == "anchor.key_malformed"
    assert not home.exists()
    command("keygen", "--name", "getuige.example/1")
    settings = home / "witness.toml"
    whole = settings.read_text()
    settings.write_text(whole.replace("logs = []", 'logs = ["x"]'))
    assert command("serve")[1] == {
        "error": "witness.settings_invalid",
        "facts": {"file": "witness.toml", "key": "logs"},
    }
    settings.write_text(whole)
    home.chmod(0o755)
    assert command("serve")[1]["error"] == "witness.home_open_to_others"
    home.chmod(0o700)


def test_a_port_that_is_taken_is_told(home: Path) -> None:
    command("keygen", "--name", "getuige.example/1")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert command("serve", "--port", port)[1]["error"] == "witness.not_listening"
    assert os.listdir(home)  # noqa: PTH208
