"""``anchors.toml``: the places where this station's trail is anchored.

[[witness]]
name = "archief"
url = "https://getuige.example"
key = "getuige.example/1+…+…"

[[folder]]
name = "netwerkschijf"
path = "/mnt/logboek"
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from viewer_app.audit.cosignature import CosignerKey
from viewer_app.audit.errors import AuditError, NoteError
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.witness_client import WitnessPlace
from viewer_app.web_address import is_web_address

AnyPlace = WitnessPlace | FolderPlace

_KEYS: Final = {"witness": ("name", "url", "key"), "folder": ("name", "path")}
_LONGEST_NAME: Final = 60


class AnchorSettingsError(AuditError):
    """``anchors.toml`` is not right; the message says where."""


def load_places(path: Path) -> tuple[AnyPlace, ...]:
    """The places in ``anchors.toml``, witnesses first; none where there is no such file.

    Raises AnchorSettingsError with the file, the number of the place and the key at fault:
    ``anchors.unreadable``, ``.not_toml``, ``.unknown``, ``.missing``, ``.name``, ``.name_twice``,
    ``.url``, ``.key``, ``.path``.
    """
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except tomllib.TOMLDecodeError as error:
        raise AnchorSettingsError("anchors.not_toml", file=path.name, reason=str(error)) from None
    except (OSError, ValueError):
        raise AnchorSettingsError("anchors.unreadable", file=path.name) from None
    for key in values:
        if key not in _KEYS:
            raise AnchorSettingsError(
                "anchors.unknown", file=path.name, key=key, allowed=", ".join(_KEYS)
            )
    places: list[AnyPlace] = []
    for kind in _KEYS:
        for number, table in enumerate(_tables(values, kind, path.name), start=1):
            place = _read_place(kind, _Table(path.name, f"{kind} {number}", table))
            if any(place.name == other.name for other in places):
                raise AnchorSettingsError("anchors.name_twice", file=path.name, name=place.name)
            places.append(place)
    return tuple(places)


class _Table:
    """One place in the file, and where it stands."""

    def __init__(self, file: str, where: str, values: Mapping[str, Any]) -> None:
        self.file = file
        self.where = where
        self._values = values

    def check_keys(self, allowed: tuple[str, ...]) -> None:
        for key in self._values:
            if key not in allowed:
                raise AnchorSettingsError(
                    "anchors.unknown",
                    file=self.file,
                    key=f"{self.where}: {key}",
                    allowed=", ".join(allowed),
                )

    def text(self, key: str) -> str:
        value = self._values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise AnchorSettingsError("anchors.missing", file=self.file, place=self.where, key=key)
        return value.strip()


def _tables(values: Mapping[str, Any], kind: str, file: str) -> list[Mapping[str, Any]]:
    tables = values.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise AnchorSettingsError("anchors.not_a_list", file=file, key=kind)
    return tables


def _read_place(kind: str, table: _Table) -> AnyPlace:
    table.check_keys(_KEYS[kind])
    name = table.text("name")
    if len(name) > _LONGEST_NAME or not name.isprintable():
        raise AnchorSettingsError("anchors.name", file=table.file, place=table.where)
    if kind == "folder":
        folder = Path(table.text("path"))
        if not folder.is_absolute():
            raise AnchorSettingsError("anchors.path", file=table.file, place=table.where)
        return FolderPlace(name, folder)
    url = table.text("url")
    if not is_web_address(url):
        raise AnchorSettingsError("anchors.url", file=table.file, place=table.where)
    try:
        key = CosignerKey.parse(table.text("key"))
    except NoteError:
        raise AnchorSettingsError("anchors.key", file=table.file, place=table.where) from None
    return WitnessPlace(name, url, key)
