"""The trail of a station that was restored: a new one, which names the last the old one shows.

Going on in the old one would make two trails under one name: what the lost machine wrote after the
backup was made, and what is written here (docs/decisions/0027).
"""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.app.trail import trail_starter
from viewer_app.audit.body import read_body
from viewer_app.audit.checkpoint import Checkpoint, parse_checkpoint
from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey, parse_note
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.years import origin_after_restore
from viewer_app.session.calendar import dutch_day
from viewer_app.station.clock import SystemClock, boot_id
from viewer_app.station.enrolment import StartTrail
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings


def restored_head(home: Home) -> Checkpoint | None:
    """The last of the restored trail, as the trail in use names it; None where it follows none.

    Raises TrailError, NoteError.
    """
    note = previous_note(home.trails()[0])
    return parse_checkpoint(parse_note(note).text) if note else None


def previous_note(trail: Path) -> str:
    """The checkpoint that the first event of a trail names; "" where it follows none.

    Raises TrailError.
    """
    with TrailReader(trail) as reader:
        return str(read_body(reader.row(0).body).details.get("previous", ""))


def starter_for(home: Home, *, municipality: str, station: str) -> StartTrail:
    """What enrolment makes the trail with, whether or not something was restored here before.

    Raises StationError (``station.other_restored``, ``settings.…``), TrailError where the restored
    trail cannot be read.
    """
    if not home.restored.is_dir():
        return trail_starter(home.trail, municipality=municipality, station=station)
    old = Home(home.restored)
    settings = Settings.load(old.settings)
    if settings.station != station:
        raise StationError("station.other_restored", station=settings.station)
    with TrailReader(old.trail) as reader:
        previous = reader.checkpoint(reader.size())
    clock = SystemClock()
    before = VerifierKey.parse(settings.trail_key).name
    origin = origin_after_restore(before, dutch_day(clock.now()).year)

    def start(signer: Ed25519PrivateKey) -> str:
        AuditLog.create(
            home.trail,
            signer=signer,
            origin=origin,
            source=station,
            clock=clock,
            boot_id=boot_id(),
            previous=previous,
        ).close()
        return str(VerifierKey.of(origin, signer))

    return start
