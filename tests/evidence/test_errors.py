"""What errors say of a failure of the system."""

import pytest

from viewer_app.errors import system_reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(5, "Input/output error"), "Input/output error"),
        (TimeoutError(), "TimeoutError"),  # some have neither a number nor words
        (ValueError("kept to itself"), "ValueError"),
    ],
)
def test_a_failure_of_the_system_is_told_in_its_words_or_by_its_kind(
    error: Exception, reason: str
) -> None:
    assert system_reason(error) == reason
