"""A WebDAV folder on a server (RFC 4918), read over TLS and continued where it broke off.

Nobody is followed elsewhere: not where the server sends us on to, and not to an address that its
list names. What it sends is compared with what it offered, and believed by nobody: a package is
signed and is checked by intake.
"""

import re
import ssl
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from viewer_app.errors import system_reason
from viewer_app.station.sources.errors import SourceError
from viewer_app.station.sources.multistatus import MultistatusError, Resource, parse_multistatus
from viewer_app.station.sources.place import MOST, Offer, Pieces, is_package_name
from viewer_app.web_request import ask

_QUESTION: Final = (
    b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/>'
    b"<getcontentlength/><getetag/><getlastmodified/></prop></propfind>"
)
_LONGEST_LIST: Final = 4 << 20
_PIECE: Final = 1 << 16
_RANGE: Final = re.compile(r"bytes (\d{1,16})-(\d{1,16})/(\d{1,16})")
_REFUSALS: Final = {
    401: "source.login",
    403: "source.forbidden",
    404: "source.not_there",
    410: "source.not_there",
    412: "source.changed",
    416: "source.changed",
}


@dataclass(frozen=True)
class Patience:
    """How long a server is waited for, in seconds."""

    silence: float = 20
    """Between two packets."""
    listing: float = 60
    """For the whole list."""
    package: float = 30 * 60
    """For one package; what has come by then is kept, and the next visit goes on from there."""


@dataclass(frozen=True)
class WebdavSource:
    """Its packages are the files directly in that folder."""

    name: str
    url: str
    """Ends in "/"."""
    login: str = field(default="", repr=False, compare=False)
    """NAME:PASSWORD, or "" where the server asks for none."""
    patience: Patience = Patience()

    @property
    def where(self) -> str:
        """Its address."""
        return self.url

    def offers(self) -> list[Offer]:
        """The packages the server lists (``Place.offers``)."""
        headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
        with self._ask("PROPFIND", "", headers, _QUESTION, self.patience.listing) as answer:
            self._expect(answer, {207})
            data = answer.read(_LONGEST_LIST + 1)
        if len(data) > _LONGEST_LIST:
            raise SourceError("source.too_many", place=self.name, most=MOST)
        try:
            resources = parse_multistatus(data)
        except MultistatusError:
            raise SourceError("source.no_webdav", place=self.name) from None
        if len(resources) > MOST:
            raise SourceError("source.too_many", place=self.name, most=MOST)
        found = (self._offer(resource) for resource in resources)
        return [offer for offer in found if offer is not None]

    @contextmanager
    def read(self, offer: Offer, start: int) -> Iterator[Pieces]:
        """The package from byte ``start`` on, or whole (``Place.read``)."""
        headers = {"Accept-Encoding": "identity"}
        if start and _is_strong(offer.mark):
            # RFC 9110, section 13.1.5: a part where it is the same one, otherwise all of it
            headers |= {"Range": f"bytes={start}-", "If-Range": offer.mark}
        path = quote(offer.name)
        with self._ask("GET", path, headers, None, self.patience.package) as answer:
            self._expect(answer, {200, 206}, offer.name)
            first = self._check(answer, offer, start if "Range" in headers else 0)
            yield Pieces(first, offer.size, iter(lambda: answer.read1(_PIECE), b""))

    def _offer(self, resource: Resource) -> Offer | None:
        """The package, where this is one directly in the folder, with a size and a mark."""
        base = unquote(urlsplit(self.url).path)
        try:
            path = unquote(urlsplit(resource.href).path, errors="strict")
        except ValueError:
            return None
        name, size = path.removeprefix(base), resource.getcontentlength
        mark = resource.getetag or resource.getlastmodified
        if resource.is_collection or not path.startswith(base) or not is_package_name(name):
            return None
        if not (size.isascii() and size.isdecimal() and len(size) <= 16 and _is_plain(mark)):
            return None
        return Offer(name, int(size), _quoted(mark) if resource.getetag else mark)

    def _check(self, answer: HTTPResponse, offer: Offer, asked: int) -> int:
        """The byte that the answer begins with. Raises SourceError."""
        etag = answer.getheader("ETag")
        if etag and offer.mark[-1:] == '"' and _quoted(etag) != offer.mark:
            raise SourceError("source.changed", place=self.name, file=offer.name)
        coded = answer.getheader("Content-Encoding", "identity") != "identity"
        if coded or (asked and answer.status == 206 and not etag):
            raise SourceError("source.misleading", place=self.name, file=offer.name)
        start, end, size = 0, offer.size - 1, offer.size
        if answer.status == 206:
            told = _RANGE.fullmatch(answer.getheader("Content-Range", ""))
            start, end, size = map(int, told.groups()) if told else (-1, -1, -1)
        length = answer.getheader("Content-Length", str(end + 1 - start))
        if (
            start not in {0, asked}
            or (end, size) != (offer.size - 1, offer.size)
            or length != str(size - start)
        ):
            raise SourceError("source.misleading", place=self.name, file=offer.name)
        return start

    def _expect(self, answer: HTTPResponse, right: set[int], file: str = "") -> None:
        status = answer.status
        if status in right:
            return
        facts = {"place": self.name, "file": file}
        if status in _REFUSALS:
            raise SourceError(_REFUSALS[status], **facts)
        if 300 <= status < 400:
            raise SourceError("source.redirected", **facts)
        raise SourceError("source.refused", **facts, status=status)

    @contextmanager
    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None, limit: float
    ) -> Iterator[HTTPResponse]:
        """One request on a connection of its own, cut off at the limit. Raises SourceError."""
        sent, silence = {**headers, **self._authorization()}, self.patience.silence
        try:
            with ask(method, self.url + path, sent, body, silence=silence, limit=limit) as answer:
                yield answer
        except ssl.SSLCertVerificationError:
            raise SourceError("source.certificate", place=self.name) from None
        except TimeoutError:
            raise SourceError("source.slow", place=self.name) from None
        except (OSError, HTTPException, ValueError) as error:
            reason = system_reason(error)
            raise SourceError("source.unreachable", place=self.name, reason=reason) from None

    def _authorization(self) -> dict[str, str]:
        # RFC 7617; the address is https, or this machine's own
        coded = b64encode(self.login.encode()).decode()
        return {"Authorization": f"Basic {coded}"} if self.login else {}


def _is_plain(mark: str) -> bool:
    return bool(mark) and mark.isascii() and mark.isprintable() and len(mark) <= 200


def _quoted(etag: str) -> str:
    """Some servers leave the quotes out of the list and put them in the header."""
    return etag if etag.endswith('"') else f'"{etag}"'


def _is_strong(mark: str) -> bool:
    """Whether equal marks mean equal bytes (RFC 9110, section 8.8.3)."""
    return mark.startswith('"')
