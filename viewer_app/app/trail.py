"""The station's audit trail: opened with the key from the keyring, one for each year."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.app.remote_trail import OpenTrail
from viewer_app.app.trail_keys import TrailKeys
from viewer_app.audit.incidents import INCIDENT, IncidentNotes
from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.signing import own_event
from viewer_app.audit.unfinished import Unfinished
from viewer_app.audit.years import EarlierTrail, check_link, next_key, origin_in, year_of
from viewer_app.errors import system_reason
from viewer_app.session.calendar import dutch_day
from viewer_app.session.journal import failure
from viewer_app.session.ports import AuditUnavailable, Clock, Event, Json, Outcome
from viewer_app.session.record import Action
from viewer_app.session.recovery import close_unfinished
from viewer_app.station.clock import SystemClock, boot_id
from viewer_app.station.enrolment import StartTrail
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault, VaultError

KEY_KEPT = "key.kept"
"""The audit key could not be changed after a session; the old one stays in force."""


def trail_starter(path: Path, *, municipality: str, station: str) -> StartTrail:
    """What enrolment makes the trail with."""
    clock = SystemClock()
    year = dutch_day(clock.now()).year
    origin = f"inzagestation/{_slug(municipality)}/{station}/{year}"

    def start(signer: Ed25519PrivateKey) -> str:
        AuditLog.create(
            path, signer=signer, origin=origin, source=station, clock=clock, boot_id=boot_id()
        ).close()
        return str(VerifierKey.of(origin, signer))

    return start


def recover_sessions(trail: OpenTrail, station: str) -> int:
    """Close what a crash left open; returns how many sessions. Raises AuditUnavailable."""
    unfinished = trail.unfinished_sessions()
    for cut_off in unfinished:
        close_unfinished(
            trail,
            station=station,
            session=cut_off.session,
            last_action=cut_off.last_action,
            last_object=cut_off.last_object,
            position_ms=cut_off.position_ms,
        )
    return len(unfinished)


class StationTrail:
    """The trail as sessions use it (``session.ports.AuditTrail``), over the turn of the year.

    After each session the audit key changes: whoever takes the machine later cannot rewrite the
    sessions before. Viewings are counted in the trail of the year before, too.
    """

    def __init__(self, log: AuditLog, keys: TrailKeys, earlier: Sequence[EarlierTrail]) -> None:
        self.log = log
        self._keys = keys
        self._earlier = earlier
        self._notes = IncidentNotes(log.path.parent, SystemClock())
        self._blocked: AuditUnavailable | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return self.log.path

    @property
    def origin(self) -> str:
        """Its name."""
        return self.log.origin

    def record(self, event: Event) -> None:
        """Append one event. Raises AuditUnavailable; a blocked trail opens no session."""
        if self._blocked is not None and event.action == Action.SESSION_OPENED:
            raise AuditUnavailable(self._blocked.code, **self._blocked.facts)
        try:
            self.log.record(event)
        except AuditUnavailable as refusal:
            self._notes.note(refusal)
            raise
        if event.action == Action.SESSION_CLOSED:
            self._change_key()

    def count(self, action: str, object_: str) -> int:
        """How many ``ok`` events there are. Raises AuditUnavailable, also for the earlier trail."""
        before = sum(trail.count(action, object_) for trail in self._earlier)
        return before + self.log.count(action, object_)

    def seal(self) -> str:
        """The signed checkpoint. Raises AuditUnavailable."""
        return self.log.seal()

    def block(self, refusal: AuditUnavailable) -> None:
        """Open no session from now on: refuse with this. One under way may come to its end."""
        self._blocked = refusal

    def report_incident(self, details: Mapping[str, Json]) -> None:
        """Write that somebody may have got at the trail, if it can still be written."""
        with suppress(AuditUnavailable):
            self.log.record(self._failure_event(INCIDENT, details))

    def report_noted(self) -> None:
        """Write what was noticed while the trail could not be written. Raises AuditUnavailable."""
        noted = self._notes.read()
        for details in noted:
            self.log.record(self._failure_event(INCIDENT, details))
        if noted:
            self._notes.clear()

    def unfinished_sessions(self) -> list[Unfinished]:
        """Sessions without a closing event. Raises AuditUnavailable."""
        return self.log.unfinished_sessions()

    def recover_sessions(self) -> int:
        """Close what a crash left open; returns how many sessions. Raises AuditUnavailable."""
        return recover_sessions(self, self.log.source)

    def close(self) -> None:
        """Close the trail in use. Safe to call twice."""
        self.log.close()

    def _change_key(self) -> None:
        """The session is closed and stays so, whatever becomes of the key."""
        with suppress(AuditUnavailable):  # the next step will meet it, and be refused
            try:
                self._keys.change(self.log.rotate)
            except VaultError as error:
                self.log.record(self._failure_event(KEY_KEPT, failure(error)))

    def _failure_event(self, action: str, details: Mapping[str, Json]) -> Event:
        return own_event(action, self.log.origin, self.log.source, details, Outcome.FAILED)


def open_station_trail(home: Home, settings: Settings, vault: Vault, clock: Clock) -> StationTrail:
    """The trail of this year, opened as its one writer; begun where it is not there yet.

    Saves the first key of a new year in the settings (read them anew). What was noticed of the
    trail while it could not be written is written now. Raises VaultError, AuditUnavailable (also
    ``trail.link_broken``), StationError.
    """
    try:
        trail = _open(home, settings, vault, clock)
    except AuditUnavailable as refusal:
        IncidentNotes(home.audit, clock).note(refusal)
        raise
    with ExitStack() as undo:
        undo.callback(trail.close)
        trail.report_noted()
        undo.pop_all()
    return trail


def _open(home: Home, settings: Settings, vault: Vault, clock: Clock) -> StationTrail:
    opener = _Opener(home, settings, TrailKeys(vault), clock)
    with ExitStack() as undo:
        log = opener.open_latest()
        undo.callback(log.close)
        if log.next_key is not None or year_of(log.origin) < dutch_day(clock.now()).year:
            log = opener.begin_year(log)
            undo.callback(log.close)
        earlier = home.trails()[-2:-1]
        for before in earlier:
            check_link(before, log.path)
            opener.pin(before)
            if log.size == 1:
                # A second key at once: with the first alone nobody can begin the year again.
                opener.keys.change(log.rotate)
        undo.pop_all()
    return StationTrail(log, opener.keys, [EarlierTrail(path) for path in earlier])


def open_trail(home: Home, settings: Settings, vault: Vault) -> AuditLog:
    """The trail of this year, to record what is no session. Raises as ``open_station_trail``."""
    return open_station_trail(home, settings, vault, SystemClock()).log


class _Opener:
    """Opens trails with whichever key they ask for."""

    def __init__(self, home: Home, settings: Settings, keys: TrailKeys, clock: Clock) -> None:
        self._home = home
        self._settings = settings
        self.keys = keys
        self._clock = clock

    def open_latest(self) -> AuditLog:
        """The trail in use, or one that has ended and whose follower is not there yet."""
        path = self._home.trail
        origin = VerifierKey.parse(self._settings.audit_key).name
        if path != self._home.trails()[0]:
            origin = origin_in(origin, int(path.stem.removeprefix("trail-")))
        refusal: AuditUnavailable | None = None
        for signer in self.keys.candidates():
            try:
                log = AuditLog(
                    path,
                    signer=signer,
                    origin=origin,
                    source=self._settings.station,
                    clock=self._clock,
                    boot_id=boot_id(),
                )
            except AuditUnavailable as error:
                if error.code != "trail.other_key":
                    raise
                refusal = error
            else:
                if log.next_key is None:
                    self.keys.settle()
                return log
        raise refusal or AuditUnavailable("trail.other_key", file=path.name)

    def begin_year(self, log: AuditLog) -> AuditLog:
        """End ``log`` and begin the trail of the new year; takes up what a crash left half-done."""
        with log:
            if log.next_key is None:
                # What the year before left open is closed in that year.
                StationTrail(log, self.keys, ()).recover_sessions()
            year = year_of(log.next_key.name) if log.next_key else self._year()
            origin = origin_in(log.origin, year)
            started: list[AuditLog] = []

            def start(signer: Ed25519PrivateKey) -> None:
                previous = log.continue_in(VerifierKey.of(origin, signer))
                started.append(
                    AuditLog.create(
                        self._home.trail_of(year),
                        signer=signer,
                        origin=origin,
                        source=self._settings.station,
                        clock=self._clock,
                        boot_id=boot_id(),
                        previous=previous,
                    )
                )

            if log.next_key is None:
                self.keys.change(start)
            else:
                self.keys.resume(start, log.next_key)
        return started[0]

    def pin(self, before: Path) -> None:
        """Keep the first key of the trail in use, as the trail before it names it."""
        key = next_key(before)
        if key is None or str(key) == self._settings.trail_key:
            return
        saved = replace(self._settings, year_keys=(*self._settings.year_keys, str(key)))
        try:
            saved.save(self._home.settings)
        except OSError as error:
            raise StationError(
                "home.unusable", directory=self._home.path.name, reason=system_reason(error)
            ) from None
        self._settings = saved

    def _year(self) -> int:
        return dutch_day(self._clock.now()).year


def _slug(name: str) -> str:
    """The name of a municipality as a part of an origin: lower-case letters, digits, dashes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "gemeente"
