"""What a film file says of itself, beside the pictures that libVLC makes of it."""

import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from viewer_app.errors import InzageError
from viewer_app.evidence import mp4
from viewer_app.evidence.container import HEAD, Container, recognize
from viewer_app.evidence.film_bytes import read
from viewer_app.evidence.film_ending import Ending, find_ending
from viewer_app.playback.frame_table import FrameTable, make_table
from viewer_app.playback.matroska_frames import make_matroska_table
from viewer_app.playback.subtitles import Subtitles
from viewer_app.playback.texts import find_texts

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip


class Contents:
    """The index, the subtitles and the ending of one film.

    Raises, when it is made, what the clip raises. ``on_error`` is told what the clip raises later,
    from a thread of its own.
    """

    def __init__(self, clip: "Clip", on_error: Callable[[InzageError], None]) -> None:
        self._clip = clip
        self._on_error = on_error
        kind = recognize(read(clip, 0, HEAD))
        self._moov = mp4.index(clip) if kind is Container.MP4 else None
        self._even = make_matroska_table(clip) if kind is Container.MATROSKA else None
        self._ends_early = False
        self._closed = False
        self.subtitles = Subtitles(clip, find_texts(clip, self._moov), on_error)
        threading.Thread(target=self._find_ending, name="film-ending", daemon=True).start()

    @property
    def ends_early(self) -> bool:
        """Whether the recording stops short, as where the camera's battery died.

        Known a moment after opening; until then False.
        """
        return self._ends_early

    @cached_property
    def frames(self) -> FrameTable | None:
        """When each frame is on; None where the file has no index of its frames.

        Made when it is first asked for: some 100 ms for a film of hours. Raises nothing.
        """
        return self._even if self._moov is None else make_table(self._moov)

    def close(self) -> None:
        """Let the clip go. Safe to call twice."""
        self._closed = True
        self.subtitles.close()

    def _find_ending(self) -> None:
        try:
            self._ends_early = find_ending(self._clip) is Ending.CUT
        except InzageError as error:
            if not self._closed:
                self._on_error(error)
