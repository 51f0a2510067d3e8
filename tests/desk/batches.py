"""A batch of requests at a desk: lists to approve, and the command that does."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from typer.testing import Result

from tests.desk.requests import BIRTH_DATE, NAME, STATION, SUPERVISOR, Office, moment, run
from tests.tools import ROOT
from viewer_app.desk.fields import Keys
from viewer_app.evidence.addresses import StationAddress

SAMPLES = ROOT / "resources/samples"
SAMPLE_DAY = date(2026, 11, 25)
"""The day on which the requests in the samples are decided."""
KEYS = Keys((SUPERVISOR.recipient,), (StationAddress("balie-1", STATION.recipient),))
RULES = 'municipality = "Voorbeeldstad"\n'
LATE: dict[str, str] = {"recorded_at": moment(days=-40), "requested_at": moment(days=-10)}
"""A request that came too late for a recording that is gone."""


def row(case: str, **changes: str) -> dict[str, str]:
    """A request that may be granted now, with other cells where given."""
    cells = {
        "case": case,
        "clip": "film.mp4",
        "recorded_at": moment(days=-10),
        "requested_at": moment(days=-5),
        "ground": "filmed",
        "regime": "avg",
        "name": NAME,
        "birth_date": BIRTH_DATE,
        "from": moment(hours=-1),
        "until": moment(hours=3),
    }
    return {**cells, **changes}


def write(*rows: dict[str, str], separator: str = ";") -> str:
    """These requests as a list, whose columns are those of the first."""
    lines = [list(rows[0]), *(list(one.values()) for one in rows)]
    return "".join(separator.join(cells) + "\n" for cells in lines)


def shift(text: str, today: date) -> str:
    """A sample as if it were of ``today``; birth dates stay."""

    def move(found: re.Match[str]) -> str:
        return (date.fromisoformat(found[0]) + (today - SAMPLE_DAY)).isoformat()

    return re.sub(r"\b202[67]-\d\d-\d\d", move, text)


class Batch:
    """A desk with a list, a directory of recordings, of packages and of letters."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office = office
        self.clips = folder / "clips"
        self.letters = folder / "letters"
        self.rules = folder / "policy.toml"
        self.list = folder / "requests.csv"
        for place in (self.clips, self.letters):
            place.mkdir()
        self.rules.write_text(RULES, "utf-8")
        self.add_clip("film.mp4")

    def add_clip(self, name: str) -> Path:
        """Another copy of the film."""
        path = self.clips / name
        path.write_bytes(self.office.film.read_bytes())
        return path

    @property
    def packages(self) -> list[str]:
        """Names of everything in the directory of packages."""
        return sorted(path.name for path in self.office.packages.iterdir())

    @property
    def written(self) -> list[str]:
        """Names of everything in the directory of letters."""
        return sorted(path.name for path in self.letters.iterdir())

    def arguments(self, *more: object, file: Path | None = None) -> list[str]:
        """What is typed to approve the list."""
        return [
            *("approve", str(file or self.list), "--clips", str(self.clips)),
            *("--supervisor", str(SUPERVISOR.recipient)),
            *("--station", f"balie-1={STATION.recipient}", "--policy", str(self.rules)),
            *("-o", str(self.office.packages), "--letters", str(self.letters)),
            *map(str, more),
        ]

    def approve(self, *more: object, file: Path | None = None, code: int = 0) -> Result:
        """Approve the list; the command ends with ``code``."""
        return run(*self.arguments(*more, file=file), code=code)

    def told(self, *more: object, file: Path | None = None, code: int = 0) -> dict[str, Any]:
        """What a machine is told."""
        said = self.approve("--json", *more, file=file, code=code)
        answer: dict[str, Any] = json.loads(said.stdout)
        return answer

    def states(self, *more: object, file: Path | None = None, code: int = 0) -> dict[str, str]:
        """How it stands with each case."""
        requests = self.told(*more, file=file, code=code)["requests"]
        return {one["case"]: one["state"] for one in requests}
