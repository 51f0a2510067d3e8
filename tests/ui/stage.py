"""A stage for the screens: the real session on small stand-ins for the world around it.

Everything a person would see is realistic: names, times, refusals, a street at night. What is
tested here is how screens look and behave; the whole program with its real parts has tests of its
own.
"""

from collections.abc import Sequence
from dataclasses import replace

from tests.ui.stage_film import Film
from tests.ui.stage_names import STATION, SUPERVISOR
from tests.ui.stage_pictures import Frames
from tests.ui.stage_review import StageReview
from tests.ui.stage_world import Clips, World
from viewer_app.messages import LANGUAGES, Language
from viewer_app.session.machine import Session
from viewer_app.session.policy import Policy
from viewer_app.session.ports import GuardReport
from viewer_app.session.station import Station
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


class StageBackend:
    """The program around the screens, as ``viewer_app.ui.backend.Backend`` asks for it."""

    def __init__(
        self,
        *,
        demonstration: bool = False,
        language: Language = "nl",
        policy: Policy | None = None,
    ) -> None:
        self.station_id = STATION
        self.municipality = "Gemeente Voorbeeldstad"
        self.policy = replace(policy or Policy(), municipality=self.municipality)
        self.demonstration = demonstration
        self.language: Language = language
        self.languages: Sequence[Language] = LANGUAGES
        self.version = "0.1.0"
        self.film_signals = FilmSignals()
        self.key_signals = KeySignals()
        self.displays = Displays()
        self.frames_ = Frames()
        self.world = World(self.frames_)
        self.film_ = Film(self.world)
        self.set_aside_: list[SetAside] = []
        self.anchor_trouble_: list[AnchorTrouble] = []
        self.arriving: list[str] = []
        self.source_trouble_: list[SourceTrouble] = []
        self.waiting_: Waiting = frozenset()
        self.intakes = 0
        self.review_ = StageReview()
        self.names = [SUPERVISOR, "m.elamrani", "s.vandenberg"]

    def supervisors(self) -> Sequence[str]:
        return self.names

    def stop_waiting_for_key(self) -> None:
        self.world.key_given_up += 1

    def auditors(self) -> Sequence[str]:
        return ["fg.bakker"]

    def new_session(self) -> Session:
        return Session(
            station=Station(STATION, self.demonstration, self.policy),
            clock=self.world,
            audit=self.world,
            supervisors=self.world,
            clips=Clips(self.world),
            player=self.film_,
            guard=self.world,
        )

    def intake(self, progress: Progress) -> Sequence[str]:
        self.intakes += 1
        return self.arriving

    def set_aside(self) -> Sequence[SetAside]:
        return self.set_aside_

    def guard(self) -> GuardReport:
        return self.world.prove()

    def anchor_trouble(self) -> Sequence[AnchorTrouble]:
        return self.anchor_trouble_

    def source_trouble(self) -> Sequence[SourceTrouble]:
        return self.source_trouble_

    def waiting(self) -> Waiting:
        return self.waiting_

    def frames(self) -> Frames:
        return self.frames_

    def film(self) -> Film:
        return self.film_

    def review(self) -> "StageReview":
        return self.review_
