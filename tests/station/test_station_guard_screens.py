"""The guard where more screens are connected than the policy names."""

import pytest

from viewer_app.session.ports import GuardReport
from viewer_app.station.guard.refusing import Refusing
from viewer_app.station.guard.screens import LimitedScreens

PROVEN = GuardReport(True, "linux-wayland", "guard.proven")


class Proving:
    """A guard on a kiosk."""

    def prove(self) -> GuardReport:
        return PROVEN


@pytest.mark.parametrize(("count", "allowed"), [(1, 1), (0, 1), (2, 2), (1, 4)])
def test_as_many_screens_as_allowed_change_nothing(count: int, allowed: int) -> None:
    assert LimitedScreens(Proving(), lambda: count, allowed).prove() == PROVEN


def test_one_too_many_refuses_and_says_how_many_there_are() -> None:
    report = LimitedScreens(Proving(), lambda: 3, 2).prove()
    assert report == GuardReport(
        False, "linux-wayland", "guard.too_many_screens", ("guard.too_many_screens:3",)
    )


def test_what_the_other_guard_found_stays_first() -> None:
    report = LimitedScreens(Refusing("linux-x11", "guard.x11"), lambda: 2, 1).prove()
    assert not report.proven
    assert report.code == "guard.x11"
    assert report.findings == ("guard.x11", "guard.too_many_screens:2")
