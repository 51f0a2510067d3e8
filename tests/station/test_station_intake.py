"""Intake: the right package becomes an appointment, and an approval that may not is set aside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.station.set_aside import NAME, refused
from tests.station.stations import DESKS_OWN, OUTSIDER, SUPERVISOR, StationUnderTest
from viewer_app.evidence.age import Stanza
from viewer_app.evidence.approval import ClipBinding, HoldBasis, LegalHold
from viewer_app.evidence.secret import Secret
from viewer_app.session.calendar import AMSTERDAM, dutch_day
from viewer_app.session.policy import Policy

OTHER_DESK = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def test_a_good_package_becomes_an_appointment(station: StationUnderTest) -> None:
    approved = station.drop(NAME)
    seen: list[tuple[str, int, int]] = []
    assert station.intake().run(lambda *step: seen.append(step)) == ()
    (appointment,) = station.packages().appointments()
    assert appointment.approval == approved
    assert appointment.package == f"{approved.approval_id}.inzage"
    assert station.inbox == []
    assert station.intake().set_aside() == ()
    assert seen[0] == (NAME, 0, approved.clip.size)
    assert seen[-1] == (NAME, approved.clip.size, approved.clip.size)
    assert station.events("package.accepted") == [
        (
            f"approval:{approved.approval_id}",
            "ok",
            {
                "desk": approved.desk,
                "clip_sha256": approved.clip.sha256,
                "size": approved.clip.size,
            },
            {"file": NAME},
        )
    ]


def test_an_empty_inbox_needs_neither_keyring_nor_trail(station: StationUnderTest) -> None:
    intake = station.intake()
    station.close_log()
    station.vault.remove("intake-key")
    assert intake.run(lambda *_: None) == ()


def test_an_appointment_may_lie_ahead(station: StationUnderTest) -> None:
    now = station.clock.now()
    later: dict[str, Any] = {
        "valid_from": now + timedelta(days=20),
        "valid_until": now + timedelta(days=20.1),
    }
    station.drop(**later)
    station.run()
    assert len(station.packages().appointments()) == 1


def test_several_supervisors_may_be_named(station: StationUnderTest) -> None:
    both = (SUPERVISOR, OUTSIDER)
    station.drop(clip_for=both, supervisors=tuple(str(each.recipient) for each in both))
    station.run()
    assert len(station.packages().appointments()) == 1


def test_a_hold_keeps_a_recording_past_its_date(station: StationUnderTest) -> None:
    now = station.clock.now()
    last_day = dutch_day(now + timedelta(hours=2))  # of the appointment, which may pass midnight
    old: dict[str, Any] = {
        "recorded_at": now - timedelta(days=90),
        "requested_at": now - timedelta(days=80),
        "hold": LegalHold("Aangifte", HoldBasis.INVESTIGATION, "Teamleider", last_day),
    }
    station.drop(**old)
    station.run()
    assert len(station.packages().appointments()) == 1


def test_a_demonstration_station_takes_demonstrations_only(station: StationUnderTest) -> None:
    station.settings = replace(station.settings, demonstration=True)
    station.drop("demo.inzage", demonstration=True)
    station.drop("echt.inzage")
    station.run()
    assert [each.approval.demonstration for each in station.packages().appointments()] == [True]
    reasons = [(each.file, each.code) for each in station.intake().set_aside()]
    assert reasons == [("echt.inzage", "approval.desk_kind")]


# What the approval may not say here.


def hold(station: StationUnderTest, basis: HoldBasis, days: int) -> LegalHold:
    """A hold that ends so many days from now."""
    until = dutch_day(station.clock.now()) + timedelta(days=days)
    return LegalHold("Daarom", basis, "Teamleider", until)


def hours(station: StationUnderTest, first: float, last: float) -> dict[str, Any]:
    now = station.clock.now()
    return {"valid_from": now + timedelta(hours=first), "valid_until": now + timedelta(hours=last)}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("approval.other_station", lambda _: {"stations": ("balie-9",)}),
        ("approval.expired", lambda station: hours(station, -2, -1)),
        ("approval.expired", lambda station: hours(station, -2, 0)),
        ("approval.desk_kind", lambda _: {"demonstration": True}),
        (
            "rule.requested_too_late",
            lambda station: {"recorded_at": station.clock.now() - timedelta(days=27.5)},
        ),
        (
            "rule.past_retention",
            lambda station: {
                "recorded_at": station.clock.now() - timedelta(days=30),
                "requested_at": station.clock.now() - timedelta(days=20),
            },
        ),
        ("rule.past_retention", lambda station: hours(station, 24 * 23, 24 * 23 + 1)),
        (
            "rule.hold_ended",
            lambda station: {
                "recorded_at": station.clock.now() - timedelta(days=30),
                "requested_at": station.clock.now() - timedelta(days=20),
                "hold": hold(station, HoldBasis.COMPLAINT, days=-1),
            },
        ),
        (
            "rule.held_too_long",
            lambda station: {"hold": hold(station, HoldBasis.REQUEST, days=26)},
        ),
        (
            "rule.past_retention",
            lambda station: {
                "recorded_at": station.clock.now() - timedelta(days=40),
                "requested_at": station.clock.now() - timedelta(days=25),
                "hold": hold(station, HoldBasis.REQUEST, days=1),
            },
        ),
        ("intake.no_supervisor", lambda _: {"supervisors": (str(OUTSIDER.recipient),)}),
        (
            "intake.recipients",
            lambda _: {"supervisors": (str(SUPERVISOR.recipient), str(OUTSIDER.recipient))},
        ),
        ("approval.unknown_desk", lambda _: {"signer": OTHER_DESK}),
        ("approval.claim_invalid", lambda _: {"desk": "een andere behandelaar"}),
        ("intake.recipients", lambda _: {"clip_for": (SUPERVISOR, OUTSIDER)}),
        ("intake.other_key", lambda _: {"approval_for": (SUPERVISOR, DESKS_OWN)}),
        ("clip.swapped", lambda _: {"clip": ClipBinding("a" * 64, 1000, "b" * 64)}),
    ],
)
def test_what_an_approval_may_not_say(
    station: StationUnderTest, code: str, changes: Callable[[StationUnderTest], dict[str, Any]]
) -> None:
    station.policy = Policy(request_days=21, retention_days=28)
    station.drop(NAME, **changes(station))
    assert refused(station).code == code


def test_retention_counts_on_the_day_of_the_appointment(station: StationUnderTest) -> None:
    """The window's last second decides, and a window that ends at midnight ends the day before."""
    noon = station.clock.now().replace(hour=11, minute=0, second=0)
    station.clock.wall = noon
    # recorded on day 0, kept through day 28, whose midnight in the Netherlands is 23:00 or 22:00
    recorded = noon - timedelta(days=7)
    day_after = dutch_day(recorded) + timedelta(days=29)
    midnight = datetime.combine(day_after, time(), AMSTERDAM).astimezone(UTC)
    station.drop(
        "op tijd.inzage",
        recorded_at=recorded,
        valid_from=midnight - timedelta(hours=2),
        valid_until=midnight,
    )
    station.run()
    assert len(station.packages().appointments()) == 1
    station.drop(
        "te laat.inzage",
        approval_id="7d3c8ad2-6c63-4d39-9c52-6c0f9a1c2b11",
        recorded_at=recorded,
        valid_from=midnight - timedelta(hours=2),
        valid_until=midnight + timedelta(seconds=2),
    )
    station.run()
    assert [each.code for each in station.intake().set_aside()] == ["rule.past_retention"]


def test_nobody_but_supervisors_is_a_recipient(station: StationUnderTest) -> None:
    """Two supervisors are named, but one of the two stanzas is of a kind nobody here knows."""

    class Stranger:
        recipient: "Stranger"

        def wrap(self, file_key: Secret) -> Stanza:
            return Stanza(("stranger",), bytes(32))

    stranger: Any = Stranger()
    stranger.recipient = stranger
    both = (str(SUPERVISOR.recipient), str(OUTSIDER.recipient))
    station.drop(NAME, clip_for=(SUPERVISOR, stranger), supervisors=both)
    reason = refused(station)
    assert (reason.code, reason.facts) == ("intake.recipients", {"found": 2, "named": 2})
