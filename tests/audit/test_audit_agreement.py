"""What the events of one session say must agree: of its documents, and of what its film did."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.tampering import codes
from tests.audit.test_audit_completeness import write_steps
from tests.audit.trails import KEY, Trail, event
from tests.session.session_doubles import World, as_read_back
from tests.session.test_session_film import STEPS, watch
from viewer_app.audit.agreement import check_claims, read_claim
from viewer_app.audit.bounds import out_of_bounds
from viewer_app.audit.bundle import verify_bundle, write_bundle
from viewer_app.audit.grammar import check_sessions, letter
from viewer_app.audit.log import AuditLog
from viewer_app.audit.proving import open_prover
from viewer_app.audit.verify import verify
from viewer_app.session.ports import Event, Json, Outcome


class Told(NamedTuple):
    """An event with what it says."""

    action: str
    details: dict[str, Json]
    private: dict[str, str] | None = None


def compared(*differs: str, document: str = "passport") -> Told:
    return Told("identity.compared", {"document": document, "differs": list(differs)})


def checked(*overruled: str, document: str = "passport", reason: str = "trouwakte") -> Told:
    details: dict[str, Json] = {"document": document, "failed": []}
    if not overruled:
        return Told("identity.checked", details)
    private = {"overrule": reason} if reason else {}
    return Told("identity.checked", {**details, "overruled": list(overruled)}, private)


def speed(percent: int) -> Told:
    return Told("viewing.speed_set", {"position_ms": 5, "speed_percent": percent})


def shown(*speeds: int) -> Told:
    return Told("viewing.shown", {"ranges": [[0, 5, percent] for percent in speeds]})


def write(log: AuditLog, told: Told) -> None:
    outcome = Outcome.REFUSED if told.details.get("differs") else Outcome.OK
    log.record(
        event(told.action, "ODD", outcome=outcome, details=told.details, private=told.private)
    )


def expect(trail: Trail, code: str) -> None:
    """This finding and no other, or none: in the trail, and in the proof of the one session."""
    for thorough in (False, True):
        assert codes(verify(trail.path, KEY, thorough=thorough), "completeness") == {code} - {""}
    bundle = trail.path.with_name("session.inzage-bundle")
    with open_prover(trail.path) as prover:
        write_bundle(prover, "ODD", bundle)
    assert [found.code for found in verify_bundle(bundle, [KEY]).findings] == [code] * bool(code)


@pytest.mark.parametrize(
    ("identity", "good"),
    [
        ([checked()], True),
        ([compared(), checked()], True),
        ([compared("surname"), checked("surname")], True),
        ([compared("surname"), checked("surname", "document")], True),
        ([compared("surname", "birth_date"), compared(), checked()], True),
        ([compared(), checked("document", document="id_card")], True),
        ([compared(document=""), checked(document="id_card")], True),
        ([compared("surname"), checked()], False),
        ([compared("surname"), checked("given_names")], False),
        ([compared("surname"), checked("surname", reason="")], False),
        ([compared("surname", "expiry"), checked("surname")], False),
        ([compared(), compared("surname"), checked()], False),
        ([compared(), checked(document="id_card")], False),
        ([compared("surname"), checked("surname", document="id_card")], False),
    ],
)
def test_every_difference_of_a_document_is_accepted_with_a_reason(
    trail: Trail, identity: list[Told], *, good: bool
) -> None:
    with trail.create() as log:
        write_steps(log, "opened chosen", "ODD")
        for told in identity:
            write(log, told)
        write_steps(log, "conditions guard started played wiped stopped closed", "ODD")
    expect(trail, "" if good else "verify.identity_not_overruled")


@pytest.mark.parametrize(
    ("film", "told", "good"),
    [
        ("played", [shown(100)], True),
        ("played", [speed(50), speed(400), shown(100, 50, 400)], True),
        ("played", [shown(50)], False),
        ("played", [speed(50), shown(100, 75)], False),
        ("played", [shown(50), speed(50)], False),
        ("paused", [shown(100)], False),
        ("sought", [shown(100)], False),
    ],
)
def test_what_was_shown_ran_and_at_a_speed_that_was_set(
    trail: Trail, film: str, told: list[Told], *, good: bool
) -> None:
    with trail.create() as log:
        write_steps(log, f"opened chosen identity conditions guard started {film}", "ODD")
        for one in told:
            write(log, one)
        write_steps(log, "wiped stopped closed", "ODD")
    expect(trail, "" if good else "verify.shown_impossible")


def test_what_stands_in_two_parts_of_a_trail_is_compared(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer_app.audit.verify.CHUNK", 256)
    with trail.create() as log:
        write_steps(log, "opened chosen", "ODD")
        write(log, compared("surname"))
        write_steps(log, "opened stopped closed " * 90, "OTHER")
        write(log, checked())
        write_steps(log, "stopped closed", "ODD")
    report = verify(trail.path, KEY)
    assert "verify.identity_not_overruled" in {found.code for found in report.completeness.findings}


def found_in(events: list[Event]) -> list[str]:
    """The codes of what is wrong with one session."""
    entries = [as_read_back(one) for one in events]
    steps = [(seq, letter(one.action, one.outcome)) for seq, one in enumerate(entries)]
    claims = [claim for one in entries if (claim := read_claim(one))]
    findings = [*check_sessions({"S": steps}), *check_claims({"S": claims})]
    odd = [code for one in entries if (code := out_of_bounds(one))]
    return [*(found.code for found in findings), *odd]


@given(STEPS, st.integers(25, 400))
def test_an_honest_session_agrees_with_itself_and_one_that_was_changed_does_not(
    steps: list[tuple[str, int]], percent: int
) -> None:
    world = World()
    show = watch(world, steps)
    show.session.close()
    events = world.trail.events
    assert found_in(events) == []
    if not any(one.action == "viewing.shown" for one in events):
        return
    unplayed = [one for one in events if one.action != "viewing.played"]
    assert "verify.shown_impossible" in found_in(unplayed)
    set_speeds = {one.details.get("speed_percent") for one in events}
    for place, one in enumerate(events):
        if one.action == "viewing.shown" and percent not in set_speeds:
            changed = dict(one.details)
            told = changed["ranges"]
            assert isinstance(told, list | tuple)
            first = told[0]
            assert isinstance(first, list | tuple)
            changed["ranges"] = [[first[0], first[1], percent], *told[1:]]
            forged = Event(one.session, one.actor, one.action, one.object, details=changed)
            assert found_in([*events[:place], forged, *events[place + 1 :]]) == [
                "verify.shown_impossible"
            ]
