"""Who else is in the room: companions, and a second member of staff. The rules say who may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from viewer_app.session.errors import Refused
from viewer_app.session.policy import Companion, Policy

ADULT_AGE: Final = 18
"""Years. Up to it a parent acts for a child (Burgerlijk Wetboek, book 1, art. 233 and 245)."""
MOST_OF_A_KIND: Final = 2
"""People, such as both parents."""


@dataclass(frozen=True)
class Company:
    """Who is there besides the visitor and the supervisor. Nobody is named."""

    companions: Mapping[Companion, int] = field(default_factory=dict)
    """How many of each kind; one who is not there is left out."""
    second_person: bool = False
    """A second member of staff."""


NOBODY: Final = Company()
"""Visitor and supervisor are alone."""


def is_minor(birth_date: date, day: date) -> bool:
    """Whether somebody born then is under age on this day; on the birthday itself no more.

    Who was born on 29 February is of age on 1 March where the year has no such day.
    """
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday < ADULT_AGE


def welcome(policy: Policy, birth_date: date, day: date) -> tuple[Companion, ...]:
    """Which companions may watch along with a requester born then, on this day."""
    minor = is_minor(birth_date, day)
    return tuple(
        kind for kind in policy.companions if minor or kind is not Companion.PARENT_OF_MINOR
    )


def refuse_company(company: Company, policy: Policy, birth_date: date, day: date) -> None:
    """Raise Refused if somebody is there who may not be, or is missing who must be."""
    if not set(company.companions) <= set(welcome(policy, birth_date, day)):
        raise Refused("session.companion_not_allowed")
    if not all(1 <= number <= MOST_OF_A_KIND for number in company.companions.values()):
        raise Refused("session.companions_too_many", most=MOST_OF_A_KIND)
    if policy.second_person and not company.second_person:
        raise Refused("session.second_person_missing")
