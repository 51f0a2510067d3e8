"""The station as a session knows it."""

from dataclasses import dataclass

from viewer_app.session.policy import Policy


@dataclass(frozen=True)
class Station:
    """What a session must know of the station it runs on."""

    id: str
    demonstration: bool
    policy: Policy
