"""A figure, and the table of figures in ``docs/performance.md``."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

BEGIN: Final = "<!-- figures: from here on written by scripts/benchmark -->"
END: Final = "<!-- figures end here -->"


@dataclass(frozen=True)
class Figure:
    """One line of the table: the same thing measured in several rounds."""

    name: str
    rival: str
    """What it is measured against; empty where it stands by itself."""
    values: Sequence[float]
    """One for each round: ratios to the rival where ``unit`` is empty."""
    unit: str = ""
    most: float | None = None
    """The aim: the median may be no more than this."""
    least: float | None = None
    """The aim: the median may be no less than this."""
    why: str = ""
    """Why there are no values, where there are none."""

    @property
    def met(self) -> bool | None:
        """Whether the median meets the aim; None where there is no aim, or nothing was measured."""
        if not self.values or (self.most is None and self.least is None):
            return None
        median = statistics.median(self.values)
        return (self.most is None or median <= self.most) and (
            self.least is None or median >= self.least
        )

    @property
    def aim(self) -> str:
        """The aim in signs."""
        if self.most is not None:
            return f"≤ {self.most:g}"
        return f"≥ {self.least:g}" if self.least is not None else ""

    @property
    def measured(self) -> str:
        """Median, least and most, or why there is none."""
        if not self.values:
            return f"not measured: {self.why}"
        numbers = (statistics.median(self.values), min(self.values), max(self.values))
        middle, least, most = (_spelled(number, self.unit) for number in numbers)
        unit = f" {self.unit}" if self.unit else ""
        return f"{middle}{unit} [{least}–{most}]"

    def to_json(self) -> dict[str, Any]:
        """As JSON has it; ``Figure(**…)`` takes it back."""
        return {**asdict(self), "values": list(self.values)}


def ratios(name: str, rival: str, ours: Sequence[float], theirs: Sequence[float]) -> Figure:
    """Round by round, ours over the rival's; without an aim."""
    return Figure(name, rival, [one / other for one, other in zip(ours, theirs, strict=True)])


def lines(figures: Sequence[Figure]) -> list[str]:
    """The table, line by line."""
    told = {True: "yes", False: "**no**", None: ""}
    rows = [
        "| figure | rival | median [least–most] | aim | met |",
        "|---|---|---|---|---|",
    ]
    for figure in figures:
        rows.append(
            f"| {figure.name} | {figure.rival} | {figure.measured} | {figure.aim} "
            f"| {told[figure.met]} |"
        )
    return rows


def write_between(page: Path, told: Sequence[str]) -> None:
    """Put these lines between the marks on the page. Raises ValueError where they are not there."""
    text = page.read_text("utf-8")
    before, begun, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (begun and ended):
        raise ValueError(f"{page.name} has no place for the figures")
    page.write_text("\n".join([before + BEGIN, "", *told, "", END]) + after, "utf-8")


def _spelled(number: float, unit: str) -> str:
    if unit in ("", "MiB"):
        return f"{number:.2f}"
    return f"{number:.0f}" if abs(number) >= 100 or number == int(number) else f"{number:.1f}"
