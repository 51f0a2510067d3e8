"""``sources.toml``: the places that packages are fetched from.

[[folder]]
name = "netwerkschijf"
path = "/mnt/inzage"

[[webdav]]
name = "archief"
url = "https://wolk.example/inzage/"
"""

import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from viewer_app.messages import Fact
from viewer_app.place_tables import PlaceTable, Refuse, read_tables
from viewer_app.station.sources.errors import SourceSettingsError
from viewer_app.station.sources.folder import FolderSource
from viewer_app.station.sources.webdav import WebdavSource

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

    def refuse(fault: str, **facts: Fact) -> SourceSettingsError:
        return SourceSettingsError(f"sources.{fault}", file=path.name, **facts)

    return tuple(_read_source(table, refuse) for table in read_tables(path, _KEYS, refuse))


def _read_source(table: PlaceTable, refuse: Refuse) -> AnySource:
    name = table.name
    if not _NAME.fullmatch(name):
        raise refuse("name", place=table.where)
    if table.kind == "folder":
        return FolderSource(name, table.folder(refuse))
    url = table.address(refuse)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname != _OWN_MACHINE:
        raise refuse("not_https", place=table.where)
    return WebdavSource(name, url.rstrip("/") + "/")
