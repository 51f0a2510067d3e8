"""One request of a list or of a case, field by field; what is wrong with a field names its place.

What stands in a field may be somebody's name, birth date or BSN, in the wrong column too. A fault
therefore shows its shape only: ``a`` for a letter, ``0`` for a digit.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as fresh
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from viewer_app import messages
from viewer_app.desk.errors import DeskError
from viewer_app.desk.moments import parse_day, parse_moment
from viewer_app.desk.request import Request
from viewer_app.errors import InzageError, system_reason
from viewer_app.evidence.addresses import StationAddress
from viewer_app.evidence.age import X25519Recipient
from viewer_app.evidence.approval import (
    VIEWINGS_LIMIT,
    Ground,
    HoldBasis,
    LegalHold,
    Regime,
    Requester,
)
from viewer_app.messages import Fact, Language

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

REQUIRED: Final = (
    *("case", "clip", "recorded_at", "requested_at", "ground", "regime"),
    *("name", "birth_date", "from", "until"),
)
HOLD: Final = ("hold_reason", "hold_basis", "hold_by", "hold_until")
"""All four or none."""
FIELDS: Final = (*REQUIRED, "viewings", *HOLD)

_LIMIT: Final = 4 * 1024 * 1024
"""Bytes of a list or a case."""
_LONGEST_NAME: Final = 100
_LONGEST_SHAPE: Final = 24


@dataclass(frozen=True)
class Keys:
    """For whom and where a whole batch is sealed."""

    supervisors: tuple[X25519Recipient, ...]
    stations: tuple[StationAddress, ...]


@dataclass(frozen=True, repr=False)
class Asked:
    """A request as it was read. Holds personal data: never in a log."""

    request: Request
    clip: str
    """Name of the recording's file, without a directory."""
    line: int = 0
    """Where it stands in its list; 0: it is a file of its own."""
    ignored: tuple[str, ...] = ()
    """Names of what the file says besides, of which nothing is used."""

    @property
    def stem(self) -> str:
        """What its package and its letter are called, without suffix."""
        return name_files(self.request.case)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a file; never what stands there."""

    code: str
    line: int = 0
    """0: it has no line of its own."""
    field: str = ""
    """Column or field, as the file calls it."""
    found: str = ""
    """The shape of what stands there."""
    facts: Mapping[str, Fact] = fresh(default_factory=dict)

    def text(self, file: str, language: Language) -> str:
        """Where it is, what is wrong, and what was found."""
        said = messages.text(self.code, language, self.facts)
        if self.found:
            said += " " + messages.text("list.found", language, {"found": self.found})
        place: dict[str, Fact] = {"file": file, "line": self.line, "field": self.field}
        if self.line and self.field:
            where = messages.text("list.at_column", language, place)
        elif self.line:
            where = messages.text("list.at_line", language, place)
        elif self.field:
            where = messages.text("list.at_field", language, place)
        else:
            where = file
        return f"{where}: {said}"


class ListRefused(DeskError):
    """A list or a case that cannot be taken as it is, with everything that is wrong in it."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        super().__init__("list.refused", file=file)
        self.file = file
        self.faults = tuple(faults)

    def text(self, language: Language) -> str:
        """The sentence for people, and one on a line of its own for each fault."""
        told = (fault.text(self.file, language) for fault in self.faults)
        return "\n- ".join((super().text(language), *told))


def load(path: Path) -> bytes:
    """All of a list or a case. Raises DeskError (``list.unreadable``, ``list.too_long``)."""
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        raise DeskError("list.unreadable", file=path.name, reason=system_reason(error)) from None
    if len(data) > _LIMIT:
        raise DeskError("list.too_long", file=path.name, limit=_LIMIT)
    return data


def name_files(case: str) -> str:
    """The case number as files can be called after it on every system; "" where nothing is left."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", case).strip(".-")


def shape(text: str) -> str:
    """What a text looks like, without what it says."""
    kinds = "".join(map(_kind, text[:_LONGEST_SHAPE]))
    return kinds + ("…" if len(text) > _LONGEST_SHAPE else "")


def read_asked(
    texts: Mapping[str, str],
    keys: Keys,
    *,
    line: int = 0,
    names: Mapping[str, str] | None = None,
    requested_at: Callable[[str, datetime | None], datetime] | None = None,
) -> tuple[Asked | None, tuple[Fault, ...]]:
    """The request that these fields say, or everything that is wrong with them.

    ``names`` says what the file calls a field, where that is something else. ``requested_at`` reads
    the moment of the request in the light of the recording's (None: that is wrong), where the file
    may have a day only.
    """
    fields = _Fields(texts, line, names or {})
    recorded = fields.read("recorded_at", parse_moment)

    def parse_requested(text: str) -> datetime:
        return requested_at(text, recorded) if requested_at else parse_moment(text)

    case = fields.read("case", _parse_case)
    clip = fields.read("clip", _parse_clip)
    requested = fields.read("requested_at", parse_requested)
    ground = fields.read("ground", _choice(Ground))
    regime = fields.read("regime", _choice(Regime))
    name = fields.read("name", str)
    birth_date = fields.read("birth_date", parse_day)
    valid_from = fields.read("from", parse_moment)
    valid_until = fields.read("until", parse_moment)
    viewings = fields.read("viewings", _parse_viewings)
    hold = _read_hold(fields)
    if (
        fields.faults
        or case is None
        or clip is None
        or recorded is None
        or requested is None
        or ground is None
        or regime is None
        or name is None
        or birth_date is None
        or valid_from is None
        or valid_until is None
    ):
        return None, tuple(fields.faults)
    request = Request(
        case=case,
        recorded_at=recorded,
        requested_at=requested,
        ground=ground,
        regime=regime,
        requester=Requester(name, birth_date),
        supervisors=keys.supervisors,
        stations=keys.stations,
        valid_from=valid_from,
        valid_until=valid_until,
        viewings=1 if viewings is None else viewings,
        hold=hold,
    )
    return Asked(request, clip, line), ()


class _Fields:
    """Reads one field after the other, and keeps what was wrong."""

    def __init__(self, texts: Mapping[str, str], line: int, names: Mapping[str, str]) -> None:
        self.faults: list[Fault] = []
        self._texts = texts
        self._line = line
        self._names = names

    def has(self, name: str) -> bool:
        return bool(self._texts.get(name))

    def read(self, name: str, parse: Callable[[str], T], *, needed: bool = False) -> T | None:
        """None where it is empty, or wrong: then a fault says so."""
        text = self._texts.get(name, "")
        if not text:
            if needed or name in REQUIRED:
                self._refuse("list.empty", name)
            return None
        if not text.isprintable():
            self._refuse("list.invisible", name)
            return None
        try:
            return parse(text)
        except InzageError as error:
            self._refuse(error.code, name, shape(text), error.facts)
            return None

    def _refuse(
        self, code: str, name: str, found: str = "", facts: Mapping[str, Fact] | None = None
    ) -> None:
        called = self._names.get(name, name)
        self.faults.append(Fault(code, self._line, called, found, facts or {}))


def _read_hold(fields: _Fields) -> LegalHold | None:
    if not any(map(fields.has, HOLD)):
        return None
    reason = fields.read("hold_reason", str, needed=True)
    basis = fields.read("hold_basis", _choice(HoldBasis), needed=True)
    by = fields.read("hold_by", str, needed=True)
    until = fields.read("hold_until", parse_day, needed=True)
    if reason is None or basis is None or by is None or until is None:
        return None
    return LegalHold(reason, basis, by, until)


def _choice(kind: type[E]) -> Callable[[str], E]:
    def parse(text: str) -> E:
        try:
            return kind(text)
        except ValueError:
            raise DeskError("list.choice", allowed=", ".join(kind)) from None

    return parse


def _parse_case(text: str) -> str:
    if not 0 < len(name_files(text)) <= _LONGEST_NAME:
        raise DeskError("list.case", limit=_LONGEST_NAME)
    return text


def _parse_clip(text: str) -> str:
    if re.search(r"[/\\:]", text) or text in (".", ".."):
        raise DeskError("list.clip")
    return text


def _parse_viewings(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= VIEWINGS_LIMIT:
        raise DeskError("list.viewings", most=VIEWINGS_LIMIT)
    return int(text)


def _kind(character: str) -> str:
    if character.isdigit():
        return "0"
    if character.isalpha():
        return "A" if character.isupper() else "a"
    return character if character in " -:.,/+_'" else "?"
