"""What a machine readable zone says of a visitor, field by field, without the fields themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from viewer_app.evidence.approval import Requester
from viewer_app.evidence.secret import Secret
from viewer_app.session.calendar import dutch_day
from viewer_app.session.identity.comparison import Match, compare_holder
from viewer_app.session.identity.document import check_document
from viewer_app.session.identity.zone import read_zone
from viewer_app.session.policy import Document


class Field(StrEnum):
    """What is compared; stable names of the audit trail."""

    DOCUMENT = "document"
    EXPIRY = "expiry"
    NAME = "name"
    """Where surname and given names cannot be told apart."""
    SURNAME = "surname"
    GIVEN_NAMES = "given_names"
    BIRTH_DATE = "birth_date"


_FIELD_OF: Final = {
    "name": Field.NAME,
    "surname": Field.SURNAME,
    "given": Field.GIVEN_NAMES,
    "birth": Field.BIRTH_DATE,
}
"""By the second part of a difference's code, up to the first underscore."""


@dataclass(frozen=True)
class Inspection:
    """Fields and message codes; nothing of the document but its kind.

    ``findings`` has each field that was compared with the code of how it differs, "" where it
    agrees. A driving licence's zone has nothing to compare but its kind. ``document`` is None for a
    kind that is not on the list of the Wet op de identificatieplicht.
    """

    document: Document | None
    findings: tuple[tuple[Field, str], ...]
    notes: tuple[str, ...]
    other_person: bool
    """Whether more than one of name and birth date differ, which nobody may overrule."""

    def beside(self, seen: Document) -> tuple[tuple[Field, str], ...]:
        """The findings, beside the kind of document that the supervisor holds."""
        other = "" if self.document in (None, seen) else "identity.other_kind"
        return tuple(
            (field, code or other if field is Field.DOCUMENT else code)
            for field, code in self.findings
        )

    def differs(self, seen: Document) -> tuple[Field, ...]:
        """The fields that do not agree, beside the kind of document that the supervisor holds."""
        return tuple(field for field, code in self.beside(seen) if code)


def inspect_zone(
    text: Secret, requester: Requester, accepted: Collection[Document], moment: datetime
) -> Inspection:
    """Read a zone, which is wiped, and compare it with an approval and the rules.

    Raises ZoneUnreadable. Name and birth date of the document live only until this returns.
    """
    zone = read_zone(text, dutch_day(moment))
    faults = [finding.code for finding in check_document(zone.document, None, accepted, moment)]
    findings = [(Field.DOCUMENT, faults[0] if faults else "")]
    if zone.expires is not None:
        expired = check_document(zone.document, zone.expires, tuple(Document), moment)
        late = any(finding.code == "identity.expired" for finding in expired)
        findings.append((Field.EXPIRY, "identity.expired" if late else ""))
    if zone.holder is None:
        return Inspection(zone.document, tuple(findings), (), other_person=False)
    comparison = compare_holder(zone.holder, requester)
    differences = {
        _FIELD_OF[finding.code.split(".")[1].split("_")[0]]: finding.code
        for finding in comparison.differences
    }
    whole = Field.NAME in differences
    names = (Field.NAME,) if whole else (Field.SURNAME, Field.GIVEN_NAMES)
    findings += [(field, differences.get(field, "")) for field in (*names, Field.BIRTH_DATE)]
    notes = tuple(finding.code for finding in comparison.notes)
    other = comparison.match is Match.OTHER_PERSON
    return Inspection(zone.document, tuple(findings), notes, other_person=other)
