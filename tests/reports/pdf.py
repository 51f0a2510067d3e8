"""PDF files as other programs read them (poppler)."""

import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.tools import program


class Picture(NamedTuple):
    """A page in shades of grey, a byte for each point."""

    width: int
    height: int
    points: bytes

    def dark(self, x: float, y: float) -> bool:
        return self.points[int(y) * self.width + int(x)] < 128


def text_of(path: Path) -> str:
    """The text in reading order, every run of blanks and line ends as one blank."""
    return " ".join(_run("pdftotext", path, "-").decode().split())


def pages_of(path: Path) -> list[str]:
    return [
        " ".join(page.split()) for page in _run("pdftotext", path, "-").decode().split("\f")[:-1]
    ]


def raw_text_of(path: Path, page: int) -> str:
    """The text of a page in the order in which it stands in the file."""
    place = ["-raw", "-f", str(page), "-l", str(page)]
    return " ".join(_run("pdftotext", *place, path, "-").decode().split())


def fonts_of(path: Path) -> list[list[str]]:
    """A line for each font: name, type (two words), encoding, embedded, subset, unicode, …"""
    return [line.split() for line in _run("pdffonts", path).decode().splitlines()[2:]]


def information_of(path: Path) -> dict[str, str]:
    lines = _run("pdfinfo", path).decode().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def images_in(path: Path) -> list[str]:
    return _run("pdfimages", "-list", path).decode().splitlines()[2:]


def picture_of(path: Path, page: int, dots: int = 288) -> Picture:
    """A page as a picture, with so many dots to the inch."""
    place = ["-f", str(page), "-l", str(page), "-r", str(dots), "-gray"]
    data = _run("pdftoppm", *place, path)
    _, size, _, points = data.split(b"\n", 3)
    width, height = map(int, size.split())
    return Picture(width, height, points)


def _run(name: str, *arguments: str | Path) -> bytes:
    command = [program(name), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True).stdout
