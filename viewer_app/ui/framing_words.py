"""How the picture is looked at, in words, for who cannot see that it is near, turned or lit."""

from PySide6.QtCore import QCoreApplication

from viewer_app.ui.framing import LEAST_ZOOM, Framing
from viewer_app.ui.minimap import zoom_figure


def describe(framing: Framing) -> str:
    """Such as *Vergroot 2,0×, een kwartslag naar rechts, helderheid +40 %*."""
    translate = QCoreApplication.translate
    if framing.is_neutral:
        return translate("Framing", "The whole picture, as recorded")
    turned = (
        "",
        translate("Framing", "a quarter turn to the right"),
        translate("Framing", "upside down"),
        translate("Framing", "a quarter turn to the left"),
    )[framing.turns]
    said = [
        translate("Framing", "Enlarged {times}").format(times=zoom_figure(framing.zoom))
        if framing.zoom > LEAST_ZOOM
        else translate("Framing", "The whole picture"),
        turned,
        translate("Framing", "brightness {percent}").format(percent=_signed(framing.brightness))
        if framing.brightness
        else "",
        translate("Framing", "contrast {percent}").format(percent=_signed(framing.contrast))
        if framing.contrast
        else "",
    ]
    return ", ".join(part for part in said if part)


def _signed(percent: int) -> str:
    return f"{percent:+d} %".replace("-", "\N{MINUS SIGN}")
