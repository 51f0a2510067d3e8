"""Verifies the whole trail at every start, beside the work, and stops new sessions if it is broken.

Opening a trail checks its head; an older event that was changed shows only when all of it is read.
"""

import threading
from typing import Final

from viewer_app.app.anchors import own_anchors
from viewer_app.app.trail import StationTrail
from viewer_app.app.verifying import verify_apart
from viewer_app.audit.errors import TrailError
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.report import Report, State
from viewer_app.errors import InzageError
from viewer_app.session.ports import AuditUnavailable, Json
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings

_ENDED: Final = "verify.process_ended"
"""It could not be verified this time, which says nothing of the trail."""


class TrailWatch:
    """One verification of the trail in use and of the one before it."""

    def __init__(self, home: Home, settings: Settings, trail: StationTrail) -> None:
        keys = (settings.audit_key, *settings.year_keys)
        self._trails = list(zip(home.trails()[-2:], keys[-2:], strict=False))
        self._home = home
        self._trail = trail
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="trail-watch", daemon=True)

    def start(self) -> None:
        """Begin; does not wait."""
        self._thread.start()

    def wait(self) -> None:
        """Until it is done."""
        self._thread.join()

    def stop(self) -> None:
        """Give up where it is under way. Safe to call twice, and before ``start``."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        for path, key in self._trails:
            try:
                trust = VerifierKey.parse(key)
                report = verify_apart(
                    path,
                    trust,
                    own_anchors(self._home, path, trust.name, folders=False),
                    thorough=False,
                    progress=_nobody_looks,
                    stopped=self._stopping.is_set,
                )
                if report is not None:
                    self._judge(path.name, report)
            except TrailError as error:
                blocked = (
                    None
                    if error.code == _ENDED
                    else AuditUnavailable("trail.broken", file=path.name, seq="?")
                )
                self._report({"code": error.code, "file": path.name}, blocked)
            except InzageError as error:
                self._report({"code": error.code, "file": path.name}, None)

    def _judge(self, file: str, report: Report) -> None:
        for name, verdict in report.verdicts.items():
            if verdict.state is not State.BROKEN:
                continue
            found = verdict.findings[0]
            blocked = None
            if name == "integrity":
                seq = "?" if verdict.first_bad is None else str(verdict.first_bad)
                blocked = AuditUnavailable("trail.broken", file=file, seq=seq)
            self._report(
                {
                    "code": found.code,
                    "file": file,
                    "verdict": name,
                    "seq": verdict.first_bad,
                    "findings": verdict.total,
                },
                blocked,
            )

    def _report(self, details: dict[str, Json], blocked: AuditUnavailable | None) -> None:
        self._trail.report_incident(details)
        if blocked is not None:
            self._trail.block(blocked)


def _nobody_looks(_done: int, _total: int) -> None:
    """The work goes on beside."""
