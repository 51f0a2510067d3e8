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


@pytest.mark.parametrize(("count", "allowed"), [(1, 1), (0, 1), (1, 4)])
def test_one_screen_changes_nothing(count: int, allowed: int) -> None:
    assert LimitedScreens(Proving(), lambda: count, allowed).prove() == PROVEN


def test_two_where_two_are_allowed_are_told_and_are_no_fault() -> None:
    report = LimitedScreens(Proving(), lambda: 2, 2).prove()
    assert (report.proven, report.code) == (True, "guard.proven")
    assert report.findings == ("guard.several_screens:2",)


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
