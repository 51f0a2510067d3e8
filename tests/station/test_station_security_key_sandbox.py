"""A security key, asked from within the sandbox over the packets of a device file in ``/dev``."""

import hmac
import subprocess
import sys
from pathlib import Path

import pytest

from tests.station.key_wire import KeyWire
from tests.station.software_key import SoftwareKey
from tests.tools import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")

_ASK = """
import sys
from pathlib import Path
from viewer_app.station import sandbox
state, path, patience = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
sandbox.enter(state, None)
from fido2.hid import CtapHidDevice
from fido2.hid.base import HidDescriptor
from fido2.hid.linux import open_connection
from viewer_app.session.ports import SignInRefused
from viewer_app.station.security_key import SecurityKeys

def find():
    descriptor = HidDescriptor(path, 0x1050, 0x0407, 64, 64, "", None)
    return [CtapHidDevice(descriptor, open_connection(descriptor))]

keys = SecurityKeys(find=find, patience_s=patience)
try:
    made = keys.register(lambda: "1234")
    again = keys.answer(made.credential)
    print(made.secret.view.hex(), again.secret.view.hex(), made.credential.salt.hex())
except SignInRefused as refused:
    print(refused.code)
"""


def ask_inside(wire: KeyWire, state: Path, patience_s: float = 30) -> list[str]:
    """What a program in the sandbox gets from the key."""
    said = subprocess.run(
        [sys.executable, "-c", _ASK, state, wire.path, str(patience_s)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert said.returncode == 0, said.stderr
    return said.stdout.split()


@pytest.mark.parametrize("pin", [None, "1234"])
def test_a_key_is_reached_from_within_the_sandbox(tmp_path: Path, pin: str | None) -> None:
    key = SoftwareKey(pin=pin)
    with KeyWire(key) as wire:
        made, again, salt = ask_inside(wire, tmp_path)
    [credential] = key.credentials.values()
    expected = hmac.digest(credential.random, bytes.fromhex(salt), "sha256").hex()
    assert made == again == expected, "without the PIN's secret, also for a key that has one"


def test_a_touch_that_does_not_come_is_cancelled_at_the_key(tmp_path: Path) -> None:
    with KeyWire(SoftwareKey(touched=False)) as wire:
        assert ask_inside(wire, tmp_path, 0.1) == ["security_key.untouched"]
        assert wire.cancelled >= 1
