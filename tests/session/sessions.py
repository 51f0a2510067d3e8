"""Sessions on the doubles that have come so far."""

from tests.session.session_doubles import World, make_approval, passphrase
from viewer_app.evidence.approval import Approval
from viewer_app.session.machine import Session
from viewer_app.session.policy import Document
from viewer_app.session.ports import Appointment
from viewer_app.session.record import Condition, IdentityCheck
from viewer_app.session.tongue import Tongue

GOOD_CHECK = IdentityCheck(Document.PASSPORT, True, True, True, True)
ALL = frozenset(Condition)


def at_conditions(
    world: World, approval: Approval | None = None, session: Session | None = None
) -> Session:
    """A session, fresh unless given, in which only the film remains to be started."""
    session = session or world.session()
    session.sign_in("jansen", passphrase())
    session.choose(Appointment("clip.inzage", approval or make_approval()))
    session.check_identity(GOOD_CHECK)
    session.confirm_conditions(ALL, Tongue.DUTCH)
    return session


def viewing(world: World, approval: Approval | None = None) -> Session:
    """A session in which the film is shown."""
    session = at_conditions(world, approval)
    session.start_viewing(passphrase())
    return session
