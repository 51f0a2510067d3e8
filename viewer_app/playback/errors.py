"""Errors of the playback room; their sentences are in ``viewer_app.messages.playback``."""

from viewer_app.errors import InzageError


class PlaybackError(InzageError):
    """The film cannot be shown, or not any further."""
