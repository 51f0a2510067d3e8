"""Brightness and contrast, in the painting: the film itself is never touched, and never copied.

The picture is laid over itself, as a darkroom would, and Qt does that in its own loops:

- *brighter*: up to three times ``1 - (1 - a)(1 - b)`` ("screen"): what is dark becomes up to four
  times as light, black stays black and white white, and no lamp runs out of its edges;
- *darker*: less of it, on black;
- *more contrast*: once ``2ab`` below the middle and ``1 - 2(1 - a)(1 - b)`` above ("overlay");
- *less contrast*: less of it, on grey.

Contrast comes first. Each of these keeps the order of light and dark.
"""

from functools import cache
from typing import Final

from PySide6.QtGui import QColor, QImage, QPainter

from viewer_app.ui.framing import MOST_TONE, Framing, Shot

_LAYERS: Final = 3
"""At full brightness."""
_DARKEST: Final = 0.2
"""What is left of the light at no brightness."""
_FLATTEST: Final = 0.2
"""What is left of the differences at no contrast."""
_GREY: Final = 128
_WHITE: Final = 255

Mode = QPainter.CompositionMode


def paint_toned(painter: QPainter, shot: Shot, image: QImage, framing: Framing) -> None:
    """Paint the shot as light as the framing says."""
    shot.paint(painter, image)
    if framing.contrast > 0:
        painter.setCompositionMode(Mode.CompositionMode_Overlay)
        painter.setOpacity(framing.contrast / MOST_TONE)
        shot.paint(painter, image)
    elif framing.contrast < 0:
        _veil(painter, shot, _GREY, (1 - _FLATTEST) * -framing.contrast / MOST_TONE)
    if framing.brightness > 0:
        painter.setCompositionMode(Mode.CompositionMode_Screen)
        for layer in _layers(framing.brightness):
            painter.setOpacity(layer)
            shot.paint(painter, image)
    elif framing.brightness < 0:
        _veil(painter, shot, 0, (1 - _DARKEST) * -framing.brightness / MOST_TONE)
    painter.setOpacity(1)
    painter.setCompositionMode(Mode.CompositionMode_SourceOver)


@cache
def tone_curve(brightness: int, contrast: int) -> bytes:
    """What each of 256 lightnesses of a channel becomes, to within what Qt rounds (a few steps)."""
    levels = (_toned(level / _WHITE, brightness, contrast) for level in range(_WHITE + 1))
    return bytes(round(level * _WHITE) for level in levels)


def _veil(painter: QPainter, shot: Shot, level: int, share: float) -> None:
    painter.setCompositionMode(Mode.CompositionMode_SourceOver)
    painter.setOpacity(1)
    painter.fillRect(shot.target, QColor(level, level, level, round(share * _WHITE)))


def _layers(brightness: int) -> list[float]:
    """How opaque each layer is that makes it brighter."""
    strength = _LAYERS * brightness / MOST_TONE
    shares = (min(strength - layer, 1.0) for layer in range(_LAYERS))
    return [share for share in shares if share > 0]


def _toned(level: float, brightness: int, contrast: int) -> float:
    toned = level
    if contrast > 0:
        overlaid = 2 * level * level if level < 0.5 else 1 - 2 * (1 - level) ** 2
        toned += (overlaid - level) * contrast / MOST_TONE
    elif contrast < 0:
        toned += (_GREY / _WHITE - toned) * (1 - _FLATTEST) * -contrast / MOST_TONE
    if brightness > 0:
        for layer in _layers(brightness):
            toned += layer * level * (1 - toned)
    elif brightness < 0:
        toned *= 1 - (1 - _DARKEST) * -brightness / MOST_TONE
    return toned
