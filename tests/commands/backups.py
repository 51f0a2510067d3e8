"""A station that is backed up, and who keeps its backups."""

from pathlib import Path

from typer.testing import Result

from tests.cli import run
from viewer_app.audit.reader import TrailReader
from viewer_app.evidence.age import X25519Identity

PHRASE = "vier blauwe fietsen bij de brug\n"
PIN = "gemeente-x=" + "A" * 43
ENROL = ("station", "enrol", "--id", "KANTOOR-1", "--municipality", "X", "--desk", PIN)


class Keeper:
    """Who keeps the backups: an age key in a file, which is not on the station."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with X25519Identity.generate() as identity:
            self.recipient = str(identity.recipient)
            with identity.encode() as text:
                path.write_bytes(b"# public key: x\r\n" + bytes(text.view) + b"\r\n")


def events(trail: Path) -> list[tuple[str, str]]:
    """Action and outcome of every event, the last first."""
    with TrailReader(trail) as reader:
        return [(event.entry.action, event.entry.outcome) for event in reader.page()]


def tree(directory: Path) -> dict[str, bytes]:
    """Every file below a directory."""
    files = (path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)): path.read_bytes() for path in files}


def restore(backup: Path, keeper: Keeper, *more: object, code: int = 0) -> Result:
    """Put the backup back into the state directory of INZAGE_HOME."""
    return run("station", "restore", backup, "--identity", keeper.path, *more, code=code)
