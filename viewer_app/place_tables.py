"""Settings files that name places: TOML with a list of tables for each kind of place.

What is wrong is told by who reads the file, in codes and sentences of its own.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from viewer_app.messages import Fact


class Refuse(Protocol):
    """Makes the error for a fault: the last part of its code, and its facts besides the file."""

    def __call__(self, fault: str, **facts: Fact) -> Exception:
        """The error to raise."""
        ...


@dataclass(frozen=True)
class PlaceTable:
    """One place in the file: its kind, where it stands (``folder 2``), and a text for each key."""

    kind: str
    where: str
    texts: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.texts["name"]

    def folder(self, refuse: Refuse) -> Path:
        """Its ``path``, from the root on. Raises what ``refuse`` makes of ``path``."""
        folder = Path(self.texts["path"])
        if not folder.is_absolute():
            raise refuse("path", place=self.where)
        return folder

    def address(self, refuse: Refuse) -> str:
        """Its ``url``: a plain http or https address, with no login, query or fragment (RFC 3986).

        Raises what ``refuse`` makes of ``url``.
        """
        url = self.texts["url"]
        if not _is_web_address(url):
            raise refuse("url", place=self.where)
        return url


def read_tables(
    path: Path, kinds: Mapping[str, tuple[str, ...]], refuse: Refuse
) -> tuple[PlaceTable, ...]:
    """The places in the file, kind by kind; none where there is no such file.

    ``kinds`` has the keys of each kind, all of which must be there. Raises what ``refuse`` makes of
    ``unreadable``, ``not_toml``, ``unknown``, ``not_a_list``, ``missing`` and ``name_twice``.
    """
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except tomllib.TOMLDecodeError as error:
        raise refuse("not_toml", reason=str(error)) from None
    except (OSError, ValueError):
        raise refuse("unreadable") from None
    _check_keys(values, tuple(kinds), "", refuse)
    tables = tuple(_read(values, kinds, refuse))
    names = [table.name for table in tables]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise refuse("name_twice", name=name)
    return tables


def _read(
    values: Mapping[str, Any], kinds: Mapping[str, tuple[str, ...]], refuse: Refuse
) -> Iterator[PlaceTable]:
    for kind, keys in kinds.items():
        tables = values.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise refuse("not_a_list", key=kind)
        for number, table in enumerate(tables, start=1):
            where = f"{kind} {number}"
            _check_keys(table, keys, f"{where}: ", refuse)
            texts = {key: _text(table, key, where, refuse) for key in keys}
            yield PlaceTable(kind, where, texts)


def _check_keys(
    values: Mapping[str, Any], allowed: tuple[str, ...], at: str, refuse: Refuse
) -> None:
    for key in values:
        if key not in allowed:
            raise refuse("unknown", key=at + key, allowed=", ".join(allowed))


def _text(table: Mapping[str, Any], key: str, where: str, refuse: Refuse) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise refuse("missing", place=where, key=key)
    return value.strip()


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and port != 0
        and parts.username is None
        and not parts.query
        and not parts.fragment
        and url.isascii()
        and url.isprintable()
        and " " not in url
    )
