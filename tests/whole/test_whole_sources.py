"""Packages from elsewhere, on the real program and from inside its sandbox."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.films import film as make_film
from tests.sources.places import LOGIN, put, webdav_server
from tests.tools import ROOT
from tests.whole.house import House, Visit
from viewer_app.evidence.secret import Secret
from viewer_app.station import sandbox
from viewer_app.ui.names import Agenda
from viewer_app.vault import Vault

_INSIDE = """
import json, socket, sys
from pathlib import Path
from viewer_app.app.confinement import confine
from viewer_app.app.sources import SourceWatch
from viewer_app.station.home import Home
from viewer_app.station.sources.settings import load_sources
home = Home(Path(sys.argv[1]))
refusal = confine(home)
watch = SourceWatch(home)
visited = [watch.visit(source) for source in load_sources(home.path / "sources.toml")]
try:
    socket.socket(socket.AF_INET)
    network = "open"
except PermissionError:
    network = "refused"
print(json.dumps({
    "refusal": refusal and refusal.code,
    "visited": visited,
    "trouble": [state.code for state in watch.trouble()],
    "network": network,
}))
"""


def test_from_inside_packages_are_fetched_by_an_errand(house: House, tmp_path: Path) -> None:
    if sandbox.available().missing:
        pytest.skip("this kernel lacks what the sandbox is made of")
    share, cloud = tmp_path / "share", tmp_path / "cloud"
    share.mkdir()
    cloud.mkdir()
    put(share, "a.inzage", b"van de schijf")
    put(cloud, "b.inzage", b"van de wolk" * 100_000)
    with Secret.take(bytearray(LOGIN.encode())) as login:
        Vault(house.settings.vault).put("source-wolk", login)
    with webdav_server(cloud) as url:
        (house.home.path / "sources.toml").write_text(
            f'[[folder]]\nname = "schijf"\npath = "{share}"\n'
            f'[[folder]]\nname = "weg"\npath = "{tmp_path / "weg"}"\n'
            f'[[webdav]]\nname = "wolk"\nurl = "{url}"\n'
        )
        done = subprocess.run(
            [sys.executable, "-c", _INSIDE, house.home.path],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
        )
    Vault(house.settings.vault).remove("source-wolk")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "refusal": None,
        "visited": [True, False, True],
        "trouble": ["source.folder_missing"],
        "network": "refused",
    }
    arrived = {path.name: path.read_bytes() for path in house.home.inbox.iterdir()}
    assert arrived == {
        "schijf-a.inzage": b"van de schijf",
        "wolk-b.inzage": b"van de wolk" * 100_000,
    }


def test_a_package_dropped_while_the_agenda_is_open_appears_by_itself(
    house: House, enter: Callable[[House], Visit], tmp_path: Path
) -> None:
    house.seal(make_film(8))
    kept = tmp_path / "afspraak.inzage"
    shutil.move(house.home.inbox / "afspraak.inzage", kept)
    visit = enter(house)
    visit.sign_in()
    visit.hands.wait(lambda: "geen afspraken" in visit.words(), "an empty agenda")
    shutil.copyfile(kept, house.home.inbox / "afspraak.inzage")
    visit.choose()
    assert "package.accepted" in house.actions()


def test_a_package_on_a_share_becomes_an_appointment(
    house: House, enter: Callable[[House], Visit], tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    house.seal(make_film(8))
    shutil.move(house.home.inbox / "afspraak.inzage", share / "afspraak.inzage")
    old = time.time() - 60
    os.utime(share / "afspraak.inzage", (old, old))
    (house.home.path / "sources.toml").write_text(
        f'[[folder]]\nname = "schijf"\npath = "{share}"\n'
    )
    visit = enter(house)
    visit.sign_in()
    visit.choose()
    assert (share / "afspraak.inzage").exists()
    visit.hands.wait(lambda: not visit.hands.has(Agenda.row(0)), "the next screen")
