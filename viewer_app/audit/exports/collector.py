"""A SIEM's collector on this computer, to which syslog messages are sent.

Only this computer: a connection to another one would carry the trail in the clear. A collector here
(rsyslog, syslog-ng, Vector) passes them on over TLS.
"""

import errno
import ipaddress
import os
import re
import socket
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Final, Literal, Self

from viewer_app.audit.errors import ExportError

SECONDS: Final = 10
"""How long a collector may keep us waiting."""

_ADDRESS: Final = re.compile(r"(tcp|udp)://(?:\[([0-9a-f:]+)\]|([0-9.]+|localhost)):([0-9]{1,5})")


@dataclass(frozen=True)
class Collector:
    """Where to send: ``tcp://127.0.0.1:601``, ``udp://[::1]:514`` or ``unix:/path/of/socket``."""

    kind: Literal["tcp", "udp", "unix"]
    host: str = ""
    port: int = 0
    path: str = ""

    def __str__(self) -> str:
        if self.kind == "unix":
            return f"unix:{self.path}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.kind}://{host}:{self.port}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The collector named by ``text``. Raises ExportError.

        ``export.collector_malformed``, or ``export.collector_elsewhere`` for any address that is
        not this computer's own. Names are not looked up.
        """
        if text.startswith("unix:/"):
            return cls("unix", path=text.removeprefix("unix:"))
        found = _ADDRESS.fullmatch(text)
        if found is None:
            raise ExportError("export.collector_malformed")
        kind, host = found[1], found[2] or found[3]
        host = "127.0.0.1" if host == "localhost" else host
        try:
            own = ipaddress.ip_address(host).is_loopback
        except ValueError:
            raise ExportError("export.collector_malformed") from None
        if not own:
            raise ExportError("export.collector_elsewhere", address=host)
        if not 0 < int(found[4]) < 65536:
            raise ExportError("export.collector_malformed")
        return cls("tcp" if kind == "tcp" else "udp", host, int(found[4]))

    def send(self, messages: Iterable[bytes]) -> int:
        """Send every message; returns how many.

        Over a stream each goes with its length before it (RFC 6587, 3.4.1), as a datagram on its
        own. A stream's reader has all of it when this returns, or has closed; syslog knows no other
        acknowledgement. Raises ExportError (``export.not_sent``).
        """
        sent = 0
        try:
            connection, framed = self._connect()
            with closing(connection):
                for message in messages:
                    if framed:
                        connection.sendall(b"%d %b" % (len(message), message))
                    else:
                        connection.send(message)
                    sent += 1
                if framed:
                    _await_end(connection)
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise ExportError(
                "export.not_sent", address=str(self), sent=sent, reason=reason
            ) from error
        return sent

    def _connect(self) -> tuple[socket.socket, bool]:
        """A connected socket, and whether it is a stream."""
        if self.kind == "tcp":
            return socket.create_connection((self.host, self.port), SECONDS), True
        if self.kind == "udp":
            family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
            return _joined(family, socket.SOCK_DGRAM, (self.host, self.port)), False
        try:
            return _joined(socket.AF_UNIX, socket.SOCK_STREAM, self.path), True
        except OSError as error:
            if error.errno != errno.EPROTOTYPE:
                raise
        return _joined(socket.AF_UNIX, socket.SOCK_DGRAM, self.path), False


def _joined(family: int, kind: int, address: tuple[str, int] | str) -> socket.socket:
    connection = socket.socket(family, kind)
    try:
        connection.settimeout(SECONDS)
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection


def _await_end(connection: socket.socket) -> None:
    """Say that this was all, and wait until the reader closes: then nothing was on its way."""
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(SECONDS)
    while connection.recv(4096):
        pass
