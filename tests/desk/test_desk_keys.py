"""``inzage desk keygen``: a desk is there whole, or not at all."""

import json
import os
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

from tests.desk.requests import SUPERVISOR, Office, run
from viewer_app.desk.errors import DeskError
from viewer_app.desk.home import locate_home
from viewer_app.desk.keys import IDENTITY, SIGNING_KEY, Desk
from viewer_app.evidence.addresses import DeskPin, StationAddress
from viewer_app.evidence.errors import KeyFormatError
from viewer_app.evidence.secret import Secret
from viewer_app.vault import Vault, VaultError


def service(home: Path) -> str:
    """The service name of the desk's keys in the keyring."""
    values = tomllib.loads((home / "desk.toml").read_text())
    return str(values["vault"])


def entries(backend: KeyringBackend) -> int:
    """How many keys of desks there are in the keyring."""
    collection = backend.get_preferred_collection()  # type: ignore[attr-defined]
    return sum("inzagestation-desk-" in item.get_label() for item in collection.get_all_items())


def test_keygen_prints_the_pin_and_makes_a_desk(desk_home: Path) -> None:
    said = run("keygen", "--name", "Bureau Inzage").stdout
    desk = Desk.load(desk_home)
    assert desk.pin in said.splitlines()
    assert desk.pin.startswith("Bureau Inzage=")
    assert (desk.name, desk.demonstration) == ("Bureau Inzage", False)
    assert desk_home.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in desk_home.iterdir()] == ["desk.toml"]
    desk.check()


def test_keygen_for_machines_and_for_demonstrations(desk_home: Path) -> None:
    answer = json.loads(run("keygen", "--name", "Demo", "--demonstration", "--json").stdout)
    desk = Desk.load(desk_home)
    assert desk.demonstration
    assert answer == {
        "desk": "Demo",
        "demonstration": True,
        "pin": desk.pin,
        "recipient": str(desk.recipient),
        "directory": str(desk_home),
    }


def test_the_directory_holds_nothing_secret(
    desk_home: Path, secret_service: KeyringBackend
) -> None:
    Desk.create(desk_home, "Bureau Inzage", demonstration=False)
    text = (desk_home / "desk.toml").read_text()
    for name in (SIGNING_KEY, IDENTITY):
        kept = secret_service.get_password(service(desk_home), name)
        assert kept
        assert kept.rstrip("=") not in text


def test_a_desk_is_not_overwritten(desk_home: Path) -> None:
    run("keygen", "--name", "Bureau Inzage")
    before = (desk_home / "desk.toml").read_bytes()
    refused = run("keygen", "--name", "Ander bureau", code=1)
    assert "niets veranderd" in refused.stderr
    assert (desk_home / "desk.toml").read_bytes() == before
    Desk.load(desk_home).check()


@pytest.mark.parametrize("name", ["", " x", "a=b", "a\nb", "x\u202ey", "x" * 201])
def test_names_no_desk_can_have(desk_home: Path, name: str) -> None:
    answer = json.loads(run("keygen", "--name", name, "--json", code=1).stdout)
    assert answer["error"] == "desk.name_malformed"
    assert not desk_home.exists()


def test_after_a_failure_nothing_is_left(
    desk_home: Path, secret_service: KeyringBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = entries(secret_service)
    put = Vault.put

    def fails(at: str) -> None:
        def put_or_fail(vault: Vault, name: str, secret: Secret) -> None:
            put(vault, name, secret)
            if name == at:
                raise VaultError("keyring.failed", reason="gone")

        monkeypatch.setattr(Vault, "put", put_or_fail)

    for at in (SIGNING_KEY, IDENTITY):
        fails(at)
        run("keygen", "--name", "Bureau Inzage", code=1)
        assert entries(secret_service) == before
        assert not desk_home.exists()
    monkeypatch.setattr(Vault, "put", put)
    # the last step of all: the settings have their name, and the disk fails
    monkeypatch.setattr("viewer_app.files.sync_directory", _full)
    answer = json.loads(run("keygen", "--name", "Bureau Inzage", "--json", code=1).stdout)
    assert answer["error"] == "desk.home_unusable"
    assert entries(secret_service) == before
    assert not desk_home.exists()


def _full(directory: Path) -> None:
    raise OSError(28, "No space left on device")


def test_a_second_keygen_at_the_same_time_does_not_undo_the_first(
    desk_home: Path, secret_service: KeyringBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Vault.put

    def put_and_be_overtaken(vault: Vault, name: str, secret: Secret) -> None:
        put(vault, name, secret)
        if name == IDENTITY:
            monkeypatch.setattr(Vault, "put", put)
            Desk.create(desk_home, "De eerste", demonstration=False)

    before = entries(secret_service)
    monkeypatch.setattr(Vault, "put", put_and_be_overtaken)
    with pytest.raises(DeskError) as refused:
        Desk.create(desk_home, "De tweede", demonstration=False)
    assert refused.value.code == "desk.exists"
    assert entries(secret_service) == before + 2
    desk = Desk.load(desk_home)
    assert desk.name == "De eerste"
    desk.check()


def test_a_directory_others_can_enter_is_refused(office: Office) -> None:
    office.home.chmod(0o750)
    assert office.refusal() == ["desk.home_open_to_others"]
    office.home.chmod(0o700)
    moved = office.home.with_name("moved")
    office.home.rename(moved)
    office.home.symlink_to(moved)
    assert office.refusal() == ["desk.home_unusable"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "desk.settings_invalid"),
        ('pin = "x', "desk.settings_unreadable"),
        ('pin = "Bureau=AAAA"', "desk.settings_invalid"),
        ("pin = 3", "desk.settings_invalid"),
    ],
)
def test_damaged_settings_are_refused(office: Office, text: str, code: str) -> None:
    (office.home / "desk.toml").write_text(text)
    assert office.refusal() == [code]


@pytest.mark.parametrize("name", [SIGNING_KEY, IDENTITY])
def test_lost_and_other_keys_are_refused_before_anything_is_sealed(
    office: Office, name: str
) -> None:
    vault = Vault(service(office.home))
    for other in (bytes(range(32)), b"short"):
        vault.remove(name)
        assert office.refusal() == ["keyring.lost"]
        with Secret.take(bytearray(other)) as secret:
            vault.put(name, secret)
        assert office.refusal() == ["desk.other_key"]
    assert list(office.packages.iterdir()) == []


def test_a_desk_that_was_forgotten_leaves_no_key(
    office: Office, secret_service: KeyringBackend
) -> None:
    before = entries(secret_service)
    office.desk.forget()
    assert entries(secret_service) == before - 2
    assert office.refusal() == ["keyring.lost"]


def test_the_usual_place_is_one_for_a_programs_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INZAGE_DESK_HOME", raising=False)
    assert locate_home() == Path(os.environ["XDG_STATE_HOME"]) / "inzagestation-desk"


# --- the texts that travel ---------------------------------------------------------------------


SEEN = st.characters(exclude_categories=("C", "Z"), exclude_characters="=")


@given(name=st.text(SEEN, min_size=1, max_size=200), key=st.binary(min_size=32, max_size=32))
def test_a_pin_is_read_as_it_is_written(name: str, key: bytes) -> None:
    pin = DeskPin(name, key)
    assert DeskPin.parse(f"  {pin}\n") == pin


@given(name=st.text(max_size=5), key=st.binary(min_size=31, max_size=33))
def test_a_pin_has_one_spelling(name: str, key: bytes) -> None:
    text = str(DeskPin(name, key))
    with suppress(KeyFormatError):
        pin = DeskPin.parse(text)
        assert (str(pin), len(pin.public_key)) == (text.strip(), 32)


@given(at=st.integers(1, 43))
def test_a_pin_cut_short_or_spelt_otherwise_is_refused(at: int) -> None:
    pin = str(DeskPin("Bureau d'Inzage", bytes(range(32))))
    with pytest.raises(KeyFormatError):
        DeskPin.parse(pin[:-at])
    with pytest.raises(KeyFormatError):
        DeskPin.parse(pin[:-1] + "9")  # the last character has two bits that mean nothing


@given(station=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True))
def test_a_station_address_is_read_as_it_is_written(station: str) -> None:
    address = StationAddress(station, SUPERVISOR.recipient)
    assert StationAddress.parse(f" {address} ") == address
