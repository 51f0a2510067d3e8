"""A film to seal, and how its package is read or refused."""

from pathlib import Path

import pytest

from tests.evidence.builders import DESK_KEY, content, identity
from viewer_app.evidence.age import CHUNK, X25519Identity
from viewer_app.evidence.approval import Approval, verify_approval
from viewer_app.evidence.errors import SealedClipError
from viewer_app.evidence.sealed import Package

FILM = content(2 * CHUNK + 500)


def check_whole(path: Path, station: X25519Identity | None = None) -> Approval:
    """What intake does: open, read and verify the approval, compare the whole clip with it."""
    with Package.open(path) as package:
        approved = verify_approval(package.read_approval(station or identity(2)), [DESK_KEY])
        package.check_clip(approved.clip)
    return approved


def refusal(path: Path) -> str:
    """The code with which opening the package is refused; it has a sentence."""
    with pytest.raises(SealedClipError) as caught, Package.open(path):
        pass
    assert str(caught.value) != caught.value.code
    return caught.value.code
