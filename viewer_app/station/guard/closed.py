"""No film in a program that is not closed as the municipality's rules want it."""

from collections.abc import Callable, Sequence

from viewer_app.session.ports import CaptureGuard, GuardReport


class ClosedProgram:
    """Another guard, which proves nothing while something of the program itself stands open."""

    def __init__(self, guard: CaptureGuard, find: Callable[[], Sequence[str]]) -> None:
        """``find`` tells what stands open and is not accepted: message codes, each with its detail.

        It is asked for each proof, from any thread.
        """
        self._guard = guard
        self._find = find

    def prove(self) -> GuardReport:
        """The other guard's report; not proven where something stands open.

        What the other guard found weighs more, so its reason stays the first.
        """
        report, found = self._guard.prove(), tuple(self._find())
        if not found:
            return report
        code = found[0].partition(":")[0] if report.proven else report.code
        return GuardReport(False, report.platform, code, (*report.findings, *found))
