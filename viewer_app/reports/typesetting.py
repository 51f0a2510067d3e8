"""Qt for setting type without a screen: the application, the font and the PDF file.

The font is the program's own and stands in the file whole, as PDF/A asks (ISO 19005-1, 6.3.4); no
font of the computer is used.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from viewer_app.messages import Language
from viewer_app.reports.catalog import name_language
from viewer_app.resources import resource

FAMILY: Final = "Atkinson Hyperlegible Next"
UNITS: Final = 20
"""Device units in a point (1/72 inch)."""
WIDTH: Final = 595.0
HEIGHT: Final = 842.0
"""A4 in points."""

_FILES: Final = ("Regular", "SemiBold", "Bold")
_application: list[QGuiApplication] = []


def make_pdf(draw: Callable[[QPdfWriter, QPainter], None], title: str, language: Language) -> bytes:
    """The PDF/A-1b file that ``draw`` paints, with its title and language."""
    prepare()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_A1b)
    writer.setTitle(title)
    writer.setCreator("Inzagestation")
    writer.setResolution(72 * UNITS)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    try:
        draw(writer, painter)
    finally:
        painter.end()
    buffer.close()
    return name_language(bytes(data.data()), "nl-NL" if language == "nl" else "en-GB")


def prepare() -> None:
    """Make sure that Qt runs, without a screen where nothing runs yet, and knows the font."""
    if QGuiApplication.instance() is None:
        # By argument, not by environment: no other program and no child of this one is concerned.
        _application.append(QGuiApplication(["inzage", "-platform", "offscreen"]))
    if FAMILY not in QFontDatabase.families():
        for name in _FILES:
            path = resource("theme", "fonts", f"AtkinsonHyperlegibleNext-{name}.ttf")
            QFontDatabase.addApplicationFont(str(path))


def font(points: float, *, bold: bool = False) -> QFont:
    """The program's font in this size."""
    made = QFont(FAMILY)
    made.setPixelSize(round(points * UNITS))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A ligature would be one sign to whoever searches the file or has it read aloud.
    made.setFeature(QFont.Tag("liga"), 0)
    return made
