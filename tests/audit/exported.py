"""An event to export, and who takes what is exported."""

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

from tests.audit.trails import ORIGIN
from viewer_app.audit.body import Entry
from viewer_app.audit.exports.events import Leaf


def leaf_of(
    *,
    actor: str = "j.devries",
    action: str = "session.opened",
    outcome: str = "ok",
    source: str = "balie-1",
) -> Leaf:
    """One event, as the exports read it."""
    entry = Entry(
        seq=1,
        id="2c0a",
        time=datetime(2026, 3, 2, 9, tzinfo=UTC),
        mono=1,
        boot="b",
        session="S",
        role="supervisor",
        actor=actor,
        action=action,
        object="station:b",
        outcome=outcome,
        source=source,
        log=ORIGIN,
        details={},
    )
    return Leaf(entry, bytes(32))


class taking:  # noqa: N801 - used as a function
    """Accepts one connection and reads it to its end; call for what came."""

    def __init__(self, server: socket.socket) -> None:
        self._server = server
        self._data = b""
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        connection, _ = self._server.accept()
        with connection:
            while piece := connection.recv(65536):
                self._data += piece

    def __call__(self) -> bytes:
        self._thread.join(20)
        return self._data


def unframed(data: bytes) -> Iterator[bytes]:
    """Messages out of octet counting (RFC 6587, 3.4.1)."""
    while data:
        length, _, data = data.partition(b" ")
        yield data[: int(length)]
        data = data[int(length) :]
