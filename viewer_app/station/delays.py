"""Wrong passphrases cost time, also for whoever ends the program or restarts the machine.

An attempt is written down before the passphrase is tried and crossed out only after it was right;
so one that is cut short counts as wrong. The delay runs on the clock that never goes back, within
one run of the machine. After a restart no clock can be trusted to say how long it was off, so the
delay begins anew; it is never more than ``LONGEST_S``.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from viewer_app.errors import system_reason
from viewer_app.files import sync_directory, write_over
from viewer_app.session.ports import Clock, SignInRefused
from viewer_app.station.clock import boot_id

LONGEST_S: Final = 15 * 60
_VERSION: Final = 1
_DOUBLINGS: Final = 10
"""After which the delay is the longest, and beyond which nothing is computed."""
_COUNT_LIMIT: Final = 1 << 31
_RECORD_LIMIT: Final = 512


def delay_after(wrong: int) -> int:
    """Seconds to wait after this many wrong passphrases in a row: 0, 0, 2, 4, 8 … 900."""
    return 0 if wrong < 2 else min(LONGEST_S, 2 ** min(wrong - 1, _DOUBLINGS))


class Delays:
    """The wrong attempts of everybody, one small file for each person who made any."""

    def __init__(self, directory: Path, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock

    def check(self, person: str) -> None:
        """Whether something may be tried at all. Raises SignInRefused as ``begin`` does."""
        self._settle(person)

    def begin(self, person: str) -> int:
        """Write down an attempt; returns the seconds to wait should it be wrong.

        ``person`` is the name of the file. Raises SignInRefused: ``signin.wait`` while a delay
        runs, ``signin.attempts_damaged``, ``signin.attempts_unwritable``. Nothing may be tried
        then.
        """
        attempts = self._settle(person)
        wrong = min(attempts.wrong + 1, _COUNT_LIMIT)
        self._write(person, _Attempts(wrong, boot_id(), self._clock.monotonic_ms()))
        return delay_after(wrong)

    def _settle(self, person: str) -> "_Attempts":
        """The attempts so far, none of which keeps anybody waiting any more."""
        attempts = self._read(person)
        now, boot = self._clock.monotonic_ms(), boot_id()
        if attempts.wrong and (attempts.boot != boot or now < attempts.since_ms):
            attempts = _Attempts(attempts.wrong, boot, now)
            self._write(person, attempts)
        left_ms = attempts.since_ms + 1000 * delay_after(attempts.wrong) - now
        if attempts.wrong and left_ms > 0:
            raise SignInRefused("signin.wait", seconds=-(-left_ms // 1000))
        return attempts

    def clear(self, person: str) -> None:
        """Cross out all attempts. Raises SignInRefused (``signin.attempts_unwritable``)."""
        try:
            self._path(person).unlink()
            sync_directory(self._directory)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _unwritable(error) from None

    def _read(self, person: str) -> "_Attempts":
        path = self._path(person)
        try:
            with path.open("rb") as file:
                data = file.read(_RECORD_LIMIT)
            return _Attempts.decode(data)
        except FileNotFoundError:
            return _Attempts(0, "", 0)
        except (OSError, ValueError):
            raise SignInRefused(
                "signin.attempts_damaged", file=f"{self._directory.name}/{path.name}"
            ) from None

    def _write(self, person: str, attempts: "_Attempts") -> None:
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_over(self._path(person), attempts.encode())
        except OSError as error:
            raise _unwritable(error) from None

    def _path(self, person: str) -> Path:
        return self._directory / f"{person}.json"


@dataclass(frozen=True)
class _Attempts:
    """How many in a row, and when the last one was by which run of the machine's clock."""

    wrong: int
    boot: str
    since_ms: int

    def encode(self) -> bytes:
        values = {
            "v": _VERSION,
            "wrong": self.wrong,
            "boot": self.boot,
            "since_ms": self.since_ms,
        }
        return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """Raises ValueError for all that ``encode`` does not write."""
        try:
            values: dict[str, Any] = json.loads(data)
            attempts = cls(values["wrong"], values["boot"], values["since_ms"])
        except (LookupError, TypeError, RecursionError):
            raise ValueError("no attempts") from None
        if (
            (type(attempts.wrong), type(attempts.boot), type(attempts.since_ms)) != (int, str, int)
            or not 1 <= attempts.wrong <= _COUNT_LIMIT
            or attempts.encode() != data
        ):
            raise ValueError("no attempts")
        return attempts


def _unwritable(error: OSError) -> SignInRefused:
    return SignInRefused("signin.attempts_unwritable", reason=system_reason(error))
