"""What the station room refuses."""

from viewer_app.errors import InzageError


class StationError(InzageError):
    """The station is not enrolled, not whole, or may not do what was asked."""


class IntakeRefused(StationError):
    """A package may not become an appointment."""
