"""What was settled at enrolment: ``station.toml``, and the rules in ``policy.toml``."""

import base64
import binascii
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import tomli_w
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from viewer_app.evidence.approval import DeskKey
from viewer_app.files import write_new, write_over
from viewer_app.messages import LANGUAGES, Language
from viewer_app.session.errors import PolicyError
from viewer_app.session.policy import Policy
from viewer_app.station.errors import StationError

T = TypeVar("T")

_STATION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DESK: Final = re.compile(r"[^=\s](?:[^=\n]{0,198}[^=\s])?")
_KEY_BYTES: Final = 32


@dataclass(frozen=True)
class DeskPin:
    """A desk whose approvals this station takes, as an administrator types it: ``NAME=KEY``."""

    desk: str
    public_key: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """The pin written as ``NAME=`` and 43 characters of base64url (RFC 4648, section 5).

        Raises StationError (``desk.pin_malformed``).
        """
        desk, _, encoded = text.strip().rpartition("=")
        try:
            key = base64.b64decode(encoded + "=", altchars=b"-_", validate=True)
        except (ValueError, binascii.Error):
            key = b""
        if len(key) != _KEY_BYTES or not _DESK.fullmatch(desk):
            raise StationError("desk.pin_malformed")
        return cls(desk, key)

    def __str__(self) -> str:
        encoded = base64.urlsafe_b64encode(self.public_key).rstrip(b"=").decode("ascii")
        return f"{self.desk}={encoded}"

    def key(self, *, demonstration: bool) -> DeskKey:
        """The pin as approvals are verified with it."""
        public_key = Ed25519PublicKey.from_public_bytes(self.public_key)
        return DeskKey.of(self.desk, public_key, demonstration=demonstration)


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

    @property
    def address(self) -> str:
        """How a desk names this station: ``ID=age1…``."""
        return f"{self.station}={self.recipient}"

    @property
    def desk_keys(self) -> tuple[DeskKey, ...]:
        """The pinned desks, for ``verify_approval``."""
        return tuple(pin.key(demonstration=self.demonstration) for pin in self.desks)

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
        return cls(
            station=check_station_id(_take(values, "station", str, path)),
            demonstration=_take(values, "demonstration", bool, path),
            language="nl" if language == "nl" else "en",
            vault=_take(values, "vault", str, path),
            recipient=_take(values, "recipient", str, path),
            audit_key=_take(values, "audit_key", str, path),
            desks=tuple(DeskPin.parse(desk) for desk in desks),
        )

    def save_new(self, path: Path) -> None:
        """Write ``station.toml``, which makes the station an enrolled one. Raises OSError."""
        write_new(path, self._text())

    def save(self, path: Path) -> None:
        """Write ``station.toml`` anew. Raises OSError."""
        write_over(path, self._text())

    def _text(self) -> bytes:
        values = {
            "station": self.station,
            "demonstration": self.demonstration,
            "language": self.language,
            "vault": self.vault,
            "recipient": self.recipient,
            "audit_key": self.audit_key,
            "desks": [str(desk) for desk in self.desks],
        }
        return tomli_w.dumps(values).encode("utf-8")


def check_station_id(text: str) -> str:
    """The id, if it is one: up to 64 letters, digits, dots, dashes. Raises StationError."""
    if not _STATION.fullmatch(text):
        raise StationError("station.id_malformed")
    return text


def load_policy(path: Path) -> Policy:
    """The municipality's rules in ``policy.toml``.

    Raises PolicyError, which names the file and the rule: ``policy.missing``,
    ``policy.unreadable`` and what ``Policy.from_mapping`` raises. There is no rule without a file:
    a station whose rules were lost must not fall back on somebody else's.
    """
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise PolicyError("policy.missing", file=path.name) from None
    except tomllib.TOMLDecodeError as error:
        raise PolicyError("policy.not_toml", file=path.name, reason=str(error)) from None
    except (OSError, ValueError):
        raise PolicyError("policy.unreadable", file=path.name) from None
    return Policy.from_mapping(values, path.name)


def _take(values: dict[str, Any], key: str, kind: type[T], path: Path) -> T:
    value = values.get(key)
    if type(value) is not kind:
        raise StationError("settings.invalid", file=path.name, key=key)
    return value
