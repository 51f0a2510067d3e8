"""The answer to PROPFIND (RFC 4918, section 13), read without trusting who sent it."""

from dataclasses import dataclass
from xml.parsers import expat

_SEPARATOR = "|"
_DAV = f"DAV:{_SEPARATOR}"
_LONGEST_TEXT = 4096
_TEXTS = {"href", "getcontentlength", "getetag", "getlastmodified"}


class MultistatusError(ValueError):
    """This is no such answer."""


@dataclass
class Resource:
    """One response in it; what the server did not say is ""."""

    href: str = ""
    getcontentlength: str = ""
    getetag: str = ""
    getlastmodified: str = ""
    is_collection: bool = False


def parse_multistatus(data: bytes) -> list[Resource]:
    """Everything it names. Raises MultistatusError."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.add
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError):
        raise MultistatusError from None
    if not reader.is_multistatus:
        raise MultistatusError
    return reader.found


def _refuse(*_: object) -> None:
    """No document type, and with it no entities: a short answer stays short."""
    raise MultistatusError


class _Reader:
    """What expat tells, one element after another."""

    def __init__(self) -> None:
        self.found: list[Resource] = []
        self.is_multistatus = False
        self._text: list[str] = []

    def begin(self, tag: str, _attributes: object) -> None:
        self._text = []
        if tag == _DAV + "multistatus":
            self.is_multistatus = True
        elif tag == _DAV + "response":
            self.found.append(Resource())
        elif tag == _DAV + "collection" and self.found:
            self.found[-1].is_collection = True

    def add(self, text: str) -> None:
        self._text.append(text)
        if sum(map(len, self._text)) > _LONGEST_TEXT:
            raise MultistatusError

    def end(self, tag: str) -> None:
        name = tag.removeprefix(_DAV)
        known = tag.startswith(_DAV) and name in _TEXTS and self.found
        # href comes first in a response; another one may stand inside a property
        if known and not getattr(self.found[-1], name):
            setattr(self.found[-1], name, "".join(self._text).strip())
        self._text = []
