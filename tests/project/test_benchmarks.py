"""The figures: each can still be measured, and the page has a place for them."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import MEASUREMENTS, PAGE
from benchmarks.table import BEGIN, END, Figure, lines, write_between
from tests.tools import ROOT
from viewer_app.playback import bundle


def test_who_only_reads_how_figures_are_measured_keeps_the_own_libvlc() -> None:
    assert bundle.place() == Path(sys.prefix, "libvlc")


@pytest.mark.slow
@pytest.mark.usefixtures("display", "secret_service")
def test_every_figure_can_still_be_had() -> None:
    # the two left out take long, and run the same code as two of the others
    measured = [name for name in MEASUREMENTS if name not in ("memory", "lost")]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", *measured],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=170,
    )
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    missing = [line for line in rows if "not measured" in line]
    # rivals that only scripts/benchmark installs
    assert [line for line in missing if "not installed" not in line] == [], done.stderr
    assert len(rows) - len(missing) > len(measured), done.stderr


@pytest.mark.parametrize(
    ("values", "most", "least", "met"),
    [
        ([1.0, 1.2, 9.0], 1.2, None, True),
        ([1.0, 1.21, 1.3], 1.2, None, False),
        ([0.7, 0.72, 0.9], None, 0.72, True),
        ([0.7, 0.71, 0.9], None, 0.72, False),
        ([1.0], None, None, None),
        ([], 1.2, None, None),
    ],
)
def test_the_median_decides_whether_an_aim_is_met(
    values: list[float], most: float | None, least: float | None, met: bool | None
) -> None:
    figure = Figure("x", "y", values, most=most, least=least, why="it is not there")
    assert figure.met is met
    *_, row = lines([figure])
    assert ("yes" in row, "**no**" in row) == (met is True, met is False)
    assert ("it is not there" in row) == (not values)


def test_figures_stand_between_their_marks_and_nothing_else_is_touched(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n")
    for _ in range(2):
        write_between(page, ["new"])
        assert page.read_text() == f"before\n\n{BEGIN}\n\nnew\n\n{END}\n\nafter\n"
    page.write_text("no marks")
    with pytest.raises(ValueError, match=r"page\.md"):
        write_between(page, ["new"])


def test_the_page_has_the_figures_and_their_place() -> None:
    text = PAGE.read_text("utf-8")
    table = text.partition(BEGIN)[2].partition(END)[0]
    for rival in ("openssl speed", "age -d", "pyrage", "QMediaPlayer", "decoding to nothing"):
        assert rival in table
