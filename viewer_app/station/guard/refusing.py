"""Where no proof is possible: a guard that always says no, and why."""

from viewer_app.session.ports import GuardReport
from viewer_app.station.guard.findings import Finding, report


class Refusing:
    """The guard of a platform on which any program can capture the screen."""

    def __init__(self, platform: str, code: str) -> None:
        self._report = report(platform, [Finding(code)])

    def prove(self) -> GuardReport:
        """Never proven."""
        return self._report
