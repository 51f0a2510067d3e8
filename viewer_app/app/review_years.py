"""The trails of all years, for the auditor's door."""

from functools import partial

from viewer_app.app.own_trails import OwnTrails
from viewer_app.app.review import YearTrail


def year_trails(own: OwnTrails) -> list[YearTrail]:
    """Those that are still there, the oldest first, that in use last.

    Their folders are left to the command: a share may never answer.
    """
    return [
        YearTrail(
            year.path, year.key, partial(own.anchors, year.path, year.key.name, folders=False)
        )
        for year in own.years
        if year.path is not None
    ]
