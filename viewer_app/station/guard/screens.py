"""No more screens than the municipality's policy names: the film is for one room."""

from collections.abc import Callable
from dataclasses import replace

from viewer_app.session.ports import CaptureGuard, GuardReport

TOO_MANY = "guard.too_many_screens"
SEVERAL = "guard.several_screens"
"""As many as are allowed: no fault, but the trail says so."""


class LimitedScreens:
    """Another guard, which proves nothing while more screens are connected than are allowed."""

    def __init__(self, guard: CaptureGuard, count: Callable[[], int], allowed: int) -> None:
        """``count`` tells how many screens there are now, and may be asked from any thread."""
        self._guard = guard
        self._count = count
        self._allowed = allowed

    def prove(self) -> GuardReport:
        """The other guard's report; not proven where there are too many screens.

        What the other guard found weighs more, so its reason stays the first. Where more than one
        screen is allowed, the findings say how many there are.
        """
        report, count = self._guard.prove(), self._count()
        if count <= 1:
            return report
        if count <= self._allowed:
            return replace(report, findings=(*report.findings, f"{SEVERAL}:{count}"))
        findings = (*report.findings, f"{TOO_MANY}:{count}")
        code = TOO_MANY if report.proven else report.code
        return GuardReport(False, report.platform, code, findings)
