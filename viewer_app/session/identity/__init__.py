"""The identity check without a copy: reading a document's zone, and forgetting it."""

from viewer_app.session.identity.dates import BirthDate
from viewer_app.session.identity.document import check_document
from viewer_app.session.identity.errors import ZoneUnreadable
from viewer_app.session.identity.holder import Holder, Names
from viewer_app.session.identity.layout import Layout
from viewer_app.session.identity.zone import Zone, read_zone

__all__ = [
    "BirthDate",
    "Holder",
    "Layout",
    "Names",
    "Zone",
    "ZoneUnreadable",
    "check_document",
    "read_zone",
]
