"""The program with its trail anchored elsewhere: at a witness, in a folder, and at a black hole."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.audit.anchors import (
    WITNESS_KEY,
    listening,
    make_witness,
    say_nothing,
    served,
    unused_port,
)
from tests.films import film as make_film
from tests.scanner import scan
from tests.whole.house import House, Visit
from viewer_app.app.anchors import anchor_key, own_anchors
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.receipt import read_receipt
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.demo.people import SUPERVISOR
from viewer_app.ui.names import Agenda, SignIn
from viewer_app.vault import Vault

Enter = Callable[[House], Visit]


@pytest.fixture
def anchored(house: House, tmp_path: Path) -> Iterator[House]:
    """A station with a witness, a folder, and one witness that never answers."""
    (tmp_path / "share").mkdir()
    origin = VerifierKey.parse(house.settings.audit_key).name
    pin = anchor_key(origin, Vault(house.settings.vault))
    witness = make_witness(tmp_path / "witness", [pin])
    with served(witness) as address, listening(say_nothing) as hole:
        (house.home.path / "anchors.toml").write_text(
            f'[[witness]]\nname = "zwart gat"\nurl = "{hole}"\nkey = "{WITNESS_KEY}"\n'
            f'[[witness]]\nname = "archief"\nurl = "{address}"\nkey = "{WITNESS_KEY}"\n'
            f'[[folder]]\nname = "netwerkschijf"\npath = "{tmp_path / "share"}"\n'
        )
        yield house
    witness.close()


def test_a_session_is_anchored_and_its_receipt_scanned_while_a_witness_hangs(
    anchored: House, enter: Enter, tmp_path: Path
) -> None:
    anchored.seal(make_film(2))
    visit = enter(anchored)
    visit.to_viewing()
    visit.finish()
    visit.close()
    size = len(anchored.events())
    trust = VerifierKey.parse(anchored.settings.audit_key)

    visit.window.grab().save(str(tmp_path / "screen.png"))
    receipt = read_receipt(scan(tmp_path / "screen.png"))
    assert receipt == visit.session.checkpoint
    report = verify(anchored.home.trail, trust, [receipt])
    assert (report.anchoring.state, report.anchored_size) == (State.HOLDS, size)

    def proved(*, folders: bool) -> int:
        anchors = own_anchors(anchored.home, anchored.home.trail, trust.name, folders=folders)
        found = verify(anchored.home.trail, trust, anchors)
        assert found.anchoring.state in {State.HOLDS, State.NOT_PROVEN}
        return found.anchored_size

    visit.hands.wait(lambda: proved(folders=False) == size, "the witness")
    visit.hands.wait(lambda: proved(folders=True) == size, "the folder")
    told = [str(event.entry.details.get("code", "")) for event in anchored.events()]
    assert not [code for code in told if code.startswith("anchor.")]


def test_a_trail_not_anchored_for_too_long_opens_no_session_until_it_is(
    house: House, enter: Enter, tmp_path: Path
) -> None:
    policy = house.home.policy
    policy.write_text(policy.read_text().replace("anchor_days = 0", "anchor_days = 2"))
    share = tmp_path / "share"
    (house.home.path / "anchors.toml").write_text(
        f'[[folder]]\nname = "netwerkschijf"\npath = "{share}"\n'
        f'[[witness]]\nname = "archief"\nurl = "http://127.0.0.1:{unused_port()}"\n'
        f'key = "{WITNESS_KEY}"\n'
    )
    last = (datetime.now(UTC) - timedelta(days=5)).isoformat()
    state = {
        "where": str(share),
        "origin": "",
        "size": 0,
        "anchored_at": last,
        "cosigned_at": None,
        "tried_at": last,
        "code": "",
        "facts": {},
    }
    (house.home.audit / "anchors.json").write_text(json.dumps({"netwerkschijf": state}))

    visit = enter(house)
    visit.hands.wait_screen(SignIn.SCREEN)
    visit.hands.type(SignIn.PHRASE, SUPERVISOR.passphrase)
    visit.hands.press(SignIn.ENTER)
    visit.hands.wait(lambda: "5 dagen niet elders" in visit.words(), "the refusal")
    assert house.events()[-1].entry.details["code"] == "anchor.overdue"
    share.mkdir()  # asked again within seconds
    visit.hands.wait(lambda: any(share.iterdir()), "the folder")
    visit.hands.type(SignIn.PHRASE, SUPERVISOR.passphrase)
    visit.hands.press(SignIn.ENTER)
    visit.hands.wait_screen(Agenda.SCREEN)
