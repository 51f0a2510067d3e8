"""The writer: what is acknowledged is there, signed, and found again."""

import json
import sqlite3
import threading
from itertools import pairwise
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.trails import KEY, ORIGIN, SIGNER, Trail, TwoClocks, event, write_session
from viewer_app.audit.checkpoint import open_checkpoint
from viewer_app.audit.reader import TrailReader
from viewer_app.session.ports import AuditTrail, AuditUnavailable, Outcome


def test_the_log_is_the_trail_the_session_asks_for(trail: Trail) -> None:
    port: AuditTrail = trail.create()
    port.record(event("session.opened"))
    assert port.count("session.opened", "approval:a1") == 1


def test_an_event_carries_every_field_an_auditor_asks_for(trail: Trail) -> None:
    log = trail.create()
    log.record(event("viewing.played", details={"position_ms": 1500}))
    log.close()
    with sqlite3.connect(trail.path) as database:
        (body,) = database.execute("SELECT body FROM entry WHERE seq = 1").fetchone()
    fields = json.loads(body)
    assert UUID(fields.pop("id")).version == 4
    assert fields == {
        "v": 1,
        "log": ORIGIN,
        "seq": 1,
        "time": "2026-03-02T09:00:00.020Z",
        "mono": 1_000_020,
        "boot": "boot-1",
        "session": "K7QF-2M9D",
        "actor": {"role": "supervisor", "id": "j.devries"},
        "action": "viewing.played",
        "object": "approval:a1",
        "outcome": "ok",
        "source": "balie-1",
        "details": {"position_ms": 1500},
    }


def test_the_first_event_names_the_key_and_the_log_before(trail: Trail) -> None:
    trail.create(previous="the checkpoint of last year").close()
    with TrailReader(trail.path) as reader:
        (first,) = reader.events("")
    assert first.entry.action == "trail.started"
    assert first.entry.details == {"key": str(KEY), "previous": "the checkpoint of last year"}


def test_only_ok_events_on_that_object_are_counted(trail: Trail) -> None:
    log = trail.create()
    log.record(event("viewing.started", object_="approval:a1"))
    log.record(event("viewing.started", object_="approval:a1", outcome=Outcome.FAILED))
    log.record(event("viewing.started", object_="approval:a2"))
    log.record(event("viewing.stopped", object_="approval:a1"))
    assert log.count("viewing.started", "approval:a1") == 1
    assert log.count("viewing.started", "approval:none") == 0


def test_a_seal_is_a_checkpoint_over_everything_written(trail: Trail) -> None:
    log = trail.create()
    first = open_checkpoint(log.seal(), [KEY])
    write_session(log)
    last = open_checkpoint(log.seal(), [KEY])
    assert (first.size, last.size) == (1, 12)
    assert last.origin == ORIGIN
    assert first.root != last.root


def test_a_reopened_log_goes_on_where_it_was(trail: Trail) -> None:
    log = trail.create()
    for _ in range(300):
        log.record(event("viewing.continued"))
    sealed = log.seal()
    log.close()
    again = trail.open()
    assert again.seal() == sealed
    again.record(event("session.closed"))
    assert again.size == 302


def test_what_was_closed_writes_no_more(trail: Trail) -> None:
    log = trail.create()
    log.close()
    log.close()
    with pytest.raises(AuditUnavailable) as refused:
        log.record(event("session.opened"))
    assert refused.value.code == "trail.closed"


def test_threads_write_one_after_another(trail: Trail) -> None:
    log = trail.create()

    def write(session: str) -> None:
        for _ in range(25):
            log.record(event("viewing.played", session))

    threads = [threading.Thread(target=write, args=(f"S{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with TrailReader(trail.path) as reader:
        page = reader.page(limit=1000)
        assert [found.entry.seq for found in page] == list(range(100, -1, -1))
        assert {len(reader.events(f"S{number}")) for number in range(4)} == {25}
    with pytest.raises(AuditUnavailable):
        trail.open()
    log.close()
    assert trail.open().size == 101


def test_personal_values_stand_beside_the_event_and_can_be_erased(trail: Trail) -> None:
    log = trail.create()
    log.record(event("session.closed", private={"remarks": "Mevrouw Jansen was tevreden"}))
    with TrailReader(trail.path) as reader:
        (found,) = reader.events("K7QF-2M9D")
        assert found.private == {"remarks": "Mevrouw Jansen was tevreden"}
        assert "Jansen" not in reader.row(1).body
        before = reader.checkpoint(2)
        assert log.erase_private(1) == 1
        (found,) = reader.events("K7QF-2M9D")
        assert found.private == {}
        assert set(found.entry.commitments) == {"remarks"}
        assert reader.checkpoint(2) == before
    log.close()
    assert b"Jansen" not in trail.path.read_bytes()


def test_a_changed_personal_value_is_not_shown(trail: Trail) -> None:
    log = trail.create()
    log.record(event("session.closed", private={"remarks": "niets bijzonders"}))
    log.close()
    with sqlite3.connect(trail.path) as database:
        database.execute("DROP TRIGGER private_no_update")
        database.execute("UPDATE private SET value = 'iets anders'")
    with TrailReader(trail.path) as reader:
        assert reader.events("K7QF-2M9D")[0].private == {}


@pytest.mark.parametrize(
    ("details", "code"),
    [
        ({"text": "x" * 5000}, "trail.event_too_large"),
        ({"speed": 1.5}, "trail.event_invalid"),
        ({"position_ms": 2**53}, "trail.event_invalid"),
        ({"naïef": 1}, "trail.event_invalid"),
        ({"text": "\ud800"}, "trail.event_invalid"),
    ],
)
def test_an_event_that_does_not_fit_is_refused_and_the_log_goes_on(
    trail: Trail, details: dict[str, object], code: str
) -> None:
    log = trail.create()
    with pytest.raises(AuditUnavailable) as refused:
        log.record(event("viewing.played", details=details))  # type: ignore[arg-type] # the point
    assert refused.value.code == code
    log.record(event("viewing.played"))
    assert log.size == 2


def test_an_unfinished_session_is_found_with_where_it_was(trail: Trail) -> None:
    log = trail.create()
    write_session(log, "DONE-0001")
    log.record(event("session.opened", "OPEN-0001", "supervisor:j.devries"))
    log.record(event("viewing.played", "OPEN-0001", "approval:a9", details={"position_ms": 4200}))
    log.record(event("guard.lost", "OPEN-0001", "approval:a9"))
    log.close()
    (left,) = trail.open().unfinished_sessions()
    assert left == ("OPEN-0001", "j.devries", "guard.lost", "approval:a9", 4200)


# --- clocks ------------------------------------------------------------------------------------


def _actions(trail: Trail) -> list[str]:
    with TrailReader(trail.path) as reader:
        return [found.entry.action for found in reader.page()][::-1]


@pytest.mark.parametrize("step", [-3_600_000, 5_000])
def test_a_moved_clock_is_an_event_and_order_stands(
    trail: Trail, clock: TwoClocks, step: int
) -> None:
    log = trail.create()
    log.record(event("session.opened"))
    clock.set_wall(step)
    log.record(event("identity.checked"))
    log.record(event("conditions.confirmed"))
    assert _actions(trail)[1:] == [
        "session.opened",
        "clock.step",
        "identity.checked",
        "conditions.confirmed",
    ]
    with TrailReader(trail.path) as reader:
        found = reader.events("")[-1].entry
    assert found.details == {"cause": "step", "wall_ms": step + 10, "mono_ms": 10}


def test_slow_drift_and_waiting_are_no_step(trail: Trail, clock: TwoClocks) -> None:
    log = trail.create()
    for _ in range(5):
        clock.pass_time(3_600_000)
        clock.set_wall(1_500)
        log.record(event("viewing.played"))
    assert "clock.step" not in _actions(trail)


def test_a_boot_into_the_past_is_an_event(trail: Trail, clock: TwoClocks) -> None:
    trail.create().close()
    clock.set_wall(-60_000)
    clock.mono = 5
    log = trail.open(boot_id="boot-2")
    log.record(event("station.started", ""))
    assert _actions(trail) == ["trail.started", "clock.step", "station.started"]


def test_a_boot_later_is_none(trail: Trail, clock: TwoClocks) -> None:
    trail.create().close()
    clock.set_wall(86_400_000)
    clock.mono = 5
    log = trail.open(boot_id="boot-2")
    log.record(event("station.started", ""))
    assert _actions(trail) == ["trail.started", "station.started"]


# --- keys --------------------------------------------------------------------------------------


def test_after_rotation_only_the_new_key_opens_and_signs(trail: Trail) -> None:
    log = trail.create()
    log.record(event("session.opened"))
    new = Ed25519PrivateKey.generate()
    log.rotate(new)
    log.record(event("session.closed"))
    new_key = log.key
    sealed = log.seal()
    log.close()
    assert open_checkpoint(sealed, [new_key]).size == 4
    with pytest.raises(AuditUnavailable) as refused:
        trail.open(SIGNER)
    assert refused.value.code == "trail.other_key"
    assert trail.open(new).seal() == sealed


def test_the_checkpoint_at_the_rotation_is_still_of_the_old_key(trail: Trail) -> None:
    log = trail.create()
    log.rotate(Ed25519PrivateKey.generate())
    assert open_checkpoint(log.seal(), [KEY]).size == 2


# --- reading -----------------------------------------------------------------------------------


def test_sessions_come_page_by_page_latest_first(trail: Trail) -> None:
    log = trail.create()
    for number in range(5):
        write_session(log, f"SESS-000{number}", f"a{number}")
    log.record(event("session.opened", "SESS-0005", "supervisor:j.devries"))
    with TrailReader(trail.path) as reader:
        first = reader.sessions(limit=4)
        rest = reader.sessions(limit=4, before=first[-1].seq)
    assert [found.session for found in first + rest] == [f"SESS-000{n}" for n in range(5, -1, -1)]
    assert first[0].closed is None
    assert (first[0].end, first[0].supervisor) == ("", "j.devries")
    assert (first[1].end, first[1].reason, first[1].object) == (
        "completed",
        "finished",
        "approval:a4",
    )
    assert first[1].closed is not None
    assert first[1].closed > first[1].opened
    assert all(later.seq > earlier.seq for later, earlier in pairwise(first + rest))
