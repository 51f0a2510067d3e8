"""For everybody: names for screen readers, large targets, visible focus, text up to 200 %."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSlider,
    QWidget,
)

from tests.ui.conftest import Visits, opening
from tests.ui.gallery_viewing import mark
from tests.ui.screens import SCREENS
from tests.ui.visit import Visit
from viewer_app.messages import LANGUAGES
from viewer_app.ui.names import (
    Agenda,
    AuditorSignIn,
    Closing,
    Conditions,
    Frame,
    Identity,
    SignIn,
    Viewing,
)
from viewer_app.ui.palette import DAY, NIGHT, PAIRS, PART, contrast
from viewer_app.ui.theme import TEXT_SIZES
from viewer_app.ui.widgets.fields import PassphraseEdit
from viewer_app.ui.widgets.line import LineEdit

LARGE = 44
"""Pixels; twice what WCAG 2.2 2.5.8 (AA) asks, and what 2.5.5 (AAA) asks."""


def sign_in_slowly(visit: Visit) -> None:
    """The passphrase is being checked."""
    visit.backend.world.held.clear()
    visit.sign_in()


def to_panel(visit: Visit, page: str) -> None:
    """The panel beside the film, with everything that can be in it."""
    visit.backend.film_.subtitles = ("Nederlands", "English")
    visit.to_viewing()
    mark(visit, 83_720, "De agent stapt uit de auto en loopt naar de overkant")
    visit.press(page)
    if page == Viewing.TAB_MARKS:
        visit.press(Viewing.MARK_HERE)


ALL_SCREENS: dict[str, Callable[[Visit], None]] = {
    **SCREENS,
    "viewing, more": lambda visit: to_panel(visit, Viewing.TAB_MORE),
    "viewing, a mark": lambda visit: to_panel(visit, Viewing.TAB_MARKS),
    "presence": Visit.to_presence,
    "afterwards": Visit.to_afterwards,
}
SMALL, LARGE_SCREEN = (1280, 720), (1920, 1080)
SIZES = [(LARGE_SCREEN, 100), (LARGE_SCREEN, 200), (SMALL, 200), (SMALL, 100)]
"""In such an order that one thing changes at a time: to dress every widget anew takes long."""


@pytest.fixture(scope="module", params=[*ALL_SCREENS, "busy"])
def standing(display: None, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """One window for all that is looked at on a screen; it stands there."""
    with opening(qapp) as visits:
        visit = visits()
        {**ALL_SCREENS, "busy": sign_in_slowly}[request.param](visit)
        yield visit


def focusable(window: QWidget) -> Iterator[QWidget]:
    """Everything on screen that the keyboard can reach."""
    for widget in window.findChildren(QWidget):
        inside = isinstance(widget.parent(), QAbstractScrollArea | QScrollBar)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inside:
            yield widget


@pytest.mark.parametrize("scheme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]} on {pair[1]}")
def test_contrast(scheme: object, pair: tuple[str, str, float]) -> None:
    one, other, least = pair
    assert contrast(getattr(scheme, one), getattr(scheme, other)) >= least


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


def test_no_words_are_cut_off(standing: Visit) -> None:
    window = standing.window
    for size, text_size in SIZES:
        window.setFixedSize(*size)
        window.set_text_size(text_size)
        for language in LANGUAGES:
            window.speak(language)
            look_until_all_fits(standing, cut_off, f"{size} {text_size} % {language}")
            assert (window.width(), window.height()) == size


def test_everything_has_a_name_and_is_large_enough(standing: Visit) -> None:
    standing.window.setFixedSize(*SMALL)
    standing.window.set_text_size(100)
    for language in LANGUAGES:
        standing.window.speak(language)
        standing.settle()
        reached = list(focusable(standing.window))
        assert reached
        for widget in reached:
            what = f"{language} {widget.objectName()} {type(widget).__name__}"
            assert widget.accessibleName().strip(), what
            assert widget.height() >= LARGE, what
            assert widget.width() >= LARGE, what
    for widget in filter(QWidget.isEnabled, reached):
        widget.setFocus()
        standing.wait(
            lambda ringed=widget: is_ringed(standing, ringed),  # type: ignore[misc]
            f"the ring around {widget.objectName()} {type(widget).__name__}",
        )


def is_ringed(visit: Visit, widget: QWidget) -> bool:
    """Whether the ring is around it, and not cut off by what holds it."""
    ring = visit.window._rings._ring
    assert ring is not None
    return ring.height() > widget.height() and ring.width() > widget.width()


def look_until_all_fits(visit: Visit, look: Callable[[QWidget], Iterable[str]], where: str) -> None:
    """Laying out may take a moment; what does not fit after that is told."""
    found = ["nothing looked at yet"]
    for _ in range(40):
        visit.settle()
        found = [*look(visit.window)]
        if not found:
            return
        QTest.qWait(30)
    raise AssertionError(f"{where}: {found}")


def cut_off(window: QWidget) -> Iterator[str]:
    """Words and controls that do not fit where they stand."""
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        if label.wordWrap():
            if label.height() < label.heightForWidth(label.width()):
                yield f"too low: {label.text()}"
        elif label.width() < QFontMetrics(label.font()).horizontalAdvance(label.text()):
            yield f"too narrow: {label.text()}"
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.width() < button.minimumSizeHint().width():
            yield f"too narrow: {button.text()}"
    for area in window.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum():
            yield f"{area.horizontalScrollBar().maximum()} pixels to the right"
    for widget in focusable(window):
        left = widget.mapTo(window, QPoint(0, 0)).x()
        if left < 0 or left + widget.width() > window.width():
            yield f"outside: {widget.objectName()}"


def test_the_text_size_goes_round_and_is_told(visit: Visit) -> None:
    heights = []
    for per_cent in (*TEXT_SIZES[1:], TEXT_SIZES[0]):
        visit.press(Frame.TEXT_SIZE)
        assert f"{per_cent} %" in visit.find(Frame.TEXT_SIZE).accessibleName()
        QTest.qWait(60)
        heights.append(visit.find(SignIn.ENTER).height())
    assert heights[0] < heights[1] < heights[2]
    assert heights[2] >= 1.9 * heights[3]


def colours(image_of: QWidget, around: QRect) -> set[str]:
    image = image_of.grab().toImage()
    middle = around.center().y()
    return {QColor(image.pixel(x, middle)).name() for x in range(around.left(), around.left() + 9)}


@pytest.mark.parametrize("name", [SignIn.PHRASE, SignIn.NAME, SignIn.AUDITOR, Frame.LANGUAGE])
def test_focus_can_be_seen(visit: Visit, name: str) -> None:
    widget = visit.find(name)
    away = visit.find(Frame.TEXT_SIZE)
    away.setFocus()
    place = QRect(widget.mapTo(visit.window, QPoint(0, 0)), widget.size()).adjusted(-8, 0, 8, 0)
    before = colours(visit.window, place)
    assert DAY.focus_inner not in before
    widget.setFocus()
    after = colours(visit.window, place)
    assert DAY.focus_inner in after
    assert DAY.focus_outer in after


def test_focus_can_be_seen_around_what_fills_its_place(visit: Visit) -> None:
    visit.to_viewing()
    QTest.keyClick(visit.find(Viewing.PLAY), Qt.Key.Key_F1)
    overlay = visit.find(Viewing.KEYS)
    visit.wait(overlay.isVisible)
    place = QRect(overlay.mapTo(visit.window, QPoint(0, 0)), overlay.size())
    for edge in (place, place.translated(place.width() - 9, 0)):
        assert DAY.focus_inner in colours(visit.window, edge)


def test_the_chosen_one_of_a_row_can_be_told_from_the_others(visit: Visit) -> None:
    to_panel(visit, Viewing.TAB_MORE)
    visit.press(Viewing.speed(50))
    visit.find(Viewing.PLAY).setFocus()
    chosen, other = (
        QColor(visit.find(Viewing.speed(speed)).grab().toImage().pixel(12, 12)).name()
        for speed in (50, 100)
    )
    assert contrast(chosen, other) >= PART  # WCAG 2.2, 1.4.11: what tells a state


@pytest.mark.parametrize("screen", ["conditions", "viewing", "closing"])
def test_the_visitors_name_is_nowhere_but_on_the_supervisors_screens(
    visit: Visit, screen: str
) -> None:
    ALL_SCREENS[screen](visit)
    name = visit.backend.world.appointments_[0].approval.requester.name
    for widget in visit.window.findChildren(QWidget):
        if widget.isVisible():
            shown = widget.property("text")
            for words in (shown, widget.accessibleName(), widget.accessibleDescription()):
                assert name not in str(words)
    assert visit.window.windowTitle() == "Inzagestation"


def test_no_title_or_accessible_name_ever_holds_the_visitors_name(visit: Visit) -> None:
    visit.to_identity()
    name = visit.backend.world.appointments_[0].approval.requester.name
    assert visit.find(Identity.NAME).property("text") == name
    assert name not in visit.window.windowTitle()


def test_answers_are_told_with_their_question(visit: Visit) -> None:
    visit.to_identity()
    told = visit.find(Identity.answer("photo", "no")).accessibleName()
    assert told == "De foto is van de persoon die voor u staat. Nee"


def test_where_we_are_is_told(visit: Visit) -> None:
    visit.to_conditions()
    assert visit.window.rail.steps.accessibleName() == "Stap 4 van 6: Voorwaarden"


def test_the_wheel_changes_nothing(visit: Visit) -> None:
    visit.to_viewing()
    slider = visit.find(Viewing.VOLUME)
    assert isinstance(slider, QSlider)
    before = slider.value()
    QApplication.sendEvent(slider, wheel(slider))
    assert slider.value() == before


def wheel(widget: QWidget) -> QWheelEvent:
    middle = QPointF(widget.rect().center())
    return QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(0, 0),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_names_of_the_parts_stay(visits: Visits) -> None:
    """The tour and the tests of the whole program find widgets by these names."""
    visit = visits(demonstration=True)
    fixed = (
        "signin.name",
        "signin.passphrase",
        "signin.enter",
        "identity.document.passport",
        "identity.photo.yes",
        "identity.birth_date.no",
        "conditions.alone",
        "conditions.passphrase",
        "conditions.start",
        "viewing.play",
        "viewing.timeline",
        "viewing.stop",
        "closing.reason",
        "closing.remarks",
        "closing.close",
        "review.sessions",
        "frame.demonstration",
    )
    for name in fixed:
        assert visit.find(name).objectName() == name
    assert {Agenda.SCREEN, AuditorSignIn.SCREEN, Closing.SCREEN, Conditions.SCREEN} == {
        "agenda",
        "auditor",
        "closing",
        "conditions",
    }


def test_the_standing_banner_is_on_every_screen_of_a_demonstration(visits: Visits) -> None:
    visit = visits(demonstration=True)
    visit.to_viewing()
    assert visit.find(Frame.DEMONSTRATION).isVisible()
    assert not visits().find(Frame.DEMONSTRATION).isVisible()


def test_fields_are_never_plain_line_edits(visit: Visit) -> None:
    for field in visit.window.findChildren(QLineEdit):
        assert isinstance(field, PassphraseEdit | LineEdit)
    assert visit.window.findChildren(QAbstractButton)
