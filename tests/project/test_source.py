"""House rules for the program's source that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import ROOT

SOURCES = sorted(path for path in (ROOT / "viewer_app").rglob("*.py") if path.read_text().strip())
LEFT_OPEN = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
QT_VIRTUAL = re.compile(r"[a-z]+([A-Z][a-z]*)+")  # keyPressEvent, sizeHint: Qt says what they do
QT_VIRTUALS_OF_ONE_WORD = {"data", "event", "flags", "paint"}


def undocumented(tree: ast.Module) -> Iterator[str]:
    """Public modules, classes, functions and methods without a docstring."""
    if ast.get_docstring(tree) is None:
        yield "the module"
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None:
            yield node.name
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and ast.get_docstring(method) is None:
                    if method.name.startswith("_") or told_elsewhere(method):
                        continue
                    yield f"{node.name}.{method.name}"


def told_elsewhere(method: ast.FunctionDef) -> bool:
    """Whether the docstring stands elsewhere: with what is overridden, or with the class.

    A property is read as a field is, and fields are told of in their class.
    """
    decorators = {ast.unparse(decorator) for decorator in method.decorator_list}
    return (
        not decorators.isdisjoint({"override", "property"})
        or f"{method.name}.setter" in decorators
        or QT_VIRTUAL.fullmatch(method.name) is not None
        or method.name in QT_VIRTUALS_OF_ONE_WORD
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_source_is_documented_finished_and_of_one_room(path: Path) -> None:
    text = path.read_text()
    assert list(undocumented(ast.parse(text))) == []
    assert LEFT_OPEN.findall(text) == []
    assert len(text.splitlines()) <= 450
