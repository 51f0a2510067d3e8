"""People of a station: what opens their identities, what is refused, and what changes them."""

import json
import os
import shutil
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.builders import identity
from tests.station.signing_in import NAME, WRONG, attempts_file, person_file, refusal, station, try_
from tests.station.stations import CHEAP, PASSPHRASE, StationUnderTest, no_room_for_files, secret
from viewer_app.errors import InzageError
from viewer_app.evidence.secret import Secret
from viewer_app.session.roles import Role
from viewer_app.station.errors import StationError
from viewer_app.station.identity_lock import RFC_9106, Cost, LockedIdentity, Owner
from viewer_app.station.people import People
from viewer_app.vault import VaultError

__all__ = ["station"]  # a fixture

# Signing in.


def test_the_right_passphrase_opens_the_identity(station: StationUnderTest) -> None:
    recipient = station.people.add(Role.SUPERVISOR, "a.bakker", secret())
    assert try_(station.people, name="a.bakker") == ("ok", str(recipient))
    with station.people.unlock("a.bakker", secret()) as opened:
        assert opened.recipient == recipient
    assert try_(station.new_people(), name="a.bakker") == ("ok", str(recipient))
    assert station.people.names(Role.SUPERVISOR) == ("a.bakker", NAME)
    assert str(recipient) in station.people.recipients()
    assert len(station.people.recipients()) == 2


def test_it_costs_what_the_rfc_recommends_and_shows_nothing(station: StationUnderTest) -> None:
    people = People(station.home, station.vault, station.clock)
    people.add(Role.SUPERVISOR, "duur", secret())
    file = person_file(station, name="duur")
    values = json.loads(file.read_bytes())
    salt = values["argon2id"].pop("salt")
    assert values["argon2id"] == {"memory_kib": 65536, "passes": 3, "lanes": 4}
    assert salt != json.loads(person_file(station).read_bytes())["argon2id"]["salt"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert try_(people, name="duur")[0] == "ok"
    with people.unlock("duur", secret()) as opened:
        assert bytes(opened.secret.view) not in file.read_bytes()
    # and what is cheaper than that is not opened
    assert try_(people) == ("person.damaged", None)


def test_an_auditor_signs_in_by_another_door(station: StationUnderTest) -> None:
    recipient = str(station.people.add(Role.AUDITOR, "f.visser", secret()))
    station.people.verify_auditor("f.visser", secret())
    assert station.people.names(Role.AUDITOR) == ("f.visser",)
    assert recipient not in station.people.recipients()
    assert try_(station.people, name="f.visser")[0] == "signin.unknown"
    wrong = refusal(lambda: station.people.verify_auditor("f.visser", secret(WRONG)))
    assert (wrong.code, wrong.facts) == ("signin.wrong", {"seconds": 0})


@pytest.mark.parametrize(
    "name", ["niemand", "", "J.devries", "../supervisor/j.devries", "j.devries\n"]
)
def test_nobody_by_that_name(station: StationUnderTest, name: str) -> None:
    assert try_(station.people, name=name) == ("signin.unknown", None)
    assert not (station.home.people / "attempts").exists()


def test_somebody_elses_file_does_not_open(station: StationUnderTest) -> None:
    station.people.add(Role.SUPERVISOR, "a.bakker", secret())
    station.people.add(Role.AUDITOR, NAME, secret())
    shutil.copy(person_file(station), person_file(station, name="a.bakker"))
    assert try_(station.people, name="a.bakker")[0] == "signin.wrong"
    shutil.copy(person_file(station), person_file(station, Role.AUDITOR))
    refused = refusal(lambda: station.people.verify_auditor(NAME, secret()))
    assert refused.code == "signin.wrong"


def test_nothing_opens_at_another_station(station: StationUnderTest) -> None:
    station.vault.remove("station-secret")
    station.vault.put("station-secret", secret("t" * 32))
    assert try_(station.people)[0] == "signin.wrong"


def test_a_lost_station_secret_is_told_and_is_nobodys_mistake(station: StationUnderTest) -> None:
    station.vault.remove("station-secret")
    assert refusal(lambda: try_(station.people), VaultError).code == "keyring.lost"
    assert not attempts_file(station).exists()
    station.vault.put("station-secret", secret("short"))
    assert refusal(lambda: try_(station.people), VaultError).code == "keyring.lost"


# Another passphrase.

OTHER = "zes groene bomen langs het water"


def test_another_passphrase_opens_the_same_identity(station: StationUnderTest) -> None:
    _, recipient = try_(station.people)
    before = person_file(station).read_bytes()
    changed = station.people.change_passphrase(Role.SUPERVISOR, NAME, secret(), secret(OTHER))
    assert str(changed) == recipient
    assert try_(station.people, OTHER) == ("ok", recipient)
    assert try_(station.people)[0] == "signin.wrong"
    assert try_(station.new_people(), OTHER) == ("ok", recipient)
    now = json.loads(person_file(station).read_bytes())
    assert now["argon2id"]["salt"] != json.loads(before)["argon2id"]["salt"]
    assert stat.S_IMODE(person_file(station).stat().st_mode) == 0o600


def test_changing_a_passphrase_costs_what_signing_in_does(station: StationUnderTest) -> None:
    before = person_file(station).read_bytes()

    def change(old: str) -> InzageError:
        return refusal(
            lambda: station.people.change_passphrase(
                Role.SUPERVISOR, NAME, secret(old), secret(OTHER)
            )
        )

    assert [change(WRONG).code, change(WRONG).facts["seconds"]] == ["signin.wrong", 2]
    assert change(PASSPHRASE).code == "signin.wait"
    assert try_(station.people) == ("signin.wait", 2)
    assert person_file(station).read_bytes() == before


def test_a_full_disk_leaves_the_old_passphrase(station: StationUnderTest) -> None:
    before = person_file(station).read_bytes()
    with no_room_for_files(len(before) - 1):  # the attempt, which is shorter, still fits
        refused = refusal(
            lambda: station.people.change_passphrase(
                Role.SUPERVISOR, NAME, secret(), secret(OTHER)
            ),
            StationError,
        )
    assert refused.code == "person.not_written"
    assert person_file(station).read_bytes() == before
    assert try_(station.people)[0] == "ok"
    assert [path.name for path in person_file(station).parent.iterdir()] == [f"{NAME}.json"]


def test_who_is_not_there_and_what_is_too_easy_change_nothing(station: StationUnderTest) -> None:
    before = person_file(station).read_bytes()
    for name, new, code in (
        ("niemand", OTHER, "person.unknown"),
        (NAME, "kort", "passphrase.too_short"),
        (NAME, f"zo heet {NAME} dus", "passphrase.holds_name"),
    ):
        refused = refusal(
            lambda name=name, new=new: station.people.change_passphrase(  # type: ignore[misc]
                Role.SUPERVISOR, name, secret(), secret(new)
            ),
            StationError,
        )
        assert refused.code == code
    assert not attempts_file(station).exists()
    assert person_file(station).read_bytes() == before


# The file of a person.


def test_no_byte_of_a_person_can_be_changed() -> None:
    owner, station_secret = Owner(Role.SUPERVISOR, NAME), secret("s" * 32)
    whole = LockedIdentity.lock(identity(), owner, secret(), station_secret, CHEAP).encode()

    def opens(data: bytes) -> bool:
        try:
            found = LockedIdentity.decode(data, CHEAP).unlock(owner, secret(), station_secret)
        except ValueError:
            return False
        return found is not None

    assert opens(whole)
    for place, byte in enumerate(whole):
        for change in (1, 0x20, 0x80):
            changed = bytearray(whole)
            changed[place] = byte ^ change
            assert not opens(bytes(changed)), (place, change)
        assert not opens(whole[:place])
    assert not opens(whole + b"\n")


@given(data=st.binary(max_size=400))
def test_no_other_bytes_are_a_person(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        LockedIdentity.decode(data)


@pytest.mark.parametrize(
    "cost",
    [
        Cost(32 * 1024, 3, 4),
        Cost(64 * 1024, 2, 4),
        Cost(64 * 1024, 3, 1),
        Cost(1 << 31, 3, 4),
        Cost(64 * 1024, 1000, 4),
        Cost(64 * 1024, 3, 255),
        Cost(-1, 3, 4),
    ],
)
def test_a_record_neither_weakens_nor_exhausts(cost: Cost) -> None:
    record = LockedIdentity(identity().recipient, cost, bytes(16), bytes(12), bytes(48))
    with pytest.raises(ValueError, match="too"):
        LockedIdentity.decode(record.encode())
    sane = LockedIdentity(identity().recipient, RFC_9106, bytes(16), bytes(12), bytes(48))
    assert LockedIdentity.decode(sane.encode()) == sane


def test_a_damaged_person_is_told_and_does_not_count(station: StationUnderTest) -> None:
    file = person_file(station)
    whole = file.read_bytes()
    assert len(station.people.recipients()) == 1
    for damaged in (b"", b"{}", b"[" * 900, whole[:-1], whole * 40, b"\xff" + whole):
        file.write_bytes(damaged)
        assert try_(station.people) == ("person.damaged", None)
        assert station.people.recipients() == frozenset()
        assert station.people.names(Role.SUPERVISOR) == (NAME,)
    file.unlink()
    os.mkfifo(file)
    assert try_(station.people) == ("person.damaged", None)
    assert station.people.recipients() == frozenset()
    file.unlink()
    file.write_bytes(whole)
    assert try_(station.people)[0] == "ok"


def test_a_passphrase_stays_the_callers(station: StationUnderTest) -> None:
    for action in (
        lambda typed: station.people.verify(NAME, typed),
        lambda typed: station.people.add(Role.AUDITOR, "f.visser", typed),
    ):
        typed: Secret = secret()
        action(typed)
        assert bytes(typed.view) == PASSPHRASE.encode()


# Enrolling.


@pytest.mark.parametrize(
    "name", ["", "Jan", "1jan", "jan klaas", "j/devries", ".jan", "jan\n", "é", "a" * 33]
)
def test_names_are_plain(station: StationUnderTest, name: str) -> None:
    refused = refusal(lambda: station.people.add(Role.SUPERVISOR, name, secret()), StationError)
    assert refused.code == "person.name_malformed"


def test_nobody_is_replaced(station: StationUnderTest) -> None:
    before = person_file(station).read_bytes()
    refused = refusal(lambda: station.people.add(Role.SUPERVISOR, NAME, secret()), StationError)
    assert refused.code == "person.exists"
    assert person_file(station).read_bytes() == before


def test_who_is_removed_is_gone(station: StationUnderTest) -> None:
    for _ in range(2):
        try_(station.people, WRONG)
    station.people.remove(Role.SUPERVISOR, NAME)
    assert station.people.names(Role.SUPERVISOR) == ()
    assert try_(station.people)[0] == "signin.unknown"
    again = refusal(lambda: station.people.remove(Role.SUPERVISOR, NAME), StationError)
    assert again.code == "person.unknown"
    station.people.add(Role.SUPERVISOR, NAME, secret())
    assert try_(station.people)[0] == "ok", "without the delay of the one before"


def test_a_full_disk_enrols_nobody(station: StationUnderTest) -> None:
    with no_room_for_files():
        refused = refusal(
            lambda: station.people.add(Role.SUPERVISOR, "a.bakker", secret()), StationError
        )
    assert refused.code == "person.not_written"
    assert station.people.names(Role.SUPERVISOR) == (NAME,)
    assert [path.name for path in person_file(station).parent.iterdir()] == [f"{NAME}.json"]
