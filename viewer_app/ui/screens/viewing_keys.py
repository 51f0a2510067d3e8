"""The keys of the film: what each does, as VLC and mpv have it where they agree.

Which those are, and where this program differs, stands in ``docs/decisions/0042-keys.md``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
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


class FilmKeys:
    """Binds the keys to acts, wherever in a screen the keyboard is.

    A key that writes something is what it writes, not where it lies: ``[`` is also a 5 with AltGr,
    which Qt's shortcuts would take for the 5. The screen hands such keys over that nothing else
    took, so a field keeps what is typed in it. The others are shortcuts.
    """

    def __init__(self, screen: QWidget, acts: Mapping[str, Act]) -> None:
        """``acts`` by the names in the list. Raises KeyError where one is missing."""
        self._written: dict[str, tuple[Act, bool]] = {}
        for (name, keys), repeats in strokes():
            for key in keys:
                if len(key) == 1:
                    self._written[key] = (acts[name], repeats)
                else:
                    _bind(screen, QKeySequence(key), acts[name], repeats=repeats)
        toggle = QKeySequence(Qt.Key.Key_MediaTogglePlayPause)
        _bind(screen, toggle, acts["play"], repeats=False)

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means by what it writes; whether it meant something."""
        act, repeats = self._written.get(event.text().upper(), (None, False))
        if act is None or _holds(event.modifiers()):
            return False
        if repeats or not event.isAutoRepeat():
            act()
        return True


def _holds(held: Qt.KeyboardModifier) -> bool:
    """Whether a key is held that makes another one mean something else than it writes."""
    control = bool(held & Qt.KeyboardModifier.ControlModifier)
    alt = bool(held & Qt.KeyboardModifier.AltModifier)
    # both together are how Windows reports AltGr
    return control is not alt or bool(held & Qt.KeyboardModifier.MetaModifier)


def _bind(screen: QWidget, key: QKeySequence, act: Act, *, repeats: bool) -> None:
    shortcut = QShortcut(key, screen)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.setAutoRepeat(repeats)
    shortcut.activated.connect(act)
