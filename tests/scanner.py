"""A QR reader that nobody here wrote."""

import subprocess
from pathlib import Path

from tests.tools import program


def scan(picture: Path) -> str:
    """What the one QR code in a picture says; fails where there is none or more than one.

    ``zbarimg`` ends what it read with a newline of its own.
    """
    command: list[str | Path] = [
        program("zbarimg"),
        "--raw",
        "--quiet",
        "-Sdisable",
        "-Sqrcode.enable",
        picture,
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, "no QR code was read"
    return done.stdout.decode().removesuffix("\n")
