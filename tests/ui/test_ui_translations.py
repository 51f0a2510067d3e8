"""Dutch and English: complete, live, and nothing left in the other language."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableWidget, QWidget

from tests.tools import ROOT
from tests.ui.screens import SCREENS
from tests.ui.visit import Visit
from viewer_app.messages import LANGUAGES, Language
from viewer_app.ui.names import Agenda, Frame, Review
from viewer_app.ui.widgets.rows import RowsView

I18N = ROOT / "resources/i18n"


def catalogue(path: Path) -> dict[tuple[str, str], list[str]]:
    """Translations by context and source; several for plurals."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            assert "type" not in translation.attrib, message.findtext("source")
            forms = [form.text or "" for form in translation.iter("numerusform")]
            found[name, message.findtext("source", "")] = forms or [translation.text or ""]
    return found


DUTCH = catalogue(I18N / "inzage_nl.ts")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_is_there_and_finished(language: Language) -> None:
    for (_, source), forms in catalogue(I18N / f"inzage_{language}.ts").items():
        for words in forms:
            assert words.strip() == words != "", source
            places = re.compile(r"{\w+}|%n")
            assert sorted(places.findall(words)) == sorted(places.findall(source))


def test_the_catalogues_hold_exactly_what_the_source_says(tmp_path: Path) -> None:
    for part in ("viewer_app/ui", "resources/i18n", "scripts"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    subprocess.run([tmp_path / "scripts/build-translations", "--update"], check=True)
    for language in LANGUAGES:
        name = f"inzage_{language}.ts"
        assert catalogue(tmp_path / "resources/i18n" / name) == catalogue(I18N / name)


def test_an_unfinished_translation_is_not_built(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    shutil.copytree(I18N, tmp_path / "resources/i18n")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    file = tmp_path / "resources/i18n/inzage_nl.ts"
    whole = file.read_text()
    file.write_text(whole.replace("<translation>", '<translation type="unfinished">', 1))
    built = file.with_suffix(".qm")
    built.unlink(missing_ok=True)
    command = [tmp_path / "scripts/build-translations"]
    assert subprocess.run(command, check=False, capture_output=True).returncode
    assert not built.exists()


MEETING_COMPILER = """#!/usr/bin/env bash
# writes what it is told to write last, and ends when another has done so too
echo built >"${!#}"
touch "$0.$$"
for _ in {1..1000}; do
  others=("$0".*)
  if ((${#others[@]} > 1)); then exit; fi
  sleep 0.01
done
"""


def test_two_that_build_at_once_do_not_take_each_others_work(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    catalogues = tmp_path / "resources/i18n"
    shutil.copytree(I18N, catalogues, ignore=shutil.ignore_patterns("*.qm"))
    compiler = tmp_path / ".venv/bin/pyside6-lrelease"
    compiler.parent.mkdir(parents=True)
    compiler.write_text(MEETING_COMPILER)
    compiler.chmod(0o755)
    runs = [subprocess.Popen([tmp_path / "scripts/build-translations"]) for _ in range(2)]
    assert [run.wait(20) for run in runs] == [0, 0]
    found = {file.name for file in catalogues.iterdir()}
    assert found == {f"inzage_{language}.{kind}" for language in LANGUAGES for kind in ("ts", "qm")}


def shown(window: QWidget) -> set[str]:
    """Every word on screen, and every word for screen readers."""
    words = set()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            words.add(widget.text())
        if isinstance(widget, QTableWidget):
            for row in range(widget.rowCount()):
                cells = (widget.item(row, column) for column in range(widget.columnCount()))
                words |= {cell.text() for cell in cells if cell}
        words |= {widget.accessibleName(), widget.accessibleDescription()}
    return words - {""}


def settled(visit: Visit) -> set[str]:
    """Every word on screen, once what is fetched in the background has come."""
    words, same = shown(visit.window), 0
    while same < 20:
        QTest.qWait(10)
        now = shown(visit.window)
        same = same + 1 if now == words else 0
        words = now
    return words


FOREIGN = {source for (_, source), forms in DUTCH.items() if forms[0] != source}
SAME_IN_BOTH = {source for (_, source), forms in DUTCH.items() if source in forms}


@pytest.mark.parametrize("screen", SCREENS)
def test_the_language_changes_live_and_wholly(visit: Visit, screen: str) -> None:
    SCREENS[screen](visit)
    dutch = {forms[0] for forms in DUTCH.values()}
    visit.wait(lambda: not shown(visit.window) & (FOREIGN - SAME_IN_BOTH - dutch))
    before = settled(visit)
    visit.window.speak("en")
    visit.wait(lambda: bool(shown(visit.window) & FOREIGN))
    own = {source for _, source in DUTCH}
    visit.wait(lambda: not shown(visit.window) & (dutch - own))
    visit.window.speak("nl")
    visit.wait(lambda: shown(visit.window) == before or screen == "viewing")


def test_the_switch_names_the_other_language_in_its_own_words(visit: Visit) -> None:
    switch = visit.button(Frame.LANGUAGE)
    assert switch.text() == "English"
    visit.press(Frame.LANGUAGE)
    visit.wait(lambda: switch.text() == "Nederlands")


def test_a_problem_on_screen_changes_language_too(visit: Visit) -> None:
    visit.to_agenda()
    visit.wait(lambda: any("nog niet begonnen" in word for word in shown(visit.window)))
    visit.press(Frame.LANGUAGE)
    visit.wait(lambda: any("has not begun" in word for word in shown(visit.window)))
    assert visit.screen == Agenda.SCREEN


def test_the_auditor_reads_events_in_words(visit: Visit) -> None:
    visit.to_review_session()
    table = visit.find(Review.EVENTS)
    assert isinstance(table, RowsView)
    across = Qt.Orientation.Horizontal
    assert table.rows.headerData(3, across) == "Wat er gebeurde"
    third = table.rows.index(2, 3)
    checked = "Identiteitsbewijs gecontroleerd"
    visit.wait(lambda: (table.rows.data(third) or "").startswith(checked))
    table.choose(2)
    assert "Gebeurtenis 1.272: Identiteitsbewijs gecontroleerd" in shown(visit.window)
