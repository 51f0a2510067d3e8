"""A batch of requests: what the rules decide on each, and the packages of those that hold."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from viewer_app.desk.clip import Clip
from viewer_app.desk.contents import read_contents
from viewer_app.desk.errors import RequestRefused
from viewer_app.desk.fields import Asked, Keys, load
from viewer_app.desk.keys import Desk
from viewer_app.desk.request import Request, check_request, grant
from viewer_app.desk.request_list import parse_list
from viewer_app.desk.seal import Notice, Progress, seal
from viewer_app.desk.zaak import parse_zaak
from viewer_app.errors import InzageError
from viewer_app.evidence.approval import Approval, HoldBasis
from viewer_app.evidence.errors import SealedClipError
from viewer_app.evidence.sealed import SUFFIX, Package
from viewer_app.session.explanation import Explanation, explain
from viewer_app.session.policy import Finding, Policy


class State(StrEnum):
    """How it stands with one request."""

    GRANTED = "granted"
    """The rules allow it, and its recording is there."""
    REFUSED = "refused"
    SEALED = "sealed"
    SEALED_BEFORE = "sealed_before"
    FAILED = "failed"
    """The rules do not stand in its way; something else does."""


@dataclass(repr=False)
class Decision:
    """One request and what came of it. Holds personal data: never in a log."""

    asked: Asked
    clip: Path
    """The recording."""
    package: Path
    told: Explanation
    state: State
    findings: tuple[Finding, ...] = ()
    """Everything that stands in its way."""
    error: InzageError | None = None
    """What failed."""
    size: int = 0
    """Bytes of its recording, where that is to be sealed."""
    approval: Approval | None = None
    """What was signed, now or before."""
    notices: list[Notice] = field(default_factory=list)
    """What the desk should know of its recording, where that was sealed now."""


def read_requests(path: Path, keys: Keys) -> tuple[Asked, ...]:
    """Every request in a file: a case where it ends in ``.json``, and a list otherwise.

    Raises ListRefused with every fault, DeskError where the file cannot be read.
    """
    data = load(path)
    if path.suffix.casefold() == ".json":
        return (parse_zaak(data, path.name, keys),)
    return parse_list(data, path.name, keys)


def decide(
    asked: Asked, desk: Desk, policy: Policy, now: datetime, *, clips: Path, output: Path
) -> Decision:
    """What is to be done with a request now; makes nothing.

    A package that this desk made of the same request before counts as done, whatever the rules have
    against it by now.
    """
    request = grant(asked.request, desk, policy, now)
    until = request.hold.until if request.hold else None
    decision = Decision(
        asked,
        clip=clips / asked.clip,
        package=output / f"{asked.stem}{SUFFIX}",
        told=explain(policy, request.recorded_at, request.requested_at, until),
        state=State.GRANTED,
    )
    if os.path.lexists(decision.package):
        _look_at_package(decision, desk, now)
    elif findings := check_request(request, desk, policy, now):
        decision.state, decision.findings = State.REFUSED, findings
    else:
        _look_at_clip(decision)
    return decision


def seal_granted(
    decisions: Sequence[Decision],
    desk: Desk,
    policy: Policy,
    clock: Callable[[], datetime],
    progress: Progress,
) -> Iterator[Decision]:
    """Seal the recording of each granted request; yields every decision in turn, once it is done.

    ``progress`` is told the bytes of all recordings together. What fails is said in its decision
    and stops none of the others; what was sealed stays if this is ended half-way.
    """
    total, before = sum(one.size for one in decisions), 0
    for decision in decisions:
        if decision.state is not State.GRANTED:
            yield decision
            continue

        def advance(done: int, _: int, before: int = before) -> None:
            progress(before + done, total)

        try:
            decision.approval = seal(
                desk,
                decision.asked.request,
                decision.clip,
                decision.package,
                policy=policy,
                now=clock(),
                progress=advance,
                tell=decision.notices.append,
            )
            decision.state = State.SEALED
        except RequestRefused as error:
            decision.state, decision.findings = State.REFUSED, error.findings
        except InzageError as error:
            decision.state, decision.error = State.FAILED, error
        before += decision.size
        progress(before, total)
        yield decision


def _look_at_clip(decision: Decision) -> None:
    try:
        with Clip.open(decision.clip) as clip:
            decision.size = clip.size
    except InzageError as error:
        decision.state, decision.error = State.FAILED, error


def _look_at_package(decision: Decision, desk: Desk, now: datetime) -> None:
    """A package of another request, or a file of another kind, is in the way."""
    try:
        with Package.open(decision.package) as package:
            contents = read_contents(package, desk, whole=False)
    except InzageError as error:
        decision.state, decision.error = State.FAILED, error
        return
    approval = contents.approval
    if contents.fault is None and approval and _is_of(approval, decision.asked.request, desk, now):
        decision.state, decision.approval = State.SEALED_BEFORE, approval
        return
    decision.state = State.FAILED
    decision.error = SealedClipError("package.exists", file=decision.package.name)


def _is_of(approval: Approval, request: Request, desk: Desk, now: datetime) -> bool:
    """Whether it says what this request asks, with the hold given or that of the grant itself."""
    draft = request.draft(desk, now)
    same = (
        *("desk", "case", "recorded_at", "requested_at", "ground", "regime", "requester"),
        *("supervisors", "stations", "valid_from", "valid_until", "viewings", "demonstration"),
    )
    if any(getattr(approval, name) != getattr(draft, name) for name in same):
        return False
    if request.hold is None and approval.hold is not None:
        return approval.hold.basis is HoldBasis.REQUEST
    return approval.hold == request.hold
