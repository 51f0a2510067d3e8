"""Between an ``Approval`` and the claims of its JWT (RFC 7519, section 4), every claim checked.

Moments are NumericDates in whole seconds (RFC 7519, section 2). Claims that are not named here are
ignored, as RFC 7519 asks, so that a newer desk can say more to an older station; what a station
must understand a desk puts in ``crit``, which is refused.
"""

import re
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TypeVar

from viewer_app.evidence.age import X25519Recipient
from viewer_app.evidence.approval.record import (
    Approval,
    ClipBinding,
    Ground,
    HoldBasis,
    LegalHold,
    Original,
    Regime,
    Requester,
)
from viewer_app.evidence.errors import ApprovalError, KeyFormatError

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
T = TypeVar("T")

NAME_LIMIT = 200
"""Characters of a name, a desk or a case number."""
REASON_LIMIT = 1000
"""Characters of the reason of a legal hold."""
LIST_LIMIT = 64
"""Stations or supervisors in one approval."""
VIEWINGS_LIMIT = 100

_STATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_CONTAINER = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Unicode categories: controls, formats, halves of characters, private use, line separators."""
_EARLIEST = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())
_LATEST = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp())
_FIRST_BIRTH = date(1900, 1, 1)
_SIZE_LIMIT = 1 << 53
"""Integers beyond are not the same number to every JSON reader (RFC 8259, section 6)."""


def write_claims(approval: Approval) -> dict[str, Json]:
    """The claims of an approval, checked like those that are read. Raises ApprovalError."""
    claims: dict[str, Json] = {
        "jti": approval.approval_id,
        "iss": approval.desk,
        "aud": list(approval.stations),
        "iat": _seconds("iat", approval.issued_at),
        "nbf": _seconds("nbf", approval.valid_from),
        "exp": _seconds("exp", approval.valid_until),
        "case": approval.case,
        "recorded_at": _seconds("recorded_at", approval.recorded_at),
        "requested_at": _seconds("requested_at", approval.requested_at),
        "ground": approval.ground.value,
        "regime": approval.regime.value,
        "requester": {
            "name": approval.requester.name,
            "birth_date": approval.requester.birth_date.isoformat(),
        },
        "supervisors": list(approval.supervisors),
        "viewings": approval.viewings,
        "demonstration": approval.demonstration,
        "clip": _clip_claims(approval.clip),
    }
    if approval.hold is not None:
        claims["legal_hold"] = {
            "reason": approval.hold.reason,
            "basis": approval.hold.basis.value,
            "by": approval.hold.by,
            "until": approval.hold.until.isoformat(),
        }
    if read_claims(claims) != approval:
        raise ValueError("the approval does not survive being written")
    return claims


def read_claims(claims: Mapping[str, Json]) -> Approval:
    """The approval that these claims say. Raises ApprovalError, which names the claim at fault."""
    reader = _Claims(claims)
    issued_at = reader.take("iat", _moment)
    valid_from = reader.take("nbf", _moment)
    requester, clip = reader.inner("requester"), reader.inner("clip")
    return Approval(
        approval_id=reader.take("jti", _uuid4),
        desk=reader.take("iss", _line),
        stations=reader.take("aud", _stations),
        issued_at=issued_at,
        valid_from=valid_from,
        valid_until=reader.take("exp", lambda value: _later(_moment(value), valid_from)),
        case=reader.take("case", _line),
        recorded_at=reader.take("recorded_at", _moment),
        requested_at=reader.take("requested_at", _moment),
        ground=reader.take("ground", _ground),
        regime=reader.take("regime", _regime),
        requester=Requester(
            name=requester.take("name", _line),
            birth_date=requester.take("birth_date", lambda value: _birth(value, issued_at)),
        ),
        supervisors=reader.take("supervisors", _supervisors),
        hold=_hold(reader.inner("legal_hold")) if reader.holds("legal_hold") else None,
        viewings=reader.take("viewings", _viewings),
        demonstration=reader.take("demonstration", _boolean),
        clip=ClipBinding(
            header_sha256=clip.take("header_sha256", _sha256),
            size=clip.take("size", _size),
            sha256=clip.take("sha256", _sha256),
            original=_original(clip.inner("original")) if clip.holds("original") else None,
        ),
    )


def is_name(text: str) -> bool:
    """Whether a desk, a case or a person can be called this in an approval."""
    try:
        return _line(text) == text
    except ValueError:
        return False


def is_station_id(text: str) -> bool:
    """Whether this is the id of a station: up to 64 letters, digits, dots and dashes."""
    return _STATION.fullmatch(text) is not None


class _Claims:
    """A JSON object of claims, and where in the token it stands."""

    def __init__(self, values: Mapping[str, Json], path: str = "") -> None:
        self._values = values
        self._path = path

    def holds(self, name: str) -> bool:
        return name in self._values

    def take(self, name: str, check: Callable[[Json], T]) -> T:
        """One claim, checked; ``check`` raises TypeError or ValueError for what it may not say.

        The value itself never comes into the error: it may be personal.
        """
        if name not in self._values:
            raise ApprovalError("approval.claim_missing", claim=self._path + name)
        try:
            return check(self._values[name])
        except (TypeError, ValueError):
            raise ApprovalError("approval.claim_invalid", claim=self._path + name) from None

    def inner(self, name: str) -> "_Claims":
        """The claims in an object."""
        return _Claims(self.take(name, _object), f"{self._path}{name}.")


def _hold(claims: _Claims) -> LegalHold:
    return LegalHold(
        reason=claims.take("reason", _reason),
        basis=claims.take("basis", _basis),
        by=claims.take("by", _line),
        until=claims.take("until", _until),
    )


def _clip_claims(clip: ClipBinding) -> dict[str, Json]:
    claims: dict[str, Json] = {
        "header_sha256": clip.header_sha256,
        "size": clip.size,
        "sha256": clip.sha256,
    }
    if clip.original is not None:
        claims["original"] = {
            "container": clip.original.container,
            "size": clip.original.size,
            "sha256": clip.original.sha256,
        }
    return claims


def _original(claims: _Claims) -> Original:
    return Original(
        container=claims.take("container", _container),
        size=claims.take("size", _size),
        sha256=claims.take("sha256", _sha256),
    )


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _boolean(value: Json) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _string(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _integer(value: Json, first: int, last: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not first <= value <= last:
        raise ValueError
    return value


def _viewings(value: Json) -> int:
    return _integer(value, 1, VIEWINGS_LIMIT)


def _size(value: Json) -> int:
    return _integer(value, 1, _SIZE_LIMIT)


def _text(value: Json, limit: int, allowed: str) -> str:
    """Text that shows as what it is: no control, format or private characters, no loose spaces.

    Format characters turn the direction of writing around or take no room at all, so that a name on
    the screen could read otherwise than the name that was signed.
    """
    text = _string(value)
    if not 1 <= len(text) <= limit or text != text.strip():
        raise ValueError
    if any(unicodedata.category(sign) in _UNSEEN for sign in text if sign not in allowed):
        raise ValueError
    return text


def _line(value: Json) -> str:
    return _text(value, NAME_LIMIT, allowed="")


def _reason(value: Json) -> str:
    return _text(value, REASON_LIMIT, allowed="\n")


def _sha256(value: Json) -> str:
    text = _string(value)
    if not _SHA256.fullmatch(text):
        raise ValueError
    return text


def _container(value: Json) -> str:
    text = _string(value)
    if not _CONTAINER.fullmatch(text):
        raise ValueError
    return text


def _uuid4(value: Json) -> str:
    text = _string(value)
    parsed = uuid.UUID(text)
    if parsed.version != 4 or str(parsed) != text:  # one spelling: viewings are counted by it
        raise ValueError
    return text


def _ground(value: Json) -> Ground:
    return Ground(_string(value))


def _regime(value: Json) -> Regime:
    return Regime(_string(value))


def _basis(value: Json) -> HoldBasis:
    return HoldBasis(_string(value))


def _moment(value: Json) -> datetime:
    return datetime.fromtimestamp(_integer(value, _EARLIEST, _LATEST), UTC)


def _later(moment: datetime, than: datetime) -> datetime:
    if moment <= than:
        raise ValueError
    return moment


def _birth(value: Json, issued_at: datetime) -> date:
    return _day(value, _FIRST_BIRTH, issued_at.date())


def _until(value: Json) -> date:
    return _day(value, date(2000, 1, 1), date(2199, 12, 31))


def _day(value: Json, first: date, last: date) -> date:
    text = _string(value)
    day = date.fromisoformat(text)
    if day.isoformat() != text or not first <= day <= last:
        raise ValueError
    return day


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list) or not 1 <= len(value) <= LIST_LIMIT:
        raise ValueError
    return value


def _distinct(texts: list[str]) -> tuple[str, ...]:
    if len(set(texts)) != len(texts):
        raise ValueError
    return tuple(texts)


def _stations(value: Json) -> tuple[str, ...]:
    texts = [_string(text) for text in _list(value)]
    if not all(map(_STATION.fullmatch, texts)):
        raise ValueError
    return _distinct(texts)


def _supervisors(value: Json) -> tuple[str, ...]:
    try:
        return _distinct([str(X25519Recipient.parse(_string(text))) for text in _list(value)])
    except KeyFormatError:
        raise ValueError from None


def _seconds(claim: str, moment: datetime) -> int:
    if moment.utcoffset() is None or moment.microsecond:
        raise ApprovalError("approval.claim_invalid", claim=claim)
    return int(moment.timestamp())
