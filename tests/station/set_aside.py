"""What intake set aside, and why."""

import json

from tests.station.stations import STATION, StationUnderTest
from viewer_app.errors import InzageError
from viewer_app.station.set_aside import SetAsidePackage

NAME = "Jansen bodycam.inzage"


def kept_aside(station: StationUnderTest) -> list[tuple[str, bytes]]:
    """What lies among the packages that were set aside, reasons left out."""
    return sorted(
        (path.name, path.read_bytes())
        for path in station.home.set_aside.iterdir()
        if not path.name.endswith(".reason.json")
    )


def refused(station: StationUnderTest) -> SetAsidePackage:
    """Run intake on the one package in the inbox, which it must set aside; what it says of it."""
    (path,) = station.home.inbox.iterdir()
    whole = path.read_bytes()
    assert station.run() == ()
    assert (station.inbox, station.taken_in) == ([], [])
    assert station.packages().appointments() == ()
    assert kept_aside(station) == [(path.name, whole)], "not a byte of it is lost"
    (reason,) = station.intake().set_aside()
    assert reason.file == path.name
    for language in ("nl", "en"):
        sentence = InzageError(reason.code, **reason.facts).text(language)
        assert sentence != reason.code
        assert "…" not in sentence
    ((about, outcome, details, private),) = station.events("package.set_aside")
    assert (about, outcome) == (f"station:{STATION}", "refused")
    assert details["code"] == reason.code
    assert path.name not in json.dumps(details)
    assert private == {"file": path.name}
    return reason
