"""The municipality's rules say which languages the screens offer."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.stage import StageBackend
from tests.ui.visit import Visit
from viewer_app.messages import LANGUAGES, Language
from viewer_app.ui.names import Frame


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_one_language_there_is_no_switch(
    display: None, qapp: QApplication, language: Language
) -> None:
    backend = StageBackend(language=language)
    backend.languages = [language]
    visit = Visit(qapp, backend, 1920, 1080, 100)
    assert not visit.find(Frame.LANGUAGE).isVisible()
    assert visit.find(Frame.TEXT_SIZE).isVisible()
    visit.window.rail.set_narrow(narrow=True)
    visit.window.rail.set_narrow(narrow=False)
    assert not visit.find(Frame.LANGUAGE).isVisible()
    visit.end()
