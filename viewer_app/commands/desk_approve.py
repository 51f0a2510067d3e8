"""``inzage desk approve``: decide on the requests of a list or a case, and seal those that hold."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from viewer_app import messages
from viewer_app.commands.desk_letter import write_file
from viewer_app.commands.desk_options import RulesOption, StationsOption, SupervisorsOption
from viewer_app.commands.options import Options
from viewer_app.commands.signals import ended_by_signal
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    print_json,
    progress_bar,
    refusals,
    say,
)
from viewer_app.desk.batch import Decision, State, decide, read_requests, seal_granted
from viewer_app.desk.errors import DeskError
from viewer_app.desk.fields import Asked, Keys, ListRefused
from viewer_app.desk.home import locate_home
from viewer_app.desk.keys import Desk
from viewer_app.desk.letter import refuse, write_letter
from viewer_app.errors import InzageError
from viewer_app.evidence.addresses import StationAddress
from viewer_app.evidence.age import X25519Recipient
from viewer_app.evidence.approval import HoldBasis
from viewer_app.session.calendar import spell_day
from viewer_app.session.policy import Policy
from viewer_app.session.policy_file import load_policy

_NOT_DONE: Final = frozenset({State.REFUSED, State.FAILED})


def approve(
    file: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="Lijst (.csv) of zaak (.json) · requests"),
    ],
    *,
    supervisor: SupervisorsOption,
    station: StationsOption,
    policy: RulesOption,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", exists=True, file_okay=False, help="Map voor de pakketten · directory"
        ),
    ],
    clips: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="Map met de opnamen, anders die van FILE"),
    ] = None,
    letters: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="Map voor brieven · for the letters"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Toon alleen de besluiten · make nothing")
    ] = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Beslis op een lijst of een zaak en verzegel · Decide on a list or a case, and seal.

    Exit 0: all sealed, now or before; 1: at least one was refused or failed, and the others were
    sealed, or the file was refused and nothing was; 2: wrong usage.
    """
    read = Options(as_json, language)
    keys = Keys(
        read.each("--supervisor", X25519Recipient.parse, supervisor),
        read.each("--station", StationAddress.parse, station),
    )
    with refusals(as_json, language), ended_by_signal():
        desk = Desk.load(locate_home())
        desk.check()
        rules = load_policy(policy)
        asked = _read(file, keys, as_json)
        now = datetime.now(UTC)
        place = clips or file.parent
        decisions = [decide(one, desk, rules, now, clips=place, output=output) for one in asked]
        with progress_bar(as_json) as bar:

            def advance(done: int, total: int) -> None:
                if bar:
                    bar(done, total, say("desk.sealing", language))

            answers = []
            done = iter(decisions)
            if not dry_run:
                done = seal_granted(decisions, desk, rules, lambda: datetime.now(UTC), advance)
            for one in done:
                written = _write_letter(one, rules, now, letters, language, dry_run=dry_run)
                answers.append(_answer(one, written))
                if not as_json:
                    wants = letters is not None
                    _show(one, written, language, dry_run=dry_run, wants_letters=wants)
    counts = {state: sum(one.state is state for one in decisions) for state in State}
    if as_json:
        print_json({"dry_run": dry_run, "counts": counts, "requests": answers})
    else:
        numbers = {state.value: count for state, count in counts.items()}
        typer.echo(
            say("approve.counted_dry" if dry_run else "approve.counted", language, **numbers)
        )
    if any(one.state in _NOT_DONE for one in decisions):
        raise typer.Exit(1)


def _read(file: Path, keys: Keys, as_json: bool) -> Sequence[Asked]:
    """Machines are told every fault; people read them in the error's own text."""
    try:
        return read_requests(file, keys)
    except ListRefused as error:
        if not as_json:
            raise
        faults = [{**vars(fault), "facts": dict(fault.facts)} for fault in error.faults]
        print_json({"error": error.code, "facts": dict(error.facts), "faults": faults})
        raise typer.Exit(1) from None


def _write_letter(
    decision: Decision,
    policy: Policy,
    now: datetime,
    letters: Path | None,
    language: Tongue,
    *,
    dry_run: bool,
) -> Path | InzageError | None:
    """The letter, or why there is none; None where none was to be."""
    if decision.state is not State.REFUSED or letters is None:
        return None
    request = decision.asked.request
    path = letters / f"{decision.asked.stem}.txt"
    try:
        refusal = refuse(
            request.case,
            request.regime,
            request.ground,
            request.recorded_at,
            request.requested_at,
            policy=policy,
            now=now,
            hold_until=request.hold.until if request.hold else None,
        )
        if os.path.lexists(path):
            raise DeskError("approve.letter_before", file=path.name)
        if not dry_run:
            write_file(path, write_letter(refusal, language.language))
    except InzageError as error:
        return error
    return path


def _answer(decision: Decision, written: Path | InzageError | None) -> dict[str, object]:
    """One request as machines are told of it: without the person."""
    approval, error = decision.approval, decision.error
    sealed = decision.state in (State.SEALED, State.SEALED_BEFORE)
    return {
        "case": decision.asked.request.case,
        "line": decision.asked.line or None,
        "state": decision.state,
        "request_day": decision.told.request_day,
        "last_request_day": decision.told.last_request_day.isoformat(),
        "kept_until": decision.told.kept_until.isoformat(),
        "findings": [{"code": one.code, "facts": dict(one.facts)} for one in decision.findings],
        "error": {"code": error.code, "facts": dict(error.facts)} if error else None,
        "file": str(decision.package) if sealed else None,
        "approval_id": approval.approval_id if approval else None,
        "notices": [{"code": one.code, "facts": dict(one.facts)} for one in decision.notices],
        "letter": str(written) if isinstance(written, Path) else None,
        "no_letter": written.code if isinstance(written, InzageError) else None,
        "ignored": list(decision.asked.ignored),
    }


def _show(
    decision: Decision,
    written: Path | InzageError | None,
    language: Tongue,
    *,
    dry_run: bool,
    wants_letters: bool,
) -> None:
    asked, tongue = decision.asked, language.language
    head = "approve.head_line" if asked.line else "approve.head"
    typer.echo(say(head, language, case=asked.request.case, line=asked.line))
    for sentence in _sentences(decision, language):
        typer.echo(f"  {sentence}")
    if asked.ignored:
        names = ", ".join(asked.ignored)
        typer.echo(f"  {say('approve.ignored', language, names=names)}")
    if isinstance(written, InzageError):
        typer.echo(f"  {written.text(tongue)}")
    elif written is not None:
        code = "approve.letter_dry" if dry_run else "letter.made"
        typer.echo(f"  {say(code, language, file=written.name)}")
    elif decision.state is State.REFUSED and not wants_letters:
        typer.echo(f"  {say('approve.letter_how', language)}")


def _sentences(decision: Decision, language: Tongue) -> Sequence[str]:
    """What the rules say, and what came of it."""
    told, tongue = decision.told, language.language
    if decision.state is State.REFUSED:
        why = [messages.text(one.code, tongue, one.facts) for one in decision.findings]
        return [say("approve.refused", language), *(f"- {one}" for one in why)]
    if decision.state is State.SEALED_BEFORE:
        return [say("approve.sealed_before", language, file=decision.package.name)]
    said = [
        say(
            "approve.allowed",
            language,
            day=told.request_day,
            last=spell_day(told.last_request_day, tongue),
            kept=spell_day(told.kept_until, tongue),
        )
    ]
    if decision.error:
        failed = say("approve.failed", language, why=decision.error.text(tongue))
        return [failed] if decision.error.code.startswith("package.") else [*said, failed]
    if decision.approval is None:
        return [*said, say("approve.would_seal", language, file=decision.package.name)]
    said.append(say("approve.sealed", language, file=decision.package.name))
    hold = decision.approval.hold
    if hold and hold.basis is HoldBasis.REQUEST:
        said.append(say("desk.held", language, until=hold.until.isoformat()))
    said += [messages.text(one.code, tongue, one.facts) for one in decision.notices]
    return said
