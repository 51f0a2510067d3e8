"""The identity check without a copy: reading a document's zone, comparing, and forgetting."""

from viewer_app.session.identity.comparison import Comparison, Match, compare_holder
from viewer_app.session.identity.dates import BirthDate
from viewer_app.session.identity.document import check_document
from viewer_app.session.identity.errors import ZoneUnreadable
from viewer_app.session.identity.holder import Holder, Names
from viewer_app.session.identity.inspection import Field, Inspection, inspect_zone
from viewer_app.session.identity.layout import Layout
from viewer_app.session.identity.zone import Zone, read_zone

__all__ = [
    "BirthDate",
    "Comparison",
    "Field",
    "Holder",
    "Inspection",
    "Layout",
    "Match",
    "Names",
    "Zone",
    "ZoneUnreadable",
    "check_document",
    "compare_holder",
    "inspect_zone",
    "read_zone",
]
