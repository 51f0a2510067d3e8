"""Events in order, and all there is to one of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from viewer_app.messages import catalogue
from viewer_app.session.ports import Json
from viewer_app.ui import language, words
from viewer_app.ui.backend import EventRow
from viewer_app.ui.theme import measured
from viewer_app.ui.widgets.rows import RowsView
from viewer_app.ui.widgets.text import Card, Text

_VALUES: Final[Mapping[str, Callable[[str], str]]] = {
    "document": words.document,
    "ground": words.ground,
    "regime": words.regime,
    "end": words.end,
    "reason": words.reason,
    "cause": lambda cause: language.sentence(f"destruction.cause.{cause}"),
    "language": words.tongue,
}
_LISTS: Final[Mapping[str, Callable[[str], str]]] = {
    "conditions": words.condition,
    "failed": words.point,
    "compared": words.field,
    "differs": words.field,
    "overruled": words.field,
}


class Events(QVBoxLayout):
    """A table of events; the chosen one is told whole below it."""

    bottom_reached = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._events: list[EventRow] = []
        samples = ("1.000.000", "08-08-2028 08:08:08", "leidinggevende voornaam.naam", "")
        self.table = RowsView(name, samples, wide=3)
        self._card = Card(gap=4, padding=16)
        self._what = Text("strong")
        self._details = Text("small")
        self._card.box.addWidget(self._what)
        self._card.box.addWidget(self._details)
        measured(self, 12)
        self.addWidget(self.table)
        self.addWidget(self._card)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say_chosen())
        self.table.bottom_reached.connect(self.bottom_reached)
        self.table.rows.wanted.connect(self._tell)
        self.retranslate()

    @property
    def last(self) -> EventRow | None:
        """The last event shown."""
        return self._events[-1] if self._events else None

    def show_events(self, events: Sequence[EventRow]) -> None:
        """These events and no others; the first is chosen."""
        self._events = []
        self.table.rows.start(0)
        self.add_events(events)
        self.table.scrollToTop()
        if events:
            self.table.choose(0)
        self._say_chosen()

    def add_events(self, events: Sequence[EventRow]) -> None:
        """These after those shown."""
        self._events += events
        self.table.rows.grow(len(events))

    def retranslate(self) -> None:
        """Say every word in the language spoken now."""
        self.table.rows.name_columns(
            (
                self.tr("Event"),
                self.tr("Time"),
                self.tr("Who"),
                self.tr("What happened"),
            )
        )
        chosen = self.table.chosen
        self.table.rows.start(len(self._events))
        if chosen >= 0:
            self.table.choose(chosen)
        self._say_chosen()

    def _tell(self, serial: int, first: int, count: int) -> None:
        events = self._events[first : first + count]
        self.table.rows.fill(serial, first, [self._words(event) for event in events])

    def _words(self, event: EventRow) -> tuple[str, ...]:
        brief = " · ".join(_told(event))
        happened = _happened(event)
        return (
            language.number(event.index),
            language.moment(event.at),
            f"{words.role(event.role)} {event.actor}".strip(),
            f"{happened}  ·  {brief}" if brief else happened,
        )

    def _say_chosen(self) -> None:
        place = self.table.chosen
        chosen = self._events[place] if 0 <= place < len(self._events) else None
        self._card.setVisible(chosen is not None)
        if chosen is None:
            return
        heading = self.tr("Event {index}: {what}")
        self._what.setText(
            heading.format(index=language.number(chosen.index), what=_happened(chosen))
        )
        told = [
            self.tr("Code: {action}, outcome: {outcome}").format(
                action=chosen.action, outcome=words.outcome(chosen.outcome)
            ),
            self.tr("About: {object}").format(object=chosen.object),
            *_told(chosen),
        ]
        code = chosen.details.get("code")
        if isinstance(code, str) and code in catalogue():
            facts = chosen.details.get("facts")
            given = facts if isinstance(facts, Mapping) else {}
            told.append(language.sentence(code, {key: str(fact) for key, fact in given.items()}))
        self._details.setText("\n".join(told))


def _happened(event: EventRow) -> str:
    told = words.action(event.action)
    return told if event.outcome == "ok" else f"{told} ({words.outcome(event.outcome)})"


def _told(event: EventRow) -> list[str]:
    told = [_say(name, value) for name, value in event.details.items() if value not in ([], "")]
    return told + [f"{words.detail(name)}: {value}" for name, value in event.private.items()]


def _say(name: str, value: Json) -> str:
    """One detail, in words where this program has them."""
    said = _plain(value)
    if name == "companions" and isinstance(value, Mapping):
        said = words.companions({kind: part for kind, part in value.items() if type(part) is int})
    elif value is True:
        return words.detail(name)
    elif name.endswith("_ms") and type(value) is int:
        said = language.film_time(value)
    elif name.endswith("_percent"):
        said += " %"
    elif isinstance(value, str) and name in _VALUES:
        said = _VALUES[name](value)
    elif isinstance(value, Sequence) and name in _LISTS:
        said = ", ".join(_LISTS[name](str(each)).lower() for each in value)
    return f"{words.detail(name)}: {said}"


def _plain(value: Json) -> str:
    if value is None:
        return "—"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(part)}" for key, part in value.items())
    return ", ".join(_plain(part) for part in value)
