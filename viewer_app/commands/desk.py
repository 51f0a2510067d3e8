"""``inzage desk``: set up a desk, seal a recording for an appointment, show what a package says."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from viewer_app.commands.desk_approve import approve
from viewer_app.commands.desk_letter import letter
from viewer_app.commands.desk_options import (
    MOMENT,
    CaseOption,
    RecordedOption,
    RegimeOption,
    RequestedOption,
    StationsOption,
    SupervisorsOption,
)
from viewer_app.commands.options import Options
from viewer_app.commands.package_table import local_time, print_contents, print_contents_json
from viewer_app.commands.signals import ended_by_signal
from viewer_app.commands.terminal import (
    Advance,
    JsonOption,
    LanguageOption,
    PassphraseOption,
    Tongue,
    ask_passphrase,
    print_json,
    progress_bar,
    refusals,
    say,
)
from viewer_app.desk.axis import AxisStream, open_axis
from viewer_app.desk.axis_key import unwrap_key
from viewer_app.desk.contents import read_contents
from viewer_app.desk.errors import DeskError, RequestRefused
from viewer_app.desk.home import locate_home
from viewer_app.desk.keys import Desk
from viewer_app.desk.moments import parse_day, parse_moment
from viewer_app.desk.request import Request
from viewer_app.desk.seal import Notice
from viewer_app.desk.seal import seal as seal_clip
from viewer_app.evidence.addresses import StationAddress
from viewer_app.evidence.age import X25519Recipient
from viewer_app.evidence.approval import Approval, Ground, HoldBasis, LegalHold, Requester
from viewer_app.evidence.sealed import Package
from viewer_app.evidence.secret import Secret
from viewer_app.session.policy import Policy
from viewer_app.session.policy_file import load_policy

app = typer.Typer(
    no_args_is_help=True, help="De behandelaar: opnamen verzegelen · The desk: seal recordings"
)

app.command()(approve)
app.command()(letter)


@app.command()
def keygen(
    *,
    name: Annotated[str, typer.Option(help="Naam van de behandelaar · name of the desk")],
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="Alleen voor demonstraties · for demos only")
    ] = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Richt een behandelaar in op deze computer · Set up a desk, with its keys in the keyring.

    Exit 0: set up; 1: refused, and nothing was changed; 2: wrong usage.
    """
    with refusals(as_json, language):
        home = locate_home()
        desk = Desk.create(home, name, demonstration=demonstration)
        if as_json:
            print_json(
                {
                    "desk": desk.name,
                    "demonstration": desk.demonstration,
                    "pin": desk.pin,
                    "recipient": str(desk.recipient),
                    "directory": str(home),
                }
            )
            return
        typer.echo(say("desk.made", language))
        typer.echo(desk.pin)
        if desk.demonstration:
            typer.echo(say("desk.made_demonstration", language))


@app.command()
def seal(
    clip: Annotated[Path | None, typer.Argument(help="De opname · the recording")] = None,
    *,
    from_axis: Annotated[
        Path | None,
        typer.Option(
            help="In plaats daarvan: een opname die een Axis-camerasysteem versleutelde, met haar "
            ".key-bestand ernaast · instead: a recording that an Axis body worn system encrypted"
        ),
    ] = None,
    key: Annotated[
        Path | None, typer.Option(help="Privésleutel daarvoor, PEM · the private key for it")
    ] = None,
    passphrase_stdin: PassphraseOption = False,
    case: CaseOption,
    recorded_at: RecordedOption,
    requested_at: RequestedOption,
    ground: Annotated[Ground, typer.Option(help="Waarom de betrokkene mag kijken · why")],
    regime: RegimeOption,
    name: Annotated[str, typer.Option(help="Naam van de betrokkene · the citizen's name")],
    birth_date: Annotated[str, typer.Option(help="Geboortedatum · birth date: 1980-02-29")],
    supervisor: SupervisorsOption,
    station: StationsOption,
    valid_from: Annotated[str, typer.Option("--from", help=f"Begin · start: {MOMENT}")],
    valid_until: Annotated[str, typer.Option("--until", help=f"Einde · end: {MOMENT}")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Nieuw pakket · new .inzage file")],
    viewings: Annotated[int, typer.Option(min=1, max=100, help="Hoe vaak · how often")] = 1,
    hold_reason: Annotated[
        str | None, typer.Option(help="Waarom de opname bewaard moet blijven · legal hold")
    ] = None,
    hold_basis: Annotated[
        HoldBasis | None, typer.Option(help="Waarop dat berust · what it rests on")
    ] = None,
    hold_by: Annotated[str | None, typer.Option(help="Wie dat besloot · who decided it")] = None,
    hold_until: Annotated[
        str | None, typer.Option(help="Laatste dag ervan · its last day: 2026-06-30")
    ] = None,
    policy: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Regels van de gemeente · policy.toml"),
    ] = None,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Verzegel een opname voor een afspraak · Seal a recording for one appointment.

    Exit 0: sealed; 1: refused with every reason, and no file was made; 2: wrong usage.
    """
    read = Options(as_json, language)
    request = Request(
        case=case,
        recorded_at=read.one("--recorded-at", parse_moment, recorded_at),
        requested_at=read.one("--requested-at", parse_moment, requested_at),
        ground=ground,
        regime=regime,
        requester=Requester(name, read.one("--birth-date", parse_day, birth_date)),
        supervisors=read.each("--supervisor", X25519Recipient.parse, supervisor),
        stations=read.each("--station", StationAddress.parse, station),
        valid_from=read.one("--from", parse_moment, valid_from),
        valid_until=read.one("--until", parse_moment, valid_until),
        viewings=viewings,
        hold=_read_hold(read, hold_reason, hold_basis, hold_by, hold_until),
    )
    source = _choose_source(read, clip, from_axis, key)
    notices: list[Notice] = []
    with refusals(as_json, language), _findings(as_json), ended_by_signal():
        desk = Desk.load(locate_home())
        rules = Policy() if policy is None else load_policy(policy)
        with (
            _opened(source, language, from_stdin=passphrase_stdin) as film,
            progress_bar(as_json) as bar,
        ):
            approval = seal_clip(
                desk,
                request,
                film,
                output,
                policy=rules,
                now=datetime.now(UTC),
                progress=_told(bar, say("desk.sealing", language)),
                tell=notices.append,
            )
    _show_sealed(approval, output, film, notices, as_json=as_json, language=language)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="Het pakket · the package")],
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Ga elke byte na · compare every byte of the clip")
    ] = False,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Toon wat een pakket zegt, zonder de opname te openen · Show what a package says.

    Exit 0: as shown; 1: refused, or what is in it is not right; 2: wrong usage.
    """
    with refusals(as_json, language), Package.open(file) as package:
        with progress_bar(as_json) as bar:
            contents = read_contents(
                package,
                _desk_if_any(),
                whole=check,
                progress=_told(bar, say("desk.checking", language)),
            )
        if as_json:
            print_contents_json(contents)
        else:
            print_contents(contents, language)
            if contents.fault:
                typer.echo(contents.fault.text(language.language), err=not contents.sound)
        if not contents.sound:
            raise typer.Exit(1)


def _choose_source(
    read: Options, clip: Path | None, from_axis: Path | None, key: Path | None
) -> Path | tuple[Path, Path]:
    """The film, or the encrypted object and the private key for it."""
    if clip is None and from_axis is not None and key is not None:
        return from_axis, key
    if clip is None or from_axis is not None or key is not None:
        read.refuse("--from-axis", DeskError("axis.which_recording"))
    return clip


@contextmanager
def _opened(
    source: Path | tuple[Path, Path], language: Tongue, *, from_stdin: bool
) -> Iterator[Path | AxisStream]:
    """A film as ``seal_clip`` takes it; the private key is gone by then."""
    if isinstance(source, Path):
        yield source
        return
    path, private = source

    def ask() -> Secret:
        prompt = say("axis.passphrase", language, file=private.name)
        return ask_passphrase(language, from_stdin=from_stdin, prompt=prompt)

    with unwrap_key(path, private, ask) as key:
        stream = open_axis(path, key)
    with stream:
        yield stream


def _read_hold(
    read: Options,
    reason: str | None,
    basis: HoldBasis | None,
    by: str | None,
    until: str | None,
) -> LegalHold | None:
    """A hold with all that it must say, or none."""
    if reason is None and basis is None and by is None and until is None:
        return None
    if reason is None or basis is None or by is None or until is None:
        read.refuse("--hold-…", DeskError("request.hold_incomplete"))
    return LegalHold(reason, basis, by, read.one("--hold-until", parse_day, until))


def _desk_if_any() -> Desk | None:
    try:
        return Desk.load(locate_home())
    except DeskError as error:
        if error.code == "desk.not_made":
            return None
        raise


# --- sealing -----------------------------------------------------------------------------------


@contextmanager
def _findings(as_json: bool) -> Iterator[None]:
    """Tell machines every finding; people read them in the error's own text."""
    try:
        yield
    except RequestRefused as error:
        if not as_json:
            raise
        findings = [{"code": one.code, "facts": dict(one.facts)} for one in error.findings]
        print_json({"error": error.code, "facts": {}, "findings": findings})
        raise typer.Exit(1) from None


def _told(bar: Advance | None, what: str) -> Callable[[int, int], None]:
    def advance(done: int, total: int) -> None:
        if bar:
            bar(done, total, what)

    return advance


def _show_sealed(
    approval: Approval,
    output: Path,
    film: Path | AxisStream,
    notices: Sequence[Notice],
    *,
    as_json: bool,
    language: Tongue,
) -> None:
    original = film if isinstance(film, AxisStream) else None
    if as_json:
        print_json(
            {
                "file": str(output),
                "approval_id": approval.approval_id,
                "stations": list(approval.stations),
                "valid_from": approval.valid_from.isoformat(),
                "valid_until": approval.valid_until.isoformat(),
                "demonstration": approval.demonstration,
                "hold": (
                    {"basis": approval.hold.basis.value, "until": approval.hold.until.isoformat()}
                    if approval.hold
                    else None
                ),
                "clip": {
                    "size": approval.clip.size,
                    "header_sha256": approval.clip.header_sha256,
                    "sha256": approval.clip.sha256,
                    "original": asdict(approval.clip.original) if approval.clip.original else None,
                },
                "notices": [{"code": one.code, "facts": dict(one.facts)} for one in notices],
                "axis_original": (
                    {"size": original.sealed_size, "sha256": original.sealed_sha256}
                    if original
                    else None
                ),
            }
        )
        return
    start, end = local_time(approval.valid_from), local_time(approval.valid_until)
    typer.echo(say("desk.sealed", language, file=output.name, start=start, end=end))
    if approval.hold and approval.hold.basis is HoldBasis.REQUEST:
        typer.echo(say("desk.held", language, until=approval.hold.until.isoformat()))
    if original:
        typer.echo(say("desk.sealed_from_axis", language, sha256=original.sealed_sha256))
    for one in notices:
        typer.echo(say(one.code, language, **one.facts))
