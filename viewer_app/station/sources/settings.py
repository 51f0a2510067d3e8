"""``sources.toml``: the places that packages are fetched from.

[[folder]]
name = "netwerkschijf"
path = "/mnt/inzage"

[[webdav]]
name = "archief"
url = "https://wolk.example/inzage/"
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from viewer_app.station.sources.errors import SourceSettingsError
from viewer_app.station.sources.folder import FolderSource
from viewer_app.station.sources.webdav import WebdavSource
from viewer_app.web_address import is_web_address

AnySource = FolderSource | WebdavSource
FILE: Final = "sources.toml"

_KEYS: Final = {"folder": ("name", "path"), "webdav": ("name", "url")}
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
"""Part of the names of files."""
_OWN_MACHINE: Final = "127.0.0.1"


def load_sources(path: Path) -> tuple[AnySource, ...]:
    """The places in ``sources.toml``, folders first; none where there is no such file.

    Raises SourceSettingsError with the file, the number of the place and the key at fault:
    ``sources.unreadable``, ``.not_toml``, ``.unknown``, ``.not_a_list``, ``.missing``, ``.name``,
    ``.name_twice``, ``.url``, ``.not_https``, ``.path``.
    """
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except tomllib.TOMLDecodeError as error:
        raise SourceSettingsError("sources.not_toml", file=path.name, reason=str(error)) from None
    except (OSError, ValueError):
        raise SourceSettingsError("sources.unreadable", file=path.name) from None
    _check_keys(values, tuple(_KEYS), path.name)
    sources: list[AnySource] = []
    for kind in _KEYS:
        for number, table in enumerate(_tables(values, kind, path.name), start=1):
            source = _read_source(kind, table, path.name, f"{kind} {number}")
            if any(source.name == other.name for other in sources):
                raise SourceSettingsError("sources.name_twice", file=path.name, name=source.name)
            sources.append(source)
    return tuple(sources)


def _tables(values: Mapping[str, Any], kind: str, file: str) -> list[Mapping[str, Any]]:
    tables = values.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SourceSettingsError("sources.not_a_list", file=file, key=kind)
    return tables


def _check_keys(
    values: Mapping[str, Any], allowed: tuple[str, ...], file: str, at: str = ""
) -> None:
    for key in values:
        if key not in allowed:
            raise SourceSettingsError(
                "sources.unknown", file=file, key=at + key, allowed=", ".join(allowed)
            )


def _read_source(kind: str, table: Mapping[str, Any], file: str, at: str) -> AnySource:
    _check_keys(table, _KEYS[kind], file, f"{at}: ")
    texts = {}
    for key in _KEYS[kind]:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise SourceSettingsError("sources.missing", file=file, place=at, key=key)
        texts[key] = value.strip()
    name = texts["name"]
    if not _NAME.fullmatch(name):
        raise SourceSettingsError("sources.name", file=file, place=at)
    if kind == "folder":
        folder = Path(texts["path"])
        if not folder.is_absolute():
            raise SourceSettingsError("sources.path", file=file, place=at)
        return FolderSource(name, folder)
    url = texts["url"]
    if not is_web_address(url):
        raise SourceSettingsError("sources.url", file=file, place=at)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname != _OWN_MACHINE:
        raise SourceSettingsError("sources.not_https", file=file, place=at)
    return WebdavSource(name, url.rstrip("/") + "/")
