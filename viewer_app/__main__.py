"""``inzage``, and ``python -m viewer_app``: closed to other programs first, and then as asked."""

import os
import sys

from viewer_app.station import hardening


def main() -> None:
    """Do what the command line asks, as a process that leaves no core dump and cannot be looked at.

    ``inzage run``, what a station does all day, has nothing to read on the command line: its window
    does not wait for the commands, which take longer to import than Qt.
    """
    hardening.harden()
    hardening.clean_environment(os.environ)
    if sys.argv[1:] == ["run"]:
        from viewer_app.app.screen import run  # noqa: PLC0415 - Qt, after the environment was cleaned
        from viewer_app.station.home import Home  # noqa: PLC0415

        sys.exit(run(Home.locate()))
    from viewer_app.cli import app  # noqa: PLC0415 - every command

    app()


if __name__ == "__main__":
    main()
