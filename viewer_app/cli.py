"""The commands of ``inzage``; ``viewer_app.__main__`` starts them."""

import typer

from viewer_app.commands import (
    audit,
    backup,
    desk,
    desk_keys,
    kiosk,
    people,
    policy,
    retention,
    sources,
    station,
    witness,
)
from viewer_app.commands.anchors import anchors
from viewer_app.commands.audit_serve import serve
from viewer_app.commands.demo import demo
from viewer_app.commands.doctor import doctor
from viewer_app.commands.run import run

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    # a traceback with local variables would show names and keys
    pretty_exceptions_enable=False,
    help="Inzagestation: een bodycamopname onder toezicht inzien · supervised viewing",
)
app.command()(run)
app.command()(demo)
app.command()(doctor)
station.app.command()(anchors)
station.app.command("sources")(sources.show)
station.app.add_typer(sources.app, name="source")
station.app.command("backup")(backup.make_backup)
station.app.command("restore")(backup.restore_backup)
station.app.add_typer(desk_keys.app, name="desk-key")
audit.app.command()(serve)
app.add_typer(station.app, name="station")
app.add_typer(kiosk.app, name="kiosk")
app.add_typer(people.supervisors, name="supervisor")
app.add_typer(people.auditors, name="auditor")
app.add_typer(desk.app, name="desk")
app.add_typer(policy.app, name="policy")
app.add_typer(retention.app, name="retention")
app.add_typer(audit.app, name="audit")
app.add_typer(witness.app, name="witness")
