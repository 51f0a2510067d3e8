"""``inzage desk approve``: what is sealed, what is refused, and what a second run finds done."""

import json
import os
import pty
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.desk.batches import KEYS, LATE, SAMPLES, Batch, row, shift, write
from tests.desk.processes import start, wait_until_sealing
from tests.desk.requests import NAME, SUPERVISOR, Office, moment
from viewer_app.desk.batch import decide, read_requests, seal_granted
from viewer_app.evidence.approval import Approval, Regime, verify_approval
from viewer_app.evidence.sealed import Package
from viewer_app.session.calendar import dutch_day
from viewer_app.session.policy_file import load_policy


@pytest.fixture
def batch(office: Office, tmp_path: Path) -> Batch:
    return Batch(office, tmp_path)


def signed(batch: Batch, case: str) -> Approval:
    """What the supervisor reads in a package, whose clip is the film."""
    with Package.open(batch.office.packages / f"{case}.inzage") as package:
        approval = verify_approval(package.read_approval(SUPERVISOR), [batch.office.desk.key])
        package.check_clip(approval.clip)
    return approval


def test_what_holds_is_sealed_and_what_does_not_gets_its_letter(batch: Batch) -> None:
    batch.list.write_text(
        write(row("Z-1"), row("Z-2", regime="wpg", **LATE), row("Z-3", ground="bystander")), "utf-8"
    )
    said = batch.approve(code=1).stdout
    assert batch.packages == ["Z-1.inzage", "Z-3.inzage"]
    assert batch.written == ["Z-2.txt"]
    assert (signed(batch, "Z-1").regime, signed(batch, "Z-3").ground) == (Regime.AVG, "bystander")
    letter = (batch.letters / "Z-2.txt").read_text("utf-8")
    for words in ("Voorbeeldstad", "Zaaknummer: Z-2", "te laat", "Wet politiegegevens", "bezwaar"):
        assert words in letter
    assert "Zaak Z-1 (regel 2)\n  Mag: het verzoek kwam op dag 5 na de opname" in said
    assert "Zaak Z-2 (regel 3)\n  Mag niet, en is niet verzegeld:\n  - Het verzoek kwam" in said
    assert said.endswith("Verzegeld: 2. Al eerder: 0. Geweigerd: 1. Mislukt: 0.\n")
    assert NAME not in said + letter


def test_a_second_run_goes_on_where_the_first_stopped(batch: Batch) -> None:
    batch.list.write_text(write(row("Z-1"), row("Z-2", **LATE), row("Z-3", clip="later.mp4")))
    first = batch.told(code=1)
    assert [first["counts"][name] for name in ("sealed", "refused", "failed")] == [1, 1, 1]
    assert first["requests"][2]["error"]["code"] == "recording.unreadable"
    kept = {path: path.read_bytes() for path in batch.office.packages.iterdir()}
    kept |= {path: path.read_bytes() for path in batch.letters.iterdir()}
    assert len(kept) == 2
    batch.add_clip("later.mp4")
    again = batch.told(code=1)["requests"]
    assert [one["state"] for one in again] == ["sealed_before", "refused", "sealed"]
    assert again[0]["approval_id"] == first["requests"][0]["approval_id"]
    assert again[1]["no_letter"] == "approve.letter_before"
    assert {path: path.read_bytes() for path in kept} == kept
    assert "Z-1.inzage is overgeslagen" in batch.approve(code=1).stdout


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Iemand Anders"},
        {"birth_date": "1981-01-01"},
        {"regime": "wpg"},
        {"ground": "bystander"},
        {"until": moment(hours=4)},
    ],
)
def test_a_package_of_another_request_is_never_overwritten(
    batch: Batch, changes: dict[str, str]
) -> None:
    batch.list.write_text(write(row("Z-1")), "utf-8")
    batch.approve()
    package = batch.office.packages / "Z-1.inzage"
    before = package.read_bytes()
    batch.list.write_text(write(row("Z-1", **changes), row("Z-2")), "utf-8")
    requests = batch.told(code=1)["requests"]
    assert [one["state"] for one in requests] == ["failed", "sealed"]
    assert requests[0]["error"]["code"] == "package.exists"
    assert package.read_bytes() == before


def test_one_that_fails_stops_none_of_the_others(batch: Batch) -> None:
    (batch.clips / "text.mp4").write_bytes(b"no film")
    (batch.office.packages / "Z-3.inzage").write_bytes(b"something else")
    batch.list.write_text(
        write(row("Z-1", clip="text.mp4"), row("Z-2"), row("Z-3"), row("Z-4", clip="none.mp4"))
    )
    states = batch.states(code=1)
    assert states == {"Z-1": "failed", "Z-2": "sealed", "Z-3": "failed", "Z-4": "failed"}
    assert batch.packages == ["Z-2.inzage", "Z-3.inzage"]
    assert (batch.office.packages / "Z-3.inzage").read_bytes() == b"something else"
    said = batch.approve("--language", "en", code=1).stdout
    assert "Not sealed: The recording none.mp4 cannot be read" in said


def test_nothing_is_sealed_of_a_list_with_a_fault(batch: Batch) -> None:
    batch.list.write_text(write(row("Z-1"), row("Z-2", **LATE), row("Z-3", regime="gdpr")), "utf-8")
    said = batch.approve(code=1)
    assert "requests.csv, regel 4, kolom ‘regime’: toegestaan is een van: avg, wpg." in said.stderr
    assert "Er staat iets als ‘aaaa’" in said.stderr
    assert (batch.packages, batch.written) == ([], [])
    answer = batch.told(code=1)
    assert answer["error"] == "list.refused"
    assert [one["code"] for one in answer["faults"]] == ["list.choice"]


def test_a_dry_run_decides_the_same_and_makes_nothing(batch: Batch) -> None:
    batch.list.write_text(write(row("Z-1"), row("Z-2", **LATE)), "utf-8")
    assert batch.states("--dry-run", code=1) == {"Z-1": "granted", "Z-2": "refused"}
    said = batch.approve("--dry-run", code=1).stdout
    assert "Er is niets gemaakt. Te verzegelen: 1." in said
    assert (batch.packages, batch.written) == ([], [])


def test_a_refusal_that_is_the_desks_own_mistake_gets_no_letter(batch: Batch) -> None:
    batch.list.write_text(
        write(row("Z-1", until=moment(minutes=-5)), row("Z-2", recorded_at=moment(days=1))), "utf-8"
    )
    requests = batch.told(code=1)["requests"]
    assert [one["findings"][0]["code"] for one in requests] == [
        *("request.window_past", "request.in_future")
    ]
    assert [one["no_letter"] for one in requests] == ["letter.no_ground", "request.in_future"]
    assert (batch.packages, batch.written) == ([], [])


def test_the_sample_list_is_decided_as_it_says(batch: Batch) -> None:
    sample = (SAMPLES / "requests.csv").read_text("utf-8")
    batch.list.write_text(shift(sample, dutch_day(datetime.now(UTC))), "utf-8")
    batch.add_clip("bodycam-0042.mp4")
    assert list(batch.states(code=1).values()) == ["sealed", "sealed", "refused"]
    second = signed(batch, "Z-2026-1002")
    assert second.requester.name == "Şükrü Özdemir"
    assert second.hold is not None
    assert second.hold.reason == "Bezwaar loopt; beslissing volgt"
    letter = (batch.letters / "Z-2026-1003.txt").read_text("utf-8")
    assert "Wet politiegegevens" in letter


def test_the_sample_case_is_sealed_without_its_bsn(batch: Batch, tmp_path: Path) -> None:
    file = tmp_path / "zaak.json"
    sample = (SAMPLES / "zaak.json").read_text("utf-8")
    assert "999993653" in sample
    file.write_text(shift(sample, dutch_day(datetime.now(UTC))), "utf-8")
    batch.add_clip("bodycam-0042.mp4")
    said = batch.approve("--language", "en", file=file)
    assert "Not used of the case: wijk." in said.stdout
    approval = signed(batch, "ZAAK-2026-0000001004")
    assert approval.requester.name == "Fenna Marije van den Berg"
    assert approval.requester.birth_date.isoformat() == "1988-05-17"
    assert (dutch_day(datetime.now(UTC)) - dutch_day(approval.requested_at)).days == 5
    assert (
        b"999993653" not in said.stdout.encode() + json.dumps(vars(approval), default=str).encode()
    )
    assert batch.states(file=file) == {"ZAAK-2026-0000001004": "sealed_before"}


def test_a_batch_that_is_ended_half_way_keeps_what_is_whole(batch: Batch) -> None:
    long = batch.add_clip("long.mp4")
    os.truncate(long, 3 * 1024**3)
    batch.list.write_text(write(row("Z-1"), row("Z-2", clip="long.mp4"), row("Z-3")), "utf-8")
    with start(batch.arguments("--json")) as process:
        wait_until_sealing(batch.office, process)
        process.send_signal(signal.SIGTERM)
        process.communicate()
    assert process.returncode > 0
    assert batch.packages == ["Z-1.inzage"]
    assert signed(batch, "Z-1").case == "Z-1"
    batch.add_clip("long.mp4")
    assert batch.states() == {"Z-1": "sealed_before", "Z-2": "sealed", "Z-3": "sealed"}


def test_progress_is_over_the_bytes_of_all_that_is_sealed(batch: Batch) -> None:
    batch.list.write_text(write(row("Z-1"), row("Z-2", **LATE), row("Z-3")), "utf-8")
    desk, policy, now = batch.office.desk, load_policy(batch.rules), datetime.now(UTC)
    places = {"clips": batch.clips, "output": batch.office.packages}
    asked = read_requests(batch.list, KEYS)
    decisions = [decide(one, desk, policy, now, **places) for one in asked]
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    assert list(seal_granted(decisions, desk, policy, lambda: now, progress)) == decisions
    size = batch.office.film.stat().st_size
    assert {total for _, total in told} == {2 * size}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {size, 2 * size} <= {done for done, _ in told}


def test_progress_is_seen_on_a_terminal(batch: Batch) -> None:
    batch.list.write_text(write(row("Z-1"), row("Z-2")), "utf-8")
    terminal, side = pty.openpty()
    command = [sys.executable, "-m", "viewer_app", "desk", *batch.arguments()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=side) as process:
        os.close(side)
        shown = b""
        with os.fdopen(terminal, "rb", buffering=0) as screen:
            while True:
                try:
                    piece = screen.read(4096)
                except OSError:  # the other side is closed
                    break
                if not piece:
                    break
                shown += piece
        said = process.stdout.read() if process.stdout else b""
    assert process.returncode == 0
    assert b"verzegelen" in shown
    assert b"100 %" in shown
    assert b"Verzegeld: 2." in said


def test_wrong_usage_makes_nothing(batch: Batch) -> None:
    batch.list.write_text(write(row("Z-1")), "utf-8")
    changes: list[tuple[Any, ...]] = [
        ("--supervisor", "age1nonsense"),
        ("--station", "balie-2"),
        ("--clips", batch.clips / "none"),
        ("-o", batch.office.packages / "none"),
    ]
    for more in changes:
        batch.approve(*more, code=2)
    assert batch.packages == []
