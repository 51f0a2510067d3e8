"""What the doctor finds on the machine: each check, how it stands, and the sentence about it.

A check *fails* where the program opens no real recording because of it. *Attention* is for what the
program cannot see to by itself, and a person should.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from viewer_app.errors import InzageError
from viewer_app.messages import Fact
from viewer_app.session.policy import Demand, Policy
from viewer_app.session.policy_file import load_policy
from viewer_app.station import hardening, protection, sandbox, swap
from viewer_app.station.home import Home
from viewer_app.station.kiosk import Kiosk
from viewer_app.station.kiosk_files import LIBRARY
from viewer_app.station.protection import MEMORY_NOT_LOCKED, SWAP_OPEN
from viewer_app.station.settings import Settings
from viewer_app.vault import Vault

if sys.platform != "win32":
    import resource

SCREENS_FILE: Final = "etc/inzagestation/weston.ini"
SCREEN_NAMES: Final = ("inzagestation", "inzagestation.second")
"""Application ids of the windows on the supervisor's and the visitor's screen."""
_LITTLE_DISK: Final = 1 << 30
_NO_DISK: Final = 16 << 20
"""Bytes free: a clip needs none, but every step of a session is written down."""
_LOCKED_MEMORY: Final = 8 << 20
"""Bytes: room for keys and the buffers of a clip (getrlimit(2), RLIMIT_MEMLOCK)."""
_TIME_ERROR: Final = 5
"""adjtimex(2): the clock is not synchronised."""


class State(StrEnum):
    """How a check came out."""

    OK = "ok"
    ATTENTION = "attention"
    FAILS = "fails"


@dataclass(frozen=True)
class Finding:
    """One check: its name, how it came out, and by message code what that means and what to do."""

    check: str
    state: State
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def refused(check: str, error: InzageError, state: State = State.FAILS) -> Finding:
    """The finding about something that was refused, in its own words."""
    return Finding(check, state, error.code, error.facts)


def examine_station(home: Home) -> Iterator[Finding]:
    """The station's directory, rules and keyring."""
    steps: dict[str, Callable[[], object]] = {
        "home": home.check,
        "settings": lambda: Settings.load(home.settings),
        "policy": lambda: load_policy(home.policy),
        "keyring": lambda: _open_keyring(home),
    }
    for name, step in steps.items():
        try:
            step()
        except InzageError as error:
            yield refused(name, error)
        else:
            yield Finding(name, State.OK, f"doctor.{name}")


def _open_keyring(home: Home) -> None:
    """A keyring that answers; and once the station is enrolled, its keys in it."""
    enrolled = home.settings.exists()
    vault = Vault(Settings.load(home.settings).vault if enrolled else "inzagestation-doctor")
    if vault.holds("station-secret") or not enrolled:
        return
    vault.take("station-secret").wipe()


def examine_process(home: Home) -> Iterator[Finding]:
    """What the program does to itself, and what the kernel has for it."""
    found = hardening.harden()
    for finding in found:
        code, _, name = finding.partition(":")
        yield Finding("hardening", _weigh(finding, home), code, {"name": name})
    if not found:
        yield Finding("hardening", State.OK, "doctor.hardening")
    missing = sandbox.available().missing
    if missing:
        required = read_policy(home).sandbox is Demand.REQUIRED
        state = stops_recordings(home) if required else State.ATTENTION
        yield Finding("sandbox", state, "sandbox.missing", {"what": ", ".join(missing)})
    else:
        yield Finding("sandbox", State.OK, "doctor.sandbox")


def stops_recordings(home: Home) -> State:
    """How what stops real recordings only is to be called: a demonstration shows none."""
    try:
        demonstration = Settings.load(home.settings).demonstration
    except InzageError:
        demonstration = False
    return State.ATTENTION if demonstration else State.FAILS


def _weigh(finding: str, home: Home) -> State:
    """How one of ``protection.weaknesses`` is to be called under the station's rules."""
    accepted = protection.is_accepted(finding, read_policy(home))
    return State.ATTENTION if accepted else stops_recordings(home)


def read_policy(home: Home) -> Policy:
    """The rules, or the usual ones where they cannot be read, which is a finding of its own."""
    try:
        return load_policy(home.policy)
    except InzageError:
        return Policy()


class Machine:
    """The machine as the program sees it; ``root`` and ``environment`` may be a test's."""

    def __init__(
        self, home: Home, root: Path = Path("/"), environment: Mapping[str, str] | None = None
    ) -> None:
        self._home = home
        self._root = root
        self._environment = os.environ if environment is None else environment

    def examine(self) -> Iterator[Finding]:
        """Every check of the machine; those of Linux on Linux only."""
        yield self._user()
        yield self._session()
        yield from self._disk()
        if sys.platform == "linux":
            yield self._swap()
            yield self._core_dumps()
            yield self._locked_memory()
            yield self._clock()
            yield self._displays()
            yield from self._kiosk()

    def _user(self) -> Finding:
        if sys.platform != "win32" and os.geteuid() == 0:
            return Finding("user", State.ATTENTION, "doctor.user_root")
        return Finding("user", State.OK, "doctor.user")

    def _session(self) -> Finding:
        remote = {"SSH_CONNECTION", "SSH_TTY", "XRDP_SESSION", "VNCDESKTOP"}
        if remote & self._environment.keys():
            return Finding("session", State.ATTENTION, "doctor.session_remote")
        return Finding("session", State.OK, "doctor.session")

    def _disk(self) -> Iterator[Finding]:
        place = self._home.path
        while not place.exists():
            place = place.parent
        free = shutil.disk_usage(place).free
        facts = {"free": free >> 20}
        if free < _NO_DISK:
            yield Finding("disk", State.FAILS, "doctor.disk_full", facts)
        elif free < _LITTLE_DISK:
            yield Finding("disk", State.ATTENTION, "doctor.disk_little", facts)
        else:
            yield Finding("disk", State.OK, "doctor.disk", facts)

    def _swap(self) -> Finding:
        found = swap.look(self._root)
        if found.kind is swap.Kind.OPEN:
            state = _weigh(SWAP_OPEN, self._home)
            return Finding("swap", state, "doctor.swap_open", {"where": ", ".join(found.where)})
        return Finding("swap", State.OK, f"doctor.swap_{found.kind}")

    def _core_dumps(self) -> Finding:
        pattern = self._read("proc/sys/kernel/core_pattern").strip()
        if pattern in ("", "|/bin/false"):
            return Finding("core_dumps", State.OK, "doctor.core_dumps")
        return Finding("core_dumps", State.ATTENTION, "doctor.core_dumps_kept")

    def _locked_memory(self) -> Finding:
        if not protection.locks_memory():
            state = _weigh(MEMORY_NOT_LOCKED, self._home)
            return Finding("locked_memory", state, MEMORY_NOT_LOCKED)
        soft, _ = resource.getrlimit(resource.RLIMIT_MEMLOCK)
        if soft != resource.RLIM_INFINITY and soft < _LOCKED_MEMORY:
            facts = {"limit": soft >> 10}
            return Finding("locked_memory", State.ATTENTION, "doctor.locked_memory_small", facts)
        return Finding("locked_memory", State.OK, "doctor.locked_memory")

    def _clock(self) -> Finding:
        # struct timex; all zero asks and changes nothing
        timex = ctypes.create_string_buffer(512)
        if ctypes.CDLL(None).adjtimex(timex) in (-1, _TIME_ERROR):
            return Finding("clock", State.ATTENTION, "doctor.clock_free")
        return Finding("clock", State.OK, "doctor.clock")

    def _displays(self) -> Finding:
        connectors = list((self._root / "sys/class/drm").glob("card*-*/status"))
        count = sum(path.read_text().strip() == "connected" for path in connectors)
        if not connectors:
            return Finding("displays", State.ATTENTION, "doctor.displays_unknown")
        facts = {"count": count, "allowed": read_policy(self._home).screens}
        if count > facts["allowed"]:
            state = stops_recordings(self._home)
            return Finding("displays", state, "guard.too_many_screens", facts)
        if count > 1 and self._is_kiosk and not self._names_screens:
            return Finding(
                "displays", State.ATTENTION, "doctor.screens_unnamed", {"path": f"/{SCREENS_FILE}"}
            )
        return Finding("displays", State.OK, "doctor.displays", facts)

    @property
    def _is_kiosk(self) -> bool:
        return (self._root / LIBRARY.lstrip("/") / "start-weston").exists()

    @property
    def _names_screens(self) -> bool:
        """Whether Weston is told which window goes on which screen (weston.ini(5), app-ids)."""
        lines = self._read(SCREENS_FILE).splitlines()
        told = {line.partition("=")[2].strip() for line in lines if line.startswith("app-ids=")}
        return set(SCREEN_NAMES) <= told

    def _kiosk(self) -> Iterator[Finding]:
        try:
            differences = Kiosk(self._root).check()
        except InzageError as error:
            yield refused("kiosk", error, State.ATTENTION)
            return
        for code, path in differences:
            yield Finding("kiosk", State.ATTENTION, code, {"path": path})
        if not differences:
            yield Finding("kiosk", State.OK, "doctor.kiosk")

    def _read(self, path: str) -> str:
        try:
            return (self._root / path).read_text("utf-8", "replace")
        except OSError:
            return ""
