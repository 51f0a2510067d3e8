"""Keys in a real Secret Service, and every way in which it can fail to keep them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from keyring.backend import KeyringBackend

from tests.station.keyrings import keyring_session
from tests.tools import ROOT
from viewer_app.evidence.secret import Secret
from viewer_app.vault import Vault, VaultError

SERVICE = "inzagestation-test-vault"


@pytest.fixture
def vault(secret_service: KeyringBackend) -> Iterator[Vault]:
    vault = Vault(SERVICE)
    yield vault
    vault.remove("key")


def secret(content: bytes) -> Secret:
    return Secret.take(bytearray(content))


@given(content=st.binary(min_size=1, max_size=64))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_kept_comes_back(vault: Vault, content: bytes) -> None:
    vault.remove("key")
    vault.put("key", secret(content))
    with vault.take("key") as taken:
        assert bytes(taken.view) == content
    assert vault.holds("key")


def test_a_key_is_never_replaced(vault: Vault) -> None:
    vault.put("key", secret(b"first"))
    with pytest.raises(VaultError) as refused:
        vault.put("key", secret(b"second"))
    assert refused.value.code == "keyring.taken"
    assert bytes(vault.take("key").view) == b"first"


def test_a_removed_key_is_gone(vault: Vault) -> None:
    vault.put("key", secret(b"x"))
    vault.remove("key")
    vault.remove("key")
    with pytest.raises(VaultError) as lost:
        vault.take("key")
    assert (lost.value.code, lost.value.facts) == ("keyring.lost", {"key": "key"})


def test_another_service_sees_nothing(vault: Vault) -> None:
    vault.put("key", secret(b"x"))
    assert not Vault("inzagestation-test-other").holds("key")


def test_a_key_that_was_tampered_with_is_lost(vault: Vault, secret_service: KeyringBackend) -> None:
    secret_service.set_password(SERVICE, "key", "no base64!")
    with pytest.raises(VaultError) as lost:
        vault.take("key")
    assert lost.value.code == "keyring.lost"


@pytest.mark.usefixtures("secret_service")
def test_no_settings_file_brings_in_another_keyring_or_code(tmp_path: Path) -> None:
    """The package ``keyring`` would load a class from anywhere, and compile to find libraries."""
    settings = tmp_path / "python_keyring"
    settings.mkdir()
    (tmp_path / "intruder.py").write_text(f"open({str(tmp_path / 'came-in')!r}, 'w')\n")
    (settings / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=intruder.Keyring\nkeyring-path={tmp_path}\n"
    )
    script = """
import sys
def refuse(event, args):
    assert event not in ("subprocess.Popen", "os.posix_spawn", "os.exec"), args
sys.addaudithook(refuse)
from viewer_app.vault import Vault
from viewer_app.evidence.secret import Secret
vault = Vault("inzagestation-test-settings")
vault.put("key", Secret.random(4))
print(type(vault._backend).__module__, len(vault.take("key")))
vault.remove("key")
"""
    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert said.stdout.split() == ["keyring.backends.SecretService", "4"], said.stderr
    assert not (tmp_path / "came-in").exists()


# Keyrings that do not open, each with a sentence of its own.

KEPT = "kept"


def keep_or_say(environment: dict[str, str], act: str = "Vault('x').put('k', SECRET)") -> str:
    """What comes of using the vault in a session of its own kind: ``kept``, or a code."""
    script = f"""
from viewer_app.vault import Vault, VaultError
from viewer_app.evidence.secret import Secret
SECRET = Secret.take(bytearray(b"0123"))
try:
    {act}
    print("{KEPT}")
except VaultError as error:
    assert str(error) != error.code
    print(error.code)
"""
    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert said.returncode == 0, said.stderr
    return said.stdout.strip()


TAKE = "key = Vault('x').take('k'); assert bytes(key.view) == b'0123'"


def test_without_a_bus_or_a_keyring_on_it_it_is_missing(tmp_path: Path) -> None:
    nowhere = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    assert keep_or_say(nowhere) == "keyring.missing"
    with keyring_session(tmp_path, None, daemon=False) as session:
        assert keep_or_say(session) == "keyring.missing"


def test_a_keyring_that_goes_away_is_missing(tmp_path: Path) -> None:
    end = (
        "import os, signal, time; vault = Vault('x'); "
        "from jeepney.bus_messages import message_bus; "
        "from jeepney.io.blocking import open_dbus_connection; bus = open_dbus_connection(); "
        "question = message_bus.GetConnectionUnixProcessID('org.freedesktop.secrets'); "
        "os.kill(bus.send_and_get_reply(question).body[0], signal.SIGKILL); time.sleep(0.5); "
        "vault.put('k', SECRET)"
    )
    with keyring_session(tmp_path, "het oude") as session:
        assert keep_or_say(session, end) == "keyring.missing"


def test_a_keyring_started_with_another_password_keeps_its_keys(tmp_path: Path) -> None:
    with keyring_session(tmp_path, "het oude") as session:
        assert keep_or_say(session) == KEPT
    with keyring_session(tmp_path, "het nieuwe") as session:
        for act in (TAKE, "Vault('x').holds('k')", "Vault('x').put('other', SECRET)"):
            assert keep_or_say(session, act) == "keyring.other_password"
    with keyring_session(tmp_path, "het oude") as session:
        assert keep_or_say(session, TAKE) == KEPT


def test_a_keyring_that_nobody_gave_a_password_is_locked(tmp_path: Path) -> None:
    with keyring_session(tmp_path, "het oude") as session:
        assert keep_or_say(session) == KEPT
    with keyring_session(tmp_path, None) as session:
        assert keep_or_say(session, TAKE) == "keyring.locked"


def test_a_keyring_that_was_locked_again_says_that_it_may_have_been(tmp_path: Path) -> None:
    lock = (
        "import secretstorage; "
        "secretstorage.get_default_collection(secretstorage.dbus_init()).lock(); "
    )
    with keyring_session(tmp_path, "het oude") as session:
        assert keep_or_say(session) == KEPT
        assert keep_or_say(session, lock + TAKE) == "keyring.other_password"


def test_where_no_keyring_was_ever_made_it_says_so(tmp_path: Path) -> None:
    with keyring_session(tmp_path, None) as session:
        assert keep_or_say(session) == "keyring.new"


def test_a_fresh_keyring_in_the_place_of_the_old_one_lacks_the_key(tmp_path: Path) -> None:
    with keyring_session(tmp_path / "old", "het oude") as session:
        assert keep_or_say(session) == KEPT
    with keyring_session(tmp_path / "new", "het nieuwe") as session:
        assert keep_or_say(session, TAKE) == "keyring.lost"


def test_threads_ask_the_keyring_in_turn(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """gnome-keyring 42 now and then denies what it has when it is asked twice at once."""
    inside: list[str] = []
    most = [0]

    def slow(_service: str, name: str) -> None:
        inside.append(name)
        most[0] = max(most[0], len(inside))
        time.sleep(0.02)
        inside.pop()

    with monkeypatch.context() as patch, ThreadPoolExecutor(4) as threads:
        patch.setattr(vault._backend, "get_password", slow)
        assert list(threads.map(vault.holds, "abcdefgh")) == [False] * 8
    assert most == [1]


@pytest.mark.parametrize("what", ["holds", "remove"])
def test_a_keyring_that_goes_away_while_it_is_asked_is_asked_again(vault: Vault, what: str) -> None:
    """As after a crash: the session's bus starts it anew, with what it has kept."""
    vault.put("key", secret(b"kept"))
    with open_dbus_connection() as bus:
        question = message_bus.GetConnectionUnixProcessID("org.freedesktop.secrets")
        (daemon,) = bus.send_and_get_reply(question).body
    os.kill(daemon, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as thread:
        answer = thread.submit(getattr(vault, what), "key")
        time.sleep(0.2)  # it is asked by then; were it not, it would be asked of the new one
        os.kill(daemon, signal.SIGKILL)
        answer.result()
    assert vault.holds("key") is (what == "holds")
