"""An enrolled station's anchors: its key, its places, and what its own commands say of them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.audit.anchors import WITNESS_KEY, make_witness, served, until
from tests.audit.trails import event
from viewer_app.app.anchors import AnchoredTrail, anchor_key, open_anchoring, own_anchors
from viewer_app.app.trail import open_trail
from viewer_app.audit.anchor_settings import AnchorSettingsError
from viewer_app.audit.anchoring import Anchoring
from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.cli import app
from viewer_app.session.policy import Policy
from viewer_app.station.clock import SystemClock
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.output


def public_key(home: Home) -> VerifierKey:
    settings = Settings.load(home.settings)
    return anchor_key(VerifierKey.parse(settings.audit_key).name, Vault(settings.vault))


@contextmanager
def opened(home: Home, policy: Policy | None = None) -> Iterator[tuple[AuditLog, Anchoring]]:
    settings = Settings.load(home.settings)
    vault = Vault(settings.vault)
    with open_trail(home, settings, vault) as log:
        yield log, open_anchoring(home, log, vault, policy or Policy(), SystemClock())


@pytest.fixture
def anchored(home: Home, tmp_path: Path) -> Iterator[Home]:
    """A station with a witness that knows it and a folder, visited once."""
    (tmp_path / "share").mkdir()
    witness = make_witness(tmp_path / "witness", [public_key(home)])
    with served(witness) as address:
        (home.path / "anchors.toml").write_text(
            f'[[witness]]\nname = "archief"\nurl = "{address}"\nkey = "{WITNESS_KEY}"\n'
            f'[[folder]]\nname = "netwerkschijf"\npath = "{tmp_path / "share"}"\n'
        )
        with opened(home) as (_, anchoring):
            visited = [anchoring.visit(place) for place in anchoring.places]
            assert visited == [True, True]
        yield home
    witness.close()


def test_the_anchor_key_stays_the_same_and_is_named_without_the_year(home: Home) -> None:
    key = public_key(home)
    assert key == public_key(home)
    assert key.name == "inzagestation/x/KANTOOR-1"
    settings = Settings.load(home.settings)
    assert key.public_key != VerifierKey.parse(settings.audit_key).public_key


def test_the_command_shows_key_and_places(anchored: Home) -> None:
    said = json.loads(run("station", "anchors", "--json"))
    assert said["key"] == str(public_key(anchored))
    witness, folder = said["places"]
    assert (witness["name"], witness["trouble"], folder["trouble"]) == ("archief", "", "")
    assert witness["size"] == folder["size"] > 0
    assert witness["cosigned_at"]
    assert folder["cosigned_at"] is None
    words = run("station", "anchors")
    for word in ("archief", "netwerkschijf", "tot en met", str(public_key(anchored))[:40]):
        assert word in words


def test_trouble_is_shown_in_words(home: Home, tmp_path: Path) -> None:
    (home.path / "anchors.toml").write_text(
        f'[[folder]]\nname = "netwerkschijf"\npath = "{tmp_path / "nowhere"}"\n'
    )
    with opened(home) as (_, anchoring):
        assert not anchoring.visit(anchoring.places[0])
    assert "nog nooit" in run("station", "anchors")
    assert json.loads(run("station", "anchors", "--json"))["places"][0]["trouble"] == (
        "anchor.folder_missing"
    )


def test_a_station_without_places_says_so(home: Home) -> None:
    assert "nergens verankerd" in run("station", "anchors")
    with opened(home) as (_, anchoring):
        assert anchoring.places == ()
    with pytest.raises(AnchorSettingsError) as caught, opened(home, Policy(anchor_days=7)):
        pass
    assert caught.value.code == "anchors.none"


def test_a_mistake_in_the_file_stops_the_command_with_the_place(home: Home) -> None:
    (home.path / "anchors.toml").write_text('[[folder]]\nname = "x"\npath = "mnt"\n')
    assert "folder 1" in run("station", "anchors", code=1)


def test_verifying_at_the_station_uses_what_came_back_by_itself(anchored: Home) -> None:
    said = json.loads(run("audit", "verify", "--json"))
    assert said["anchoring"]["state"] == "holds"
    assert said["anchored_size"] == said["size"]
    # a copy of the trail with a key given by hand is judged by what is given with it
    settings = Settings.load(anchored.settings)
    plain = ("audit", "verify", "--trail", str(anchored.trail), "--key", settings.audit_key)
    assert json.loads(run(*plain, "--json"))["anchoring"]["state"] == "not_proven"


def test_a_share_that_is_gone_leaves_the_witness_to_prove_it(
    anchored: Home, tmp_path: Path
) -> None:
    (tmp_path / "share").rename(tmp_path / "gone")
    assert json.loads(run("audit", "verify", "--json"))["anchoring"]["state"] == "holds"
    origin = VerifierKey.parse(Settings.load(anchored.settings).audit_key).name
    assert len(own_anchors(anchored, anchored.trail, origin, folders=True)) == 1


def test_the_end_of_a_session_is_anchored_at_once(home: Home, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (home.path / "anchors.toml").write_text(
        f'[[folder]]\nname = "netwerkschijf"\npath = "{share}"\n'
    )
    with opened(home) as (log, anchoring):
        trail = AnchoredTrail(log, anchoring)
        anchoring.start()
        until(lambda: anchoring.states()[0].size == log.size)
        before = log.size
        trail.record(event("session.closed", ""))
        assert trail.count("session.closed", "approval:a1") == 1
        assert trail.seal() == log.seal()  # without it the next visit is a quarter of an hour away
        until(lambda: anchoring.states()[0].size == before + 1)
        anchoring.close()
    assert len(list(share.iterdir())) == 2
