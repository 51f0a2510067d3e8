"""Logs made of bare leaves, a witness's keys, and servers that misbehave."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.trails import ORIGIN, TwoClocks
from viewer_app.audit.checkpoint import checkpoint_text
from viewer_app.audit.cosignature import CosignerKey
from viewer_app.audit.merkle import consistency_proof, leaf_hash, tree_hash
from viewer_app.audit.note import VerifierKey, write_note
from viewer_app.audit.places import anchor_name
from viewer_app.audit.submission import write_submission
from viewer_app.audit.witness import Witness
from viewer_app.audit.witness_server import WitnessServer

ANCHOR = Ed25519PrivateKey.from_private_bytes(bytes(range(64, 96)))
PIN = VerifierKey.of(anchor_name(ORIGIN), ANCHOR)
WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
WITNESS_NAME = "getuige.example/1"
WITNESS_KEY = CosignerKey.of(WITNESS_NAME, WITNESS)


class Leaves:
    """A log of numbered leaves; ``salt`` makes another one with the same numbers from ``at`` on."""

    def __init__(self, salt: str = "", at: int = 0, origin: str = ORIGIN) -> None:
        self.origin = origin
        self._salt = salt
        self._at = at

    def _leaf(self, index: int) -> bytes:
        return leaf_hash(f"{self._salt if index >= self._at else ''}{index}".encode())

    def subtree(self, first: int, end: int) -> bytes:
        return tree_hash([self._leaf(index) for index in range(first, end)])

    def text(self, size: int) -> str:
        return checkpoint_text(self.origin, size, self.subtree(0, size))

    def note(self, size: int, signer: Ed25519PrivateKey = ANCHOR) -> str:
        text = self.text(size)
        return write_note(text, VerifierKey.of(self.origin, signer), signer.sign(text.encode()))

    def proof(self, old: int, new: int) -> list[bytes]:
        return consistency_proof(old, new, self.subtree) if old else []

    def request(self, old: int, new: int, proof: Sequence[bytes] | None = None) -> bytes:
        chosen = self.proof(old, new) if proof is None else proof
        return write_submission(old, chosen, self.note(new))


def make_witness(directory: Path, pins: Sequence[VerifierKey] = (PIN,)) -> Witness:
    directory.mkdir(mode=0o700, exist_ok=True)
    return Witness(directory, WITNESS_NAME, WITNESS, pins, TwoClocks())


@contextmanager
def served(
    witness: Witness, seconds: float = 30.0, tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """The witness behind a real socket; yields its address."""
    server = WitnessServer(("127.0.0.1", 0), witness, lambda status, code: None, seconds)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    loop = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    loop.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        loop.join()
        server.server_close()


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does with each connection what it likes; yields its address."""
    open_ = [socket.create_server(("127.0.0.1", 0))]

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = open_[0].accept()
                open_.append(connection)
                threading.Thread(target=_quietly, args=(serve, connection), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{open_[0].getsockname()[1]}"
    finally:
        for one in open_:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


def _quietly(serve: Callable[[socket.socket], None], connection: socket.socket) -> None:
    with suppress(OSError):
        serve(connection)


def say_nothing(connection: socket.socket) -> None:
    """A black hole: takes everything, answers nothing, hangs up never."""
    while connection.recv(65536):
        pass


def drip(connection: socket.socket) -> None:
    """Answers one byte at a time, for ever: each wait is short, all of them are not."""
    connection.recv(65536)
    _drip(connection, b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n")


def drip_to_the_end(connection: socket.socket) -> None:
    """As ``drip``, in an answer that ends where the connection does."""
    connection.recv(65536)
    _drip(connection, b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")


def _drip(connection: socket.socket, head: bytes) -> None:
    connection.sendall(head)
    pause = threading.Event()
    while not pause.wait(0.02):
        connection.sendall(b"x")


def answering(answer: bytes) -> Callable[[socket.socket], None]:
    """Sends the same answer to whatever comes."""

    def serve(connection: socket.socket) -> None:
        # Whoever hangs up with something unread resets the connection instead.
        with connection.makefile("rb") as request:
            length = 0
            while (line := request.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            request.read(length)
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_RDWR)
        connection.close()

    return serve


def unused_port() -> int:
    """A port where nobody listens just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def until(true: Callable[[], bool]) -> None:
    """Wait for what other threads are about to do."""
    for _ in range(2000):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("it never came to that")
