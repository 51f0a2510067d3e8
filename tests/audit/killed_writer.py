"""Kills writers of one trail again and again, and counts what they had been promised.

    python -m tests.audit.killed_writer TRAIL KILLS SEED

Each writer is a forked process that reports every event after ``record`` returned, over a pipe,
and is killed with SIGKILL after a random moment. Prints a JSON object: how many events were
acknowledged, lost, and are there. Run in a process of its own, since it forks.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.audit.trails import Trail, TwoClocks, event
from viewer_app.audit.reader import TrailReader


def main(path: Path, kills: int, seed: int) -> None:
    moments = random.Random(seed)  # noqa: S311 - when to kill, not a secret
    Trail(path, TwoClocks()).create().close()
    acknowledged = lost = 0
    for number in range(kills):
        promised = kill_one(path, f"K-{number}", moments.uniform(0.001, 0.02))
        with TrailReader(path) as reader:
            kept = [found.entry.details["number"] for found in reader.events(f"K-{number}")]
        lost += len(set(promised) - set(kept))
        acknowledged += len(promised)
    with Trail(path, TwoClocks()).open() as log:
        size = log.size
    print(json.dumps({"acknowledged": acknowledged, "lost": lost, "size": size}))


def kill_one(path: Path, session: str, after: float) -> list[int]:
    """Let one writer write, kill it ``after`` seconds from its first event; what was promised."""
    from_writer, to_us = os.pipe()
    writer = os.fork()
    if writer == 0:
        write_until_killed(path, session, to_us)
    os.close(to_us)
    with os.fdopen(from_writer, "rb") as promises:
        first = promises.readline()
        time.sleep(after)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        lines = (first + promises.read()).splitlines(keepends=True)
    return [int(line) for line in lines if line.endswith(b"\n")]


def write_until_killed(path: Path, session: str, to_parent: int) -> None:
    try:
        log = Trail(path, TwoClocks()).open()
        number = 0
        while True:
            log.record(event("viewing.continued", session, details={"number": number}))
            os.write(to_parent, f"{number}\n".encode())
            number += 1
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
