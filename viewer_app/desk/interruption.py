"""Signals that come while FFmpeg has the word.

Their handlers raise, and Python runs them wherever it is next: mostly where FFmpeg calls back to be
given data. PyAV loses what is raised there, and ends the program in the middle of it where that is
SystemExit. So handlers wait until FFmpeg has returned.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import Final

_NUMBERS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class _Now:
    """How it stands in the main thread: whether handlers wait, and which signals came meanwhile."""

    held = False
    waiting: Final[list[int]] = []


@contextmanager
def deferrable() -> Iterator[None]:
    """Let what is ``held`` in it finish before a signal's handler runs.

    In other threads than the main one it does nothing: handlers do not run there.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _NUMBERS}

    def hear(number: int, frame: FrameType | None) -> None:
        handler = before[number]
        if _Now.held:
            _Now.waiting.append(number)
        elif callable(handler):
            handler(number, frame)

    handled = [number for number, handler in before.items() if callable(handler)]
    for number in handled:
        signal.signal(number, hear)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, before[number])


@contextmanager
def held() -> Iterator[None]:
    """Run no handler in here; afterwards raise what those of the signals that came do."""
    _Now.held = True
    try:
        yield
    finally:
        _Now.held = False
        while _Now.waiting:
            signal.raise_signal(_Now.waiting.pop())
