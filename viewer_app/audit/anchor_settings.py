"""``anchors.toml``: the places where this station's trail is anchored.

[[witness]]
name = "archief"
url = "https://getuige.example"
key = "getuige.example/1+…+…"

[[folder]]
name = "netwerkschijf"
path = "/mnt/logboek"
"""

from pathlib import Path
from typing import Final

from viewer_app.audit.cosignature import CosignerKey
from viewer_app.audit.errors import AuditError, NoteError
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.witness_client import WitnessPlace
from viewer_app.messages import Fact
from viewer_app.place_tables import PlaceTable, Refuse, read_tables

AnyPlace = WitnessPlace | FolderPlace

_KEYS: Final = {"witness": ("name", "url", "key"), "folder": ("name", "path")}
_LONGEST_NAME: Final = 60


class AnchorSettingsError(AuditError):
    """``anchors.toml`` is not right; the message says where."""


def load_places(path: Path) -> tuple[AnyPlace, ...]:
    """The places in ``anchors.toml``, witnesses first; none where there is no such file.

    Raises AnchorSettingsError with the file, the number of the place and the key at fault:
    ``anchors.unreadable``, ``.not_toml``, ``.unknown``, ``.not_a_list``, ``.missing``, ``.name``,
    ``.name_twice``, ``.url``, ``.key``, ``.path``.
    """

    def refuse(fault: str, **facts: Fact) -> AnchorSettingsError:
        return AnchorSettingsError(f"anchors.{fault}", file=path.name, **facts)

    return tuple(_read_place(table, refuse) for table in read_tables(path, _KEYS, refuse))


def _read_place(table: PlaceTable, refuse: Refuse) -> AnyPlace:
    name = table.name
    if len(name) > _LONGEST_NAME or not name.isprintable():
        raise refuse("name", place=table.where)
    if table.kind == "folder":
        return FolderPlace(name, table.folder(refuse))
    url = table.address(refuse)
    try:
        key = CosignerKey.parse(table.texts["key"])
    except NoteError:
        raise refuse("key", place=table.where) from None
    return WitnessPlace(name, url, key)
