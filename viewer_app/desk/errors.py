"""What the desk room refuses."""

from collections.abc import Sequence

from viewer_app import messages
from viewer_app.errors import InzageError
from viewer_app.messages import Language
from viewer_app.session.policy import Finding


class DeskError(InzageError):
    """The desk is not there or not whole, or may not do what was asked."""


class CannotCopy(Exception):
    """The streams of a recording do not go into an MP4 as they are; the text says why, in a few
    words. It is then sealed as it is, so this is no refusal."""


class RequestRefused(DeskError):
    """A request that may not be granted, with everything that stands in its way."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("desk.request_refused")
        self.findings = tuple(findings)

    def text(self, language: Language) -> str:
        """The sentence for people, and one on a line of its own for each finding."""
        found = [messages.text(one.code, language, one.facts) for one in self.findings]
        return "\n- ".join((super().text(language), *found))
