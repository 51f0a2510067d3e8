"""What was settled at enrolment: ``station.toml``."""

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import tomli_w

from viewer_app.evidence.addresses import DeskPin
from viewer_app.evidence.approval import DeskKey, is_station_id
from viewer_app.evidence.errors import KeyFormatError
from viewer_app.files import write_new, write_over
from viewer_app.messages import LANGUAGES, Language
from viewer_app.station.errors import StationError
from viewer_app.station.identity_lock import RFC_9106, Cost
from viewer_app.station.retired_desk import RetiredDesk

T = TypeVar("T")


@dataclass(frozen=True)
class Settings:
    """An enrolled station. Holds nothing secret."""

    station: str
    """The id that approvals name in ``aud``."""
    demonstration: bool
    language: Language
    vault: str
    """The service name of this station's keys in the keyring."""
    recipient: str
    """The intake key (``age1…``), to which desks encrypt approvals."""
    audit_key: str
    """The first public key of the audit trail, in signed-note form."""
    desks: tuple[DeskPin, ...]
    year_keys: tuple[str, ...] = ()
    """The first public keys of the trails of later years, in their order."""
    audit_socket: str = ""
    """Where ``inzage audit serve`` listens, if the trail is written under another user."""
    audit_readers: str = ""
    """The group that may read the trail, if it is written here for another user."""
    argon2id: Cost = RFC_9106
    """What trying a passphrase costs of people who are enrolled from now on."""
    retired_desks: tuple[RetiredDesk, ...] = ()
    """Desks' keys that count for nothing new any more (``station.desk_keys``)."""

    @property
    def trail_key(self) -> str:
        """The first public key of the audit trail in use."""
        return (self.audit_key, *self.year_keys)[-1]

    @property
    def address(self) -> str:
        """How a desk names this station: ``ID=age1…``."""
        return f"{self.station}={self.recipient}"

    @property
    def desk_keys(self) -> tuple[DeskKey, ...]:
        """The pinned desks, those with a retired key too, for ``verify_approval``."""
        desks: tuple[DeskPin | RetiredDesk, ...] = (*self.desks, *self.retired_desks)
        return tuple(desk.key(demonstration=self.demonstration) for desk in desks)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read ``station.toml``.

        Raises StationError: ``station.not_enrolled`` where there is none, ``settings.unreadable``,
        ``settings.invalid`` with the key at fault.
        """
        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            raise StationError("station.not_enrolled", directory=path.parent.name) from None
        except (OSError, ValueError):
            raise StationError("settings.unreadable", file=path.name) from None
        language = _take(values, "language", str, path)
        desks = _take(values, "desks", list, path)
        if language not in LANGUAGES:
            raise StationError("settings.invalid", file=path.name, key="language")
        if not all(isinstance(desk, str) for desk in desks):
            raise StationError("settings.invalid", file=path.name, key="desks")
        year_keys = values.get("year_keys", [])
        if not isinstance(year_keys, list) or not all(isinstance(key, str) for key in year_keys):
            raise StationError("settings.invalid", file=path.name, key="year_keys")
        return cls(
            station=check_station_id(_take(values, "station", str, path)),
            demonstration=_take(values, "demonstration", bool, path),
            language="nl" if language == "nl" else "en",
            vault=_take(values, "vault", str, path),
            recipient=_take(values, "recipient", str, path),
            audit_key=_take(values, "audit_key", str, path),
            desks=_read_pins(desks, path),
            year_keys=tuple(year_keys),
            audit_socket=_take({"audit_socket": "", **values}, "audit_socket", str, path),
            audit_readers=_take({"audit_readers": "", **values}, "audit_readers", str, path),
            argon2id=_read_cost(values, path),
            retired_desks=_read_retired(values, path),
        )

    def save_new(self, path: Path) -> None:
        """Write ``station.toml``, which makes the station an enrolled one. Raises OSError."""
        write_new(path, self.text())

    def save(self, path: Path) -> None:
        """Write ``station.toml`` anew. Raises OSError."""
        write_over(path, self.text())

    def text(self) -> bytes:
        """What ``station.toml`` says."""
        values = {
            "station": self.station,
            "demonstration": self.demonstration,
            "language": self.language,
            "vault": self.vault,
            "recipient": self.recipient,
            "audit_key": self.audit_key,
            "desks": [str(desk) for desk in self.desks],
            "year_keys": list(self.year_keys),
            "audit_socket": self.audit_socket,
            "audit_readers": self.audit_readers,
            "argon2id": asdict(self.argon2id),
            "retired_desks": [desk.plain() for desk in self.retired_desks],
        }
        return tomli_w.dumps(values).encode("utf-8")


def check_station_id(text: str) -> str:
    """The id, if it is one: up to 64 letters, digits, dots, dashes. Raises StationError."""
    if not is_station_id(text):
        raise StationError("station.id_malformed")
    return text


def _read_pins(desks: list[str], path: Path) -> tuple[DeskPin, ...]:
    try:
        return tuple(map(DeskPin.parse, desks))
    except KeyFormatError:
        raise StationError("settings.invalid", file=path.name, key="desks") from None


def _read_retired(values: dict[str, Any], path: Path) -> tuple[RetiredDesk, ...]:
    try:
        return tuple(map(RetiredDesk.from_plain, values.get("retired_desks", [])))
    except (ValueError, LookupError, TypeError):
        raise StationError("settings.invalid", file=path.name, key="retired_desks") from None


def _read_cost(values: dict[str, Any], path: Path) -> Cost:
    if "argon2id" not in values:  # enrolled before it was measured
        return RFC_9106
    try:
        return Cost.from_mapping(values["argon2id"], RFC_9106)
    except (ValueError, LookupError, TypeError):
        raise StationError("settings.invalid", file=path.name, key="argon2id") from None


def _take(values: dict[str, Any], key: str, kind: type[T], path: Path) -> T:
    value = values.get(key)
    if type(value) is not kind:
        raise StationError("settings.invalid", file=path.name, key=key)
    return value
