"""Who may be in the room, and what the trail says of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.session.session_doubles import NOON, World, as_read_back, make_approval, passphrase
from tests.session.sessions import ALL, GOOD_CHECK
from viewer_app.audit.viewing import read_viewing
from viewer_app.session.company import NOBODY, Company, is_minor
from viewer_app.session.errors import Refused
from viewer_app.session.explanation import explain, tell
from viewer_app.session.machine import Session
from viewer_app.session.policy import Companion, Policy
from viewer_app.session.ports import Appointment, Json
from viewer_app.session.record import State
from viewer_app.session.tongue import Tongue

EVERYBODY = Policy(companions=tuple(Companion))


def at_the_conditions(world: World, birth_date: date = date(1980, 2, 29)) -> Session:
    session = world.session()
    session.sign_in("jansen", passphrase())
    session.choose(Appointment("clip.inzage", make_approval(birth_date=birth_date)))
    session.check_identity(GOOD_CHECK)
    return session


def agreed(world: World) -> dict[str, Json]:
    """What stands in the trail of the conditions."""
    event = next(e for e in world.trail.events if e.action == "conditions.confirmed")
    return dict(event.details)


def test_who_came_along_is_recorded_by_kind_and_not_as_alone() -> None:
    world = World(policy=EVERYBODY)
    session = at_the_conditions(world)
    there = Company({Companion.INTERPRETER: 2, Companion.LEGAL_REPRESENTATIVE: 1})
    session.confirm_conditions(ALL, Tongue.TURKISH, there)
    assert agreed(world) == {
        "conditions": ["no_copy", "no_filming", "supervisor_stays"],
        "language": "tr",
        "companions": {"interpreter": 2, "legal_representative": 1},
    }
    viewing = read_viewing([as_read_back(event) for event in world.trail.events])
    assert viewing.companions == {"interpreter": 2, "legal_representative": 1}
    assert not viewing.second_person


def test_who_came_alone_is_recorded_as_before() -> None:
    world = World(policy=EVERYBODY)
    at_the_conditions(world).confirm_conditions(ALL, Tongue.DUTCH)
    assert agreed(world) == {"conditions": sorted(ALL), "language": "nl"}


@pytest.mark.parametrize("kind", Companion)
def test_nobody_may_come_along_unless_the_rules_say_so(kind: Companion) -> None:
    others = tuple(each for each in Companion if each is not kind)
    for rules in (Policy(), Policy(companions=others)):
        world = World(policy=rules)
        session = at_the_conditions(world, date(2012, 5, 1))
        with pytest.raises(Refused) as refusal:
            session.confirm_conditions(ALL, Tongue.DUTCH, Company({kind: 1}))
        assert refusal.value.code == "session.companion_not_allowed"
        assert session.state is State.IDENTITY_CHECKED
        assert "conditions.confirmed" not in world.trail.actions


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_of_a_kind_two_may_be_there(number: int) -> None:
    session = at_the_conditions(World(policy=EVERYBODY))
    with pytest.raises(Refused) as refusal:
        session.confirm_conditions(ALL, Tongue.DUTCH, Company({Companion.INTERPRETER: number}))
    assert refusal.value.code == "session.companions_too_many"


@pytest.mark.parametrize(
    ("birth_date", "day", "minor"),
    [
        (date(2008, 11, 25), date(2026, 11, 24), True),
        (date(2008, 11, 24), date(2026, 11, 24), False),
        (date(2008, 2, 29), date(2026, 2, 28), True),
        (date(2008, 2, 29), date(2026, 3, 1), False),
        (date(2008, 3, 1), date(2026, 2, 28), True),
    ],
)
def test_the_eighteenth_birthday_is_the_first_day_of_age(
    birth_date: date, day: date, minor: bool
) -> None:
    assert is_minor(birth_date, day) is minor


@given(birth_date=st.dates(date(1920, 1, 1), date(2026, 1, 1)), days=st.integers(0, 40_000))
def test_who_came_of_age_stays_so(birth_date: date, days: int) -> None:
    day = birth_date + timedelta(days=days)
    next_day = day + timedelta(days=1)
    assert is_minor(birth_date, day) or not is_minor(birth_date, next_day)
    assert is_minor(birth_date, day) or days >= 18 * 365


def test_a_parent_may_come_with_a_child_until_it_is_of_age_in_the_netherlands() -> None:
    world = World(policy=EVERYBODY)
    world.clock.moment = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # half past eleven here
    for later, welcome in ((timedelta(), True), (timedelta(hours=1), False)):
        moment = world.clock.moment + later
        approval = make_approval(
            birth_date=date(2008, 11, 25),
            valid_from=NOON,
            valid_until=NOON + timedelta(hours=20),
        )
        world.clock.moment = moment
        session = world.session()
        session.sign_in("jansen", passphrase())
        session.choose(Appointment("clip.inzage", approval))
        session.check_identity(GOOD_CHECK)
        assert (Companion.PARENT_OF_MINOR in session.welcome) is welcome
        parents = Company({Companion.PARENT_OF_MINOR: 2})
        if welcome:
            session.confirm_conditions(ALL, Tongue.DUTCH, parents)
            continue
        with pytest.raises(Refused) as refusal:
            session.confirm_conditions(ALL, Tongue.DUTCH, parents)
        assert refusal.value.code == "session.companion_not_allowed"


def test_a_second_member_of_staff_is_there_where_the_rules_ask_for_one() -> None:
    world = World(policy=Policy(second_person=True))
    session = at_the_conditions(world)
    with pytest.raises(Refused) as refusal:
        session.confirm_conditions(ALL, Tongue.DUTCH, NOBODY)
    assert refusal.value.code == "session.second_person_missing"
    assert session.state is State.IDENTITY_CHECKED
    session.confirm_conditions(ALL, Tongue.DUTCH, Company(second_person=True))
    assert agreed(world)["second_person"] is True
    assert read_viewing([as_read_back(event) for event in world.trail.events]).second_person


def test_the_rules_are_explained() -> None:
    rules = Policy(companions=(Companion.INTERPRETER,), second_person=True)
    moment = datetime(2026, 11, 2, 12, tzinfo=UTC)
    told = "\n".join(tell(explain(rules, moment, moment), "en"))
    assert "interpreter" in told
    assert "second member of staff" in told
    usual = "\n".join(tell(explain(Policy(), moment, moment), "en"))
    assert "watch along" not in usual
    assert "second member" not in usual
