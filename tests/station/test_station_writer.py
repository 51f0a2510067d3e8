"""The trail's writer as a process of its own: real sockets, kills, stops, and another user."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.station.writers import actions, begun, writer
from tests.tools import ROOT
from viewer_app.audit import canonical, wire
from viewer_app.audit.errors import EventError
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.remote import RemoteAuditLog
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.session.ports import Actor, AuditUnavailable, Event, Outcome
from viewer_app.session.recovery import close_unfinished
from viewer_app.session.roles import Role
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="SO_PEERCRED is Linux")


def test_a_session_is_written_signed_and_counted_by_the_writer(home: Home, place: Path) -> None:
    with writer(home, place) as process:
        log = RemoteAuditLog(place)
        for action in ("session.opened", "viewing.started", "session.aborted"):
            log.record(begun(action))
        assert [found.session for found in log.unfinished_sessions()] == ["S-1"]
        assert log.count("viewing.started", "approval:a1") == 1
        assert log.count("viewing.started", "approval:a2") == 0
        log.record(begun("session.closed"))
        assert log.unfinished_sessions() == []
        assert log.seal().splitlines()[1] == str(len(actions(home)))
        log.close()
        process.terminate()
        assert process.wait(timeout=30) == 0
    assert not place.exists()
    assert actions(home)[-2:] == ["session.closed", "key.rotated"]
    key = VerifierKey.parse(Settings.load(home.settings).audit_key)
    assert verify(home.trail, key).integrity.state is State.HOLDS


def test_a_killed_writer_fails_closed_and_another_goes_on(home: Home, place: Path) -> None:
    log = RemoteAuditLog(place)
    with writer(home, place) as process:
        log.record(begun("session.opened"))
        process.kill()
        process.wait()
        for _ in range(2):
            with pytest.raises(AuditUnavailable) as refused:
                log.record(begun("viewing.started"))
            assert refused.value.code == "trail.writer_silent"
    assert place.exists()
    with writer(home, place):
        (cut_off,) = log.unfinished_sessions()
        assert (cut_off.supervisor, cut_off.last_action) == ("j.devries", "session.opened")
        close_unfinished(
            log,
            station="KANTOOR-1",
            session=cut_off.session,
            last_action=cut_off.last_action,
            last_object=cut_off.last_object,
            position_ms=cut_off.position_ms,
        )
        assert log.unfinished_sessions() == []
    assert "viewing.started" not in actions(home)


def test_a_hanging_writer_is_given_up_and_its_late_answer_is_not_believed(
    home: Home, place: Path
) -> None:
    with writer(home, place) as process:
        log = RemoteAuditLog(place, patience_seconds=0.5)
        assert log.count("session.opened", "approval:a1") == 0
        process.send_signal(signal.SIGSTOP)
        os.waitpid(process.pid, os.WUNTRACED)  # every thread of it stands still
        with pytest.raises(AuditUnavailable) as refused:
            log.record(begun("session.opened"))
        assert refused.value.code == "trail.writer_silent"
        process.send_signal(signal.SIGCONT)
        patient = RemoteAuditLog(place)
        assert patient.seal().startswith("inzagestation/")
        assert log.seal().startswith("inzagestation/")


def test_one_writer_only(home: Home, place: Path) -> None:
    with writer(home, place):
        for where in (place, place.with_name("other.sock")):
            with writer(home, where) as second:
                assert second.wait(timeout=30) == 1
        RemoteAuditLog(place).record(begun("session.opened"))


def test_a_file_in_the_way_is_left_alone(home: Home, place: Path) -> None:
    place.write_text("mine")
    with writer(home, place) as process:
        assert process.wait(timeout=30) == 1
    assert place.read_text() == "mine"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize(("allowed", "outcome"), [(True, "written"), (False, "writer_silent")])
def test_only_the_users_named_may_send_events(
    home: Home, place: Path, allowed: bool, outcome: str
) -> None:
    somebody = 65_534
    with writer(home, place, *([somebody] if allowed else [os.getuid()])):
        told = subprocess.run(
            [sys.executable, "-m", "tests.station.other_user", str(place), str(somebody)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    assert outcome in told.stdout
    assert actions(home)[1:] == (["session.opened"] if allowed else ["incident.trail"])


RUBBISH = [
    (b'{"do":"erase","seq":1}\n', b"trail.event_invalid"),
    (b'{"do":"record","event":{"action":"x"}}\n', b"trail.event_invalid"),
    (b'{"do":"count","action":7,"object":""}\n', b"trail.event_invalid"),
    (b"{}\n", b"trail.event_invalid"),
    (b"[]\n", b""),
    (b"\xff\xfe\n", b""),
    (b"[" * 60_000 + b"\n", b""),
    (b"x" * 70_000, b""),
]
"""What a client sends, and what must be in the answer; no answer where it is hung up on."""


def test_rubbish_is_refused_or_hung_up_on_and_others_are_served(home: Home, place: Path) -> None:
    with writer(home, place):
        for sent, answered in RUBBISH:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(20)
                line.connect(str(place))
                line.sendall(sent)
                try:
                    answer = line.recv(4_096)
                except ConnectionResetError:
                    answer = b""
            assert answered in answer, sent[:40]
            assert bool(answer) == bool(answered), sent[:40]
            assert RemoteAuditLog(place).count("session.opened", "approval:a1") == 0
    assert actions(home) == ["trail.started"]


def test_what_is_not_a_clients_to_say_is_an_incident_and_told_once(home: Home, place: Path) -> None:
    with writer(home, place):
        log = RemoteAuditLog(place)
        for action in ("trail.continued", "retention.year_removed", "trail.continued"):
            with pytest.raises(AuditUnavailable) as refused:
                log.record(begun(action))
            assert refused.value.code == "trail.event_reserved"
        log.record(begun("session.opened"))  # whoever is on the other side may bring it to its end
    assert actions(home)[1:] == ["incident.trail", "incident.trail", "session.opened"]
    with TrailReader(home.trail) as reader:
        told = [event.entry.details for event in reader.page(limit=3)][:0:-1]
    assert told == [
        {"code": "trail.event_reserved", "action": "trail.continued"},
        {"code": "trail.event_reserved", "action": "retention.year_removed"},
    ]


@pytest.mark.parametrize(
    "action",
    [
        "trail.continued",
        "key.rotated",
        "clock.step",
        "audit.storage_full",
        "incident.trail",
        "retention.year_removed",
    ],
)
def test_what_only_the_trail_may_say_is_not_taken_from_a_client(action: str) -> None:
    with pytest.raises(EventError):
        wire.read_event(wire.write_event(begun(action)))


EVENTS = st.builds(
    Event,
    session=st.text(max_size=9),
    actor=st.builds(Actor, st.sampled_from(Role), st.text(max_size=9)),
    action=st.sampled_from(["session.opened", "viewing.played", "keys.wiped"]),
    object=st.text(max_size=20),
    outcome=st.sampled_from(Outcome),
    details=st.dictionaries(
        st.text(st.characters(max_codepoint=127), max_size=5), st.integers(-99, 99) | st.booleans()
    ),
    private=st.dictionaries(st.sampled_from(["case", "remarks"]), st.text(max_size=20)),
)


@given(EVENTS)
def test_an_event_comes_over_the_wire_as_it_was_sent(event: Event) -> None:
    try:
        line = canonical.encode(wire.write_event(event))
    except EventError:
        return  # a lone surrogate, which no trail takes either
    assert wire.read_event(canonical.decode(line)) == event
