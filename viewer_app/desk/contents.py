"""What a package says, found out without opening its clip."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from viewer_app.desk.errors import DeskError
from viewer_app.desk.keys import Desk
from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Approval, verify_approval
from viewer_app.evidence.errors import ApprovalError, NoMatchError, SealedClipError
from viewer_app.evidence.sealed import Package

Progress = Callable[[int, int], None]
"""Is told the bytes done and the bytes there are."""

_NOT_OURS: Final = frozenset({"desk.no_desk", "desk.not_for_us"})


@dataclass(frozen=True)
class Contents:
    """What could be found out. Sizes in bytes, digests hexadecimal SHA-256."""

    size: int
    clip_size: int
    clip_header_sha256: str
    """Of the clip's age header and nonce."""
    clip_recipients: int
    """How many keys open the clip."""
    approval_recipients: int
    clip_sha256: str | None
    """Of the whole encrypted clip, where it was asked for."""
    approval: Approval | None
    """What this desk signed; None where ``fault`` says why it cannot be told."""
    fault: InzageError | None
    """What is wrong with the package, or why this desk cannot tell."""

    @property
    def sound(self) -> bool:
        """Whether nothing wrong was found, be it that the approval is for somebody else."""
        return self.fault is None or self.fault.code in _NOT_OURS


def read_contents(
    package: Package, desk: Desk | None, *, whole: bool, progress: Progress | None = None
) -> Contents:
    """Everything that can be said of a package here; ``whole`` reads and compares all of its clip.

    Raises AgeError where a member is no age file or cannot be read: then there is nothing to say.
    """
    clip_size = package.clip_size
    clip_recipients, approval_recipients = package.count_recipients()
    sha256 = None
    if whole:
        sha256 = package.clip_sha256(lambda done: progress(done, clip_size) if progress else None)
    approval, fault = _find_approval(package, desk)
    if approval and not fault and sha256 not in (None, approval.clip.sha256):
        fault = SealedClipError("clip.changed")
    return Contents(
        size=package.size,
        clip_size=clip_size,
        clip_header_sha256=package.clip_header_sha256(),
        clip_recipients=clip_recipients,
        approval_recipients=approval_recipients,
        clip_sha256=sha256,
        approval=approval,
        fault=fault,
    )


def _find_approval(
    package: Package, desk: Desk | None
) -> tuple[Approval | None, InzageError | None]:
    if desk is None:
        return None, DeskError("desk.no_desk")
    try:
        approval = _read_approval(package, desk)
    except InzageError as error:
        return None, error
    start = (approval.clip.size, approval.clip.header_sha256)
    if start != (package.clip_size, package.clip_header_sha256()):
        return approval, SealedClipError("clip.swapped")
    return approval, None


def _read_approval(package: Package, desk: Desk) -> Approval:
    try:
        with desk.identity() as identity:
            return verify_approval(package.read_approval(identity), [desk.key])
    except NoMatchError:
        raise DeskError("desk.not_for_us") from None
    except ApprovalError as error:
        if error.code == "approval.unknown_desk":
            raise DeskError("desk.other_signer", key=error.facts["key"]) from None
        raise
