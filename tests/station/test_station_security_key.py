"""With a security key nothing opens without it; and what a person hears when the key is not right.

The key is one in software (``software_key``) behind the device interface of the package ``fido2``.
No key of any maker was tried.
"""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fido2.ctap import CtapError
from keyring.backend import KeyringBackend

from tests.evidence.builders import identity
from tests.station.signing_in import NAME, WRONG, refusal
from tests.station.software_key import SoftwareKey
from tests.station.stations import CHEAP, PASSPHRASE, StationUnderTest, secret
from viewer_app.session.ports import SignInRefused
from viewer_app.session.roles import Role
from viewer_app.station.errors import StationError
from viewer_app.station.identity_lock import (
    RECORD_LIMIT,
    KeyAnswer,
    KeyCredential,
    LockedIdentity,
    Owner,
)
from viewer_app.station.people import People
from viewer_app.station.security_key import SecurityKeys, plugged_in

OTHER = "zes groene bomen langs het water"


def no_pin() -> str:
    raise AssertionError("no PIN is needed")


class Desk:
    """A station, and the security keys that are in its computer."""

    def __init__(self, station: StationUnderTest) -> None:
        self.station = station
        self.key = SoftwareKey()
        self.plugged: list[SoftwareKey] = [self.key]
        self.asked: list[bool] = []
        self.keys = SecurityKeys(self.asked.append, lambda: self.plugged)
        self.people = self.new_people()

    def new_people(self) -> People:
        people = People(self.station.home, self.station.vault, self.station.clock, CHEAP, self.keys)
        people._least = CHEAP
        return people

    def add(self, name: str = NAME, pin: Callable[[], str] = no_pin) -> str:
        return str(self.people.add(Role.SUPERVISOR, name, secret(), security_key=pin))

    def try_(self, passphrase: str = PASSPHRASE, name: str = NAME) -> tuple[str, object]:
        """What signing in comes to: ``ok`` and the recipient, or a code and its seconds."""
        with secret(passphrase) as typed:
            try:
                return "ok", self.people.verify(name, typed)
            except SignInRefused as refused:
                return refused.code, refused.facts.get("seconds")

    def file(self, name: str = NAME) -> Path:
        return self.station.home.people / "supervisor" / f"{name}.json"

    @property
    def attempts(self) -> Path:
        return self.station.home.people / "attempts" / "supervisor" / f"{NAME}.json"


@pytest.fixture
def desk(secret_service: KeyringBackend, station_home: Path) -> Iterator[Desk]:
    whole = StationUnderTest(station_home)
    yield Desk(whole)
    whole.close()


# With the key.


@pytest.mark.parametrize("protocols", [(2, 1), (1,)])
def test_passphrase_and_touched_key_open_the_identity(
    desk: Desk, protocols: tuple[int, ...]
) -> None:
    desk.key.protocols = protocols
    recipient = desk.add()
    assert desk.key.touches == 2
    assert desk.try_() == ("ok", recipient)
    assert desk.key.touches == 3
    with desk.people.unlock(NAME, secret()) as opened:
        assert str(opened.recipient) == recipient
    assert desk.people.has_security_key(Role.SUPERVISOR, NAME)
    assert recipient in desk.people.recipients()
    assert desk.key.closed == 3, "a key is let go after each use"
    desk.people = desk.new_people()
    assert desk.try_() == ("ok", recipient)


def test_who_waits_for_a_touch_says_so_until_it_is_there(desk: Desk) -> None:
    desk.add()
    desk.asked.clear()
    seen: list[list[bool]] = []
    desk.key.on_touch = lambda: seen.append(list(desk.asked))
    desk.try_()
    assert seen == [[True]]
    assert desk.asked[-1] is False


def test_an_auditor_can_have_one_too(desk: Desk) -> None:
    desk.people.add(Role.AUDITOR, "f.visser", secret(), security_key=no_pin)
    desk.people.verify_auditor("f.visser", secret())
    desk.plugged = []
    refused = refusal(lambda: desk.people.verify_auditor("f.visser", secret()))
    assert refused.code == "security_key.absent"


def test_each_person_has_a_credential_and_a_salt_of_their_own(desk: Desk) -> None:
    desk.add()
    desk.add("a.bakker")
    first, second = (
        json.loads(desk.file(name).read_bytes())["fido2"] for name in (NAME, "a.bakker")
    )
    assert first["salt"] != second["salt"]
    assert first["credential"] != second["credential"]
    assert desk.try_(name="a.bakker")[0] == "ok"


def test_a_passphrase_is_changed_and_the_key_stays(desk: Desk) -> None:
    recipient = desk.add()
    before = json.loads(desk.file().read_bytes())["fido2"]
    desk.people.change_passphrase(Role.SUPERVISOR, NAME, secret(), secret(OTHER))
    assert json.loads(desk.file().read_bytes())["fido2"] == before
    assert desk.try_(OTHER) == ("ok", recipient)
    assert desk.try_()[0] == "signin.wrong"
    desk.plugged = []
    assert desk.try_(OTHER)[0] == "security_key.absent"


def test_a_key_is_added_later_and_taken_away_again(desk: Desk) -> None:
    recipient = str(desk.people.add(Role.SUPERVISOR, NAME, secret()))
    recorded: list[str] = []

    def add() -> object:
        return desk.people.add_security_key(
            Role.SUPERVISOR, NAME, secret(), no_pin, recorded.append
        )

    def remove() -> object:
        return desk.people.remove_security_key(Role.SUPERVISOR, NAME, secret(), recorded.append)

    assert refusal(remove, StationError).code == "person.without_key"
    add()
    assert refusal(add, StationError).code == "person.has_key"
    assert desk.try_() == ("ok", recipient)
    key, desk.plugged = desk.plugged, []
    assert desk.try_()[0] == "security_key.absent"
    assert refusal(remove).code == "security_key.absent"
    desk.plugged = key
    remove()
    desk.plugged = []
    assert desk.try_() == ("ok", recipient)
    assert recorded == [recipient] * 2


# Without it.


def test_passphrase_and_station_secret_alone_open_nothing(desk: Desk) -> None:
    """Whoever has the file, the keyring and the passphrase, and the source of this program."""
    desk.add()
    locked = LockedIdentity.decode(desk.file().read_bytes(), CHEAP)
    assert locked.key is not None
    owner = Owner(Role.SUPERVISOR, NAME)
    right = desk.keys.answer(locked.key)
    with desk.station.vault.take("station-secret") as station_secret:

        def opens(record: LockedIdentity, answer: KeyAnswer | None) -> bool:
            return record.unlock(owner, secret(), station_secret, answer) is not None

        assert opens(locked, right)
        assert not opens(locked, None)
        assert not opens(locked, KeyAnswer(locked.key, secret("\0" * 32)))
        without = {**json.loads(locked.encode()), "v": 1}
        del without["fido2"]
        spelled = json.dumps(without, sort_keys=True, separators=(",", ":")).encode()
        assert not opens(LockedIdentity.decode(spelled, CHEAP), None), "it cannot be left out"
        other = LockedIdentity(
            locked.recipient,
            locked.cost,
            locked.salt,
            locked.nonce,
            locked.sealed,
            KeyCredential(locked.key.id, bytes(32)),
        )
        assert not opens(other, right), "nor asked over another salt"


def test_no_byte_of_a_record_with_a_key_can_be_changed() -> None:
    owner, station_secret = Owner(Role.SUPERVISOR, NAME), secret("s" * 32)
    answer = KeyAnswer(KeyCredential(b"c" * 64, b"t" * 32), secret("k" * 32))
    whole = LockedIdentity.lock(
        identity(), owner, secret(), station_secret, CHEAP, answer=answer
    ).encode()

    def opens(data: bytes) -> bool:
        try:
            found = LockedIdentity.decode(data, CHEAP)
        except ValueError:
            return False
        return found.unlock(owner, secret(), station_secret, answer) is not None

    assert opens(whole)
    for place, byte in enumerate(whole):
        changed = bytearray(whole)
        changed[place] = byte ^ 1
        assert not opens(bytes(changed)), place


@pytest.mark.parametrize(("size", "fits"), [(0, False), (1, True), (512, True), (513, False)])
def test_a_credential_has_a_longest_id(size: int, fits: bool) -> None:
    if not fits:
        with pytest.raises(ValueError, match="credential"):
            KeyCredential(bytes(size), bytes(32))
        return
    answer = KeyAnswer(KeyCredential(bytes(size), bytes(32)), secret("k" * 32))
    owner = Owner(Role.SUPERVISOR, "n" * 32)
    record = LockedIdentity.lock(
        identity(), owner, secret(), secret("s" * 32), CHEAP, answer=answer
    )
    assert len(record.encode()) < RECORD_LIMIT
    assert LockedIdentity.decode(record.encode(), CHEAP) == record


def test_no_passphrase_is_tried_without_the_key(desk: Desk) -> None:
    desk.add()
    for plugged, code in (
        ([], "security_key.absent"),
        ([SoftwareKey()], "security_key.other"),
        ([SoftwareKey(cbor=False)], "security_key.unsuitable"),
    ):
        desk.plugged = plugged
        for passphrase in (PASSPHRASE, WRONG):
            assert desk.try_(passphrase) == (code, None)
    assert not desk.attempts.exists(), "a forgotten key is no mistake"
    assert not any(key.touches for key in desk.plugged), "a strange key is not touched for nothing"


def test_a_wrong_passphrase_costs_time_with_the_right_key_too(desk: Desk) -> None:
    desk.add()
    assert desk.try_(WRONG) == ("signin.wrong", 0)
    assert desk.try_(WRONG) == ("signin.wrong", 2)
    touches = desk.key.touches
    assert desk.try_() == ("signin.wait", 2)
    assert desk.key.touches == touches, "nobody is asked to touch it for nothing"
    desk.station.clock.wait(2)
    assert desk.try_()[0] == "ok"


def test_the_right_one_of_several_keys_is_asked(desk: Desk) -> None:
    desk.add()
    stranger = SoftwareKey()
    desk.plugged = [stranger, desk.key]
    assert desk.try_()[0] == "ok"
    assert stranger.touches == 0
    refused = refusal(lambda: desk.add("a.bakker"))
    assert refused.code == "security_key.several"


# The key does not do what it should.


@dataclass
class Nobody:
    """Somebody who gives up: ``cancel`` once the key waits for a touch."""

    desk: Desk

    def __call__(self) -> None:
        threading.Thread(target=self.desk.keys.cancel).start()


def test_a_key_that_is_not_touched_is_given_up(desk: Desk) -> None:
    desk.add()
    desk.key.touched = False
    desk.keys._patience_s = 0.05
    assert desk.try_()[0] == "security_key.untouched"
    assert not desk.attempts.exists()
    desk.keys._patience_s = 30
    desk.key.on_touch = Nobody(desk)
    assert desk.try_()[0] == "security_key.cancelled"
    desk.key.touched, desk.key.on_touch = True, None
    assert desk.try_()[0] == "ok"


def test_a_key_that_never_answers_is_left_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add()
    desk.key.silent = True
    desk.keys._patience_s = 0.05
    monkeypatch.setattr("viewer_app.station.security_key._GRACE_S", 0.05)
    assert desk.try_()[0] == "security_key.failed"
    desk.key.release()


@pytest.mark.parametrize(
    "broken",
    [OSError(5, "Input/output error"), ValueError("geheim"), CtapError(0xF3), KeyError(7)],
)
def test_a_broken_key_is_told_without_its_own_words(desk: Desk, broken: Exception) -> None:
    desk.add()
    desk.key.broken = broken
    refused = refusal(lambda: desk.people.verify(NAME, secret()))
    assert refused.code == "security_key.failed"
    assert "geheim" not in f"{refused}{refused.facts}"
    assert refused.__cause__ is None
    assert refused.__suppress_context__


def test_a_key_that_wants_its_pin_always_is_refused(desk: Desk) -> None:
    desk.key.options = {"alwaysUv": True}
    assert refusal(desk.add).code == "security_key.pin_always"
    assert not desk.file().exists()
    desk.key.options = {}
    desk.add()
    desk.key.options = {"alwaysUv": True}
    assert desk.try_()[0] == "security_key.pin_always"


def test_a_key_without_hmac_secret_is_refused(desk: Desk) -> None:
    desk.key.extensions = ()
    assert refusal(desk.add).code == "security_key.unsuitable"
    desk.plugged = []
    assert refusal(desk.add).code == "security_key.absent"
    assert not desk.file().exists()


# Its PIN, which some keys want before they make a credential.


@pytest.mark.parametrize("protocols", [(2, 1), (1,)])
def test_a_key_with_a_pin_is_added_with_it_and_used_without(
    desk: Desk, protocols: tuple[int, ...]
) -> None:
    desk.key.pin, desk.key.protocols = "1234", protocols
    recipient = desk.add(pin=lambda: "1234")
    assert desk.try_() == ("ok", recipient)


def test_a_key_that_wants_none_for_this_is_not_asked_for_one(desk: Desk) -> None:
    desk.key.pin, desk.key.options = "1234", {"makeCredUvNotRqd": True}
    desk.add()
    assert desk.try_()[0] == "ok"


def test_wrong_pins_are_told_until_the_key_locks_itself(desk: Desk) -> None:
    desk.key.pin = "1234"
    codes = []
    for _ in range(9):
        codes.append(refusal(lambda: desk.add(pin=lambda: "4321")).code)
        if codes[-1] == "security_key.pin_replug":
            desk.key.replug()
    assert codes[:3] == ["security_key.pin_wrong"] * 2 + ["security_key.pin_replug"]
    assert codes[-1] == "security_key.pin_blocked"
    assert refusal(lambda: desk.add(pin=lambda: "1234")).code == "security_key.pin_blocked"
    assert not desk.file().exists()


# The real ports of this machine.


@pytest.mark.skipif(sys.platform != "linux", reason="hidraw is Linux's")
def test_without_any_key_the_real_ports_say_so() -> None:
    if plugged_in():
        pytest.skip("a security key is plugged in")
    credential = KeyCredential(bytes(64), bytes(32))
    assert refusal(lambda: SecurityKeys().answer(credential)).code == "security_key.absent"


def test_elsewhere_it_says_that_it_works_on_linux_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    credential = KeyCredential(bytes(64), bytes(32))
    assert refusal(lambda: SecurityKeys().answer(credential)).code == "security_key.system"
