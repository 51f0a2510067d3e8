"""What the machine readable zone of a document refuses."""

from viewer_app.errors import InzageError


class ZoneUnreadable(InzageError):
    """What was typed or read is no machine readable zone, or not a right one.

    Says in which line and at which positions, never what stands there.
    """
