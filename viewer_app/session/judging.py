"""Whether an identity check passes, and what the trail has of it: names of fields, no values."""

from collections.abc import Collection

from viewer_app.session.errors import Refused
from viewer_app.session.identity import Inspection
from viewer_app.session.policy import Document
from viewer_app.session.ports import Json
from viewer_app.session.record import IdentityCheck


def compared(inspection: Inspection) -> dict[str, Json]:
    """What a zone that was read says, as details of an event."""
    return {
        "document": inspection.document.value if inspection.document else "",
        "compared": [field.value for field, _ in inspection.findings],
        "differs": [field.value for field, code in inspection.findings if code],
    }


def failed_points(
    check: IdentityCheck, inspection: Inspection | None, accepted: Collection[Document]
) -> list[str]:
    """The stable names of what ends the session; a reason overrules none of them."""
    failed = list(check.failed)
    if check.document not in accepted:
        failed.append("document_accepted")
    if inspection and inspection.other_person:
        failed.append("zone_matches")
    return failed


def overruled_fields(check: IdentityCheck, inspection: Inspection | None) -> list[str]:
    """The fields of the zone that differ and are accepted; Refused where no reason is given."""
    fields = [field.value for field in inspection.differs(check.document)] if inspection else []
    if fields and not check.overrule.strip():
        raise Refused("identity.not_overruled")
    return fields
