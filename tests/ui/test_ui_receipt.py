"""The receipt on the last screen, read off the painted window by a program nobody here wrote."""

import subprocess
from pathlib import Path

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from tests.scanner import scan
from tests.tools import program
from tests.ui.stage_names import CHECKPOINT
from tests.ui.visit import Visit
from viewer_app.audit.receipt import read_receipt
from viewer_app.ui.names import Closing, Done, Viewing
from viewer_app.ui.widgets.qr import QrCode


def to_receipt(visit: Visit) -> QrCode:
    visit.to_closing()
    visit.press(Closing.CLOSE)
    visit.wait_screen(Done.SCREEN)
    code = visit.find(Done.QR)
    assert isinstance(code, QrCode)
    return code


def test_the_code_on_the_screen_says_the_checkpoint(visit: Visit, tmp_path: Path) -> None:
    code = to_receipt(visit)
    for size, text_size in (((1920, 1080), 100), ((1280, 720), 100), ((1920, 1080), 200)):
        visit.window.setFixedSize(*size)
        visit.window.set_text_size(text_size)
        visit.settle()
        assert code.isVisible()
        picture = tmp_path / f"code-{size[0]}-{text_size}.png"
        code.grab().save(str(picture))
        assert read_receipt(scan(picture)) == CHECKPOINT, (size, text_size)
        if text_size == 100:  # otherwise it is reached by scrolling
            picture = picture.with_stem(f"window-{size[0]}")
            visit.window.grab().save(str(picture))
            assert read_receipt(scan(picture)) == CHECKPOINT, (size, text_size)


def test_a_blurred_and_slanted_photograph_can_be_read(visit: Visit, tmp_path: Path) -> None:
    """As from arm's length: at a third of its size on the screen, turned, grey on grey."""
    code = to_receipt(visit)
    code.grab().save(str(tmp_path / "code.png"))
    photograph = tmp_path / "photograph.png"
    command: list[str | Path] = [
        program("convert"),
        tmp_path / "code.png",
        *("-bordercolor", "gray50", "-border", "40", "-background", "gray50", "-rotate", "7"),
        *("-resize", "60%", "-blur", "0x0.6", "+level", "20%,75%", "-attenuate", "0.2"),
        *("+noise", "Gaussian", "-resize", "200%"),
        photograph,
    ]
    subprocess.run(command, check=True)
    assert read_receipt(scan(photograph)) == CHECKPOINT


def test_the_quiet_zone_is_white_and_modules_are_whole_pixels(visit: Visit) -> None:
    code = to_receipt(visit)
    image = code.grab().toImage()
    side = image.width() // (65 + 8)
    assert image.width() == image.height() == side * 73
    assert side >= 4
    white = QColor("white").rgb()
    edge = 4 * side
    assert all(
        image.pixel(x, y) == white
        for x in range(0, image.width(), 2)
        for y in (0, edge - 1, image.height() - edge, image.height() - 1)
    )
    assert image.pixel(edge, edge) == QColor("black").rgb()


def test_the_receipt_says_where_and_when_and_is_named_for_a_screen_reader(visit: Visit) -> None:
    code = to_receipt(visit)
    assert code.accessibleName() == "QR-code van de ontvangst"
    assert "logboek" in code.accessibleDescription()
    words = [label.text() for label in visit.find(Done.SCREEN).findChildren(QLabel)]
    assert any(visit.backend.station_id in text and "·" in text for text in words)


def test_where_nothing_was_signed_there_is_no_code(visit: Visit) -> None:
    visit.to_viewing()
    visit.backend.world.trail_fails = True
    visit.press(Viewing.PLAY)
    visit.wait_screen(Done.SCREEN)
    assert not visit.find(Done.QR).isVisible()
