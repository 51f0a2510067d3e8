"""The subtitles of the film that is on: which one was chosen, and what it says now.

A text is read when it is to be shown, by a thread of its own, so that asking for it never waits.
It is kept as bytes that can be overwritten; words exist only while they are painted.
"""

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from viewer_app.errors import InzageError
from viewer_app.evidence.film_bytes import fetch
from viewer_app.playback.texts import Place, TextTrack, name_tracks, place_at

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip


class Subtitles:
    """The texts of one film. All methods may be called from several threads; none waits."""

    def __init__(
        self, clip: "Clip", tracks: Sequence[TextTrack], on_error: Callable[[InzageError], None]
    ) -> None:
        """``on_error`` is called, from a thread of its own, when the clip cannot be read."""
        self._clip = clip
        self._tracks = tracks
        self._on_error = on_error
        self._wish = threading.Condition()
        self._chosen: int | None = None
        self._places: dict[int, Sequence[Place]] = {}
        self._wanted: Place | None = None
        self._at: Place | None = None
        self._text = bytearray()
        self._closed = False
        self._reader: threading.Thread | None = None
        self.names: Sequence[str] = tuple(name_tracks(tracks))

    @property
    def chosen(self) -> int | None:
        """Which of ``names`` is shown; None for none."""
        return self._chosen

    @chosen.setter
    def chosen(self, index: int | None) -> None:
        with self._wish:
            if self._closed or index == self._chosen:
                return
            self._chosen = index if index is not None and 0 <= index < len(self.names) else None
            self._forget()
            if self._chosen is not None and self._reader is None:
                self._reader = threading.Thread(
                    target=self._read_on, name="film-subtitles", daemon=True
                )
                self._reader.start()
            self._wish.notify()

    def text(self, position_ms: float) -> str:
        """What is said at this time; "" for nothing, and until it was read."""
        with self._wish:
            chosen = self._chosen
            if chosen is None or chosen not in self._places:
                return ""
            place = place_at(self._places[chosen], position_ms)
            if place is None:
                return ""
            if place == self._at:
                return self._tracks[chosen].decode(bytes(self._text))
            self._wanted = place
            self._wish.notify()
            return ""

    def close(self) -> None:
        """Overwrite the text and let the clip go. Safe to call twice."""
        with self._wish:
            self._closed = True
            self._chosen = None
            self._forget()
            self._places.clear()
            self._wish.notify()

    def _forget(self) -> None:
        self._text[:] = bytes(len(self._text))
        self._text = bytearray()
        self._at = self._wanted = None

    def _read_on(self) -> None:
        try:
            while self._read_one():
                pass
        except InzageError as error:
            with self._wish:
                if self._closed:
                    return
            self._on_error(error)

    def _read_one(self) -> bool:
        """Do what is wished for; False once all is closed."""
        with self._wish:
            self._wish.wait_for(self._has_work)
            if self._closed:
                return False
            chosen, place = self._chosen, self._wanted
            self._wanted = None
        if chosen is not None and chosen not in self._places:
            places = self._tracks[chosen].places()
            with self._wish:
                if not self._closed:
                    self._places[chosen] = places
        if place is not None:
            text = fetch(self._clip, place.offset, place.size)
            with self._wish:
                if self._closed or self._chosen != chosen:
                    text[:] = bytes(len(text))
                else:
                    self._forget()
                    self._text, self._at = text, place
        return True

    def _has_work(self) -> bool:
        looks = self._chosen is not None and self._chosen not in self._places
        return self._closed or looks or self._wanted is not None
