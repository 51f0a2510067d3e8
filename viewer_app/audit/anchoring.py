"""Anchoring the trail elsewhere, beside everything else: after each session and every 15 minutes.

Each place has a thread of its own, so that one that hangs (a share whose server is gone can hang
for ever) holds up neither the others nor a session. No thread keeps the trail's lock while it waits
for a place. A place that fails is asked again after 5, 10, 20 … seconds, at most 15 minutes.

A witness's answer is kept in the trail's file (``AuditLog.add_receipt``). When each place last
succeeded is kept in a file beside it.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.audit.anchor_state import PlaceState, read_state, write_state
from viewer_app.audit.incidents import INCIDENT
from viewer_app.audit.log import AuditLog
from viewer_app.audit.places import Anchored, AnchorError, Contradiction, Place, seal_for_anchoring
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.signing import own_event
from viewer_app.errors import InzageError
from viewer_app.session.ports import AuditUnavailable, Clock, Outcome

CONTRADICTIONS: Final = frozenset({"anchor.ahead", "anchor.fork"})
"""Codes of a place that has seen another past of the trail."""


@dataclass(frozen=True)
class Rhythm:
    """How often places are visited, in seconds."""

    every: float = 15 * 60
    first_retry: float = 5
    last_retry: float = 15 * 60
    again_after: timedelta = timedelta(days=1)
    """A trail in which nothing happens is anchored again after this long: that it still is."""


class Anchoring:
    """Anchors one trail at its places (``viewer_app.session.ports.Anchoring``)."""

    def __init__(
        self,
        log: AuditLog,
        places: Sequence[Place],
        signer: Ed25519PrivateKey,
        state: Path,
        *,
        clock: Clock,
        rhythm: Rhythm = Rhythm(),
    ) -> None:
        """``signer`` is the station's anchor key. ``state`` is the file that keeps successes."""
        self._log = log
        self.places = tuple(places)
        self._signer = signer
        self._state_path = state
        self._clock = clock
        self._rhythm = rhythm
        self._since = _started(log.path)
        self._lock = threading.Lock()
        known = read_state(state)
        self._states = {
            place.name: known.get(place.name, PlaceState(place.name)) for place in self.places
        }
        self._asked: set[str] = set()
        """Places that succeeded in this run: before it, somebody may have put a copy back."""
        self._told: set[tuple[str, str]] = set()
        self._stopped = threading.Event()
        self._wakes = [threading.Event() for _ in self.places]

    def start(self) -> None:
        """Begin, with a first visit at once."""
        for place, wake in zip(self.places, self._wakes, strict=True):
            threading.Thread(
                target=self._look_after,
                args=(place, wake),
                name=f"anchor {place.name}",
                # It may hang in the system for ever; the program ends without it.
                daemon=True,
            ).start()

    def nudge(self) -> None:
        """There is something new worth anchoring: visit every place now. Never waits."""
        for wake in self._wakes:
            wake.set()

    def close(self) -> None:
        """Stop visiting. Does not wait for a visit under way; call before the log is closed."""
        self._stopped.set()
        self.nudge()

    # --- what is known -------------------------------------------------------------------------

    def states(self) -> tuple[PlaceState, ...]:
        """How it stands with each place, in the order of the settings."""
        with self._lock:
            return tuple(self._states[place.name] for place in self.places)

    def trouble(self) -> tuple[PlaceState, ...]:
        """Places that a person should hear of: another past was seen, or none for a day."""
        now = self._clock.now()
        return tuple(
            state
            for state in self.states()
            if state.code in CONTRADICTIONS
            or (state.code and now - (state.anchored_at or self._since) > self._rhythm.again_after)
        )

    def days_without_anchor(self) -> int:
        """Whole days since the trail was last anchored anywhere; since its start, if it never was.

        By the station's clock; 0 where that was set back.
        """
        last = max(
            (state.anchored_at for state in self.states() if state.anchored_at is not None),
            default=self._since,
        )
        return max((self._clock.now() - last).days, 0)

    # --- one place -----------------------------------------------------------------------------

    def _look_after(self, place: Place, wake: threading.Event) -> None:
        retry = self._rhythm.first_retry
        while not self._stopped.is_set():
            wake.clear()
            if self.visit(place):
                wait, retry = self._rhythm.every, self._rhythm.first_retry
            else:
                wait, retry = retry, min(retry * 2, self._rhythm.last_retry)
            wake.wait(wait)

    def visit(self, place: Place) -> bool:
        """Anchor at one place now, if there is anything new; whether it has what there is."""
        state = self._states[place.name]
        same = (state.where, state.origin) == (place.where, self._log.origin)
        last = state.size if same else 0
        try:
            if self._is_current(state, last):
                return True
            sealed = seal_for_anchoring(self._log.seal(), self._signer)
            with TrailReader(self._log.path) as reader:
                anchored = place.anchor(sealed, last, reader)
            self._keep(place, anchored)
        except Contradiction as error:
            self._tell(place, error)
            self._fail(place, error)
            return False
        except InzageError as error:
            self._fail(place, error)
            return False
        except Exception as error:  # noqa: BLE001 - a thread that dies would anchor nothing, unseen
            reason = type(error).__name__
            self._fail(place, AnchorError("anchor.failed", place=place.name, reason=reason))
            return False
        return True

    def _is_current(self, state: PlaceState, last: int) -> bool:
        if state.name not in self._asked or last != self._log.size or state.code:
            return False
        if state.anchored_at is None:
            return False
        age = self._clock.now() - state.anchored_at
        return timedelta() <= age < self._rhythm.again_after

    def _keep(self, place: Place, anchored: Anchored) -> None:
        now = self._clock.now()
        self._asked.add(place.name)
        self._change(
            place,
            lambda _: PlaceState(
                place.name,
                where=place.where,
                origin=self._log.origin,
                size=anchored.size,
                anchored_at=now,
                cosigned_at=anchored.cosigned_at,
                tried_at=now,
            ),
        )
        if anchored.receipt:
            milliseconds = int(now.timestamp() * 1000)
            self._log.add_receipt(anchored.size, anchored.receipt, milliseconds)

    def _fail(self, place: Place, error: InzageError) -> None:
        now = self._clock.now()
        self._change(
            place,
            lambda state: replace(state, tried_at=now, code=error.code, facts=dict(error.facts)),
        )

    def _change(self, place: Place, change: Callable[[PlaceState], PlaceState]) -> None:
        with self._lock:
            self._states[place.name] = change(self._states[place.name])
            # On a full disk the file stays as it was; what is in memory counts as long as we run.
            with suppress(OSError):
                write_state(self._state_path, self._states.values())

    def _tell(self, place: Place, error: Contradiction) -> None:
        """Write the incident into the trail, once for each place and kind in a run."""
        if (place.name, error.code) in self._told:
            return
        details = {
            "code": error.code,
            **{name: str(fact) for name, fact in error.facts.items()},
        }
        log = self._log
        with suppress(AuditUnavailable):  # told on the screens all the same
            log.record(own_event(INCIDENT, log.origin, log.source, details, Outcome.FAILED))
            self._told.add((place.name, error.code))


def _started(path: Path) -> datetime:
    """When the trail was started, by its own first event. Raises TrailError."""
    with TrailReader(path) as reader:
        return reader.page(1, before=1)[0].entry.time.astimezone(UTC)
