"""How much is measured: all of it, or just enough to see that each figure can still be had."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.films import Gallery


@dataclass(frozen=True)
class Effort:
    """One run's films and how often each thing is done."""

    gallery: Gallery
    directory: Path
    """For files of a measurement's own; gone when the run is over."""
    quick: bool

    def times(self, wanted: int) -> int:
        """So often, or once where the run is quick."""
        return 1 if self.quick else wanted
