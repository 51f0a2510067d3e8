"""The HTTP of a witness (C2SP ``tlog-witness``): ``POST /add-checkpoint`` and nothing else.

Whoever can reach it may send anything: a request is bounded in bytes, a connection in time, and
connections in number. Nothing is asked of who sends it; the checkpoint's own signature decides.
"""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from viewer_app.audit.errors import NoteError
from viewer_app.audit.submission import SUBMISSION_LIMIT
from viewer_app.audit.witness import Conflict, Witness, WitnessError

PATH: Final = "/add-checkpoint"
SIZE_TYPE: Final = "text/x.tlog.size"
"""The media type of a conflict's answer: the size of the last checkpoint cosigned."""
CONNECTIONS: Final = 64
CONNECTION_SECONDS: Final = 30.0
"""How long one connection may last, however busy it keeps us."""

Tell = Callable[[int, str], None]
"""Called with the status of each answer and, for a refusal, its code."""


class WitnessServer(ThreadingHTTPServer):
    """Serves one witness. ``serve_forever`` until ``shutdown``."""

    daemon_threads = True
    # Whoever hangs must not keep the program from ending.
    block_on_close = False
    request_queue_size = CONNECTIONS

    def __init__(
        self,
        address: tuple[str, int],
        witness: Witness,
        tell: Tell,
        connection_seconds: float = CONNECTION_SECONDS,
    ) -> None:
        """Listen at ``address`` (host, port; port 0 for any free one). Raises OSError."""
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        self.witness = witness
        self.tell = tell
        self.connection_seconds = connection_seconds
        self._room = threading.BoundedSemaphore(CONNECTIONS)
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread of its own, or drop it where there are too many."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """One connection, cut off when its time is up."""

        def cut_off() -> None:
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self.connection_seconds, cut_off)
        timer.daemon = True
        timer.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            timer.cancel()
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke off is nobody's business; no traceback."""
        del request, client_address
        self.tell(0, "witness.broke_off")


class _Handler(BaseHTTPRequestHandler):
    server: WitnessServer
    protocol_version = "HTTP/1.1"
    server_version = "inzage-witness"
    sys_version = ""

    def do_POST(self) -> None:
        body = self._read_body()
        if body is None:
            return
        if self.path != PATH:
            self._answer(HTTPStatus.NOT_FOUND, "witness.no_such_page")
            return
        try:
            line = self.server.witness.add_checkpoint(body)
        except NoteError as error:
            self._answer(HTTPStatus.BAD_REQUEST, error.code)
        except Conflict as error:
            self.server.tell(error.status, error.code)
            self._send(error.status, SIZE_TYPE, f"{error.size}\n")
        except WitnessError as error:
            self._answer(error.status, error.code)
        else:
            self.server.tell(HTTPStatus.OK, "")
            self._send(HTTPStatus.OK, "text/plain; charset=utf-8", line)

    def _read_body(self) -> bytes | None:
        """The whole body; None where it was refused, and the connection closed with it."""
        length = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not (length.isascii() and length.isdecimal()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
            return None
        if len(length) > len(str(SUBMISSION_LIMIT)) or int(length) > SUBMISSION_LIMIT:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            self.close_connection = True
            return None
        return body

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._answer(status, "witness.malformed")

    def _answer(self, status: int, code: str) -> None:
        self.server.tell(status, code)
        self._send(status, "text/plain; charset=utf-8", f"{code}\n")

    def _send(self, status: int, media_type: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own name
        """What is told is told by ``tell``; who asked is written nowhere."""
