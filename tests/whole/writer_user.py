"""The user who writes the trail: ``python -m tests.whole.writer_user DIRECTORY``.

Enrols the station, says with which anchor key, and then does what standard input tells, a line of
JSON each: ``{"serve": [ARGUMENTS…]}`` starts ``inzage audit serve`` and says its process id once it
listens; ``{"run": [ARGUMENTS…]}`` runs one command of ``inzage`` and says what it said.
"""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from tests.whole.house import STATION
from viewer_app.app.anchors import anchor_key
from viewer_app.app.trail import trail_starter
from viewer_app.audit.note import VerifierKey
from viewer_app.session.policy import Policy
from viewer_app.station.enrolment import enrol
from viewer_app.station.home import Home
from viewer_app.vault import Vault


def say(**told: object) -> None:
    """One line for whoever started this."""
    print(json.dumps(told), flush=True)


def main(directory: Path) -> None:
    """Until the end of standard input."""
    home = Home(directory)
    settings = enrol(
        home,
        station=STATION,
        policy=replace(Policy(), anchor_days=7),
        desks=[],
        demonstration=True,
        language="nl",
        start_trail=trail_starter(home.trail, municipality="X", station=STATION),
    )
    origin = VerifierKey.parse(settings.audit_key).name
    say(key=str(anchor_key(origin, Vault(settings.vault))), audit_key=settings.audit_key)
    os.environ["INZAGE_HOME"] = str(directory)
    inzage = [sys.executable, "-m", "viewer_app"]
    for line in sys.stdin:
        match json.loads(line):
            case {"serve": list(arguments)}:
                service = subprocess.Popen(
                    [*inzage, "audit", "serve", *arguments], stdout=subprocess.PIPE
                )
                assert service.stdout
                said = service.stdout.readline().decode()
                say(pid=service.pid, said=said)
            case {"run": list(arguments)}:
                done = subprocess.run([*inzage, *arguments], capture_output=True, check=False)
                say(code=done.returncode, said=done.stdout.decode(), error=done.stderr.decode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
