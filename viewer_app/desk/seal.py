"""Sealing: a request that may be granted, and its recording, become one package."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from viewer_app.desk.clip import Clip
from viewer_app.desk.errors import DeskError, RequestRefused
from viewer_app.desk.keys import Desk
from viewer_app.desk.request import Request, check_request, grant
from viewer_app.evidence.approval import Approval, ClipBinding
from viewer_app.evidence.sealed import SUFFIX, write_package
from viewer_app.session.policy import Policy

__all__ = ["Film", "Progress", "Request", "seal"]

Progress = Callable[[int, int], None]
"""Is told the bytes done and the bytes there are."""


class Film(Protocol):
    """A recording that is open: a film's first bytes have been seen, and nothing else was read."""

    @property
    def size(self) -> int:
        """Bytes of the film."""
        ...

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer or a part of it; returns the bytes read, 0 at the end."""
        ...

    def check_unchanged(self) -> None:
        """Refuse a file that somebody is still writing. Raises DeskError."""
        ...


def seal(
    desk: Desk,
    request: Request,
    clip: Path | Film,
    output: Path,
    *,
    policy: Policy,
    now: datetime,
    progress: Progress | None = None,
) -> Approval:
    """Grant ``request`` and seal ``clip`` into the new package ``output``; returns what was signed.

    The clip is encrypted to the supervisors alone, the approval to them, to the stations and to the
    desk itself. A granted request holds its recording until the appointment where its retention
    ends before it. Everything that can be refused is refused before the clip is read; plaintext
    goes from the file into locked memory and nowhere else. After any failure there is no package.
    A clip that is open already is the caller's to close.

    Raises RequestRefused with every finding, DeskError (``recording.…``, ``package.suffix``),
    VaultError where the desk cannot sign, SealedClipError where ``output`` exists or cannot be
    written, PayloadError where the clip cannot be read to its end.
    """
    if output.suffix != SUFFIX:
        raise DeskError("package.suffix", file=output.name, suffix=SUFFIX)
    request = grant(request, desk, policy, now)
    if findings := check_request(request, desk, policy, now):
        raise RequestRefused(findings)
    desk.check()
    draft = request.draft(desk, now)
    with Clip.open(clip) if isinstance(clip, Path) else nullcontext(clip) as film:

        def approve(binding: ClipBinding) -> str:
            film.check_unchanged()
            return desk.sign(replace(draft, clip=binding))

        def advance(done: int) -> None:
            if progress:
                progress(done, film.size)

        binding = write_package(
            output,
            film,
            approve,
            clip_recipients=request.supervisors,
            approval_recipients=(
                *request.supervisors,
                *(address.recipient for address in request.stations),
                desk.recipient,
            ),
            progress=advance,
        )
    return replace(draft, clip=binding)
