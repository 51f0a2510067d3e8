"""The keys of the film: what each does, as VLC and mpv have it where they agree.

Which those are, and where this program differs, stands in ``docs/decisions/0042-keys.md``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate
Act = Callable[[], object]
Words = Callable[[], str]
"""Words in the language spoken now."""
Stroke = tuple[str, tuple[str, ...]]
"""The name of an act, and its keys as ``QKeySequence`` reads them, the usual one first."""


@dataclass(frozen=True)
class Line:
    """A line of the list: what its keys do, and each act with its keys."""

    words: Words
    strokes: tuple[Stroke, ...]
    repeats: bool = False
    """Whether holding a key does it again and again."""

    def spelt(self) -> Sequence[str]:
        """The usual key of each act as it stands on a keyboard, in the language spoken now."""
        return [spell(keys[0]) for _, keys in self.strokes]


PLAY: Final = (
    Line(lambda: translate("FilmKeys", "Play and pause"), (("play", ("Space",)),)),
    Line(
        lambda: translate("FilmKeys", "5 seconds back, forward"),
        (("back", ("Left",)), ("forward", ("Right",))),
        repeats=True,
    ),
    Line(
        lambda: translate("FilmKeys", "30 seconds back, forward"),
        (("leap_back", ("Down", "PgDown")), ("leap_forward", ("Up", "PgUp"))),
        repeats=True,
    ),
    Line(
        lambda: translate("FilmKeys", "One frame back, forward"),
        (("step_back", (",",)), ("step_forward", (".", "E"))),
        repeats=True,
    ),
    Line(
        lambda: translate("FilmKeys", "To the start, to the end"),
        (("first", ("Home",)), ("last", ("End",))),
    ),
    Line(lambda: translate("FilmKeys", "Slower, faster"), (("slower", ("[",)), ("faster", ("]",)))),
    Line(lambda: translate("FilmKeys", "Normal speed"), (("normal_speed", ("Backspace",)),)),
    Line(lambda: translate("FilmKeys", "Repeat a part: from, to, no more"), (("loop", ("L",)),)),
)
PICTURE: Final = (
    Line(
        lambda: translate("FilmKeys", "Zoom out, zoom in"),
        (("zoom_out", ("-",)), ("zoom_in", ("+", "="))),
        repeats=True,
    ),
    Line(
        lambda: translate("FilmKeys", "Move the picture, also up and down"),
        (("pan_left", ("Alt+Left",)), ("pan_right", ("Alt+Right",))),
        repeats=True,
    ),
    Line(lambda: translate("FilmKeys", "The whole picture"), (("whole", ("Z", "Alt+Backspace")),)),
    Line(lambda: translate("FilmKeys", "Turn the picture"), (("turn", ("R",)),)),
    Line(
        lambda: translate("FilmKeys", "Less, more contrast"),
        (("flatter", ("1",)), ("sharper", ("2",))),
        repeats=True,
    ),
    Line(
        lambda: translate("FilmKeys", "Darker, lighter"),
        (("darker", ("3",)), ("lighter", ("4",))),
        repeats=True,
    ),
    Line(
        lambda: translate("FilmKeys", "Softer, louder"),
        (("softer", ("9", "Ctrl+Down")), ("louder", ("0", "Ctrl+Up"))),
        repeats=True,
    ),
    Line(lambda: translate("FilmKeys", "Sound off and on"), (("mute", ("M",)),)),
    Line(lambda: translate("FilmKeys", "Next subtitles"), (("subtitle", ("V", "J")),)),
)
HELP: Final = (
    Line(lambda: translate("FilmKeys", "Mark this moment"), (("mark", ("B",)),)),
    Line(lambda: translate("FilmKeys", "These keys"), (("keys", ("F1", "?")),)),
    Line(lambda: translate("FilmKeys", "Close what was opened"), (("close", ("Esc",)),)),
    Line(lambda: translate("FilmKeys", "Stop now"), (("stop", ("F12",)),)),
)
GROUPS: Final = (
    (lambda: translate("FilmKeys", "Play"), PLAY),
    (lambda: translate("FilmKeys", "Picture and sound"), PICTURE),
    (lambda: translate("FilmKeys", "Marks and help"), HELP),
)
"""The list, in groups with a title each."""

_ELSEWHERE: Final = frozenset({"play", "stop"})
"""Space presses what has the keyboard, and else plays; the whole window stops."""
_UNLISTED: Final[tuple[Stroke, ...]] = (
    ("pan_up", ("Alt+Up",)),
    ("pan_down", ("Alt+Down",)),
)


def spell(key: str) -> str:
    """A key as it stands on a keyboard, in the language spoken now."""
    named = {
        "Space": translate("FilmKeys", "Space"),
        "Backspace": "⌫",
        "Left": "←",
        "Right": "→",
        "Up": "↑",
        "Down": "↓",
        "-": "−",
    }
    if len(key) == 1:
        return named.get(key, key)
    *held, last = key.split("+")
    return " ".join((*held, named.get(last, last)))


def strokes() -> Iterator[tuple[Stroke, bool]]:
    """Every act with keys of its own on this screen, and whether holding them repeats it."""
    for _, lines in GROUPS:
        for line in lines:
            for stroke in line.strokes:
                if stroke[0] not in _ELSEWHERE:
                    yield stroke, line.repeats
    for stroke in _UNLISTED:
        yield stroke, True


def bind_keys(screen: QWidget, acts: Mapping[str, Act]) -> None:
    """Bind the keys to these acts, wherever in ``screen`` the keyboard is.

    A key is what it writes, not where it lies, so it is the same on every layout. Fields keep the
    keys that write in them. Raises KeyError where an act is missing.
    """
    for (name, keys), repeats in strokes():
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), screen)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(repeats)
            shortcut.activated.connect(acts[name])
    toggle = QShortcut(QKeySequence(Qt.Key.Key_MediaTogglePlayPause), screen)
    toggle.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    toggle.activated.connect(acts["play"])
