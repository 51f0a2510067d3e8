"""Packages that intake refused, each with the reason in a small JSON file beside it."""

import itertools
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from viewer_app.errors import InzageError, system_reason
from viewer_app.files import sync_directory, write_over
from viewer_app.messages import Fact
from viewer_app.station.errors import StationError

REASON: Final = ".reason.json"
_REASON_LIMIT: Final = 16 * 1024
_VERSION: Final = 1
_SHOWN_START, _SHOWN_END = 80, 39
_STEM_BYTES, _SUFFIX_BYTES = 150, 20
"""Of a name on the disk, which leaves room for a number and for the reason's own name."""


@dataclass(frozen=True)
class SetAsidePackage:
    """A package that is no appointment: its file name, and a message code with its facts."""

    file: str
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def shown_name(name: str) -> str:
    """A file name as it may be shown and written down: 120 characters at most, all of them visible.

    A name can hold escape codes, line breaks, bytes that are no text, and characters that turn the
    direction of reading; each of those becomes U+FFFD.
    """
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    if len(text) <= _SHOWN_START + 1 + _SHOWN_END:
        return text
    return f"{text[:_SHOWN_START]}…{text[-_SHOWN_END:]}"


def move_aside(path: Path, directory: Path, refusal: InzageError) -> None:
    """Move whatever ``path`` is into ``directory`` under a free name, the reason beside it first.

    Nothing is overwritten, and the reason of a file that is not there says nothing. Raises OSError.
    """
    target = next(place for place in _places(directory, path.name) if not os.path.lexists(place))
    values = {
        "v": _VERSION,
        "file": shown_name(path.name),
        "code": refusal.code,
        "facts": dict(refusal.facts),
    }
    write_over(reason_of(target), json.dumps(values, indent=1).encode("ascii"))
    path.rename(target)
    sync_directory(directory)
    sync_directory(path.parent)


def list_set_aside(directory: Path) -> tuple[SetAsidePackage, ...]:
    """Everything that was set aside, by name. Raises StationError (``set_aside.unreadable``)."""
    try:
        paths = sorted(directory.iterdir())
    except OSError as error:
        raise StationError("set_aside.unreadable", reason=system_reason(error)) from None
    return tuple(
        _read(path)
        for path in paths
        if not path.name.startswith(".") and not path.name.endswith(REASON)
    )


def _places(directory: Path, name: str) -> Iterator[Path]:
    """Where a file of this name could go: its visible name, shortened, then numbered."""
    visible = Path(shown_name(name))
    stem, suffix = _cut(visible.stem, _STEM_BYTES), _cut(visible.suffix, _SUFFIX_BYTES)
    if f"{stem}{suffix}".lower().endswith(REASON):
        suffix += "_"  # a package that passes itself off as the reason of another
    yield directory / f"{stem}{suffix}"
    for number in itertools.count(2):
        yield directory / f"{stem}-{number}{suffix}"


def _cut(text: str, size: int) -> str:
    """As much of ``text`` as fits in ``size`` bytes."""
    return text.encode("utf-8")[:size].decode("utf-8", "ignore")


def _read(path: Path) -> SetAsidePackage:
    try:
        with reason_of(path).open("rb") as file:
            return _parse(json.loads(file.read(_REASON_LIMIT)))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return SetAsidePackage(shown_name(path.name), "set_aside.reason_lost")


def _parse(values: Any) -> SetAsidePackage:
    """What ``move_aside`` wrote. Raises one of the errors above for anything else."""
    name, code, facts = values["file"], values["code"], values["facts"]
    texts = (name, code, *facts.keys())
    if values["v"] != _VERSION or not all(isinstance(text, str) for text in texts):
        raise ValueError("not a reason")
    if not all(type(fact) in (str, int) for fact in facts.values()):
        raise ValueError("not facts")
    return SetAsidePackage(shown_name(name), code, facts)


def reason_of(path: Path) -> Path:
    """Where the reason of a package that was set aside lies."""
    return path.with_name(path.name + REASON)
