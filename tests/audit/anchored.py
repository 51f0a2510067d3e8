"""A trail that is anchored at places, and what a visit there leaves."""

from pathlib import Path

from tests.audit.anchors import ANCHOR, WITNESS_KEY
from tests.audit.trails import ORIGIN, TwoClocks
from viewer_app.audit.anchoring import Anchoring, Rhythm
from viewer_app.audit.cosignature import CosignerKey
from viewer_app.audit.kept import kept_anchors
from viewer_app.audit.log import AuditLog
from viewer_app.audit.places import Place
from viewer_app.audit.witness_client import WitnessPlace

QUICK = Rhythm(every=3600, first_retry=0.05, last_retry=0.2)


def at(address: str, key: CosignerKey = WITNESS_KEY, deadline: float = 20.0) -> WitnessPlace:
    """The witness at this address, as a place."""
    return WitnessPlace("archief", address, key, deadline)


def anchoring(log: AuditLog, *places: Place, clock: TwoClocks) -> Anchoring:
    """A trail that is to be anchored at these places, and is quick to try again."""
    state = log.path.with_name("anchors.json")
    return Anchoring(log, places, ANCHOR, state, clock=clock, rhythm=QUICK)


def receipts(path: Path) -> list[str]:
    """What of the witness is kept in the trail."""
    return kept_anchors(path, ORIGIN, [WITNESS_KEY])


def trouble(one: Anchoring, place: Place) -> str:
    """What a visit that fails leaves to be seen."""
    assert not one.visit(place)
    (state,) = one.states()
    return state.code
