"""``inzage desk seal``: what is in a package, who can open it, and what is refused."""

import json
import os
import pty
import socket
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.desk.requests import (
    BIRTH_DATE,
    CASE,
    HOLD,
    NAME,
    NOW,
    SECOND_SUPERVISOR,
    STATION,
    SUPERVISOR,
    Office,
    identity,
    moment,
    request,
)
from tests.tools import program
from viewer_app.desk.errors import DeskError, RequestRefused
from viewer_app.desk.seal import seal
from viewer_app.evidence.age import X25519Identity
from viewer_app.evidence.approval import (
    Ground,
    HoldBasis,
    LegalHold,
    Regime,
    verify_approval,
)
from viewer_app.evidence.errors import NoMatchError
from viewer_app.evidence.sealed import Package
from viewer_app.session.calendar import dutch_day
from viewer_app.session.policy import Policy


def age_opens(package: Path, member: str, key: X25519Identity, folder: Path) -> bytes | None:
    """What Debian's unzip format and ``age`` make of a member; None where the key is not for it."""
    keys = folder / "key.txt"
    with key.encode() as text:
        keys.write_bytes(bytes(text.view) + b"\n")
    with zipfile.ZipFile(package) as archive:
        sealed = archive.read(member)
    opened = subprocess.run(
        [program("age"), "-d", "-i", keys], input=sealed, capture_output=True, check=False
    )
    return None if opened.returncode else opened.stdout


def test_age_opens_the_clip_for_each_supervisor_and_for_nobody_else(
    office: Office, tmp_path: Path
) -> None:
    both = [str(key.recipient) for key in (SUPERVISOR, SECOND_SUPERVISOR)]
    office.seal(supervisor=both)
    for key in (SUPERVISOR, SECOND_SUPERVISOR):
        assert age_opens(office.package, "clip.age", key, tmp_path) == office.film.read_bytes()
    assert age_opens(office.package, "clip.age", STATION, tmp_path) is None
    with office.desk.identity() as own:
        assert age_opens(office.package, "clip.age", own, tmp_path) is None
        assert age_opens(office.package, "approval.age", own, tmp_path) is not None
    for key in (SUPERVISOR, SECOND_SUPERVISOR, STATION):
        assert age_opens(office.package, "approval.age", key, tmp_path) is not None


def test_what_was_typed_is_what_is_signed(office: Office, tmp_path: Path) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text("viewings = 3\n")
    said = office.seal(
        "--json",
        policy=rules,
        **HOLD,
        viewings=3,
        station=[f"balie-1={STATION.recipient}", f"balie-2={identity(4).recipient}"],
    )
    with Package.open(office.package) as package:
        token = package.read_approval(STATION)
        approval = verify_approval(token, [office.desk.key])
        package.check_clip(approval.clip)
    assert (approval.case, approval.requester.name) == (CASE, NAME)
    assert approval.requester.birth_date.isoformat() == BIRTH_DATE
    assert (approval.desk, approval.ground) == ("Bureau Inzage", Ground.FILMED)
    assert approval.regime is Regime.WPG
    assert approval.stations == ("balie-1", "balie-2")
    assert approval.supervisors == (str(SUPERVISOR.recipient),)
    until = date.fromisoformat(HOLD["hold_until"])
    hold = LegalHold("Bezwaar loopt", HoldBasis.OBJECTION, "Juridische Zaken", until)
    assert (approval.viewings, approval.hold) == (3, hold)
    assert not approval.demonstration
    typed = [office.options[name] for name in ("--recorded-at", "--requested-at", "--from")]
    read = (approval.recorded_at, approval.requested_at, approval.valid_from)
    assert [at.isoformat(timespec="minutes") for at in read] == typed
    answer = json.loads(said.stdout)
    assert answer["approval_id"] == approval.approval_id
    assert answer["clip"]["sha256"] == approval.clip.sha256
    assert NAME not in said.output
    assert CASE not in said.output


def test_nothing_can_be_read_in_what_is_left_behind(office: Office, tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    office.seal(**(HOLD | {"hold_reason": "Kanarie in de kolenmijn", "hold_by": "Kanarie"}))
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert set(left) - before == {office.package}
    assert office.package.stat().st_mode & 0o077 == 0
    film = office.film.read_bytes()
    pieces = [film[at : at + 24] for at in range(0, len(film) - 24, len(film) // 200)]
    canaries = [NAME.encode(), CASE.encode(), b"Kanarie", BIRTH_DATE.encode(), *pieces]
    for path in left:
        data = path.read_bytes()
        assert [canary for canary in canaries if canary in data] == [], path


def test_personal_data_stays_out_of_what_programs_show_of_a_request() -> None:
    assert repr(request()) == "<Request>"


def test_moments_without_a_zone_are_dutch(office: Office) -> None:
    recorded = datetime.now(UTC).date() - timedelta(days=9)
    office.seal(recorded_at=f"{recorded}T12:30", requested_at=f"{recorded}T14:00:05")
    with Package.open(office.package) as package:
        approval = verify_approval(package.read_approval(STATION), [office.desk.key])
    assert approval.recorded_at.date() == recorded
    assert approval.recorded_at.hour in {10, 11}  # summer or winter
    assert approval.requested_at - approval.recorded_at == timedelta(hours=1, minutes=30, seconds=5)


def test_a_package_is_not_overwritten(office: Office) -> None:
    office.package.write_bytes(b"kept")
    assert "overschreven" in office.seal(code=1).stderr
    assert office.package.read_bytes() == b"kept"


def test_every_reason_is_said(office: Office) -> None:
    late: dict[str, Any] = {
        "recorded_at": moment(days=-60),
        "requested_at": moment(days=-30),
        "from_": moment(hours=-3),
        "until": moment(hours=-1),
    }
    assert office.refusal(**late) == [
        "request.window_past",
        "rule.requested_too_late",
        "rule.past_retention",
    ]
    said = office.seal(code=1, **late).stderr
    for word in ("--until", "dag 30", "28 dagen"):
        assert word in said
    assert "28 days" in office.seal("--language", "en", code=1, **late).stderr
    assert list(office.packages.iterdir()) == []


def test_a_legal_hold_keeps_a_recording(office: Office) -> None:
    late: dict[str, Any] = {"recorded_at": moment(days=-40), "requested_at": moment(days=-30)}
    assert office.refusal(**late) == ["rule.past_retention"]
    ended = HOLD | {"hold_until": (datetime.now(UTC) - timedelta(days=1)).date().isoformat()}
    assert office.refusal(**ended, **late) == ["rule.hold_ended"]
    office.seal(**HOLD, **late)


@pytest.mark.parametrize("left_out", HOLD)
def test_a_legal_hold_says_all_four_things(office: Office, left_out: str) -> None:
    said = office.seal(code=2, **(HOLD | {left_out: None}))
    assert "--hold-reason, --hold-basis, --hold-by en --hold-until" in said.stderr


def test_a_granted_request_holds_its_recording_until_the_appointment(
    office: Office, tmp_path: Path
) -> None:
    """Asked on day 21, decided on day 27, seen on day 33."""
    days: dict[str, Any] = {
        "recorded_at": moment(days=-27),
        "requested_at": moment(days=-6),
        "from_": moment(days=6),
        "until": moment(days=6, hours=1),
    }
    rules = tmp_path / "policy.toml"
    rules.write_text("hold_days = 0\n")
    assert office.refusal(policy=rules, **days) == ["rule.past_retention"]
    rules.write_text("hold_days = 11\n")
    assert office.refusal(policy=rules, **days) == ["rule.held_too_long"]
    said = office.seal(**days)
    with Package.open(office.package) as package:
        token = package.read_approval(STATION)
        hold = verify_approval(token, [office.desk.key]).hold
    last_day = dutch_day(datetime.fromisoformat(days["until"]) - timedelta(seconds=1))
    assert hold
    assert (hold.basis, hold.by, hold.until) == (HoldBasis.REQUEST, "Bureau Inzage", last_day)
    assert f"houdt de opname vast tot en met {last_day.isoformat()}" in said.stdout


def test_a_request_granted_too_late_holds_nothing(office: Office) -> None:
    gone: dict[str, Any] = {"recorded_at": moment(days=-30), "requested_at": moment(days=-10)}
    assert office.refusal(**gone) == ["rule.past_retention"]
    own = HOLD | {"hold_basis": "request"}
    assert office.refusal(**own, **gone) == ["rule.past_retention"]


def test_the_municipality_sets_the_rules(office: Office, tmp_path: Path) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text("request_days = 3\n")
    assert office.refusal(policy=rules) == ["rule.requested_too_late"]
    rules.write_text("request_days = 24\nretention_days = 30\n")
    old: dict[str, Any] = {"recorded_at": moment(days=-29), "requested_at": moment(days=-6)}
    office.seal(policy=rules, **old)
    rules.write_text("request_day = 24\n")
    said = office.seal(policy=rules, output=office.packages / "b.inzage", code=1)
    assert "request_day" in said.stderr
    office.seal(policy=tmp_path / "none.toml", code=2)


def test_an_appointment_stays_within_the_rules(office: Office, tmp_path: Path) -> None:
    day_and_more: dict[str, Any] = {"from_": moment(days=2), "until": moment(days=3, minutes=1)}
    assert office.refusal(viewings=2, **day_and_more) == [
        "rule.too_many_viewings",
        "rule.appointment_too_long",
    ]
    assert "1440" in office.seal(code=1, **day_and_more).stderr
    rules = tmp_path / "policy.toml"
    rules.write_text("viewings = 2\nappointment_minutes = 30\n")
    hour: dict[str, Any] = {"viewings": 2, "policy": rules, "from_": moment(days=2)}
    assert office.refusal(until=moment(days=2, minutes=31), **hour) == ["rule.appointment_too_long"]
    rules.write_text('grounds = ["filmed"]\nviewings = 2\n')
    hour["until"] = moment(days=2, minutes=30)
    assert office.refusal(ground="bystander", **hour) == ["rule.other_ground"]
    office.seal(**hour)


@pytest.mark.parametrize(
    ("changes", "code", "option"),
    [
        ({"recorded_at": moment(hours=1)}, "request.in_future", "--recorded-at"),
        ({"requested_at": moment(hours=1)}, "request.in_future", "--requested-at"),
        ({"until": moment(hours=-2)}, "request.window_order", "--until"),
        ({"from_": moment(days=-2), "until": moment(days=-1.5)}, "request.window_past", "--until"),
        ({"birth_date": "2199-01-01"}, "request.birth_date", "--birth-date"),
        ({"birth_date": "1899-12-31"}, "request.birth_date", "--birth-date"),
        ({"name": "Anne\u202etiW"}, "request.text", "--name"),
        ({"name": ""}, "request.text", "--name"),
        ({"case": "Z" * 201}, "request.text", "--case"),
        (HOLD | {"hold_reason": ""}, "request.text", "--hold-reason"),
        (HOLD | {"hold_by": "a\nb"}, "request.text", "--hold-by"),
        (HOLD | {"hold_until": "2200-01-01"}, "request.moment", "--hold-until"),
        ({"supervisor": [str(SUPERVISOR.recipient)] * 2}, "request.list", "--supervisor"),
        ({"supervisor": [str(STATION.recipient)]}, "request.not_supervisor", "--supervisor"),
        ({"station": [f"balie-1={STATION.recipient}"] * 2}, "request.list", "--station"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_by_name(
    office: Office, changes: dict[str, Any], code: str, option: str
) -> None:
    assert code in office.refusal(**changes)
    assert option in office.seal(code=1, **changes).stderr
    assert list(office.packages.iterdir()) == []


def test_the_desks_own_key_is_no_supervisors(office: Office) -> None:
    own = str(office.desk.recipient)
    assert office.refusal(supervisor=[str(SUPERVISOR.recipient), own]) == ["request.not_supervisor"]


@pytest.mark.parametrize(
    ("changes", "code", "option"),
    [
        ({"recorded_at": "gisteren"}, "moment.malformed", "--recorded-at"),
        ({"requested_at": "2026-11-01"}, "moment.malformed", "--requested-at"),
        ({"from_": "2026-03-29T02:30"}, "moment.never", "--from"),
        ({"until": "2026-10-25T02:30"}, "moment.twice", "--until"),
        ({"birth_date": "29-02-1980"}, "day.malformed", "--birth-date"),
        ({"birth_date": "1981-02-29"}, "day.malformed", "--birth-date"),
        ({"supervisor": [str(SUPERVISOR.recipient)[:-1] + "q"]}, "key.checksum", "--supervisor"),
        ({"supervisor": [str(SUPERVISOR.recipient), "age1"]}, "key.malformed", "--supervisor (2)"),
        ({"station": [str(STATION.recipient)]}, "station.address_malformed", "--station"),
        ({"station": [f"bal ie={STATION.recipient}"]}, "station.address_malformed", "--station"),
        ({"station": [f"balie={str(STATION.recipient)[:-1]}q"]}, "key.checksum", "--station"),
    ],
)
def test_a_text_that_cannot_be_read_is_wrong_usage_of_its_option(
    office: Office, changes: dict[str, Any], code: str, option: str
) -> None:
    answer = json.loads(office.seal("--json", code=2, **changes).stdout)
    assert (answer["error"], answer["facts"]["option"]) == (code, option)
    assert office.seal(code=2, **changes).stderr.startswith(f"{option}: ")


@pytest.mark.parametrize(
    "left_out", ["case", "ground", "regime", "supervisor", "station", "until", "output"]
)
def test_what_must_be_typed_must_be_typed(office: Office, left_out: str) -> None:
    office.seal(code=2, **{left_out: None})


def test_other_grounds_and_numbers_are_wrong_usage(office: Office) -> None:
    office.seal(ground="police", code=2)
    office.seal(regime="gdpr", code=2)
    office.seal(viewings=0, code=2)


def test_recordings_that_cannot_be_sealed(office: Office, tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    assert office.refusal(clip=clip) == ["recording.unreadable"]
    assert "clip.mp4" in office.seal(clip=clip, code=1).stderr
    clip.write_bytes(b"")
    assert office.refusal(clip=clip) == ["recording.empty"]
    program_stream = b"\x00\x00\x01\xba" + bytes(5000)
    playlist, package = b"#EXTM3U\nfile:///etc/passwd\n", b"PK\x03\x04" + bytes(1000)
    for other in (playlist, package, program_stream, b"\x00"):
        clip.write_bytes(other)
        assert office.refusal(clip=clip) == ["recording.not_a_film"]
    assert office.refusal(clip=tmp_path) == ["recording.unreadable"]
    pipe = tmp_path / "pipe.mp4"
    os.mkfifo(pipe)
    assert office.refusal(clip=pipe) == ["recording.unreadable"]
    plug = tmp_path / "plug.mp4"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(plug))
        assert office.refusal(clip=plug) == ["recording.unreadable"]
    assert list(office.packages.iterdir()) == []


def test_packages_that_cannot_be_made(office: Office, tmp_path: Path) -> None:
    assert office.refusal(output=tmp_path / "Z-0042.zip") == ["package.suffix"]
    assert office.refusal(output=tmp_path / "none" / "Z-0042.inzage") == ["package.not_written"]


def test_without_a_desk_nothing_is_sealed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INZAGE_DESK_HOME", str(tmp_path / "none"))
    assert office.refusal() == ["desk.not_made"]


def test_seal_is_a_library_call_too(office: Office) -> None:
    seen: list[tuple[int, int]] = []
    approval = seal(
        office.desk,
        request(),
        office.film,
        office.package,
        policy=Policy(),
        now=NOW + timedelta(microseconds=7),
        progress=lambda done, total: seen.append((done, total)),
    )
    size = office.film.stat().st_size
    assert seen[-1] == (size, size)
    assert approval.issued_at == NOW
    with Package.open(office.package) as package:
        assert verify_approval(package.read_approval(SUPERVISOR), [office.desk.key]) == approval
        reader = package.open_clip(SUPERVISOR, approval.clip)
        assert reader.size == size
        reader.wipe()
        with pytest.raises(NoMatchError):
            package.open_clip(STATION, approval.clip)


def test_the_last_second_of_an_appointment_counts_not_the_first_after_it(office: Office) -> None:
    """Midnight ends an appointment on the last day that the recording exists."""
    midnight = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    last_day = request(
        recorded_at=midnight - timedelta(days=28, hours=10),
        requested_at=midnight - timedelta(days=20),
        valid_from=midnight - timedelta(hours=1),
        valid_until=midnight,
    )
    seal(office.desk, last_day, office.film, office.package, policy=Policy(hold_days=0), now=NOW)
    later = request(
        recorded_at=last_day.recorded_at,
        requested_at=last_day.requested_at,
        valid_from=last_day.valid_from,
        valid_until=midnight + timedelta(seconds=1),
    )
    output = office.packages / "b.inzage"
    with pytest.raises(RequestRefused) as refused:
        seal(office.desk, later, office.film, output, policy=Policy(hold_days=0), now=NOW)
    assert [one.code for one in refused.value.findings] == ["rule.past_retention"]


def test_a_recording_that_grows_while_it_is_sealed_is_refused(
    office: Office, tmp_path: Path
) -> None:
    """Somebody copies from the dock and seals too early."""
    clip = tmp_path / "copy.mp4"
    clip.write_bytes(office.film.read_bytes())

    def grow(done: int, total: int) -> None:
        with clip.open("ab") as file:
            file.write(b"more")

    def cut(done: int, total: int) -> None:
        os.truncate(clip, 1)

    for change in (grow, cut):
        with pytest.raises(DeskError) as refused:
            seal(
                office.desk,
                request(),
                clip,
                office.package,
                policy=Policy(),
                now=NOW,
                progress=change,
            )
        assert refused.value.code == "recording.changed"
    assert list(office.packages.iterdir()) == []


def test_a_terminal_sees_how_far_it_is(office: Office) -> None:
    ours, theirs = pty.openpty()
    program = "from viewer_app.commands.desk import app; app()"
    seen = b""
    with subprocess.Popen(
        [sys.executable, "-c", program, *office.arguments()],
        env={**os.environ, "TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as sealing:
        os.close(theirs)
        with suppress(OSError):  # EIO: nobody writes there any more
            while piece := os.read(ours, 1 << 16):
                seen += piece
    os.close(ours)
    assert sealing.returncode == 0
    assert "verzegelen" in seen.decode()
    assert "100 %" in seen.decode()


def test_a_moment_without_a_zone_is_no_request() -> None:
    with pytest.raises(ValueError, match="zone"):
        request(valid_until=NOW.replace(tzinfo=None))
