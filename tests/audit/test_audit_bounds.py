"""What an event says of speeds and parts of a film is judged, in bulk and by itself alike."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.tampering import codes
from tests.audit.test_audit_completeness import GOOD, write_steps
from tests.audit.test_audit_viewing import JSON, entry
from tests.audit.trails import KEY, Trail, event
from viewer_app.audit import canonical
from viewer_app.audit.body import Entry
from viewer_app.audit.bounds import BOUNDED, out_of_bounds, says_more
from viewer_app.audit.bundle import verify_bundle, write_bundle
from viewer_app.audit.proving import open_prover
from viewer_app.audit.report import State
from viewer_app.audit.verify import verify
from viewer_app.session.ports import Json, Outcome


def told(action: str, details: dict[str, Json]) -> Entry:
    return replace(entry(action), details=details)


PART: dict[str, Json] = {"start_ms": 5, "end_ms": 9, "length_ms": 100, "position_ms": 0}


@pytest.mark.parametrize(
    ("action", "details", "code"),
    [
        ("viewing.played", {"speed_percent": 25}, ""),
        ("viewing.played", {"position_ms": 0}, ""),
        ("viewing.played", {"speed_percent": 401}, "verify.speed_impossible"),
        ("viewing.played", {"speed_percent": 1000}, "verify.speed_impossible"),
        ("viewing.speed_set", {"speed_percent": 400}, ""),
        ("viewing.speed_set", {"speed_percent": 24}, "verify.speed_impossible"),
        ("viewing.speed_set", {"speed_percent": -100}, "verify.speed_impossible"),
        ("viewing.speed_set", {"speed_percent": "100"}, "verify.speed_impossible"),
        ("viewing.speed_set", {}, "verify.speed_impossible"),
        ("viewing.loop_set", PART, ""),
        ("viewing.loop_set", {**PART, "end_ms": 100}, ""),
        ("viewing.loop_set", {**PART, "end_ms": 101}, "verify.loop_impossible"),
        ("viewing.loop_set", {**PART, "end_ms": 101, "length_ms": 0}, ""),
        ("viewing.loop_set", {**PART, "end_ms": 5}, "verify.loop_impossible"),
        ("viewing.loop_set", {**PART, "start_ms": -1}, "verify.loop_impossible"),
        ("viewing.loop_set", {"length_ms": 100}, "verify.loop_impossible"),
        ("viewing.shown", {"ranges": [[0, 5, 100], [2, 5, 100, 9]]}, ""),
        ("viewing.shown", {"ranges": [[0, 5, 500]]}, "verify.shown_impossible"),
        ("viewing.shown", {"ranges": [[5, 5, 100]]}, "verify.shown_impossible"),
        ("viewing.shown", {"ranges": [[0, 5, 100, 0]]}, "verify.shown_impossible"),
        ("viewing.shown", {"ranges": [[0, 5]]}, "verify.shown_impossible"),
        ("viewing.shown", {"ranges": 5}, "verify.shown_impossible"),
    ],
)
def test_what_no_session_can_do_is_named(
    trail: Trail, tmp_path: Path, action: str, details: dict[str, Json], code: str
) -> None:
    with trail.create() as log:
        write_steps(log, GOOD.removesuffix(" wiped stopped closed"), "ODD")
        log.record(event(action, "ODD", details=details))
        write_steps(log, "wiped stopped closed", "ODD")
    for thorough in (False, True):
        report = verify(trail.path, KEY, thorough=thorough)
        assert codes(report, "completeness") == ({code} if code else set())
        assert report.completeness.first_bad == (8 if code else None)
        assert report.integrity.state is State.HOLDS
    bundle = tmp_path / "session.inzage-bundle"
    with open_prover(trail.path) as prover:
        write_bundle(prover, "ODD", bundle)
    assert [found.code for found in verify_bundle(bundle, [KEY]).findings] == [code] * bool(code)


def test_a_difference_that_was_overruled_with_a_reason_is_in_order(trail: Trail) -> None:
    with trail.create() as log:
        write_steps(log, "opened chosen compared!", "GOOD")
        log.record(
            event(
                "identity.checked",
                "GOOD",
                details={"document": "passport", "failed": [], "overruled": ["surname"]},
                private={"overrule": "trouwakte gezien"},
            )
        )
        write_steps(log, "conditions guard started played wiped stopped closed", "GOOD")
    assert verify(trail.path, KEY).completeness.state is State.HOLDS


@given(st.sampled_from(sorted(BOUNDED)), st.dictionaries(st.text(max_size=3), JSON, max_size=3))
def test_any_details_can_be_judged(action: str, details: dict[str, Json]) -> None:
    assert out_of_bounds(told(action, {"speed_percent": 5, **details})) in {
        "",
        "verify.speed_impossible",
        "verify.loop_impossible",
        "verify.shown_impossible",
    }


@given(
    action=st.sampled_from(sorted(BOUNDED)),
    details=st.fixed_dictionaries(
        {},
        optional={
            "speed_percent": st.one_of(st.integers(0, 2_000), st.sampled_from([100, "100", [100]])),
            "position_ms": st.integers(0, 5),
            "a": st.just({"speed_percent": 100}),
            "z": st.just('"speed_percent":100}'),
        },
    ),
)
def test_the_quick_look_passes_over_nothing_that_counts(
    action: str, details: dict[str, Json]
) -> None:
    body = canonical.encode({"details": details})
    if not says_more(action, body):
        assert out_of_bounds(told(action, details)) == ""


def test_a_refused_check_after_a_difference_overrules_nothing(trail: Trail) -> None:
    with trail.create() as log:
        write_steps(log, "opened chosen compared!", "ODD")
        log.record(
            event(
                "identity.checked",
                "ODD",
                outcome=Outcome.REFUSED,
                details={"document": "passport", "failed": ["zone_matches"], "overruled": ["x"]},
            )
        )
        write_steps(log, "conditions guard started wiped stopped closed", "ODD")
    assert codes(verify(trail.path, KEY), "completeness") == {
        "verify.viewing_unconfirmed",
        "verify.viewing_after_refusal",
    }
