"""Kills a station at every durable step of destroying a recording, and starts it again.

    python -m tests.station.killed_destroyer DIRECTORY

Prints a JSON object for each step at which it was killed, and one, with ``killed`` false, for the
run that nothing ended. Run in a process of its own, since it forks.
"""

import json
import os
import sys
from functools import partial
from pathlib import Path

from tests.station.killed_changer import run_until
from tests.station.stations import StationUnderTest
from viewer_app.audit.store import Store
from viewer_app.station.destruction import DESTRUCTION_FINISHED, DESTRUCTION_STARTED

DURABLE = (
    *((Store, "append"), (os, "fsync")),
    *((Path, "rename"), (Path, "touch"), (Path, "unlink")),
)
PAST_RETENTION_S = 40 * 86_400


def main(directory: Path) -> None:
    step, killed = 0, True
    while killed:
        station = StationUnderTest(directory / str(step))
        try:
            station.enrol_supervisor()
            station.drop()
            station.run()
            (package,) = station.home.packages.iterdir()
            whole = package.read_bytes()
            station.clock.wait(PAST_RETENTION_S)
            station.close_log()
            killed = run_until(step, partial(destroy, station), DURABLE)
            print(json.dumps({"step": step, "killed": killed, **look(station, whole)}))
        finally:
            station.close()
        step += 1


def destroy(station: StationUnderTest) -> None:
    station.destruction().run()


def look(station: StationUnderTest, whole: bytes) -> dict[str, object]:
    """What the crash left, and what is there after the next run."""
    left = list(station.home.packages.iterdir())
    started = len(station.events(DESTRUCTION_STARTED))
    untouched = [path.name for path in left if path.read_bytes() == whole]
    results = [result.fate for result in station.destruction().run()]
    again = [result.fate for result in station.destruction().run()]
    return {
        "left": sorted(path.name for path in left),
        "untouched": untouched,
        "started_before": started,
        "results": results,
        "again": again,
        "remains": station.taken_in,
        "finished": [outcome for _, outcome, _, _ in station.events(DESTRUCTION_FINISHED)],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
