"""What zoom, turns, light and subtitles cost in painting a frame into 1080p; and what a graphics
card's way would cost here.

    uv run python benchmarks/framing.py [--rounds 40]
    QT_QPA_PLATFORM=xcb scripts/private-session --screen \\
        uv run python benchmarks/framing.py --gl

Prints, for films of 1080p and 2160p, milliseconds per frame as median and worst, and the median
ratio to the whole picture as recorded; a round measures each once, one after the other. The film
is noise. ``--gl`` shows the same, near and lit, in three windows: by this program's view, by Qt's
own GL painter in a QOpenGLWidget, and there as a texture with a shader for the light. It prints how
long painting takes (until ``glFinish``), and the processor time of a whole frame, on every core,
until it is on the screen.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtOpenGL import QOpenGLShader, QOpenGLShaderProgram, QOpenGLTexture
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from viewer_app.ui.film_view import FilmView
from viewer_app.ui.framing import Framing
from viewer_app.ui.theme import load_fonts

WIDTH, HEIGHT = 1920, 1080
SAID: Final = "Meneer, wilt u even blijven staan?\nIk leg u uit waarom ik u aanspreek."


class Noise(NamedTuple):
    """One picture of a film."""

    width: int
    height: int
    stride: int
    pixels: memoryview
    serial: int = 0


class Film:
    """Lends the same picture each time."""

    def __init__(self, width: int, height: int) -> None:
        self.frame = Noise(width, height, width * 4, memoryview(os.urandom(width * height * 4)))

    @contextmanager
    def borrow(self) -> Iterator[Noise]:
        """The picture."""
        yield self.frame


def near(framing: Framing) -> None:
    """Three times nearer."""
    framing.zoom_by(3, 0.6, 0.4)


def nearest(framing: Framing) -> None:
    """Eight times nearer."""
    framing.zoom_by(8, 0.6, 0.4)


def turned(framing: Framing) -> None:
    """On its side, as much of it as fits the screen."""
    framing.turn()


def near_and_turned(framing: Framing) -> None:
    """On its side, and so near that it fills the screen."""
    framing.turn()
    framing.zoom_by(4)


def brighter(framing: Framing) -> None:
    """Nearly twice as light in the dark."""
    framing.set_brightness(33)


def brightest(framing: Framing) -> None:
    """Almost six times as light in the dark."""
    framing.set_brightness(100)


def darker(framing: Framing) -> None:
    """Less light."""
    framing.set_brightness(-60)


def contrast(framing: Framing) -> None:
    """More contrast."""
    framing.set_contrast(60)


def flatter(framing: Framing) -> None:
    """Less contrast."""
    framing.set_contrast(-60)


def everything(framing: Framing) -> None:
    """All at once, as dear as it gets."""
    near_and_turned(framing)
    brightest(framing)
    contrast(framing)


LOOKS: Final[tuple[Callable[[Framing], None], ...]] = (
    *(near, nearest, turned, near_and_turned, brighter, brightest, darker, contrast, flatter),
    everything,
)


def views(film: Film) -> dict[str, FilmView]:
    """A view for each way of looking; the first is the whole picture, as recorded."""
    made = {"whole": FilmView("film", film), "subtitles": FilmView("film", film)}
    made["subtitles"].subtitle = lambda: SAID
    for look in LOOKS:
        made[look.__name__.replace("_", " ")] = view = FilmView("film", film)
        view.resize(WIDTH, HEIGHT)
        view.picture_rect(film.frame.width, film.frame.height)
        look(view.framing)
    for view in made.values():
        view.resize(WIDTH, HEIGHT)
        view.reveal("K7QF-2M9D", "KANTOOR-1")
    return made


def measure_painter(rounds: int) -> None:
    """QPainter, as the station paints."""
    screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    for width, height in ((1920, 1080), (3840, 2160)):
        shown = views(Film(width, height))
        took: dict[str, list[float]] = {name: [] for name in shown}
        for number in range(rounds + 2):
            for name, view in shown.items():
                begun = time.perf_counter()
                view.render(screen)
                if number > 1:
                    took[name].append((time.perf_counter() - begun) * 1000)
        print(f"\n{width} x {height}, on {WIDTH} x {HEIGHT}")
        for name, ours in took.items():
            ratios = [one / whole for one, whole in zip(ours, took["whole"], strict=True)]
            print(
                f"  {name:16} {statistics.median(ours):6.2f} ms, worst {max(ours):6.2f};"
                f" {statistics.median(ratios):5.2f} times the whole"
            )


# --- a graphics card's way -----------------------------------------------------------------------

_VERTEX: Final = """
attribute vec2 corner; varying vec2 at; uniform vec4 source;
void main() {
  at = source.xy + source.zw * (corner * vec2(0.5, -0.5) + 0.5);
  gl_Position = vec4(corner, 0.0, 1.0);
}"""
_FRAGMENT: Final = """
uniform sampler2D film; uniform float contrast; uniform float brightness; varying vec2 at;
void main() {
  vec3 v = texture2D(film, at).rgb;
  for (int layer = 0; layer < 3; layer++)
    v += brightness * mix(v, 1.0 - v, step(0.5, v));
  gl_FragColor = vec4(clamp((v - 0.5) * contrast + 0.5, 0.0, 1.0), 1.0);
}"""
_STRIP: Final = 0x0005
_RENDERER: Final = 0x1F01
"""GL_TRIANGLE_STRIP and GL_RENDERER (gl.h)."""


class Usual(FilmView):
    """The view of this program, timed."""

    def __init__(self, film: Film) -> None:
        super().__init__("film", film)
        self.took: list[float] = []

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's
        """Paint."""
        begun = time.perf_counter()
        super().paintEvent(event)
        self.took.append((time.perf_counter() - begun) * 1000)


class Painted(QOpenGLWidget):
    """The picture by Qt's own GL painter, uploaded anew each time as a film's would be."""

    def __init__(self, film: Film) -> None:
        super().__init__()
        self._film = film
        frame = film.frame
        third = QSizeF(frame.width / 3, frame.height / 3)
        self._source = QRectF(QPointF(frame.width * 0.4, frame.height * 0.3), third)
        self.took: list[float] = []

    def paintGL(self) -> None:  # noqa: N802 - Qt's
        """Upload, paint, wait until it is done."""
        begun = time.perf_counter()
        frame = self._film.frame
        image = QImage(
            frame.pixels, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32
        )
        painter = QPainter(self)
        painter.drawImage(QRectF(self.rect()), image, self._source)
        painter.end()
        self.context().functions().glFinish()
        self.took.append((time.perf_counter() - begun) * 1000)


class Shaded(Painted):
    """The picture as a texture, with zoom and light in a shader."""

    def initializeGL(self) -> None:  # noqa: N802 - Qt's
        """Make the texture and the shader."""
        self._program = QOpenGLShaderProgram()
        for kind, code in (
            (QOpenGLShader.ShaderTypeBit.Vertex, _VERTEX),
            (QOpenGLShader.ShaderTypeBit.Fragment, _FRAGMENT),
        ):
            self._program.addShaderFromSourceCode(kind, code)
        self._program.bindAttributeLocation("corner", 0)
        self._program.link()
        frame = self._film.frame
        self._texture = QOpenGLTexture(QOpenGLTexture.Target.Target2D)
        self._texture.setFormat(QOpenGLTexture.TextureFormat.RGBA8_UNorm)
        self._texture.setSize(frame.width, frame.height)
        self._texture.setMinMagFilters(QOpenGLTexture.Filter.Linear, QOpenGLTexture.Filter.Linear)
        self._texture.allocateStorage()

    def paintGL(self) -> None:  # noqa: N802 - Qt's
        """Upload, draw, wait until it is done."""
        begun = time.perf_counter()
        frame, source, program = self._film.frame, self._source, self._program
        bgra = QOpenGLTexture.PixelFormat.BGRA
        self._texture.setData(bgra, QOpenGLTexture.PixelType.UInt8, frame.pixels)  # type: ignore[call-overload]
        program.bind()
        self._texture.bind()
        program.setUniformValue1f(program.uniformLocation("contrast"), 1.6)
        program.setUniformValue1f(program.uniformLocation("brightness"), 0.8)
        part = (
            *(source.left() / frame.width, source.top() / frame.height),
            *(source.width() / frame.width, source.height() / frame.height),
        )
        program.setUniformValue(program.uniformLocation("source"), *part)
        program.setAttributeArray(0, [-1.0, -1.0, 1.0, -1.0, -1.0, 1.0, 1.0, 1.0], 2)
        program.enableAttributeArray(0)
        functions = self.context().functions()
        functions.glDrawArrays(_STRIP, 0, 4)
        functions.glFinish()
        self.took.append((time.perf_counter() - begun) * 1000)

    def let_go(self) -> str:
        """Free the texture; returns what drew."""
        self.makeCurrent()
        self._texture.destroy()
        drew = str(self.context().functions().glGetString(_RENDERER))
        self.doneCurrent()
        return drew


def measure_gl(rounds: int) -> None:
    """QOpenGLWidget, on whatever draws here."""
    film = Film(1920, 1080)
    usual = Usual(film)
    usual.resize(WIDTH, HEIGHT)
    usual.picture_rect(1920, 1080)
    for look in (near, brightest, contrast):
        look(usual.framing)
    usual.reveal("K7QF-2M9D", "KANTOOR-1")
    shaded = Shaded(film)
    widgets: dict[str, Usual | Painted] = {
        "this program's view": usual,
        "Qt's GL painter, unlit": Painted(film),
        "texture and shader": shaded,
    }
    effort: dict[str, list[float]] = {name: [] for name in widgets}
    for _ in range(rounds):
        for name, widget in widgets.items():
            widget.resize(WIDTH, HEIGHT)
            widget.show()
            QTest.qWaitForWindowExposed(widget)
            QTest.qWait(50)
            begun = time.process_time()
            for _frame in range(5):
                widget.repaint()
                QApplication.processEvents()
            effort[name].append((time.process_time() - begun) * 1000 / 5)
            widget.hide()
    print(f"\nOpenGL drawn by {shaded.let_go()}, 1920 x 1080")
    for name, widget in widgets.items():
        print(
            f"  {name:22} painting {statistics.median(widget.took):6.2f} ms,"
            f" all of a frame {statistics.median(effort[name]):6.2f} ms of processor time"
        )


def main() -> None:
    """Paint, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--gl", action="store_true")
    chosen = parser.parse_args()
    _application = QApplication([])
    load_fonts()
    (measure_gl if chosen.gl else measure_painter)(chosen.rounds)


if __name__ == "__main__":
    main()
