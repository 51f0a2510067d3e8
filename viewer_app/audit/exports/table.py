"""Events as comma-separated values (RFC 4180), for a spreadsheet."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from viewer_app.audit.body import write_time
from viewer_app.audit.exports.events import Leaf

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
"""Makes Excel read the file as UTF-8; other programs may show it as a strange first sign."""

COLUMNS: Final = (
    "seq",
    "time",
    "session",
    "role",
    "actor",
    "action",
    "object",
    "outcome",
    "source",
    "details",
    "id",
    "log",
    "leaf",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a formula can begin (OWASP, *CSV Injection*), the wide signs of East Asian keyboards too."""


def write_table(leaves: Iterable[Leaf], *, mark: bool = True) -> Iterator[bytes]:
    """The lines, the first with the names of the columns; ``mark``: begin with BYTE_ORDER_MARK.

    Lines end in CRLF, cells with a comma, quote or line end are quoted. A cell that a spreadsheet
    would take for a formula gets an apostrophe before it. Holds no personal values.
    """
    return write_lines(COLUMNS, map(_cells, leaves), mark=mark)


def write_lines(
    columns: Sequence[str], rows: Iterable[Sequence[str | int]], *, mark: bool = True
) -> Iterator[bytes]:
    """The lines of any table, in the form of ``write_table``."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(columns)
    yield (BYTE_ORDER_MARK if mark else b"") + line.text.encode()
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        yield line.text.encode()


def _cells(leaf: Leaf) -> tuple[str | int, ...]:
    entry = leaf.entry
    details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True)
    return (
        *(entry.seq, write_time(entry.time), entry.session, entry.role, entry.actor),
        *(entry.action, entry.object, entry.outcome, entry.source, details),
        *(entry.id, entry.log, leaf.hash.hex()),
    )


class _Line:
    """What ``csv.writer`` writes into: keeps the last line."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _cell(value: str | int) -> str | int:
    # also after blanks, which some spreadsheets drop before they look
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return "'" + value
    return value
