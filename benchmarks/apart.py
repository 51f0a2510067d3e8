"""One measurement in a process of its own: ``python -m benchmarks.apart MODULE FUNCTION ARGUMENT…``

Prints what the function returns, as JSON. A process that has done nothing yet is how a station is
when the first visitor of the day comes.
"""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final

from benchmarks.films import ROOT, use_system_libvlc

LONGEST_S: Final = 120
"""A process that takes longer hangs."""


def measure_apart(function: Callable[..., Any], *arguments: object) -> Any:
    """Call a function of a module here with texts, in a fresh process; what it returned.

    What the process complains of, as FFmpeg does without end, is shown where it fails. Raises
    subprocess.CalledProcessError, and subprocess.TimeoutExpired where it hangs.
    """
    command = [sys.executable, "-m", "benchmarks.apart", function.__module__, function.__name__]
    command += map(str, arguments)
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST_S
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Measure what the command line names."""
    use_system_libvlc()
    module, name, *arguments = sys.argv[1:]
    print(json.dumps(getattr(importlib.import_module(module), name)(*arguments)))


if __name__ == "__main__":
    main()
