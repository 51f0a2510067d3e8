"""Wishes that come faster than they can be granted."""

from collections.abc import Callable
from typing import Generic, TypeVar

Wish = TypeVar("Wish")


class OneAtATime(Generic[Wish]):
    """Grants one wish of a kind at a time; those that come meanwhile become one.

    Whoever grants it calls ``done`` when the wish was granted or refused.
    """

    def __init__(self, grant: Callable[[Wish], None], merge: Callable[[Wish, Wish], Wish]) -> None:
        """``merge`` makes one wish of the one that waits and the one that has come."""
        self._grant = grant
        self._merge = merge
        self._waiting: list[Wish] = []
        self._busy = False

    def ask(self, wish: Wish) -> None:
        """Grant it now, or as part of the one that waits."""
        self._waiting = [self._merge(self._waiting[0], wish) if self._waiting else wish]
        if not self._busy:
            self._next()

    def done(self) -> bool:
        """The one that was granted is over; whether none waited."""
        self._busy = False
        if self._waiting:
            self._next()
            return False
        return True

    def drop(self) -> None:
        """Forget the one that waits: something else was wished since."""
        self._waiting.clear()

    def _next(self) -> None:
        self._busy = True
        self._grant(self._waiting.pop())


def the_last(before: Wish, after: Wish) -> Wish:
    """Only the last one counts."""
    del before
    return after
