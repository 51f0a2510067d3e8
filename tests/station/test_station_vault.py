"""Keys in a real Secret Service, and every way in which it can fail to keep them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

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


def _vault_without(**environment: str) -> str:
    """What the vault says in a session of its own kind."""
    script = (
        "from viewer_app.vault import Vault, VaultError\n"
        "from viewer_app.evidence.secret import Secret\n"
        "try:\n    Vault('x').put('k', Secret.random(4)); print('kept')\n"
        "except VaultError as error:\n    print(error.code)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return said.stdout.strip()


def test_without_a_keyring_it_says_so() -> None:
    assert _vault_without(DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent") == "keyring.missing"


def test_a_locked_keyring_is_named_as_such(secret_service: KeyringBackend) -> None:
    lock = (
        "import secretstorage\n"
        "bus = secretstorage.dbus_init()\n"
        "secretstorage.get_default_collection(bus).lock()\n"
    )
    script = str(ROOT / "scripts/private-session")
    ask = (
        f"{lock}"
        "from viewer_app.vault import Vault, VaultError\n"
        "try:\n    print(Vault('x').holds('k'))\n"
        "except VaultError as error:\n    print(error.code)\n"
    )
    put = "from viewer_app.vault import *; Vault('x').put('k', Secret.random(4))\n"
    said = subprocess.run(
        [script, sys.executable, "-c", f"exec({put!r}); exec({ask!r})"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert said.stdout.strip() == "keyring.locked", said.stderr
