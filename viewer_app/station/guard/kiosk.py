"""The proof on Linux: the compositor is the kiosk's, and denies capture to programs like this one.

An allow-list that fails closed. A list of known-bad protocols would let through a compositor that
shows none and still hands out the picture, or one that nobody here has heard of.
"""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

from viewer_app.session.ports import GuardReport
from viewer_app.station.guard import bus, plugins, weston
from viewer_app.station.guard.findings import Deadline, Finding, NotShown, report, shown_name
from viewer_app.station.guard.wayland import Connection, Peer

PLATFORM = "linux-wayland"
PATIENCE_S = 3.0
"""Seconds that a whole proof may take: a compositor that is busy answers within milliseconds."""

_SCREENSHOOTER = "weston_screenshooter"
"""Offered by Weston 10 to everybody, denied to all but Weston's own client unless debugging."""

_HARMLESS = {
    "wl_compositor",
    "wl_data_device_manager",
    "wl_output",
    "wl_seat",
    "wl_shm",
    "wl_subcompositor",
    "wp_presentation",
    "wp_viewporter",
    "xdg_wm_base",
    "zwp_input_timestamps_manager_v1",
    "zwp_pointer_constraints_v1",
    "zwp_relative_pointer_manager_v1",
    "zxdg_output_manager_v1",
}
"""What Weston 10's kiosk shell offers, drawing with the CPU; none of it shows others' pictures."""

_Process = tuple[Peer, str]
"""A process, told from every other one by its number and when it started."""


class KioskGuard:
    """Proves that the compositor on a socket is the kiosk's Weston and refuses capture.

    Each proof is made on connections of its own. Once proven, another compositor process in the
    same place is refused: the program's windows were shown by the first.
    """

    def __init__(
        self,
        socket: Path,
        session_bus: str,
        *,
        patience_s: float = PATIENCE_S,
        allow_nested: bool = False,
        allow_same_user: bool = False,
    ) -> None:
        """``session_bus`` is a D-Bus address.

        ``allow_nested`` and ``allow_same_user`` are for the tests, which have no screen hardware
        and one user; nothing in the program sets them. Either makes a proof worthless.
        """
        self._socket = socket
        self._session_bus = session_bus
        self._patience_s = patience_s
        self._allow_nested = allow_nested
        self._allow_same_user = allow_same_user
        self._turn = threading.Lock()
        self._seen: _Process | None = None
        self._proven: _Process | None = None

    def prove(self) -> GuardReport:
        """A fresh proof, within ``patience_s`` seconds; threads take turns.

        It takes about a millisecond, and Weston logs a line for the attempt it denied.
        """
        with self._turn:
            return self._prove()

    def _prove(self) -> GuardReport:
        findings: list[Finding] = []
        try:
            for finding in self._findings(Deadline(self._patience_s)):
                findings.append(finding)
        except NotShown as stopped:
            findings.append(Finding(stopped.code))
        except Exception:  # noqa: BLE001 - a proof that fails in any way is no proof
            findings.append(Finding("guard.failed"))
        if not findings:
            self._proven = self._seen
        return report(PLATFORM, findings)

    def _findings(self, deadline: Deadline) -> Iterator[Finding]:
        yield from plugins.judge()
        with Connection(self._socket, deadline) as connection:
            yield from self._judge_process(connection.peer)
            offered = connection.globals()
        for interface in dict.fromkeys(each.interface for each in offered):
            if interface == _SCREENSHOOTER:
                yield from self._try_to_capture(deadline)
            elif interface not in _HARMLESS:
                yield Finding("guard.unknown_global", shown_name(interface))
        yield from bus.capture_services(self._session_bus, deadline)

    def _judge_process(self, peer: Peer) -> Iterator[Finding]:
        """Who listens on the socket: user, command line, and whether it is still the same."""
        self._seen = self._process(peer)
        yield from weston.judge(weston.command_of(peer.pid), allow_nested=self._allow_nested)
        if peer.uid == os.getuid() and not self._allow_same_user:
            yield Finding("guard.same_user")
        if self._proven not in (None, self._seen):
            yield Finding("guard.compositor_changed")

    def _try_to_capture(self, deadline: Deadline) -> Iterator[Finding]:
        """Take hold of the means of capture, as a program that wants a picture would.

        Being let hold it is enough of a finding, so no picture is ever taken. On a connection of
        its own, which the denial ends.
        """
        with Connection(self._socket, deadline) as thrown_away:
            if self._process(thrown_away.peer) != self._seen:
                yield Finding("guard.compositor_changed")
            offered = thrown_away.globals()
            wanted = next((each for each in offered if each.interface == _SCREENSHOOTER), None)
            if wanted is None or not thrown_away.is_denied(wanted):
                yield Finding("guard.screenshooter")

    @staticmethod
    def _process(peer: Peer) -> _Process:
        return peer, weston.started_at(peer.pid)
