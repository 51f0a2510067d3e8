"""One question to a web server, on a connection of its own, against a deadline."""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit


@contextmanager
def ask(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes | None,
    *,
    silence: float,
    limit: float,
) -> Iterator[HTTPResponse]:
    """The answer, to be read inside the ``with``; nobody is followed to another address.

    ``silence`` is the longest wait for one packet, ``limit`` that for all of them, in seconds: one
    byte at a time would keep the first for ever. Raises TimeoutError for either, another OSError
    (``ssl.SSLCertVerificationError`` among them), HTTPException or ValueError.
    """
    address = urlsplit(url)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=silence)
    late = threading.Event()

    def cut_off() -> None:
        late.set()
        with suppress(OSError):
            if handle is not None:
                handle.shutdown(socket.SHUT_RDWR)

    handle: socket.socket | None = None
    timer = threading.Timer(limit, cut_off)
    timer.daemon = True
    timer.start()
    try:
        connection.connect()
        # An answer that ends the connection takes the socket away from it.
        handle = connection.sock
        connection.request(method, address.path, body, {**headers, "Connection": "close"})
        with connection.getresponse() as answer:
            yield answer
    except ssl.SSLCertVerificationError:
        raise
    except (OSError, HTTPException, ValueError):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        connection.close()
    if late.is_set():
        # What was cut off may look like a short answer.
        raise TimeoutError
