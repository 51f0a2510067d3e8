"""Which documents count, on which day."""

from datetime import UTC, date, datetime

import pytest

from tests.session.zones import WILLEKE, passport, read
from viewer_app import messages
from viewer_app.session.identity import check_document
from viewer_app.session.policy import Document

LAST_DAY = date(2031, 8, 2)
ALL = tuple(Document)


@pytest.mark.parametrize(
    ("moment", "expired"),
    [
        # Dutch summer time is two hours ahead of UTC
        (datetime(2031, 8, 1, 12, 0, tzinfo=UTC), False),
        (datetime(2031, 8, 2, 0, 0, tzinfo=UTC), False),
        (datetime(2031, 8, 2, 21, 59, 59, tzinfo=UTC), False),
        (datetime(2031, 8, 2, 22, 0, tzinfo=UTC), True),
        (datetime(2032, 1, 1, 0, 0, tzinfo=UTC), True),
    ],
)
def test_a_document_counts_up_to_the_end_of_its_last_day(moment: datetime, expired: bool) -> None:
    zone = read(WILLEKE.td1())
    found = [finding.code for finding in check_document(zone.document, zone.expires, ALL, moment)]
    assert found == (["identity.expired"] if expired else [])


NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def test_the_municipality_says_which_documents_count() -> None:
    zone = read(passport(WILLEKE).td3())
    assert check_document(zone.document, zone.expires, [Document.PASSPORT], NOW) == ()
    found = check_document(zone.document, zone.expires, [Document.IDENTITY_CARD], NOW)
    assert [finding.code for finding in found] == ["identity.not_accepted"]


def test_what_the_law_does_not_list_never_counts() -> None:
    found = check_document(None, date(2012, 4, 15), ALL, NOW)
    assert [finding.code for finding in found] == ["identity.other_document", "identity.expired"]
    for finding in found:
        assert finding.code in messages.catalogue()


def test_a_licence_has_no_last_day_in_its_zone() -> None:
    zone = read("D1NLD15094962111659VW87Z78NB84")
    assert check_document(zone.document, zone.expires, ALL, NOW) == ()
