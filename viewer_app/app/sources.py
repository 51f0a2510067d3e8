"""Fetching packages put together: the places in ``sources.toml``, the keyring and the inbox.

Each place has a thread of its own, so that one that hangs holds up neither the others nor a
supervisor. Where the program is in its sandbox an errand fetches, and the thread only listens.
"""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from viewer_app.app import errands
from viewer_app.errors import InzageError
from viewer_app.files import write_over
from viewer_app.messages import Fact
from viewer_app.session.ports import Json
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.station.sources.errors import SourceError
from viewer_app.station.sources.fetching import Beat, Fetching
from viewer_app.station.sources.settings import FILE, AnySource, load_sources
from viewer_app.station.sources.webdav import WebdavSource
from viewer_app.vault import Vault

SILENT: Final = "source.silent"
_BEAT_S: Final = 1.0


@dataclass(frozen=True)
class SourceRhythm:
    """How often places are visited, in seconds."""

    every: float = 60
    last_retry: float = 15 * 60
    silent: float = 90
    """Without a sign of life for so long, a place is said to hang. It is not asked again then."""


@dataclass(frozen=True)
class SourceState:
    """How it stands with one place."""

    name: str
    tried_at: datetime | None = None
    done_at: datetime | None = None
    """When it was last visited without trouble, by the station's clock."""
    code: str = ""
    """Why the last visit did not succeed, as a message code; "" where it did."""
    facts: Mapping[str, Fact] = field(default_factory=dict)


def login_name(source: str) -> str:
    """What the keyring calls the name and password for a place."""
    return f"source-{source}"


def source_states(home: Home) -> list[tuple[AnySource, SourceState]]:
    """Each place and how it stands there, by what the program last kept.

    Raises SourceSettingsError.
    """
    sources = load_sources(home.path / FILE)
    return [(source, _read_state(home, source.name)) for source in sources]


def fetch(home: Home, source: AnySource, beat: Beat) -> int:
    """Fetch what is new in one place; the number of packages. Raises SourceError, VaultError."""
    place = source
    if isinstance(source, WebdavSource):
        vault = Vault(Settings.load(home.settings).vault)
        if vault.holds(login_name(source.name)):
            with vault.take(login_name(source.name)) as login:
                place = replace(source, login=bytes(login.view).decode("utf-8", "replace"))
    return Fetching(place, home.inbox, records(home)).run(beat)


def records(home: Home) -> Path:
    """Where is kept what was fetched, and how it stands with each place."""
    return home.path / "sources"


def run_fetch(home: Home, pipe: Connection, request: dict[str, Any]) -> None:
    """The errand: fetch from one of the places in this station's own settings."""
    last = 0.0

    def beat() -> None:
        nonlocal last
        if time.monotonic() - last > _BEAT_S:
            last = time.monotonic()
            pipe.send(("beat",))

    try:
        sources = load_sources(home.path / FILE)
        source = next((source for source in sources if source.name == request["source"]), None)
        if source is not None:
            pipe.send(("fetched", fetch(home, source, beat)))
    except InzageError as error:
        pipe.send(("trouble", error.code, dict(error.facts)))


class SourceWatch:
    """Visits every place again and again, beside everything else."""

    def __init__(self, home: Home, rhythm: SourceRhythm = SourceRhythm()) -> None:
        """Raises SourceSettingsError: ``sources.toml`` is not right."""
        self._home = home
        self._rhythm = rhythm
        self._sources = load_sources(home.path / FILE)
        self._lock = threading.Lock()
        self._states = {source.name: SourceState(source.name) for source in self._sources}
        self._beats: dict[str, float] = {}
        """When the visit under way last gave a sign of life, by ``time.monotonic``."""
        self._stopping = threading.Event()

    def start(self) -> None:
        """Begin, with a first visit at once; does not wait."""
        for source in self._sources:
            threading.Thread(
                target=self._look_after,
                args=(source,),
                name=f"source {source.name}",
                # It may hang in the system for ever; the program ends without it.
                daemon=True,
            ).start()

    def stop(self) -> None:
        """Visit no more. Does not wait for a visit under way; what came of it so far is kept."""
        self._stopping.set()

    def trouble(self) -> tuple[SourceState, ...]:
        """Places that a person should hear of. Never waits."""
        now = time.monotonic()
        with self._lock:
            states, beats = tuple(self._states.values()), dict(self._beats)
        hanging = {name for name, beat in beats.items() if now - beat > self._rhythm.silent}
        return tuple(
            replace(state, code=SILENT, facts={"place": state.name})
            if state.name in hanging
            else state
            for state in states
            if state.code or state.name in hanging
        )

    def visit(self, source: AnySource) -> bool:
        """Fetch from one place now; whether there was no trouble."""
        name = source.name

        def beat() -> None:
            self._beat(name)
            if self._stopping.is_set():
                raise InterruptedError

        self._beat(name)
        trouble: InzageError | None = None
        try:
            if errands.begun():
                self._ask(name)
            else:
                fetch(self._home, source, beat)
        except InzageError as error:
            trouble = error
        except Exception as error:  # noqa: BLE001 - a thread that dies would fetch nothing, unseen
            trouble = SourceError("source.failed", place=name, reason=type(error).__name__)
        if not self._stopping.is_set():
            self._keep(name, trouble)
        return trouble is None

    def _look_after(self, source: AnySource) -> None:
        wait = self._rhythm.every
        while not self._stopping.is_set():
            good = self.visit(source)
            wait = self._rhythm.every if good else min(wait * 2, self._rhythm.last_retry)
            self._stopping.wait(wait)

    def _ask(self, name: str) -> None:
        request: dict[str, Json] = {"source": name}
        try:
            with errands.ask(errands.FETCH, request) as pipe:
                while not self._stopping.is_set():
                    if not pipe.poll(_BEAT_S):
                        continue
                    match pipe.recv():
                        case ("beat",):
                            self._beat(name)
                        case ("fetched", _):
                            return
                        case (_, code, facts):
                            raise SourceError(code, **facts)
        except (EOFError, OSError):
            raise errands.ErrandLost("errand.lost") from None

    def _beat(self, name: str) -> None:
        with self._lock:
            self._beats[name] = time.monotonic()

    def _keep(self, name: str, error: InzageError | None) -> None:
        now = datetime.now(UTC)
        with self._lock:
            self._beats.pop(name, None)
            before = self._states[name].done_at or _read_state(self._home, name).done_at
            state = SourceState(name, now, before if error else now)
            if error is not None:
                state = replace(state, code=error.code, facts=dict(error.facts))
            self._states[name] = state
        # On a full disk the file stays as it was; what is in memory counts as long as we run.
        with suppress(OSError):
            _write_state(self._home, state)


@contextmanager
def watched_sources(home: Home) -> Iterator[SourceWatch]:
    """The places of this station, visited until the end. Raises SourceSettingsError."""
    watch = SourceWatch(home)
    watch.start()
    try:
        yield watch
    finally:
        watch.stop()


def _state_file(home: Home, name: str) -> Path:
    return records(home) / f"{name}.state.json"


def _read_state(home: Home, name: str) -> SourceState:
    try:
        values = json.loads(_state_file(home, name).read_text("utf-8"))
        tried, done = (
            values[key] and datetime.fromisoformat(values[key]) for key in ("tried", "done")
        )
        return SourceState(name, tried, done, values["code"], values["facts"])
    except (OSError, ValueError, TypeError, KeyError):
        return SourceState(name)


def _write_state(home: Home, state: SourceState) -> None:
    values = {
        "tried": state.tried_at and state.tried_at.isoformat(),
        "done": state.done_at and state.done_at.isoformat(),
        "code": state.code,
        "facts": dict(state.facts),
    }
    records(home).mkdir(mode=0o700, exist_ok=True)
    write_over(_state_file(home, state.name), json.dumps(values, ensure_ascii=False).encode())
