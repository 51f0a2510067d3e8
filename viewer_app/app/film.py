"""The film player as the screens want it: Qt signals, and sound where there is a loudspeaker."""

from collections.abc import Sequence

from viewer_app.errors import InzageError
from viewer_app.playback.library import has_sound_device
from viewer_app.playback.looked_ahead import LookedAheadPlayer
from viewer_app.playback.thumbnails import Thumbnails
from viewer_app.ui.film_controls import FilmSignals


class FilmReporter:
    """Passes on what the player tells (``playback.film.FilmListener``), from any thread."""

    def __init__(self, signals: FilmSignals) -> None:
        self._signals = signals

    def frame_ready(self) -> None:
        """A picture waits."""
        self._signals.frame_ready.emit()

    def ended(self) -> None:
        """The film ran to its end."""
        self._signals.ended.emit()

    def looped(self) -> None:
        """The part that is repeated begins again."""
        self._signals.looped.emit()

    def stalled(self, waiting: bool) -> None:
        """The recording cannot be read just now, or can be again."""
        self._signals.stalled.emit(waiting)

    def failed(self, error: InzageError) -> None:
        """The film stopped short."""
        self._signals.failed.emit(error)

    def changed(self) -> None:
        """The screens look for themselves, several times a second."""


class FilmDesk:
    """The film's own controls (``ui.backend.FilmControls``); they need no session."""

    def __init__(self, player: LookedAheadPlayer) -> None:
        self._player = player
        self._can_be_heard = has_sound_device()

    @property
    def length_ms(self) -> int:
        return self._player.length_ms

    def position_ms(self) -> int:
        """Where the film is, in milliseconds."""
        return self._player.position_ms()

    @property
    def frame_ms(self) -> float:
        return self._player.frame_ms

    @property
    def speed_percent(self) -> int:
        return self._player.speed_percent

    @property
    def subtitles(self) -> Sequence[str]:
        return self._player.subtitles

    @property
    def subtitle(self) -> int | None:
        return self._player.subtitle

    @subtitle.setter
    def subtitle(self, index: int | None) -> None:
        self._player.subtitle = index

    def subtitle_text(self) -> str:
        """What the chosen subtitles say now; "" for nothing."""
        return self._player.subtitle_text()

    @property
    def ends_early(self) -> bool:
        return self._player.ends_early

    @property
    def has_audio(self) -> bool:
        return self._can_be_heard and self._player.has_audio

    @property
    def volume(self) -> int:
        return self._player.volume

    @volume.setter
    def volume(self, percent: int) -> None:
        self._player.volume = percent

    @property
    def thumbnails(self) -> Thumbnails:
        return self._player.thumbnails
