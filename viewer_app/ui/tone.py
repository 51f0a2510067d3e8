"""Brightness and contrast, in the painting: the film itself is never touched, and never copied.

What has been painted is painted over with one colour, in modes that Qt composes in its own loops,
so that light costs the same for every film, however near or turned (decision 0040):

- *brighter*: up to three times white in the mode *overlay*, which makes what is darker than the
  middle up to 1.8 times as light each time, and the rest as much lighter as keeps white white.
  Black stays black, and nothing runs out of its edges;
- *darker*: black laid over;
- *more contrast*: stretched about white, then about black, so that the middle stays and both ends
  are cut off. White and black in the same mode do it after half a step to the side that they leave;
- *less contrast*: grey laid over.

Brightness comes first. Each of these keeps the order of light and dark.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from viewer_app.ui.framing import MOST_TONE

_LAYER: Final = 0.8
"""Opacity of each layer of white at full brightness."""
_LAYERS: Final = 3
_STRONGEST: Final = 2.0
"""By how much differences grow at full contrast."""
_DARKEST: Final = 0.2
"""What is left of the light at no brightness."""
_FLATTEST: Final = 0.2
"""What is left of the differences at no contrast."""
_BLACK: Final = 0
_GREY: Final = 128
_WHITE: Final = 255

Mode = QPainter.CompositionMode


class Layer(NamedTuple):
    """One colour over the whole picture."""

    level: int
    """Grey, 0 to 255."""
    opacity: float
    overlaid: bool
    """In the mode *overlay* (W3C Compositing 1, 10.1.3), else just laid over."""

    def toned(self, light: float) -> float:
        """What a lightness, 0 to 1, becomes."""
        colour = self.level / _WHITE
        if self.overlaid:
            dark = light < 0.5
            colour = 2 * colour * light if dark else 1 - 2 * (1 - colour) * (1 - light)
        return light + (colour - light) * self.opacity


@cache
def tone_layers(brightness: int, contrast: int) -> tuple[Layer, ...]:
    """What is laid over the picture, the first one first; both are as in ``Framing``."""
    return (*_light(brightness / MOST_TONE), *_difference(contrast / MOST_TONE))


@cache
def tone_curve(brightness: int, contrast: int) -> bytes:
    """What each of 256 lightnesses of a channel becomes, to within what Qt rounds (a few steps)."""
    painted = []
    for level in range(_WHITE + 1):
        light = level / _WHITE
        for layer in tone_layers(brightness, contrast):
            light = layer.toned(light)
        painted.append(round(light * _WHITE))
    return bytes(painted)


def paint_tone(painter: QPainter, place: QRectF, brightness: int, contrast: int) -> None:
    """Make what is painted at a place as light as asked."""
    layers = tone_layers(brightness, contrast)
    if any(layer.overlaid for layer in layers):
        # A film's fourth byte is nobody's, and Qt copies it; here it would count as opacity.
        painter.setCompositionMode(Mode.CompositionMode_Plus)
        painter.fillRect(place, QColor(0, 0, 0))
    for layer in layers:
        painter.setCompositionMode(
            Mode.CompositionMode_Overlay if layer.overlaid else Mode.CompositionMode_SourceOver
        )
        opaque = round(layer.opacity * _WHITE)
        painter.fillRect(place, QColor(layer.level, layer.level, layer.level, opaque))
    painter.setCompositionMode(Mode.CompositionMode_SourceOver)


def _light(brightness: float) -> Iterator[Layer]:
    if brightness < 0:
        yield Layer(_BLACK, (1 - _DARKEST) * -brightness, overlaid=False)
    for before in range(_LAYERS):
        share = min(_LAYERS * brightness - before, 1.0)
        if share > 0:
            yield Layer(_WHITE, _LAYER * share, overlaid=True)


def _difference(contrast: float) -> Iterator[Layer]:
    if contrast < 0:
        yield Layer(_GREY, (1 - _FLATTEST) * -contrast, overlaid=False)
    if contrast > 0:
        factor = 1 + (_STRONGEST - 1) * contrast
        # by 2k / (1 + k) about white, then by (1 + k) / 2 about black, is by k about the middle
        yield from _stretch(_WHITE, _BLACK, 2 * factor / (1 + factor))
        yield from _stretch(_BLACK, _WHITE, (1 + factor) / 2)


def _stretch(about: int, cut: int, factor: float) -> Iterator[Layer]:
    """Grow differences by up to 2 about one end, and cut off what then lies beyond the other."""
    yield Layer(about, 1 - factor / 2, overlaid=False)
    yield Layer(cut, 1.0, overlaid=True)
