"""Moments of the film as they are read and as they are spoken."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from viewer_app.ui.language import film_time

_HUNDREDTH_MS: Final = 10


def exact(milliseconds: int) -> str:
    """A moment to the hundredth of a second, such as ``0:12,36`` in Dutch.

    Down, not to the nearest: so it never names a moment that the frame has not reached. Frames of
    up to 100 a second have texts of their own.
    """
    passed = max(milliseconds, 0)
    hundredths = passed % 1000 // _HUNDREDTH_MS
    return f"{film_time(passed)}{QLocale().decimalPoint()}{hundredths:02}"


def frame_start(milliseconds: int, frame_ms: float) -> int:
    """Where the frame begins that is on at this moment; ``frame_ms`` 0: nobody knows.

    A whole millisecond may be the beginning of a frame cut off, so the next one decides. Where
    frames are not all as long it is a moment of that frame or of one beside it.
    """
    return int((milliseconds + 1) // frame_ms * frame_ms) if frame_ms else milliseconds


def in_words(milliseconds: int) -> str:
    """A moment as a screen reader should say it, such as ``2 minutes 3 seconds``."""
    seconds = max(milliseconds, 0) // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    translate = QCoreApplication.translate
    told = (
        (hours, translate("FilmTime", "1 hour"), translate("FilmTime", "{count} hours")),
        (minutes, translate("FilmTime", "1 minute"), translate("FilmTime", "{count} minutes")),
        (rest, translate("FilmTime", "1 second"), translate("FilmTime", "{count} seconds")),
    )
    parts = [one if count == 1 else many.format(count=count) for count, one, many in told if count]
    return " ".join(parts) or told[-1][2].format(count=0)


def place_in_words(position_ms: int, length_ms: int) -> str:
    """Such as ``2 minutes 3 seconds of 5 minutes``."""
    return QCoreApplication.translate("FilmTime", "{place} of {length}").format(
        place=in_words(position_ms), length=in_words(length_ms)
    )
