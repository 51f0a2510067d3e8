"""A list of requests as CSV (RFC 4180): UTF-8 with or without a mark, ``;`` or ``,`` by its header.

A list is read and checked whole: one fault, and nothing of it is taken.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from viewer_app.desk.fields import FIELDS, REQUIRED, Asked, Fault, Keys, ListRefused, read_asked

LONGEST_LIST: Final = 1000
"""Requests."""

_COLUMN: Final = re.compile(r"[A-Za-z][A-Za-z _-]{0,39}")
"""A name that may be shown: a person's details are not in the header, if it is one."""


def parse_list(data: bytes, file: str, keys: Keys) -> tuple[Asked, ...]:
    """Every request of a list, in its order.

    Raises ListRefused with every fault that could be found: ``list.not_utf8``, ``list.broken``,
    those of the header, of single fields, and ``list.case_twice``.
    """
    rows = _read_rows(_decode(data, file), file)
    line, header = next(rows, (1, []))
    columns = [cell.strip().casefold() for cell in header]
    if faults := list(_check_header(columns, line)):
        raise ListRefused(file, faults)
    asked: list[Asked] = []
    lines: dict[str, int] = {}
    for line, cells in rows:
        if len(cells) != len(columns):
            counts = {"cells": len(cells), "columns": len(columns)}
            faults.append(Fault("list.cells", line, facts=counts))
            continue
        texts = {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}
        one, wrong = read_asked(texts, keys, line=line)
        faults += wrong
        if one is None:
            continue
        first = lines.setdefault(one.stem.casefold(), line)
        if first != line:
            faults.append(Fault("list.case_twice", line, "case", facts={"first": first}))
        asked.append(one)
    if not faults and not asked:
        faults.append(Fault("list.no_requests"))
    if len(asked) > LONGEST_LIST:
        faults.append(Fault("list.too_many", facts={"count": len(asked), "most": LONGEST_LIST}))
    if faults:
        raise ListRefused(file, faults)
    return tuple(asked)


def _decode(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ListRefused(file, [Fault("list.not_utf8", line)]) from None


def _read_rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that says something, and the line it begins on."""
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise ListRefused(file, [Fault("list.broken", line)]) from None
        if any(cell.strip() for cell in cells):
            yield line, cells


def _check_header(columns: Sequence[str], line: int) -> Iterator[Fault]:
    allowed = ", ".join(FIELDS)
    if set(columns).isdisjoint(FIELDS):
        yield Fault("list.no_header", line, facts={"allowed": allowed})
        return
    for number, column in enumerate(columns, 1):
        if column not in FIELDS:
            name = column if _COLUMN.fullmatch(column) else str(number)
            yield Fault("list.unknown_column", line, name, facts={"allowed": allowed})
        elif column in columns[: number - 1]:
            yield Fault("list.column_twice", line, column)
    for column in REQUIRED:
        if column not in columns:
            yield Fault("list.column_missing", line, column)
