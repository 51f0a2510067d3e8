"""What the demonstration cannot do."""

from viewer_app.errors import InzageError


class DemoError(InzageError):
    """The demonstration cannot be given."""


class TourFailed(DemoError):
    """The tour through the screens did not come to its end."""
