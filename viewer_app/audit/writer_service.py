"""The trail's writer as a process of its own, under a user of its own.

The program on the screen may then only send events: it cannot write the file and has not the key,
so whoever takes it over cannot rewrite what was written before. Linux only: the kernel tells who is
on the other side of a socket (``unix(7)``, ``SO_PEERCRED``).
"""

import errno
import os
import socket
import socketserver
import stat
import struct
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

from viewer_app.audit import wire
from viewer_app.audit.errors import AuditError
from viewer_app.audit.standing import Anchorage, TrailFile
from viewer_app.audit.unfinished import Unfinished
from viewer_app.errors import InzageError, system_reason
from viewer_app.session.ports import AuditTrail, AuditUnavailable, Json

STRANGER: Final = "trail.stranger"
"""An incident: a process of a user who may send nothing tried to."""

_CREDENTIALS: Final = struct.Struct("3i")  # struct ucred: pid, uid, gid
_WAITING: Final = 8
"""Clients that may wait to be let in."""
_IDLE_SECONDS: Final = 3600


class WrittenTrail(AuditTrail, Protocol):
    """The trail that is served."""

    def unfinished_sessions(self) -> Sequence[Unfinished]:
        """Sessions without a closing event. Raises AuditUnavailable."""
        ...

    def trails(self) -> Sequence[TrailFile]:
        """The trails of all years, the oldest first, that in use last."""
        ...

    def anchorage(self) -> Anchorage:
        """How the trail is anchored elsewhere. Never waits for a place."""
        ...

    def report_attempt(self, details: Mapping[str, Json]) -> None:
        """Write, once for each kind, that somebody tried what nobody may. Raises nothing."""
        ...


class WriterService(socketserver.ThreadingUnixStreamServer):
    """Listens on a socket and writes what clients of the allowed users send. Close it."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = _WAITING

    def __init__(self, path: Path, trail: WrittenTrail, users: Collection[int]) -> None:
        """Listen on ``path`` for processes of these user ids.

        Raises AuditUnavailable: ``trail.in_use`` where another service answers there,
        ``trail.socket_unusable`` where the path cannot be one.
        """
        self.trail = trail
        self.users = frozenset(users)
        self._path = path
        _make_way(path)
        try:
            super().__init__(str(path), _Client)
            # Who may use it is decided by the user id the kernel tells, not by the file.
            path.chmod(0o666)
        except OSError as error:
            raise AuditUnavailable("trail.socket_unusable", reason=system_reason(error)) from error

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002 - theirs
        """Whether this client may send anything at all."""
        options = request.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
        user: int = _CREDENTIALS.unpack(options)[1]
        if user in self.users:
            return True
        self.trail.report_attempt({"code": STRANGER, "user": user})
        return False

    def server_close(self) -> None:
        """Stop listening; the socket's name goes too."""
        super().server_close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def answer(self, request: dict[str, Any]) -> dict[str, Json]:
        """Do what one request asks."""
        try:
            return {"done": self._do(request)}
        except InzageError as refusal:
            if refusal.code == wire.RESERVED:
                self.trail.report_attempt({"code": refusal.code, **refusal.facts})
            facts: dict[str, Json] = {name: str(fact) for name, fact in refusal.facts.items()}
            return {"refused": refusal.code, "facts": facts}

    def _do(self, request: dict[str, Any]) -> Json:
        match request:
            case {"do": "record", "event": event}:
                self.trail.record(wire.read_event(event))
                return None
            case {"do": "count", "action": str(action), "object": str(object_)}:
                return self.trail.count(action, object_)
            case {"do": "seal"}:
                return self.trail.seal()
            case {"do": "unfinished"}:
                return [list(found) for found in self.trail.unfinished_sessions()]
            case {"do": "trails"}:
                return [trail.plain() for trail in self.trail.trails()]
            case {"do": "anchorage"}:
                return self.trail.anchorage().plain()
        raise wire.WireError("trail.event_invalid", reason="request")


class _Client(socketserver.StreamRequestHandler):
    timeout = _IDLE_SECONDS
    server: WriterService

    def handle(self) -> None:
        """Answer one request after another; a client that sends rubbish is hung up on."""
        with suppress(AuditError, OSError):
            while (request := wire.receive(self.rfile)) is not None:  # type: ignore[arg-type]
                wire.send(self.wfile, self.server.answer(request))  # type: ignore[arg-type]


def _make_way(path: Path) -> None:
    """Remove the socket of a service that was killed, and nothing else."""
    try:
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise AuditUnavailable("trail.socket_unusable", reason=os.strerror(errno.ENOTSOCK))
    except OSError:
        return
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink(missing_ok=True)
        else:
            raise AuditUnavailable("trail.in_use", file=path.name)
