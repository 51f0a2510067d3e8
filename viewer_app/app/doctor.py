"""The doctor's checks that need more rooms than the station: film player, trail, capture guard."""

import os
from collections.abc import Iterator, Mapping

from viewer_app.app.own_trails import own_trails
from viewer_app.app.review import TRAIL_VERIFIED
from viewer_app.app.sources import source_states
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.report import State as Holds
from viewer_app.audit.verify import verify
from viewer_app.errors import InzageError
from viewer_app.playback import bundle, library
from viewer_app.session.calendar import AMSTERDAM
from viewer_app.session.policy import Demand
from viewer_app.station import guard
from viewer_app.station.doctor import (
    Finding,
    Machine,
    State,
    examine_process,
    examine_station,
    read_policy,
    refused,
    stops_recordings,
)
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings


def examine(home: Home, environment: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """Every check there is, in the order in which an administrator would mend what is found.

    ``environment`` is the process's own unless given.
    """
    variables = os.environ if environment is None else environment
    yield from examine_station(home)
    yield from _trail(home)
    yield from _sources(home)
    yield from _player(home)
    yield _guard(home, variables)
    yield from examine_process(home)
    yield from Machine(home, environment=variables).examine()


def _trail(home: Home) -> Iterator[Finding]:
    elsewhere = False
    try:
        settings = Settings.load(home.settings)
        elsewhere = bool(settings.audit_socket)
        own = own_trails(home, settings)
        report = verify(own.path, own.keys[-1])
        if Holds.BROKEN in (report.integrity.state, report.completeness.state):
            yield Finding("trail", State.FAILS, "doctor.trail_broken")
        else:
            yield Finding("trail", State.OK, "doctor.trail", {"size": report.size})
        with TrailReader(own.path) as reader:
            found = [e for e in reader.page(limit=10_000) if e.entry.action == TRAIL_VERIFIED]
    except InzageError as error:
        if elsewhere and error.code == "trail.no_permission":
            yield Finding("trail", State.ATTENTION, "doctor.trail_elsewhere")
        else:
            yield refused("trail", error)
        return
    if not found:
        yield Finding("verified", State.ATTENTION, "doctor.never_verified")
        return
    moment = max(event.entry.time for event in found).astimezone(AMSTERDAM)
    yield Finding("verified", State.OK, "doctor.verified", {"moment": f"{moment:%d-%m-%Y %H:%M}"})


def _sources(home: Home) -> Iterator[Finding]:
    try:
        states = [state for _, state in source_states(home)]
    except InzageError as error:
        yield refused("sources", error)  # the program does not start with it
        return
    for state in states:
        if state.code:
            yield Finding("sources", State.ATTENTION, state.code, state.facts)
    if not any(state.code for state in states):
        yield Finding("sources", State.OK, "doctor.sources", {"count": len(states)})


def _player(home: Home) -> Iterator[Finding]:
    copy = bundle.state()
    known = State.OK if copy.code in ("bundle.whole", "bundle.not_here") else State.ATTENTION
    if copy.code == "bundle.missing" and read_policy(home).own_libvlc is Demand.REQUIRED:
        known = stops_recordings(home)
    yield Finding("bundle", known, copy.code, copy.facts)
    try:
        library.start()
    except InzageError as error:
        yield refused("player", error)
    else:
        yield Finding("player", State.OK, "doctor.player")


def _guard(home: Home, environment: Mapping[str, str]) -> Finding:
    # as start_qt chooses
    wayland = {"QT_QPA_PLATFORM": "wayland"} if environment.get("WAYLAND_DISPLAY") else {}
    report = guard.choose({**environment, **wayland}).prove()
    if report.proven:
        return Finding("guard", State.OK, report.code)
    return Finding("guard", stops_recordings(home), report.code)
