"""Places with packages, good and bad."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLContext

from cheroot.wsgi import Server
from wsgidav.wsgidav_app import WsgiDAVApp

from viewer_app.station.sources.fetching import Fetching, Limits
from viewer_app.station.sources.folder import SETTLED_S
from viewer_app.station.sources.place import Place

LIMITS = Limits(reserve=0, sync_every=4096)
NAME = "Jansen bodycam é.inzage"
LOGIN = "station:één twee"


def put(folder: Path, name: str = NAME, data: bytes = b"pakket") -> Path:
    """A package that has lain there for a while."""
    path = folder / name
    path.write_bytes(data)
    old = time.time() - SETTLED_S - 5
    os.utime(path, (old, old))
    return path


class Receiver:
    """An inbox, and the records beside it."""

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        self.inbox, self.records, self.limits = path / "inbox", path / "sources", limits
        self.inbox.mkdir(parents=True)

    def fetch(self, place: Place, beat: Callable[[], None] = lambda: None) -> int:
        return Fetching(place, self.inbox, self.records, self.limits).run(beat)

    @property
    def arrived(self) -> dict[str, bytes]:
        """What intake would see."""
        return {
            path.name: path.read_bytes()
            for path in self.inbox.iterdir()
            if not path.name.startswith(".")
        }

    @property
    def hidden(self) -> list[Path]:
        return [path for path in self.inbox.iterdir() if path.name.startswith(".")]


@contextmanager
def webdav_server(folder: Path, port: int = 0) -> Iterator[str]:
    """WsgiDAV on this machine, with the login above; its address."""
    user, _, password = LOGIN.partition(":")
    application = WsgiDAVApp(
        {
            "provider_mapping": {"/inzage map": str(folder)},
            "simple_dc": {"user_mapping": {"*": {user: {"password": password}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )
    server = Server(("127.0.0.1", port), application)
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.bind_addr[1]}/inzage%20map/"
    finally:
        server.stop()
        thread.join()


class Faulty:
    """A server with one package that can answer wrongly in many ways."""

    def __init__(self, data: bytes, name: str = "a.inzage") -> None:
        self.data, self.name = data, name
        self.etag = '"een"'
        self.cut_after: int | None = None
        """Bytes of an answer after which the connection is lost."""
        self.size = len(data)
        """What it says."""
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.ranges: list[str] = []
        self.honours_range = True
        self.before_get: Callable[[], None] = lambda: None
        self.slowly: float = 0
        self.list_: bytes | None = None
        self.url = ""
        self.listed = 0

    def listing(self) -> bytes:
        if self.list_ is not None:
            return self.list_
        folder = "<D:resourcetype><D:collection/></D:resourcetype>"
        size = f"<D:getcontentlength>{self.size}</D:getcontentlength>"
        package = f"{size}<D:getetag>{self.etag}</D:getetag>"
        return (
            '<D:multistatus xmlns:D="DAV:">'
            + _response("/d/", folder)
            + _response(f"/d/{self.name}", package)
            + "</D:multistatus>"
        ).encode()


def _response(href: str, properties: str) -> str:
    return (
        f"<D:response><D:href>{href}</D:href><D:propstat><D:prop>{properties}</D:prop>"
        "</D:propstat></D:response>"
    )


@contextmanager
def served(faulty: Faulty, tls: SSLContext | None = None) -> Iterator[Faulty]:
    """The server, at ``faulty.url``."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_PROPFIND(self) -> None:
            faulty.listed += 1
            data = faulty.listing()
            self.send_response(faulty.status or 207)
            for key, value in faulty.headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            faulty.before_get()
            asked = self.headers.get("Range", "")
            faulty.ranges.append(asked)
            same = self.headers.get("If-Range") == faulty.etag
            start = int(asked[6:-1]) if asked and same and faulty.honours_range else 0
            end = len(faulty.data)
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{end - 1}/{end}")
            self.send_header("ETag", faulty.etag)
            self.send_header("Content-Length", str(end - start))
            self.end_headers()
            data = faulty.data[start:]
            if faulty.cut_after is not None:
                data = data[: faulty.cut_after]
            if not faulty.slowly:
                self.wfile.write(data)
                return
            for index in range(len(data)):
                time.sleep(faulty.slowly)
                try:
                    self.wfile.write(data[index : index + 1])
                except OSError:
                    return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    faulty.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}/d/"
    try:
        yield faulty
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
