"""The textual header of an age file (C2SP age.md, "Header"): stanzas and their MAC."""

import binascii
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass

from viewer_app.evidence.errors import HeaderError

VERSION_LINE = b"age-encryption.org/v1\n"
HEADER_LIMIT = 64 * 1024
"""Bytes. The specification sets no limit; this holds 600 recipients and is read in one go."""

_COLUMNS = 64
_STANZA_MARK = b"-> "
_MAC_MARK = b"---"
_ARGUMENT = re.compile(rb"[!-~]+")  # 1*VCHAR
_MAC_BYTES = 32


@dataclass(frozen=True)
class Stanza:
    """One wrapping of the file key: its arguments, the first of which is its type, and its body."""

    arguments: tuple[str, ...]
    body: bytes

    @property
    def kind(self) -> str:
        """The type of recipient, such as ``X25519``."""
        return self.arguments[0]

    def __bytes__(self) -> bytes:
        encoded = encode_base64(self.body)
        lines = [encoded[at : at + _COLUMNS] for at in range(0, len(encoded) + 1, _COLUMNS)]
        return b"\n".join((_STANZA_MARK + " ".join(self.arguments).encode("ascii"), *lines, b""))


@dataclass(frozen=True)
class Header:
    """A header as it stands in the file.

    ``size`` is its length in bytes up to and including the last newline; ``authenticated`` are the
    bytes that ``mac`` is over.
    """

    stanzas: tuple[Stanza, ...]
    authenticated: bytes
    mac: bytes
    size: int


def header_text(stanzas: tuple[Stanza, ...]) -> bytes:
    """The header up to and including the ``---`` mark: what the MAC is over."""
    return b"".join((VERSION_LINE, *map(bytes, stanzas), _MAC_MARK))


def mac_text(mac: bytes) -> bytes:
    """What follows the ``---`` mark: the MAC and the end of its line."""
    return b" " + encode_base64(mac) + b"\n"


def parse_header(start: bytes) -> Header:
    """The header at the start of an age file.

    ``start`` is the first ``HEADER_LIMIT`` bytes of the file, or the whole of a smaller one. Raises
    HeaderError, with the number of the line, where a header is not as the grammar says.
    """
    if not start.startswith(VERSION_LINE):
        raise HeaderError("age.not_age")
    lines = _Lines(start, len(VERSION_LINE))
    stanzas: list[Stanza] = []
    while True:
        line_start, line = lines.position, lines.take()
        if line.startswith(_MAC_MARK):
            break
        stanzas.append(_parse_stanza(line, lines))
    if not stanzas:
        raise lines.malformed()
    mac = line.removeprefix(_MAC_MARK + b" ")
    if len(mac) != len(line) - len(_MAC_MARK) - 1:
        raise lines.malformed()
    return Header(
        stanzas=tuple(stanzas),
        authenticated=start[: line_start + len(_MAC_MARK)],
        mac=lines.decode(mac, _MAC_BYTES),
        size=lines.position,
    )


def encode_base64(data: bytes) -> bytes:
    """Base64 without padding (RFC 4648, section 4)."""
    return b64encode(data).rstrip(b"=")


def decode_base64(text: bytes) -> bytes:
    """The data of unpadded, canonical base64. Raises ValueError for anything else."""
    try:
        data = b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if encode_base64(data) != text:
        raise ValueError("not canonical base64")
    return data


class _Lines:
    """The lines of a header and where one is, for the messages."""

    def __init__(self, start: bytes, position: int) -> None:
        self._start = start
        self.position = position
        self._number = 1

    def take(self) -> bytes:
        """The next line without its newline."""
        end = self._start.find(b"\n", self.position)
        if end < 0:
            if len(self._start) >= HEADER_LIMIT:
                raise HeaderError("age.header_too_long", limit=HEADER_LIMIT)
            raise HeaderError("age.header_cut_off")
        line = self._start[self.position : end]
        self.position = end + 1
        self._number += 1
        return line

    def malformed(self) -> HeaderError:
        """The error that says the line just taken is wrong."""
        return HeaderError("age.header_malformed", line=self._number)

    def decode(self, text: bytes, size: int | None = None) -> bytes:
        """The data of base64 on the line just taken, of exactly ``size`` bytes where given."""
        try:
            data = decode_base64(text)
        except ValueError:
            raise self.malformed() from None
        if size is not None and len(data) != size:
            raise self.malformed()
        return data


def _parse_stanza(line: bytes, lines: _Lines) -> Stanza:
    if not line.startswith(_STANZA_MARK):
        raise lines.malformed()
    arguments = line.removeprefix(_STANZA_MARK).split(b" ")
    if not all(map(_ARGUMENT.fullmatch, arguments)):
        raise lines.malformed()
    body = bytearray()
    while True:
        row = lines.take()
        if len(row) > _COLUMNS:
            raise lines.malformed()
        body += lines.decode(row)
        if len(row) < _COLUMNS:
            return Stanza(tuple(argument.decode("ascii") for argument in arguments), bytes(body))
