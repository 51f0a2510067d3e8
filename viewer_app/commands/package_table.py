"""A package as a table for people, or as JSON for machines."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from viewer_app.commands.terminal import Tongue, print_json, say
from viewer_app.desk.contents import Contents
from viewer_app.evidence.approval import Approval, LegalHold, write_claims
from viewer_app.session.calendar import AMSTERDAM


def print_contents(contents: Contents, language: Tongue) -> None:
    """A line for each thing that a package says."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for field, value in _rows(contents, language):
        # as text: what somebody is called must command neither rich nor the terminal
        table.add_row(say(f"desk.field.{field}", language), Text(value))
    Console().print(table)


def print_contents_json(contents: Contents) -> None:
    """The same as one JSON object; the approval as the claims of its token."""
    approval, fault = contents.approval, contents.fault
    print_json(
        {
            "size": contents.size,
            "clip": {
                "size": contents.clip_size,
                "header_sha256": contents.clip_header_sha256,
                "sha256": contents.clip_sha256,
                "recipients": contents.clip_recipients,
            },
            "approval_recipients": contents.approval_recipients,
            "approval": write_claims(approval) if approval else None,
            "note" if contents.sound else "error": fault.code if fault else None,
            "facts": dict(fault.facts) if fault else {},
        }
    )


def local_time(moment: datetime) -> str:
    """A moment on the clock in the Netherlands, for people."""
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%d %H:%M:%S}"


def _rows(contents: Contents, language: Tongue) -> Iterator[tuple[str, str]]:
    def counted(what: str, count: int) -> str:
        return say(f"desk.{what}", language, count=count)

    yield "package", counted("bytes", contents.size)
    size, keys = contents.clip_size, contents.clip_recipients
    yield "clip", f"{counted('bytes', size)}, {counted('keys', keys)}"
    yield "header_sha256", contents.clip_header_sha256
    if contents.clip_sha256:
        yield "sha256", contents.clip_sha256
    yield "approval", counted("keys", contents.approval_recipients)
    if contents.approval:
        if contents.sound:
            state = "desk.whole" if contents.clip_sha256 else "desk.not_checked"
            yield "state", say(state, language)
        yield "signed", say("desk.signed_here", language, desk=contents.approval.desk)
        yield from _claims(contents.approval, language)


def _claims(approval: Approval, language: Tongue) -> Iterator[tuple[str, str]]:
    if original := approval.clip.original:
        yield "original", say("desk.copied_from", language, **asdict(original))
    yield "approval_id", approval.approval_id
    yield "case", approval.case
    yield "name", approval.requester.name
    yield "birth_date", approval.requester.birth_date.isoformat()
    yield "ground", say(f"desk.ground.{approval.ground}", language)
    yield "regime", say(f"desk.regime.{approval.regime}", language)
    for name in ("recorded_at", "requested_at", "issued_at", "valid_from", "valid_until"):
        yield name, local_time(getattr(approval, name))
    yield "stations", "\n".join(approval.stations)
    yield "supervisors", "\n".join(approval.supervisors)
    yield "viewings", str(approval.viewings)
    yield "hold", _hold(approval.hold, language) if approval.hold else say("desk.no", language)
    yield "demonstration", say("desk.yes" if approval.demonstration else "desk.no", language)


def _hold(hold: LegalHold, language: Tongue) -> str:
    basis, until = say(f"desk.hold.{hold.basis}", language), hold.until.isoformat()
    facts = {"reason": hold.reason, "basis": basis, "by": hold.by, "until": until}
    return say("desk.hold", language, **facts)
