"""What is wanted of our builds, as ratios of one run, and whether it was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .builders import COLD, FLOOR, OURS, STOCK
from .edits import PAGE
from .measure import Measure
from .peers import ELEVENTY, HUGO
from .rounds import Result
from .table import MEMORY, WALL, Table, ratio

PAGES = 300
"""The size that the aims speak of."""


@dataclass(frozen=True)
class Aim:
    """A build of ours is to take at most so many times what another takes, cold."""

    case: str
    other: str
    most: float
    kind: str = "time"

    @property
    def words(self) -> str:
        """The aim in words."""
        return f"{self.case}: {self.kind} at most {self.most:g} × {self.other}"

    @property
    def of(self) -> Callable[[Measure], float]:
        """What is compared."""
        return MEMORY if self.kind == "memory" else WALL


AIMS = (
    Aim(COLD, STOCK.name, 0.25),
    Aim(COLD, ELEVENTY.name, 0.55),
    Aim(COLD, FLOOR.name, 1.5),
    Aim(COLD, FLOOR.name, 3, "memory"),
    Aim(PAGE.name, HUGO.name, 1.5),
)


def aims_table(results: Sequence[Result]) -> Table:
    """Returns each aim with what was found; results are those of one size."""
    rows = []
    for aim in AIMS:
        found = ratio(results, (OURS.name, aim.case), (aim.other, COLD), aim.of)
        verdict = "not measured" if found is None else "met" if found <= aim.most else "missed"
        rows.append((aim.words, "–" if found is None else f"{found:.2f}", verdict))
    return Table(f"Aims at {results[0].pages} pages in each language", ("aim", "found", ""), tuple(rows))
