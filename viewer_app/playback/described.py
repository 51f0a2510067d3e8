"""What a player can say of the film that is on, from the film file itself."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from viewer_app.playback.contents import Contents
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.refusal import explain
from viewer_app.playback.source import MemorySource
from viewer_app.playback.tracks import Tracks

if TYPE_CHECKING:
    from viewer_app.playback.frame_table import FrameTable


class Described(ABC):
    """The part of a film player that answers from ``Contents``.

    What is public of it neither waits nor raises.
    """

    _contents: Contents | None = None
    _source: MemorySource | None

    @property
    def subtitles(self) -> Sequence[str]:
        """The subtitles in the film, by their language or number."""
        contents = self._contents
        return contents.subtitles.names if contents is not None else ()

    @property
    def subtitle(self) -> int | None:
        """Which of ``subtitles`` is shown; None, as when a film opens, for none."""
        contents = self._contents
        return contents.subtitles.chosen if contents is not None else None

    @subtitle.setter
    def subtitle(self, index: int | None) -> None:
        if (contents := self._contents) is not None:
            contents.subtitles.chosen = index

    def subtitle_text(self) -> str:
        """What the chosen subtitles say now; "" for nothing. Meant to be asked at each paint."""
        contents = self._contents
        return contents.subtitles.text(self.position_ms()) if contents is not None else ""

    @property
    def ends_early(self) -> bool:
        """Whether the recording stops short of what it says it is, as where a battery died.

        It plays as far as it goes. Known a moment after opening; until then False.
        """
        contents = self._contents
        return contents.ends_early if contents is not None else False

    @abstractmethod
    def position_ms(self) -> int:
        """Where the film is, in milliseconds."""

    @property
    def _frames(self) -> "FrameTable | None":
        contents = self._contents
        return contents.frames if contents is not None else None

    def _refusal(self, found: Tracks | None) -> PlaybackError:
        """Why no picture comes, of a film in which libVLC found these tracks."""
        source = self._source
        return PlaybackError("player.stopped") if source is None else explain(source.clip, found)

    def _set_aside(self) -> None:
        """Let the film's contents go, and overwrite what was read of them."""
        contents, self._contents = self._contents, None
        if contents is not None:
            contents.close()
