"""A film player with small pictures of the places where it is not."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from viewer_app.playback.listener import FilmListener, FilmState
from viewer_app.playback.thumbnails import Thumbnails
from viewer_app.playback.warming import WarmedPlayer

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip


class LookedAheadPlayer(WarmedPlayer):
    """A film player whose film can be looked ahead in. Raises as ``FilmPlayer`` does."""

    def __init__(self, listener: FilmListener, on_thumbnail: Callable[[int], None]) -> None:
        """``on_thumbnail`` is called, from any thread, with the place whose picture is there."""
        self.thumbnails = Thumbnails(on_thumbnail, lambda: self.state is FilmState.PLAYING)
        super().__init__(listener)

    def open(self, clip: "Clip") -> None:
        """As ``FilmPlayer.open``."""
        super().open(clip)
        with self._command:
            if not self._is_stopping():  # by another thread, since it was open
                self.thumbnails.begin(clip)

    def stop(self) -> None:
        """As ``FilmPlayer.stop``: no picture is left, small or large."""
        self.thumbnails.darken()
        super().stop()
        self.thumbnails.stop()

    def close(self) -> None:
        """As ``FilmPlayer.close``."""
        super().close()
        self.thumbnails.close()
