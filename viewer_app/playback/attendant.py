"""A thread that does for a film player what nobody waits for."""

import threading
import time
from collections.abc import Callable
from typing import Final

_RESTS_S: Final = 0.15
"""How long after a command the player is left alone: another may follow."""

_GIVES_WAY_S: Final = 0.002


class Attendant:
    """Calls ``attend`` when something is to be done; that returns after how many seconds again.

    ``attend`` is called from a thread of its own, and returns None where there is nothing to do
    until something is asked.
    """

    def __init__(self, attend: Callable[[], float | None]) -> None:
        self._attend = attend
        self._lock = threading.Lock()
        self._called = threading.Event()
        self._wish: int | None = None
        self._turns_back = False
        self._commands = 0
        self._rests_until_s = 0.0
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="film-attendant", daemon=True)
        self._thread.start()

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits for the player, and what nobody waits for must give way."""
        return self._commands > 0 or self._wish is not None or self._closed

    @property
    def rests_s(self) -> float:
        """For how many seconds the player is still to be left alone."""
        return max(self._rests_until_s - time.monotonic(), 0.0)

    def wish(self, position_ms: int) -> None:
        """This position is to be shown; a wish from before is forgotten. Never waits."""
        with self._lock:
            self._wish = position_ms
        self._called.set()

    def call(self) -> None:
        """Something has changed. Never waits."""
        self._called.set()

    def turn_back(self) -> None:
        """The end of the part that is repeated was reached. Never waits."""
        self._turns_back = True
        self._called.set()

    def take_wish(self) -> int | None:
        """The position to be shown, once; to be asked where no command can come in between."""
        with self._lock:
            wish, self._wish = self._wish, None
            return wish

    def take_turn(self) -> bool:
        """Whether the film is to turn back, once."""
        turns, self._turns_back = self._turns_back, False
        return turns

    def forget(self) -> None:
        """Whatever was wished of the film before is of no concern; asked as ``take_wish`` is."""
        self.take_wish()
        self.take_turn()

    def begin(self) -> None:
        """A command is about to come: wishes of before are forgotten."""
        with self._lock:
            self._commands += 1
            self._wish = None

    def end(self) -> None:
        """The command is done."""
        with self._lock:
            self._commands -= 1
            self._rests_until_s = time.monotonic() + _RESTS_S
        self._called.set()

    def close(self) -> None:
        """End the thread; does not wait for what it does."""
        self._closed = True
        self._called.set()

    def _work(self) -> None:
        wait_s: float | None = None
        while not self._closed:
            self._called.wait(wait_s)
            self._called.clear()
            while self._commands and not self._closed:  # a lock knows no first come, first served
                time.sleep(_GIVES_WAY_S)
            if not self._closed:
                wait_s = self._attend()
