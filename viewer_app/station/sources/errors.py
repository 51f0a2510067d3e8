"""What goes wrong with the places that packages are fetched from."""

from viewer_app.errors import InzageError


class SourceSettingsError(InzageError):
    """``sources.toml`` is not right; the message says where."""


class SourceError(InzageError):
    """A place cannot be used now, or one package cannot be fetched from it."""
