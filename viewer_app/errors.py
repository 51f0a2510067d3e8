"""The root of every error this program raises on purpose."""

from viewer_app import messages
from viewer_app.messages import Fact, Language


class InzageError(Exception):
    """Something was refused, or failed, for a reason a person can act on.

    ``code`` is stable and goes into the audit trail; ``facts`` fill the sentence that
    ``viewer_app.messages`` keeps for the code. Neither ever holds personal data, a key or
    plaintext, because exceptions end up in logs.
    """

    def __init__(self, code: str, /, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: Language) -> str:
        """The sentence for people, in their language."""
        return messages.text(self.code, language, self.facts)


def system_reason(error: Exception) -> str:
    """Why the operating system failed us, in its own words; its kind of error where it has none."""
    told = error.strerror if isinstance(error, OSError) else None
    return told or type(error).__name__
