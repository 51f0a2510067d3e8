"""The message catalogue: complete, in both languages, and the one the program really uses."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from tests.tools import ROOT
from viewer_app import messages
from viewer_app.messages import LANGUAGES, Message

SOURCES = [
    path
    for path in sorted((ROOT / "viewer_app").rglob("*.py"))
    if path.parent.name != "messages" and "_resources" not in path.parts
]
CATALOGUE = messages.catalogue()


def places(sentence: str) -> set[str]:
    """The names in the braces of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def raised(path: Path) -> Iterator[tuple[int, str, set[str] | None]]:
    """Each ``raise Error("a.code", fact=…)``: line, code, names of facts (None: not all known)."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args):
            continue
        code = node.exc.args[0]
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            names = {keyword.arg for keyword in node.exc.keywords}
            known = {name for name in names if name is not None}
            yield node.lineno, code.value, known if known == names else None


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_message_is_there_in_both_languages(code: str) -> None:
    message = CATALOGUE[code]
    for sentence in message:
        assert sentence.strip() == sentence
        assert sentence
    # a label may read the same in both languages, a sentence may not
    assert message.nl != message.en or " " not in message.nl
    assert places(message.nl) == places(message.en)
    for language in LANGUAGES:
        assert "{" not in messages.text(code, language)


def test_no_room_takes_another_rooms_code() -> None:
    rooms = [
        path for path in (ROOT / "viewer_app/messages").glob("*.py") if path.stem != "__init__"
    ]
    count = 0
    for room in rooms:
        module = __import__(f"viewer_app.messages.{room.stem}", fromlist=["MESSAGES"])
        table: dict[str, Message] = module.MESSAGES
        count += len(table)
    assert count == len(CATALOGUE)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_raised_has_a_sentence_and_its_facts(path: Path) -> None:
    for line, code, facts in raised(path):
        if "." not in code:
            continue  # an error of Python's own, with a text for programmers
        assert code in CATALOGUE, f"line {line}: {code} has no sentence"
        if facts is not None:
            unfilled = places(CATALOGUE[code].en) - facts
            assert not unfilled, f"line {line}: {code} is raised without {unfilled}"


def said(path: Path) -> Iterator[str]:
    """Every text in a source file as a pattern; what is put in by an f-string may be any name."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.JoinedStr):
            parts = (getattr(part, "value", None) for part in node.values)
            yield "".join(re.escape(p) if isinstance(p, str) else r"[\w.]+" for p in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)


def test_every_sentence_can_be_said() -> None:
    patterns = {p for path in SOURCES for p in said(path) if "." in p and not p.startswith("[")}
    anything = re.compile("|".join(patterns))
    never_said = [code for code in CATALOGUE if not anything.fullmatch(code)]
    assert not never_said
