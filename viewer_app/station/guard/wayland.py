"""As much of the Wayland wire protocol as a proof needs, on the standard library.

Messages are 32-bit words in the machine's byte order: the object, then size in bytes (upper half)
and opcode (lower half), then the arguments (Wayland documentation, chapter 4, *Wire Format*). The
opcodes are those of ``wl_display``, ``wl_registry`` and ``wl_callback`` in ``wayland.xml``.

The other side may be anything: every read ends at the deadline, and what is read is bounded.
"""

import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Self

from viewer_app.station.guard.findings import Deadline, NotShown

# objects, in the order in which they are made: the compositor takes no other number
_DISPLAY, _REGISTRY, _LISTED, _TAKEN, _ANSWERED = 1, 2, 3, 4, 5
_SYNC, _GET_REGISTRY, _BIND = 0, 1, 0
_ERROR, _GLOBAL = (_DISPLAY, 0), (_REGISTRY, 0)

_LONGEST_MESSAGE = 4096
"""Bytes: libwayland's own limit (``WL_MAX_MESSAGE_SIZE``)."""
_LONGEST_ANSWER = 1 << 18
"""Bytes: many times what the list of globals of any compositor takes."""
_PEER = struct.Struct("=iII")


class Peer(NamedTuple):
    """Who listens on a socket, as the kernel tells it (``SO_PEERCRED``, unix(7))."""

    pid: int
    uid: int


class Global(NamedTuple):
    """An interface that the compositor offers."""

    name: int
    interface: str


class _Event(NamedTuple):
    kind: tuple[int, int]  # object and opcode
    body: bytes


class Connection:
    """A fresh client of a compositor. A context manager, which closes it.

    Every method raises NotShown: ``guard.no_compositor`` where nobody listens,
    ``guard.compositor_silent`` where the answer is not Wayland, is cut off, or is not there by the
    deadline.
    """

    def __init__(self, path: Path, deadline: Deadline) -> None:
        self._deadline = deadline
        self._inbox = bytearray()
        self._read = 0
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(deadline.left())
            self._socket.connect(str(path))
            pid, uid, _ = _PEER.unpack(
                self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
            )
        except (OSError, ValueError) as error:
            self._socket.close()
            raise NotShown("guard.no_compositor") from error
        self.peer = Peer(pid, uid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def globals(self) -> tuple[Global, ...]:
        """Everything the compositor offers to a client like this one."""
        self._send(
            _request(_DISPLAY, _GET_REGISTRY, _word(_REGISTRY)),
            _request(_DISPLAY, _SYNC, _word(_LISTED)),
        )
        found = []
        for event in self._events():
            if event.kind == _GLOBAL:
                found.append(_global(event.body))
            elif event.kind == (_LISTED, 0):
                return tuple(found)
            elif event.kind == _ERROR:
                break
        raise NotShown("guard.compositor_silent")

    def is_denied(self, wanted: Global) -> bool:
        """Whether the compositor denies us an interface when we really take hold of it.

        Only its own *permission denied* about that very object counts, and only before it answers
        anything later. Call ``globals`` first. The denial ends the connection.
        """
        interface = wanted.interface.encode() + b"\0"
        padding = bytes(-len(interface) % 4)
        named = _word(wanted.name) + _word(len(interface)) + interface + padding
        # in one piece: after the denial nothing more can be sent
        self._send(
            _request(_REGISTRY, _BIND, named + _word(1) + _word(_TAKEN)),
            _request(_DISPLAY, _SYNC, _word(_ANSWERED)),
        )
        for event in self._events():
            if event.kind == _ERROR:
                return _words(event.body, 1) == (_TAKEN,) and b"permission denied" in event.body
            if event.kind == (_ANSWERED, 0):
                return False
        raise NotShown("guard.compositor_silent")

    def _send(self, *requests: bytes) -> None:
        try:
            self._socket.settimeout(self._deadline.left())
            self._socket.sendall(b"".join(requests))
        except OSError as error:
            raise NotShown("guard.compositor_silent") from error

    def _events(self) -> Iterator[_Event]:
        while True:
            object_, second = _words(self._take(8), 2)
            size, opcode = second >> 16, second & 0xFFFF
            if not 8 <= size <= _LONGEST_MESSAGE or size % 4:
                raise NotShown("guard.compositor_silent")
            yield _Event((object_, opcode), self._take(size - 8))

    def _take(self, size: int) -> bytes:
        while len(self._inbox) < size:
            try:
                self._socket.settimeout(self._deadline.left())
                received = self._socket.recv(_LONGEST_MESSAGE)
            except OSError as error:
                raise NotShown("guard.compositor_silent") from error
            self._read += len(received)
            if not received or self._read > _LONGEST_ANSWER:
                raise NotShown("guard.compositor_silent")
            self._inbox += received
        taken = bytes(self._inbox[:size])
        del self._inbox[:size]
        return taken


def _request(object_: int, opcode: int, body: bytes) -> bytes:
    return _word(object_) + _word((8 + len(body)) << 16 | opcode) + body


def _word(value: int) -> bytes:
    return struct.pack("=I", value)


def _words(body: bytes, count: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(f"={count}I", body)
    except struct.error as error:
        raise NotShown("guard.compositor_silent") from error


def _global(body: bytes) -> Global:
    """The arguments of ``wl_registry.global``: name, interface (a string), version."""
    name, length = _words(body, 2)
    interface = body[8 : 8 + length]
    if not interface.endswith(b"\0") or len(interface) != length:
        raise NotShown("guard.compositor_silent")
    return Global(name, interface[:-1].decode("ascii", "replace"))
