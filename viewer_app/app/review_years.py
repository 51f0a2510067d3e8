"""The trails of earlier years, for the auditor's door."""

from functools import partial

from viewer_app.app.anchors import own_anchors
from viewer_app.app.review import YearTrail
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.years import year_of
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings


def earlier_trails(home: Home, settings: Settings) -> list[YearTrail]:
    """Those that are still there, the oldest first, each with the key it began with."""
    keys = [VerifierKey.parse(key) for key in (settings.audit_key, *settings.year_keys)]
    later = [home.trail_of(year_of(key.name)) for key in keys[1:]]
    return [
        YearTrail(path, key, partial(own_anchors, home, path, key.name, folders=False))
        for path, key in zip([home.trails()[0], *later], keys, strict=True)
        if path.exists() and path != home.trail
    ]
