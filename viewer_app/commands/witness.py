"""``inzage witness``: a witness for the audit trails of stations, on another machine."""

import signal
import threading
from typing import Annotated

import typer

from viewer_app.audit.errors import AuditError
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.witness import Witness
from viewer_app.audit.witness_home import WitnessSettings, locate_witness
from viewer_app.audit.witness_server import WitnessServer
from viewer_app.commands.terminal import (
    JsonOption,
    LanguageOption,
    Tongue,
    print_json,
    refusals,
    say,
)
from viewer_app.errors import system_reason
from viewer_app.station.clock import SystemClock

app = typer.Typer(
    no_args_is_help=True,
    help="Getuige voor de logboeken van stations · Witness for the trails of stations",
)


@app.command()
def keygen(
    *,
    name: Annotated[
        str, typer.Option(help="Naam, een adres zonder https:// · a name like getuige.example/1")
    ],
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Maak een getuige en toon de openbare sleutel · Make a witness and show its public key."""
    with refusals(as_json, language):
        settings = WitnessSettings.create(locate_witness(), name)
        _show(settings, as_json, language)


@app.command()
def add(
    key: Annotated[str, typer.Argument(help="Ankersleutel van een station · its anchor key")],
    *,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Neem het logboek van een station aan · Take the trail of a station.

    The key is what ``inzage station anchors`` shows there. A witness that runs takes it when it is
    started again.
    """
    with refusals(as_json, language):
        home = locate_witness()
        settings = WitnessSettings.load(home).add_log(home, VerifierKey.parse(key))
        _show(settings, as_json, language)


@app.command()
def show(*, as_json: JsonOption = False, language: LanguageOption = Tongue.NL) -> None:
    """Toon de openbare sleutel en de logboeken · Show the public key and the trails taken."""
    with refusals(as_json, language):
        _show(WitnessSettings.load(locate_witness()), as_json, language)


@app.command()
def serve(
    *,
    host: Annotated[
        str, typer.Option(help="Adres om op te luisteren · address to listen at")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Poort · port")] = 8470,
    as_json: JsonOption = False,
    language: LanguageOption = Tongue.NL,
) -> None:
    """Wees getuige, tot Ctrl+C · Be a witness, until Ctrl+C.

    Listens on this machine alone unless ``--host`` says otherwise; put a web server with TLS before
    it. Tells each answer on standard output, never who asked.
    """
    with refusals(as_json, language):
        home = locate_witness()
        settings = WitnessSettings.load(home)
        witness = Witness(home, settings.key.name, settings.signer(), settings.logs, SystemClock())
        try:
            server = _listen(host, port, witness, as_json)
            bound = server.server_address[1]
            if as_json:
                print_json({"listening": bound, "key": str(settings.key)})
            else:
                typer.echo(say("witness.listening", language, host=host, port=int(bound)))
            _run(server)
        finally:
            witness.close()


def _listen(host: str, port: int, witness: Witness, as_json: bool) -> WitnessServer:
    def tell(status: int, code: str) -> None:
        if as_json:
            print_json({"status": status, "code": code})
        else:
            typer.echo(f"{status} {code}".rstrip())

    try:
        return WitnessServer((host, port), witness, tell)
    except OSError as error:
        reason = system_reason(error)
        raise AuditError("witness.not_listening", host=host, port=port, reason=reason) from None


def _run(server: WitnessServer) -> None:
    """Serve until a signal; ``shutdown`` waits for the loop, so another thread runs it."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    loop = threading.Thread(target=server.serve_forever, name="witness")
    loop.start()
    # Windows lets no signal through to a wait without end.
    while not stopped.wait(1.0):
        pass
    server.shutdown()
    loop.join()
    server.server_close()


def _show(settings: WitnessSettings, as_json: bool, language: Tongue) -> None:
    if as_json:
        print_json({"key": str(settings.key), "logs": [str(log) for log in settings.logs]})
        return
    typer.echo(say("witness.key", language))
    typer.echo(f"  {settings.key}")
    typer.echo(say("witness.logs", language, count=len(settings.logs)))
    for log in settings.logs:
        typer.echo(f"  {log}")
