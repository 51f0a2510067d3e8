"""``policy.toml``: the municipality's rules as a file, and exactly what is wrong in one.

A fault names the file, the line, the rule, what was found and what may stand there. A rule that
this program does not know is a fault, too: it would have no effect, and somebody counts on it.
"""

import difflib
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from viewer_app.session.errors import PolicyError
from viewer_app.session.policy import Finding, Policy, Whole
from viewer_app.session.policy_texts import KEY, read_texts

LONGEST_FILE: Final = 32 * 1024
"""Bytes of a policy file."""
LONGEST_NAME: Final = 200
"""Characters of a municipality's name."""

_SHOWN: Final = 60
"""Characters of what was found that a sentence shows."""
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class _Unfit(Exception):
    """A value that a rule cannot have: the code of the sentence, and the facts about the rule."""

    def __init__(self, fault: Finding) -> None:
        super().__init__(fault.code)
        self.fault = fault


_BEGINS: Final = re.compile(r"[ \t]*($|#|\[|.*=)")
"""A line that can follow a whole statement; few lines within one can."""

_Reader = Callable[[object], object]


def _reader_of(rule: Any, usual: object) -> _Reader:
    """How a rule of this type is read; a list may be empty where it usually is."""
    if rule is str:
        return _text
    if rule is bool:
        return _yes_or_no
    if get_origin(rule) is tuple:
        return _some_of(get_args(rule)[0], least=1 if usual else 0)
    if get_origin(rule) is Annotated:
        whole: Whole = get_args(rule)[1]
        return _whole(whole.least, whole.most)
    return _one_of(rule)


def _text(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not 1 <= len(text) <= LONGEST_NAME or not text.isprintable():
        raise _Unfit(Finding("policy.not_text", {"most": LONGEST_NAME}))
    return text


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Unfit(Finding("policy.not_yes_or_no", {}))
    return value


def _whole(least: int, most: int) -> _Reader:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise _Unfit(Finding("policy.not_number", {"least": least, "most": most}))
        return value

    return read


def _one_of(kind: type[StrEnum]) -> _Reader:
    def read(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in set(kind):
            raise _Unfit(Finding("policy.not_one_of", {"allowed": ", ".join(kind)}))
        return kind(value)

    return read


def _some_of(kind: type[StrEnum], least: int) -> _Reader:
    def read(value: object) -> tuple[StrEnum, ...]:
        names = value if isinstance(value, list) else [value]
        known = {name for name in names if isinstance(name, str) and name in set(kind)}
        if not isinstance(value, list) or not least <= len(names) or len(known) != len(names):
            code = "policy.not_some_of" if least else "policy.not_any_of"
            raise _Unfit(Finding(code, {"allowed": ", ".join(kind)}))
        return tuple(map(kind, names))

    return read


_RULES: Final = {
    name: _reader_of(rule, getattr(Policy, name))
    for name, rule in get_type_hints(Policy, include_extras=True).items()
    if name != KEY
}
"""How what stands behind each key is read, in the order of ``Policy``; the texts are tables."""
_KEYS: Final = (*_RULES, KEY)


def load_policy(path: Path) -> Policy:
    """The municipality's rules in ``policy.toml``.

    Raises PolicyError about the first fault, and ``policy.missing`` or ``policy.unreadable``. There
    is no rule without a file: a station whose rules were lost must not fall back on somebody
    else's.
    """
    policy, faults = read_policy(path)
    refuse_faults(faults)
    return policy


def refuse_faults(faults: Sequence[Finding]) -> None:
    """Raise PolicyError about the first of these faults, if there is one."""
    if faults:
        raise PolicyError(faults[0].code, **faults[0].facts)


def read_policy(path: Path) -> tuple[Policy, tuple[Finding, ...]]:
    """The rules in a file, and every fault in it; with a fault the rules mean nothing.

    Raises PolicyError (``policy.missing``, ``policy.unreadable``, ``policy.too_long``).
    """
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST_FILE + 1)
    except FileNotFoundError:
        raise PolicyError("policy.missing", file=path.name) from None
    except OSError:
        raise PolicyError("policy.unreadable", file=path.name) from None
    if len(data) > LONGEST_FILE:
        raise PolicyError("policy.too_long", file=path.name, most=LONGEST_FILE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Policy(), (Finding("policy.not_utf8", {"file": path.name, "line": line}),)
    return parse_policy(text, path.name)


def parse_policy(text: str, file: str) -> tuple[Policy, tuple[Finding, ...]]:
    """The rules that ``text`` says, and every fault in it; with a fault the rules mean nothing.

    ``file`` is what the faults call it. A rule that is not there is as ``Policy`` has it.
    """
    text = text.replace("\r\n", "\n")
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Policy(), (_not_toml(str(error), text, file),)
    faults: list[tuple[str, Finding]] = []
    read: dict[str, Any] = {}
    for key, value in values.items():
        if key == KEY:
            read[key], unfit_texts = read_texts(value)
            faults += [(at, _told(at, fault, found)) for at, fault, found in unfit_texts]
            continue
        if key not in _RULES:
            faults.append((key, _unknown(key)))
            continue
        try:
            read[key] = _RULES[key](value)
        except _Unfit as unfit:
            faults.append((key, _told(key, unfit.fault, value)))
    if faults:
        return Policy(), _placed(faults, text, file)
    policy = Policy(**read)
    if policy.request_days <= policy.retention_days:
        return policy, ()
    terms = {"request_days": policy.request_days, "retention_days": policy.retention_days}
    last = [key for key in values if key in terms][-1]
    fault = Finding("policy.request_outlasts", terms)
    return Policy(), _placed([(last, fault)], text, file)


def _told(key: str, fault: Finding, found: object) -> Finding:
    """The fault with its key and what was found there."""
    said = _shown(key).strip('"')
    return Finding(fault.code, {"key": said, "found": _shown(found), **fault.facts})


def _placed(faults: list[tuple[str, Finding]], text: str, file: str) -> tuple[Finding, ...]:
    """The faults of these keys with file and line, in the order of the file."""
    lines = _lines_of_keys(text)
    placed = sorted(((lines.get(key, 1), fault) for key, fault in faults), key=lambda each: each[0])
    return tuple(
        Finding(fault.code, {"file": file, "line": line, **fault.facts}) for line, fault in placed
    )


def _unknown(key: str) -> Finding:
    """The nearest known name, or all of them where none is near."""
    said = _shown(key).strip('"')
    near = difflib.get_close_matches(key.lower().replace("-", "_"), _KEYS, 1)
    if near:
        return Finding("policy.unknown_key", {"key": said, "nearest": near[0]})
    return Finding("policy.unknown_rule", {"key": said, "allowed": ", ".join(_KEYS)})


def _shown(value: object) -> str:
    """What was found, on one line and not too long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def _not_toml(reason: str, text: str, file: str) -> Finding:
    place = _PLACE.search(reason)
    line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
    told = _shown(_PLACE.sub("", reason)).strip('"').rstrip(".")
    return Finding("policy.not_toml", {"file": file, "line": line, "reason": told})


def _lines_of_keys(text: str) -> dict[str, int]:
    """The line on which each key begins, one in a table by its path such as ``texts.nl.end``.

    ``tomllib`` does not tell. A statement ends where the lines since the one before it are TOML by
    themselves, and a line that is not the end of one never is.
    """
    found: dict[str, int] = {}
    table = ""
    for line, statement, is_header in _statements(text):
        paths = [*_paths("" if is_header else table, statement)]
        if is_header and paths:
            table = f"{paths[-1]}."
        for path in paths:
            found.setdefault(path, line)
    return found


def _paths(table: str, told: Mapping[str, Any]) -> Iterator[str]:
    for key, value in told.items():
        yield f"{table}{key}"
        if isinstance(value, Mapping):
            yield from _paths(f"{table}{key}.", value)


def _statements(text: str) -> Iterator[tuple[int, dict[str, Any], bool]]:
    """Each statement with the number of its first line, and whether it begins a table."""
    pending: list[str] = []
    first = 1
    lines = text.split("\n")
    for number, (line, following) in enumerate(pairwise([*lines, ""]), 1):
        if not pending:
            first = number
        pending.append(line)
        if not _BEGINS.match(following):
            continue
        try:
            statement = tomllib.loads("\n".join(pending))
        except (ValueError, RecursionError):
            continue
        yield first, statement, pending[0].lstrip().startswith("[")
        pending.clear()
