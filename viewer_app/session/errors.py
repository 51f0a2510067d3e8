"""What a session refuses."""

from viewer_app.errors import InzageError


class SessionError(InzageError):
    """A step of the session did not happen."""


class WrongState(SessionError):
    """The step does not belong to the state the session is in."""


class Refused(SessionError):
    """A rule of the municipality, or a missing proof, forbids the step."""


class Impossible(SessionError):
    """The film cannot be asked that: a speed, a part or a remark beyond what there is."""


class PolicyError(InzageError):
    """The policy file says something it may not say."""
