"""``inzage desk show``: what a package says, to its own desk and to others."""

import json
from pathlib import Path

import pytest

from tests.desk.requests import CASE, HOLD, NAME, STATION, SUPERVISOR, Office, run
from viewer_app.desk.keys import Desk
from viewer_app.evidence.approval import verify_approval
from viewer_app.evidence.archive import CLIP_OFFSET
from viewer_app.evidence.sealed import Package, write_package


@pytest.fixture
def package(office: Office) -> Path:
    """A package that this desk sealed."""
    office.seal(**HOLD)
    return office.package


def test_its_desk_reads_everything(office: Office, package: Path) -> None:
    said = run("show", package).stdout
    for shown in (NAME, CASE, "balie-1", str(SUPERVISOR.recipient), "Bezwaar loopt", "gefilmd"):
        assert shown in said
    assert "door deze behandelaar, Bureau Inzage" in said
    assert "--check" in said
    english = run("show", package, "--check", "--language", "en").stdout
    assert "by this desk, Bureau Inzage" in english
    assert "every byte is as it was approved" in english


def test_show_for_machines(office: Office, package: Path) -> None:
    answer = json.loads(run("show", package, "--json").stdout)
    assert answer["size"] == package.stat().st_size
    assert answer["approval"]["case"] == CASE
    assert answer["approval"]["requester"]["name"] == NAME
    assert answer["approval"]["clip"]["size"] == answer["clip"]["size"]
    assert (answer["clip"]["recipients"], answer["approval_recipients"]) == (1, 3)
    assert answer["clip"]["sha256"] is None
    assert answer["note"] is None
    checked = json.loads(run("show", package, "--json", "--check").stdout)
    assert checked["clip"]["sha256"] == answer["approval"]["clip"]["sha256"]


def test_another_desk_learns_what_needs_no_key(
    office: Office, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INZAGE_DESK_HOME", str(tmp_path / "other"))
    without = json.loads(run("show", package, "--json").stdout)
    assert (without["approval"], without["note"]) == (None, "desk.no_desk")
    Desk.create(tmp_path / "other", "Ander bureau", demonstration=False)
    said = run("show", package).stdout
    assert "niet voor deze behandelaar" in said
    assert str(package.stat().st_size) in said
    assert NAME not in said
    answer = json.loads(run("show", package, "--json", "--check").stdout)
    assert (answer["approval"], answer["note"]) == (None, "desk.not_for_us")
    assert answer["clip"]["recipients"] == 1
    with Package.open(package) as opened:
        assert answer["clip"]["sha256"] == opened.clip_sha256()


def test_what_another_desk_signed_is_said_plainly_and_not_shown(
    office: Office, package: Path, tmp_path: Path
) -> None:
    """Anybody can encrypt an approval to this desk; only a signature says who decided."""
    other = Desk.create(tmp_path / "other", "Bureau Inzage", demonstration=False)
    with Package.open(package) as opened:
        approval = verify_approval(opened.read_approval(STATION), [office.desk.key])
    forged = tmp_path / "forged.inzage"
    with office.film.open("rb") as film:
        write_package(
            forged,
            film,
            lambda binding: other.sign(approval),
            clip_recipients=[SUPERVISOR.recipient],
            approval_recipients=[office.desk.recipient],
        )
    shown = run("show", forged, code=1)
    assert "andere behandelaar" in shown.stderr
    assert other.key.key_id in shown.stderr
    assert NAME not in shown.output
    answer = json.loads(run("show", forged, "--json", code=1).stdout)
    assert (answer["error"], answer["approval"]) == ("desk.other_signer", None)


def test_a_swapped_clip_is_seen_without_reading_it(
    office: Office, package: Path, tmp_path: Path
) -> None:
    with Package.open(package) as opened:
        approval = verify_approval(opened.read_approval(STATION), [office.desk.key])
    swapped = tmp_path / "swapped.inzage"
    with office.film.open("rb") as film:
        write_package(
            swapped,
            film,
            lambda binding: office.desk.sign(approval),
            clip_recipients=[SUPERVISOR.recipient],
            approval_recipients=[office.desk.recipient],
        )
    assert json.loads(run("show", swapped, "--json", code=1).stdout)["error"] == "clip.swapped"
    assert "klopt" not in run("show", swapped, code=1).stdout


def test_a_flipped_bit_is_found_by_check(package: Path) -> None:
    data = bytearray(package.read_bytes())
    data[CLIP_OFFSET + 5000] ^= 1
    package.write_bytes(data)
    run("show", package)
    refused = run("show", package, "--check", code=1)
    assert "beschadigd of veranderd" in refused.stderr
    assert "zoals zij is goedgekeurd" not in refused.stdout
    answer = json.loads(run("show", package, "--check", "--json", code=1).stdout)
    assert answer["error"] == "clip.changed"


def test_files_that_are_no_package(office: Office, package: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.inzage"
    assert "other.inzage" not in run("show", other, code=1).stdout
    for data, code in (
        (office.film.read_bytes(), "package.not_package"),
        (package.read_bytes()[:-1], "package.incomplete"),
        (b"", "package.not_package"),
    ):
        other.write_bytes(data)
        answer = json.loads(run("show", other, "--json", code=1).stdout)
        assert answer["error"] == code
    run("show", code=2)


def test_a_name_commands_no_terminal(office: Office) -> None:
    office.seal(name="[red]Anne[/red]", case="[bold]")
    said = run("show", office.package).stdout
    assert "[red]Anne[/red]" in said
    assert "[bold]" in said
