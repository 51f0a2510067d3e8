"""Every figure of ``docs/performance.md``: ``scripts/benchmark [--quick] [--anyway] [FIGURE…]``.

Without names it measures all of them and writes the table. With names, or quickly, it prints what
it found and writes nothing: a quick run only shows that every figure can still be had. A machine
that does other things is refused, unless ``--anyway``.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from benchmarks import machine
from benchmarks.effort import Effort
from benchmarks.films import ROOT, Gallery, use_system_libvlc
from benchmarks.table import Figure, lines, write_between

PAGE: Final = ROOT / "docs/performance.md"
MEASUREMENTS: Final = {
    "decrypt": "throughput:measure",
    "first-frame-cold": "first_frame:measure_cold",
    "first-frame-warm": "qt_player:measure",
    "first-frame-1gb": "first_frame:measure_gigabyte",
    "first-frame-10gb": "large:measure_time",
    "seek": "seeking:measure_seeking",
    "step": "seeking:measure_stepping",
    "processor": "processor:measure",
    "memory": "large:measure_memory",
    "painted": "painting:measure_painted",
    "lost": "painting:measure_lost",
    "warming": "warmth:measure",
    "start": "start:measure",
}
"""What can be asked for, and the module and function here that measures it."""

LONGEST_S: Final = 300
"""A measurement that takes longer hangs."""


def measure_here(name: str, directory: Path, *, quick: bool) -> list[Figure]:
    """Measure one thing in this process."""
    module, _, function = MEASUREMENTS[name].partition(":")
    measure: Callable[[Effort], list[Figure]]
    measure = getattr(import_module(f"benchmarks.{module}"), function)
    return measure(Effort(Gallery(directory, quick=quick), directory, quick))


def measure_apart(name: str, directory: Path, *, quick: bool) -> list[Figure]:
    """Measure one thing in a process of its own, so that none disturbs the next."""
    told = directory / f"{name}.json"
    command: list[str | Path] = [sys.executable, "-m", "benchmarks", "--here", told, name]
    if quick:
        command.append("--quick")
    try:
        done = subprocess.run(command, cwd=ROOT, check=False, timeout=LONGEST_S)
    except subprocess.TimeoutExpired:
        return [Figure(name, "", [], why=f"it took longer than {LONGEST_S} s")]
    if done.returncode != 0:
        return [Figure(name, "", [], why=f"it ended with status {done.returncode}")]
    return [Figure(**values) for values in json.loads(told.read_text("utf-8"))]


def measure_all(
    names: Sequence[str], busy: float, *, quick: bool
) -> tuple[list[Figure], list[str]]:
    """Measure these, one after the other; the figures, and the lines that tell of them.

    ``busy``: what share of the processors others took just now.
    """
    load, before, start = machine.load(), machine.ticks(), time.monotonic()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="inzage-benchmark-") as place:
        for name in names:
            begun = time.monotonic()
            print(f"{name} … ", end="", file=sys.stderr, flush=True)
            figures += measure_apart(name, Path(place), quick=quick)
            print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr)
    others = machine.others_percent(before, machine.ticks())
    about = machine.describe(busy, load, others, time.monotonic() - start)
    return figures, [about, "", *lines(figures)]


def main() -> int:
    """Measure, print and write; exit code 0 where everything could be measured."""
    parser = argparse.ArgumentParser(prog="scripts/benchmark", description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=", ".join(MEASUREMENTS))
    parser.add_argument("--quick", action="store_true", help="only whether each can be had")
    parser.add_argument("--anyway", action="store_true", help="on a busy machine, too")
    parser.add_argument("--here", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    unknown = set(chosen.figures) - set(MEASUREMENTS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}")
    if chosen.here is not None:
        use_system_libvlc()
        (name,) = chosen.figures
        figures = measure_here(name, chosen.here.parent, quick=chosen.quick)
        chosen.here.write_text(json.dumps([figure.to_json() for figure in figures]), "utf-8")
        return 0
    busy = machine.busy_percent()
    if busy > machine.BUSY_PERCENT and not (chosen.anyway or chosen.quick):
        parser.exit(2, f"Others take {busy:.0f} % of the processors; wait, or --anyway.\n")
    names = chosen.figures or list(MEASUREMENTS)
    figures, told = measure_all(names, busy, quick=chosen.quick)
    print("\n".join(told))
    if not chosen.figures and not chosen.quick:
        write_between(PAGE, told)
    return 0 if all(figure.values for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
