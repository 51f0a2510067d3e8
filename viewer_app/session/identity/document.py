"""Which document it is, of those in article 1 of the Wet op de identificatieplicht.

The zone tells the kind; whether the document is real, and whose face it has, people see.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from viewer_app.session.calendar import dutch_day
from viewer_app.session.policy import Document, Finding

_NETHERLANDS: Final = "NLD"
_EUROPEAN: Final = frozenset(
    {
        *("AUT", "BEL", "BGR", "CYP", "CZE", "D", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV"),
        *("HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK"),
        *("SVN", "SWE", "ISL", "LIE", "NOR", "CHE"),
    }
)
"""The European Economic Area and Switzerland, whose nationals travel with an identity card."""
_NOT_LISTED: Final = frozenset("ELU")
"""Second letters of a passport (Doc 9303-4, 4.4): emergency, laissez-passer, single sheet.

Article 1 leaves out the emergency documents of the Paspoortwet (article 2, first paragraph, f).
"""
_CREW: Final = "AC"
_PERMIT: Final = "R"


def passport_kind(code: str) -> Document | None:
    """What a document code that begins with P says; None is a document that is not on the list."""
    return None if code[1:] and code[1] in _NOT_LISTED else Document.PASSPORT


def card_kind(code: str, issuer: str, nationality: str) -> Document | None:
    """What a card is, by its document code and two three-letter codes, without fillers.

    None is a document that is not on the list: a card of a country outside Europe, another
    country's permit, a crew member's certificate. A Dutch card of somebody who is not Dutch is a
    residence permit, whatever its code: an identity card is for Dutch nationals only.
    """
    if code == _CREW:
        return None
    permit = code[1:] == _PERMIT
    if issuer == _NETHERLANDS:
        dutch = nationality == _NETHERLANDS and not permit
        return Document.IDENTITY_CARD if dutch else Document.RESIDENCE_PERMIT
    own = issuer == nationality and issuer in _EUROPEAN
    return Document.IDENTITY_CARD if own and not permit else None


def check_document(
    document: Document | None,
    expires: date | None,
    accepted: Collection[Document],
    moment: datetime,
) -> tuple[Finding, ...]:
    """Every reason why a document does not count at this moment; empty if there is none.

    ``document`` and ``expires`` are a zone's; ``accepted`` is the municipality's list. A document
    is valid up to and including its last day, a calendar day in the Netherlands. A driving licence
    has no last day in its zone: people look at the card.
    """
    findings = []
    if document is None:
        findings.append(Finding("identity.other_document", {}))
    elif document not in accepted:
        findings.append(Finding("identity.not_accepted", {}))
    if expires is not None and dutch_day(moment) > expires:
        findings.append(Finding("identity.expired", {}))
    return tuple(findings)
