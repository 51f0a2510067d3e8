"""Stand-ins for a compositor that answers wrongly, slowly, or not at all."""

import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from viewer_app.station.guard.kiosk import KioskGuard

Behaviour = Callable[[socket.socket], None]
"""What is done with each client; the connection is closed afterwards."""


@contextmanager
def compositor(path: Path, behave: Behaviour) -> Iterator[None]:
    """A server on a socket in a new place, of this very process: it never passes as Weston."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        thread = threading.Thread(target=_serve, args=(server, behave), daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def _serve(server: socket.socket, behave: Behaviour) -> None:
    with suppress(OSError):
        while True:
            client, _ = server.accept()
            with client, suppress(OSError):
                behave(client)


def relaxed(path: Path, *, patience_s: float = 20.0) -> KioskGuard:
    """The guard as only tests may have it: for nested compositors of the same user."""
    bus = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    return KioskGuard(path, bus, patience_s=patience_s, allow_nested=True, allow_same_user=True)


def closes(client: socket.socket) -> None:
    """Hangs up at once."""


def hangs(client: socket.socket) -> None:
    """Reads and never answers."""
    while client.recv(4096):
        pass


def talks_rubbish(client: socket.socket) -> None:
    """Answers something that is not Wayland."""
    client.recv(4096)
    client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")


def claims_much(client: socket.socket) -> None:
    """Announces a message longer than any."""
    client.sendall(message(2, 0, b"")[:6] + b"\xff\xff")
    hangs(client)


def claims_nothing(client: socket.socket) -> None:
    """Announces a message shorter than its own head."""
    client.sendall(bytes(64))
    hangs(client)


def drips(client: socket.socket) -> None:
    """Sends a byte now and then, always promising more."""
    head = message(2, 0, bytes(4000))
    for byte in head:
        client.sendall(bytes([byte]))
        client.settimeout(0.05)
        with suppress(TimeoutError):
            client.recv(4096)


def floods(client: socket.socket) -> None:
    """Offers interfaces without end."""
    while True:
        client.sendall(offer(1, "wl_shm") * 100)


def lies_about_length(client: socket.socket) -> None:
    """Offers an interface whose name is longer than the message."""
    client.sendall(message(2, 0, struct.pack("=II", 1, 5000) + b"wl_shm\0\0"))
    hangs(client)


def offers(interfaces: Sequence[str], answer: bytes = b"") -> Behaviour:
    """Speaks Wayland: offers these, and answers the taking of one with ``answer``."""

    def behave(client: socket.socket) -> None:
        client.recv(4096)
        offered = [offer(name, interface) for name, interface in enumerate(interfaces, start=1)]
        client.sendall(b"".join(offered) + message(3, 0, bytes(4)))
        if client.recv(4096):
            client.sendall(answer)

    return behave


def denial(object_: int, text: str) -> bytes:
    """``wl_display.error`` about an object."""
    return message(1, 0, struct.pack("=II", object_, 0) + _string(text))


def offer(name: int, interface: str) -> bytes:
    """``wl_registry.global``."""
    return message(2, 0, struct.pack("=I", name) + _string(interface) + struct.pack("=I", 1))


def message(object_: int, opcode: int, body: bytes) -> bytes:
    """An event on the wire."""
    return struct.pack("=II", object_, (8 + len(body)) << 16 | opcode) + body


def _string(text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + bytes(-len(data) % 4)
