"""Sealing: a request that may be granted, and its recording, become one package."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from viewer_app.desk.clip import Clip
from viewer_app.desk.errors import DeskError, RequestRefused
from viewer_app.desk.keys import Desk
from viewer_app.desk.preparation import Film, Notice, prepared
from viewer_app.desk.request import Request, check_request, grant
from viewer_app.evidence.approval import Approval, ClipBinding
from viewer_app.evidence.errors import SealedClipError
from viewer_app.evidence.sealed import SUFFIX, write_package
from viewer_app.session.policy import Policy

__all__ = ["Film", "Notice", "Progress", "Request", "Tell", "seal"]

Progress = Callable[[int, int], None]
"""Is told the bytes of the recording done and the bytes there are; copying counts as well."""

Tell = Callable[[Notice], None]
"""Is told what the desk should know of the recording."""


def seal(
    desk: Desk,
    request: Request,
    clip: Path | Film,
    output: Path,
    *,
    policy: Policy,
    now: datetime,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Approval:
    """Grant ``request`` and seal ``clip`` into the new package ``output``; returns what was signed.

    The clip is encrypted to the supervisors alone, the approval to them, to the stations and to the
    desk itself. A granted request holds its recording until the appointment where its retention
    ends before it. Everything that can be refused is refused before the clip is read. A recording
    of a kind in which no station finds the asked picture is copied, its streams unchanged, into one
    where it does (``preparation``); ``tell`` hears of that, and of what is wrong with it. Plaintext
    goes from the file into memory, which is locked but for that copying, and nowhere else. After
    any failure there is no package. A clip that is open already is the caller's to close.

    Raises RequestRefused with every finding, DeskError (``recording.…``, ``package.suffix``),
    VaultError where the desk cannot sign, SealedClipError where ``output`` exists or cannot be
    written, PayloadError where the clip cannot be read to its end.
    """
    if output.suffix != SUFFIX:
        raise DeskError("package.suffix", file=output.name, suffix=SUFFIX)
    if os.path.lexists(output):
        raise SealedClipError("package.exists", file=output.name)
    request = grant(request, desk, policy, now)
    if findings := check_request(request, desk, policy, now):
        raise RequestRefused(findings)
    desk.check()
    draft = request.draft(desk, now)
    with ExitStack() as stack:
        film = stack.enter_context(Clip.open(clip)) if isinstance(clip, Path) else clip

        def told(part: float) -> None:
            if progress:
                progress(round(part * film.size), film.size)

        ready = stack.enter_context(prepared(film, told))
        original = ready.original
        if tell:
            for notice in ready.notices:
                tell(notice)

        def approve(binding: ClipBinding) -> str:
            film.check_unchanged()
            return desk.sign(replace(draft, clip=replace(binding, original=original)))

        binding = write_package(
            output,
            ready.content,
            approve,
            clip_recipients=request.supervisors,
            approval_recipients=(
                *request.supervisors,
                *(address.recipient for address in request.stations),
                desk.recipient,
            ),
            progress=lambda done: told(ready.done + (1 - ready.done) * done / ready.content.size),
        )
    return replace(draft, clip=replace(binding, original=original))
