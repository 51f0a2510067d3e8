"""The trails of a station in several years, each following from the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.trails import TwoClocks, write_session
from viewer_app.audit.log import AuditLog
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.succession import StationYear
from viewer_app.audit.years import origin_in

STATION = "inzage.example/0363/balie-1/2026"


@dataclass(frozen=True)
class Made:
    """A year's trail and the keys it began and ended with."""

    path: Path
    trust: VerifierKey
    first: Ed25519PrivateKey
    last: Ed25519PrivateKey
    sealed: str
    """Its last checkpoint."""
    half_way: Path
    """A copy from before its second session."""

    @property
    def year(self) -> StationYear:
        return StationYear(self.path, self.trust)


def make_years(place: Path, years: Sequence[int] = (2026, 2027, 2028)) -> list[Made]:
    """A trail of two sessions for each year, with the key changed in between."""
    signers = [Ed25519PrivateKey.generate() for _ in years]
    keys = [
        VerifierKey.of(origin_in(STATION, year), signer)
        for year, signer in zip(years, signers, strict=True)
    ]
    place.mkdir(exist_ok=True)
    made: list[Made] = []
    for at, (year, signer, key) in enumerate(zip(years, signers, keys, strict=True)):
        path = place / ("trail.sqlite" if at == 0 else f"trail-{year}.sqlite")
        log = AuditLog.create(
            path,
            signer=signer,
            origin=key.name,
            source="balie-1",
            clock=TwoClocks(),
            boot_id="boot-1",
            previous=made[-1].sealed if made else "",
        )
        write_session(log, f"{year}-AAAA")
        half_way = copy_whole(log, place / "half-way" / path.name)
        last = Ed25519PrivateKey.generate()
        log.rotate(last)
        write_session(log, f"{year}-BBBB")
        sealed = log.continue_in(keys[at + 1]) if at + 1 < len(years) else log.seal()
        log.close()
        made.append(Made(path, key, signer, last, sealed, half_way))
    return made


def copy_whole(log: AuditLog, copy: Path) -> Path:
    """A copy of an open trail that holds all of its events."""
    copy.parent.mkdir(exist_ok=True)
    log._store._database.execute("VACUUM INTO ?", (str(copy),))
    return copy


def without(years: list[Made], at: int) -> list[StationYear]:
    """The years with one of which there is no file."""
    found = [made.year for made in years]
    found[at] = replace(found[at], path=None)
    return found
