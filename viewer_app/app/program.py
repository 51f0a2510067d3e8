"""The program around the screens: every room's real part, put together (``ui.backend.Backend``)."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from importlib.metadata import version

from viewer_app.app import openings
from viewer_app.app.anchors import PLACES_FILE, AnchoredTrail, open_anchoring
from viewer_app.app.attestation import attest
from viewer_app.app.destroying import DestructionWatch, in_use_by
from viewer_app.app.film import FilmDesk, FilmReporter
from viewer_app.app.own_trails import own_trails
from viewer_app.app.remote_trail import OpenTrail, RemoteAnchoring, RemoteTrail
from viewer_app.app.review import TrailReview, YearTrail
from viewer_app.app.review_years import year_trails
from viewer_app.app.sources import watched_sources
from viewer_app.app.trail import open_station_trail, recover_sessions
from viewer_app.app.trail_watch import TrailWatch
from viewer_app.audit.anchor_settings import AnchorSettingsError
from viewer_app.audit.anchoring import CONTRADICTIONS, Anchoring
from viewer_app.messages import Language
from viewer_app.playback.looked_ahead import LookedAheadPlayer
from viewer_app.playback.surface import FrameSurface
from viewer_app.session.machine import Session
from viewer_app.session.policy_file import load_policy
from viewer_app.session.ports import (
    Actor,
    AuditTrail,
    AuditUnavailable,
    CaptureGuard,
    Event,
    GuardReport,
    Json,
)
from viewer_app.session.roles import Role
from viewer_app.session.station import Station
from viewer_app.station.clock import SystemClock
from viewer_app.station.destruction import Destruction
from viewer_app.station.guard.closed import ClosedProgram
from viewer_app.station.guard.screens import LimitedScreens
from viewer_app.station.home import Home
from viewer_app.station.intake import Intake
from viewer_app.station.packages import Packages
from viewer_app.station.people import People
from viewer_app.station.security_key import SecurityKeys
from viewer_app.station.settings import Settings
from viewer_app.ui.backend import (
    AnchorTrouble,
    KeySignals,
    Progress,
    SetAside,
    SourceTrouble,
    Waiting,
)
from viewer_app.ui.displays import Displays
from viewer_app.ui.film_controls import FilmSignals
from viewer_app.vault import Vault

STATION_STARTED = "station.started"
STATION_STOPPED = "station.stopped"
"""The program's own events."""


class Program:
    """One run of the station's program. Close it."""

    def __init__(
        self, home: Home, capture_guard: CaptureGuard, screen: Mapping[str, Json] | None = None
    ) -> None:
        """Open everything; nothing stays open where something fails.

        ``screen`` is what the trail is to say of the displays.

        Raises InzageError: not enrolled, directory, policy or anchors not right, keyring missing or
        locked, trail missing, damaged, in use by another copy of this program, libVLC missing.
        """
        home.check()
        self._home = home
        self._settings = Settings.load(home.settings)
        policy = load_policy(home.policy)
        vault = Vault(self._settings.vault)
        self._clock = SystemClock()
        self.displays = Displays()
        limited = LimitedScreens(capture_guard, self.displays.most, policy.screens)
        self._guard = ClosedProgram(limited, lambda: openings.unaccepted(policy))
        self._station = Station(self._settings.station, self._settings.demonstration, policy)
        self.key_signals = KeySignals()
        keys = SecurityKeys(self.key_signals.touch.emit)
        self._people = People(home, vault, self._clock, self._settings.argon2id, keys)
        self._packages = Packages(home, self._settings, vault)
        self.film_signals = FilmSignals()
        with ExitStack() as undo:
            self._trail: OpenTrail
            self._anchoring: Anchoring | RemoteAnchoring
            watch: TrailWatch | None = None
            if self._settings.audit_socket:
                self._trail = remote = RemoteTrail(self._settings)
                undo.callback(remote.close)
                self._anchoring = RemoteAnchoring(remote)
                if policy.anchor_days and not self._anchoring.places:
                    raise AnchorSettingsError(
                        "anchors.none", file=PLACES_FILE, policy=home.policy.name
                    )
            else:
                self._trail = own = open_station_trail(home, self._settings, vault, self._clock)
                undo.callback(own.close)
                # With a new year it holds another key.
                self._settings = Settings.load(home.settings)
                self._anchoring = open_anchoring(home, own.log, vault, policy, self._clock)
                watch = TrailWatch(home, self._settings, own)
            recover_sessions(self._trail, self.station_id)
            reporter, thumbnail = FilmReporter(self.film_signals), self.film_signals.thumbnail
            self._player = LookedAheadPlayer(reporter, thumbnail.emit)
            undo.callback(self._player.close)
            started = attest(self._guard.prove(), screen or {}, policy)
            self._write(STATION_STARTED, {**started, "demonstration": self.demonstration})
            if isinstance(self._anchoring, Anchoring):
                self._anchoring.start()
                undo.callback(self._anchoring.close)
            if watch is not None:
                watch.start()
                undo.callback(watch.stop)
            destruction = DestructionWatch(
                Destruction(
                    home=home,
                    settings=self._settings,
                    vault=vault,
                    policy=policy,
                    audit=self._trail,
                    clock=self._clock,
                    in_use=in_use_by(self._trail),
                )
            )
            destruction.start()
            undo.callback(destruction.stop)
            self._sources = undo.enter_context(watched_sources(home))
            self._undo = undo.pop_all()
        self._intake = Intake(
            home=home,
            settings=self._settings,
            vault=vault,
            policy=policy,
            people=self._people,
            audit=self._trail,
            clock=self._clock,
        )

    # --- what stands on every screen -----------------------------------------------------------

    @property
    def station_id(self) -> str:
        return self._settings.station

    @property
    def municipality(self) -> str:
        return self._station.policy.municipality

    @property
    def demonstration(self) -> bool:
        return self._settings.demonstration

    @property
    def language(self) -> Language:
        offered = self.languages
        return self._settings.language if self._settings.language in offered else offered[0]

    @property
    def languages(self) -> Sequence[Language]:
        return tuple(spoken.language for spoken in self._station.policy.languages)

    @property
    def version(self) -> str:
        return version("inzagestation")

    # --- the appointment -----------------------------------------------------------------------

    def supervisors(self) -> Sequence[str]:
        """Sign-in names of the enrolled supervisors."""
        return self._people.names(Role.SUPERVISOR)

    def auditors(self) -> Sequence[str]:
        """Sign-in names of the enrolled auditors."""
        return self._people.names(Role.AUDITOR)

    def stop_waiting_for_key(self) -> None:
        """Give up a touch of a security key that is waited for, if any."""
        self._people.keys.cancel()

    def new_session(self) -> Session:
        """A fresh session, signed out."""
        return Session(
            station=self._station,
            clock=self._clock,
            audit=self._session_trail(),
            supervisors=self._people,
            clips=self._packages,
            player=self._player,
            guard=self._guard,
            anchoring=self._anchoring,
        )

    def intake(self, progress: Progress) -> Sequence[str]:
        """Check what lies in the inbox; returns the names of files still being copied in."""
        if isinstance(self._anchoring, RemoteAnchoring):
            self._anchoring.look()
        return self._intake.run(progress)

    def set_aside(self) -> Sequence[SetAside]:
        """The packages that intake refused, and those that were damaged since."""
        refused = (*self._intake.set_aside(), *self._packages.damaged())
        return [SetAside(item.file, item.code, item.facts) for item in refused]

    def guard(self) -> GuardReport:
        """A fresh proof that other programs cannot capture the screen, or why there is none."""
        return self._guard.prove()

    def anchor_trouble(self) -> Sequence[AnchorTrouble]:
        """Places where the trail is not anchored, that a person should hear of."""
        return [
            AnchorTrouble(state.code, state.facts, state.code in CONTRADICTIONS)
            for state in self._anchoring.trouble()
        ]

    def source_trouble(self) -> Sequence[SourceTrouble]:
        """Places that packages cannot be fetched from now."""
        return [SourceTrouble(state.code, state.facts) for state in self._sources.trouble()]

    def waiting(self) -> Waiting:
        """What lies in the inbox."""
        return self._intake.waiting()

    # --- the film, and the review --------------------------------------------------------------

    def frames(self) -> FrameSurface:
        """Where the pictures of the film come from."""
        return self._player.surface

    def film(self) -> FilmDesk:
        """The film's own controls."""
        return FilmDesk(self._player)

    def warm(self, session: str, _name: str) -> None:
        """Somebody signed in, where ``session`` is not empty: have the player ready by and by."""
        if session:
            self._player.warm()

    def review(self) -> TrailReview:
        """The auditor's door."""
        return TrailReview(self._trail, self.station_id, self._people, self._year_trails)

    def close(self) -> None:
        """Let everything go. Call after the screens were shut down."""
        with self._undo, suppress(AuditUnavailable):  # nothing rests on this event
            self._write(STATION_STOPPED, {})

    def _session_trail(self) -> AuditTrail:
        """The trail as sessions use it; the writer under another user anchors it by itself."""
        if isinstance(self._anchoring, Anchoring):
            return AnchoredTrail(self._trail, self._anchoring)
        return self._trail

    def _year_trails(self) -> Sequence[YearTrail]:
        return year_trails(own_trails(self._home, self._settings))

    def _write(self, action: str, details: dict[str, Json]) -> None:
        self._trail.record(
            Event(
                session="",
                actor=Actor(Role.STATION, self.station_id),
                action=action,
                object=f"station:{self.station_id}",
                details=details,
            )
        )
