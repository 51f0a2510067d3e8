"""The identity check of a session with a document's zone: what is compared, written and refused."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.session_doubles import World, make_approval, passphrase
from tests.session.test_session_zone import LICENCE
from tests.session.zones import WILLEKE, Made, passport
from viewer_app.evidence.approval import Requester
from viewer_app.evidence.secret import Secret
from viewer_app.session.errors import Refused, WrongState
from viewer_app.session.identity import Field, Inspection, ZoneUnreadable
from viewer_app.session.machine import Session
from viewer_app.session.policy import Document, Policy
from viewer_app.session.ports import Appointment, AuditUnavailable
from viewer_app.session.record import End, IdentityCheck, State

PASSPORT = passport(WILLEKE)
WHO = Requester(name="Willeke Liselotte de Bruijn", birth_date=date(1965, 3, 10))
"""Whom the specimens of Dutch documents name."""


def at_identity(world: World) -> Session:
    session = world.session()
    session.sign_in("jansen", passphrase())
    session.choose(Appointment("clip.inzage", replace(make_approval(), requester=WHO)))
    return session


def typed(text: str) -> Secret:
    return Secret.take(bytearray(text.encode()))


def good(document: Document = Document.PASSPORT, overrule: str = "") -> IdentityCheck:
    return IdentityCheck(document, True, True, True, True, overrule=overrule)


def compare(session: Session, made: Made) -> Inspection:
    return session.compare_zone(typed(made.td3()))


OTHER_LETTER = replace(PASSPORT, primary=("DE", "BRUYM"))
OTHER_YEAR = replace(PASSPORT, birth="660310")
EXPIRED = replace(PASSPORT, expiry="260101")
OTHER_PERSON = replace(PASSPORT, primary=("JANSEN",), secondary=("PIET",), birth="800229")


def test_a_zone_that_agrees_is_written_and_asks_nothing_more() -> None:
    world = World()
    session = at_identity(world)
    found = compare(session, PASSPORT)
    assert not found.differs(Document.PASSPORT)
    assert [field.value for field, _ in found.findings] == [
        *("document", "expiry", "surname", "given_names", "birth_date")
    ]
    event = world.trail.events[-1]
    assert (event.action, event.outcome) == ("identity.compared", "ok")
    assert event.details == {
        "document": "passport",
        "compared": ["document", "expiry", "surname", "given_names", "birth_date"],
        "differs": [],
    }
    session.check_identity(good())
    assert session.state is State.IDENTITY_CHECKED
    assert world.trail.events[-1].details == {"document": "passport", "failed": []}


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (OTHER_LETTER, "surname"),
        (OTHER_YEAR, "birth_date"),
        (EXPIRED, "expiry"),
        (replace(PASSPORT, secondary=("WILLEMIJN",)), "given_names"),
        (replace(PASSPORT, code="PE"), "document"),
    ],
)
def test_one_field_that_differs_takes_a_reason(made: Made, field: str) -> None:
    world = World()
    session = at_identity(world)
    compare(session, made)
    event = world.trail.events[-1]
    assert (event.outcome, event.details["differs"]) == ("refused", [field])
    for reason in ("", "   "):
        with pytest.raises(Refused) as refusal:
            session.check_identity(good(overrule=reason))
        assert refusal.value.code == "identity.not_overruled"
        assert session.state is State.APPOINTMENT_CHOSEN
        assert world.trail.actions[-1] == "identity.compared"
    session.check_identity(good(overrule=" Tikfout van de behandelaar. "))
    checked = world.trail.events[-1]
    assert checked.details == {"document": "passport", "failed": [], "overruled": [field]}
    assert checked.private == {"overrule": "Tikfout van de behandelaar."}
    assert session.state is State.IDENTITY_CHECKED


def test_nothing_overrules_another_person() -> None:
    world = World()
    session = at_identity(world)
    assert compare(session, OTHER_PERSON).other_person
    session.check_identity(good(overrule="Ik ken deze persoon."))
    assert (session.state, session.end) == (State.CLOSING, End.REFUSED)
    checked = world.trail.events[world.trail.actions.index("identity.checked")]
    assert checked.details == {"document": "passport", "failed": ["zone_matches"]}
    assert checked.outcome == "refused"
    assert not checked.private


def test_another_kind_than_the_supervisor_holds_differs() -> None:
    world = World()
    session = at_identity(world)
    found = compare(session, PASSPORT)
    assert dict(found.beside(Document.IDENTITY_CARD))[Field.DOCUMENT] == "identity.other_kind"
    with pytest.raises(Refused):
        session.check_identity(good(Document.IDENTITY_CARD))
    session.check_identity(good(Document.PASSPORT))
    assert session.state is State.IDENTITY_CHECKED


def test_a_kind_that_the_rules_do_not_accept_differs() -> None:
    world = World(policy=Policy(documents=(Document.IDENTITY_CARD,)))
    found = compare(at_identity(world), PASSPORT)
    assert dict(found.findings)[Field.DOCUMENT] == "identity.not_accepted"


def test_the_line_of_a_driving_licence_tells_its_kind_alone() -> None:
    world = World()
    session = at_identity(world)
    found = session.compare_zone(typed(LICENCE))
    assert found.findings == ((Field.DOCUMENT, ""),)
    assert world.trail.events[-1].details["compared"] == ["document"]
    session.check_identity(good(Document.DRIVING_LICENCE))
    assert session.state is State.IDENTITY_CHECKED


def test_a_zone_that_was_read_wrongly_is_read_again_and_both_stand_recorded() -> None:
    world = World()
    session = at_identity(world)
    compare(session, OTHER_LETTER)
    compare(session, PASSPORT)
    session.check_identity(good())
    compared = [event for event in world.trail.events if event.action == "identity.compared"]
    assert [event.outcome for event in compared] == ["refused", "ok"]


def test_an_unreadable_zone_writes_nothing_and_leaves_what_was_found() -> None:
    world = World()
    session = at_identity(world)
    found = compare(session, OTHER_LETTER)
    text = typed(PASSPORT.td3().replace("650310", "650311"))
    with pytest.raises(ZoneUnreadable):
        session.compare_zone(text)
    assert text.wiped
    assert session.inspection is found
    assert world.trail.actions.count("identity.compared") == 1


def test_what_cannot_be_written_is_not_found() -> None:
    world = World()
    session = at_identity(world)
    world.trail.broken = True
    text = typed(OTHER_LETTER.td3())
    with pytest.raises(AuditUnavailable):
        session.compare_zone(text)
    assert text.wiped
    assert session.inspection is None
    assert session.state is State.APPOINTMENT_CHOSEN


@pytest.mark.parametrize("past", [False, True])
def test_out_of_turn_the_text_is_wiped_all_the_same(past: bool) -> None:
    world = World()
    session = at_identity(world) if past else world.session()
    if past:
        session.check_identity(good())
    text = typed(PASSPORT.td3())
    with pytest.raises(WrongState):
        session.compare_zone(text)
    assert text.wiped


def test_a_refusal_needs_no_reason_besides() -> None:
    world = World()
    session = at_identity(world)
    compare(session, OTHER_LETTER)
    session.check_identity(replace(good(overrule="toch niet"), photo_matches=False))
    assert session.state is State.CLOSING
    checked = world.trail.events[world.trail.actions.index("identity.checked")]
    assert checked.details["failed"] == ["photo_matches"]
    assert not checked.private


MAKES: list[Callable[[Made], Made]] = [
    lambda made: made,
    lambda made: replace(made, primary=("DE", "BRUYM")),
    lambda made: replace(made, birth="660310"),
    lambda made: replace(made, expiry="260101"),
    lambda made: replace(made, secondary=("PIET",)),
]


@given(
    readings=st.lists(st.lists(st.sampled_from(MAKES), max_size=3), max_size=3),
    document=st.sampled_from([Document.PASSPORT, Document.IDENTITY_CARD]),
    reason=st.sampled_from(["", "Gezien en akkoord."]),
)
def test_whatever_is_read_no_value_of_it_is_written_and_nothing_passes_silently(
    readings: list[list[Callable[[Made], Made]]], document: Document, reason: str
) -> None:
    world = World()
    session = at_identity(world)
    secret = replace(PASSPORT, number="XK74QPW29", optional="739184625")
    for changes in readings:
        made = secret
        for change in changes:
            made = change(made)
        compare(session, made)
    with suppress(Refused):
        session.check_identity(good(document, reason))
    last = session.inspection
    if session.state is State.IDENTITY_CHECKED and last:
        assert not last.other_person
        overruled = world.trail.events[-1].details.get("overruled", [])
        assert overruled == [field.value for field in last.differs(document)]
        assert bool(overruled) == bool(world.trail.events[-1].private)
    written = repr([(event.details, event.private, event.object) for event in world.trail.events])
    for value in ("XK74QPW29", "739184625", "BRUIJN", "Bruijn", "650310", "1965", "310802"):
        assert value not in written
