"""A station's own places: its commands, its keyring, its doctor, and a place that hangs."""

import json
import socket
import stat
import time
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.sources.places import LOGIN, put, webdav_server
from viewer_app.app.doctor import examine
from viewer_app.app.sources import SourceRhythm, SourceWatch, source_states
from viewer_app.app.trail import open_trail
from viewer_app.audit.log import AuditLog
from viewer_app.audit.reader import TrailReader
from viewer_app.cli import app
from viewer_app.evidence.secret import Secret
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.station.sources.settings import load_sources
from viewer_app.station.state_archive import find_members
from viewer_app.vault import Vault, VaultError


def run(*arguments: str, code: int = 0, given: str | None = None) -> str:
    result = CliRunner().invoke(app, ["station", *arguments], input=given)
    assert result.exit_code == code, result.output
    return result.output


def name_places(home: Home, folder: Path, url: str = "http://127.0.0.1:1/") -> None:
    (home.path / "sources.toml").write_text(
        f'[[folder]]\nname = "schijf"\npath = "{folder}"\n\n'
        f'[[webdav]]\nname = "archief"\nurl = "{url}"\n'
    )


def visit(home: Home) -> SourceWatch:
    """Everything visited once."""
    watch = SourceWatch(home)
    for source in load_sources(home.path / "sources.toml"):
        watch.visit(source)
    return watch


def test_a_login_is_kept_in_the_keyring_and_nowhere_else(home: Home, tmp_path: Path) -> None:
    share = tmp_path / "wolk"
    share.mkdir()
    put(share)
    user, _, password = LOGIN.partition(":")
    with webdav_server(share) as url:
        name_places(home, share, url)
        command = ["source", "login", "archief", "--user", user, "--password-stdin"]
        run(*command, given="fout\n")
        assert [state.code for state in visit(home).trouble()] == ["source.login"]
        said = run(*command, given=f"{password}\n")
        assert password not in said
        (home.inbox / next(iter(home.inbox.iterdir())).name).unlink()
        (home.path / "sources" / "schijf.json").unlink()
        watch = visit(home)
    assert watch.trouble() == ()
    assert {path.name.partition("-")[0] for path in home.inbox.iterdir()} == {"schijf", "archief"}
    for path in home.path.rglob("*"):
        if path.is_file():
            assert password.encode() not in path.read_bytes()
    assert stat.S_IMODE((home.path / "sources").stat().st_mode) == 0o700
    run("source", "logout", "archief")
    assert not Vault(Settings.load(home.settings).vault).holds("source-archief")


def recorded(home: Home) -> list[tuple[str, str, str, str]]:
    """What was done with logins, by the trail: action, place, role and outcome."""
    with TrailReader(home.trail) as reader:
        entries = [event.entry for event in reader.page()][::-1]
    return [
        (entry.action, entry.object, entry.role, entry.outcome)
        for entry in entries
        if entry.action.startswith("source.")
    ]


def test_a_login_is_an_event_before_it_is_kept_or_removed(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_places(home, tmp_path)
    login = ["source", "login", "archief", "--user", "m.bakker", "--password-stdin"]
    vault = Vault(Settings.load(home.settings).vault)
    with enrolled_trail(home):  # as while the station's program is running
        assert "trail.in_use" in run(*login, "--json", given="geheim-1\n", code=1)
    assert not vault.holds("source-archief")
    run("source", "logout", "archief")  # of what is not there
    run(*login, given="geheim-1\n")
    run(*login, given="geheim-2\n")
    with monkeypatch.context() as broken:
        broken.setattr(Vault, "put", refuse)
        assert "keyring.lost" in run(*login, "--json", given="geheim-3\n", code=1)
    run(*login, given="geheim-4\n")
    run("source", "logout", "archief")
    kept, removed = "source.login_kept", "source.login_removed"
    assert recorded(home) == [
        (kept, "source:archief", "administrator", "ok"),
        (kept, "source:archief", "administrator", "ok"),
        (kept, "source:archief", "administrator", "ok"),
        (kept, "source:archief", "administrator", "failed"),
        (kept, "source:archief", "administrator", "ok"),
        (removed, "source:archief", "administrator", "ok"),
    ]
    trail = b"".join(path.read_bytes() for path in home.trail.parent.iterdir() if path.is_file())
    assert b"geheim" not in trail
    assert b"m.bakker" not in trail


def enrolled_trail(home: Home) -> AbstractContextManager[AuditLog]:
    settings = Settings.load(home.settings)
    return open_trail(home, settings, Vault(settings.vault))


def refuse(vault: Vault, name: str, secret: Secret) -> None:
    raise VaultError("keyring.lost", key=name)


@pytest.mark.parametrize(
    ("name", "user", "password", "code"),
    [
        ("schijf", "a", "b", "source.unknown"),
        ("weg", "a", "b", "source.unknown"),
        ("archief", "a:b", "c", "source.bad_login"),
        ("archief", "a", "", "source.bad_login"),
    ],
)
def test_a_login_that_cannot_be_is_refused(  # noqa: PLR0917 - what is typed, and what is said
    home: Home, tmp_path: Path, name: str, user: str, password: str, code: str
) -> None:
    name_places(home, tmp_path)
    told = run(
        "source", "login", name, "--user", user, "--password-stdin", "--json",
        given=f"{password}\n", code=1,
    )  # fmt: skip
    assert code in told


def test_how_it_stands_is_shown_and_the_doctor_says_it(home: Home, tmp_path: Path) -> None:
    assert json.loads(run("sources", "--json")) == {"places": []}
    assert "sources.toml" in run("sources")
    share = tmp_path / "share"
    share.mkdir()
    name_places(home, share)
    assert "nog niet" in run("sources")
    visit(home)
    places = json.loads(run("sources", "--json"))["places"]
    assert [(each["name"], each["trouble"]) for each in places] == [
        ("schijf", ""),
        ("archief", "source.unreachable"),
    ]
    assert places[0]["done_at"]
    assert places[1]["done_at"] is None
    assert "Connection refused" in " ".join(run("sources").replace("│", " ").split())
    found = [each for each in examine(home, {}) if each.check == "sources"]
    assert [(each.state.value, each.code) for each in found] == [
        ("attention", "source.unreachable")
    ]
    (home.path / "sources.toml").write_text("x")
    found = [each for each in examine(home, {}) if each.check == "sources"]
    assert [(each.state.value, each.code) for each in found] == [("fails", "sources.not_toml")]
    assert "sources.not_toml" in run("sources", "--json", code=1)


def test_a_place_that_hangs_is_told_while_others_are_fetched_from(
    home: Home, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    put(share, "a.inzage", b"pakket")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        name_places(home, share, f"http://127.0.0.1:{silent.getsockname()[1]}/")
        watch = SourceWatch(home, SourceRhythm(silent=0.2))
        watch.start()
        while [state.code for state in watch.trouble()] != ["source.silent"]:
            time.sleep(0.02)
        while not (home.inbox / "schijf-a.inzage").exists():
            time.sleep(0.02)
        watch.stop()


def test_what_was_known_before_the_program_stopped_is_shown(home: Home, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    name_places(home, share)
    visit(home)
    before = source_states(home)[0][1].done_at
    share.rmdir()
    visit(home)
    state = source_states(home)[0][1]
    assert (state.code, state.done_at) == ("source.folder_missing", before)


def test_a_backup_has_the_places_and_not_what_was_fetched(home: Home, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    name_places(home, share)
    visit(home)
    names = {member.name for member in find_members(home)}
    assert "sources.toml" in names
    assert not any(name.startswith(("sources/", "inbox/")) for name in names)
