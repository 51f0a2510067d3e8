"""When the program enters its sandbox, when it does not start without, and what it still can."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools import ROOT
from tests.whole.house import House
from viewer_app.app import errands
from viewer_app.app.confinement import confine
from viewer_app.audit.report import State
from viewer_app.station import sandbox
from viewer_app.station.home import Home
from viewer_app.station.sandbox import Availability

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the sandbox would have been entered with; the tests themselves stay outside."""
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(sandbox, "available", lambda: Availability(7, seccomp=True))
    monkeypatch.setattr(sandbox, "enter", lambda *given: calls.append(given))
    monkeypatch.setattr(errands, "begin", lambda _errands: None)
    return calls


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel without Landlock."""
    monkeypatch.setattr(sandbox, "available", lambda: Availability(0, seccomp=True))


@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(
    ("demonstration", "rule", "code"),
    [
        (False, "required", "sandbox.missing"),
        (False, "if_available", None),
        (True, "required", None),
    ],
)
def test_without_a_sandbox_the_rules_decide_for_real_recordings(
    houses: Callable[..., House], demonstration: bool, rule: str, code: str | None
) -> None:
    home = houses(demonstration=demonstration).home
    text = home.policy.read_text()
    assert 'sandbox = "required"' in text
    home.policy.write_text(text.replace('sandbox = "required"', f'sandbox = "{rule}"'))
    refusal = confine(home)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize("demonstration", [True, False])
def test_only_a_demonstration_may_write_elsewhere(
    houses: Callable[..., House],
    entered: list[tuple[object, ...]],
    demonstration: bool,
    tmp_path: Path,
) -> None:
    home = houses(demonstration=demonstration).home
    assert confine(home, [tmp_path]) is None
    ((state, _, extra),) = entered
    assert state == home.path
    assert list(extra) == ([tmp_path] if demonstration else [])  # type: ignore[call-overload]


def test_a_station_that_is_not_enrolled_is_left_to_say_so(
    entered: list[tuple[object, ...]], tmp_path: Path
) -> None:
    assert confine(Home(tmp_path)) is None
    assert entered == []


_ERRANDS = """
import json, sys
from pathlib import Path
from viewer_app.app.anchors import open_anchoring
from viewer_app.app.confinement import confine
from viewer_app.app.trail import open_station_trail
from viewer_app.app.verifying import verify_apart
from viewer_app.audit.note import VerifierKey
from viewer_app.session.policy_file import load_policy
from viewer_app.station.clock import SystemClock
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault
home, other = Home(Path(sys.argv[1])), Path(sys.argv[2])
refusal = confine(home)
settings = Settings.load(home.settings)
key = VerifierKey.parse(settings.audit_key)
vault = Vault(settings.vault)
told = {"refusal": refusal and refusal.code}

def verify(path):
    return verify_apart(path, key, (), thorough=True, progress=lambda *_: None,
                        stopped=lambda: False)

report = verify(home.trail)
told["verified"] = report.integrity.state.value
try:
    verify(other)
except Exception as error:
    told["other trail"] = error.code
trail = open_station_trail(home, settings, vault, SystemClock())
anchoring = open_anchoring(home, trail.log, vault, load_policy(home.policy), SystemClock())
told["anchored"] = [anchoring.visit(place) for place in anchoring.places]
told["states"] = [state.code for state in anchoring.states()]
try:
    (other.parent / "elsewhere").write_text("x")
    told["elsewhere"] = "written"
except PermissionError:
    told["elsewhere"] = "refused"
trail.close()
print(json.dumps(told))
"""


def test_from_inside_trails_are_verified_and_anchored_elsewhere(
    house: House, houses: Callable[..., House], tmp_path: Path
) -> None:
    if sandbox.available().missing:
        pytest.skip("this kernel lacks what the sandbox is made of")
    share = tmp_path / "share"
    share.mkdir()
    places = [("share", share), ("gone", tmp_path / "no-such-share")]
    text = "".join(f'[[folder]]\nname = "{name}"\npath = "{path}"\n\n' for name, path in places)
    (house.home.path / "anchors.toml").write_text(text)
    other = houses().home.trail
    done = subprocess.run(
        [sys.executable, "-c", _ERRANDS, house.home.path, other],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "refusal": None,
        "verified": State.HOLDS.value,
        "other trail": "verify.process_ended",
        "anchored": [True, False],
        "states": ["", "anchor.folder_missing"],
        "elsewhere": "refused",
    }
    (checkpoint,) = share.glob("*.checkpoint")
    assert checkpoint.stat().st_size > 100
