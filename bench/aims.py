"""What is wanted of our builds, as ratios of one run, whether it was found, and how little MkDocs can take at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .builders import COLD, EMPTY, FLOOR, OURS, STOCK
from .edits import PAGE
from .measure import Measure
from .peers import ELEVENTY, HUGO
from .rounds import Result
from .table import MEMORY, WALL, Table, figure, ratio

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
        least = _least(results, aim)
        if verdict == "missed" and least is not None and least > aim.most:
            verdict = "out of reach"
        rows.append((aim.words, figure(found), figure(least), verdict))
    heading = f"Aims at {results[0].pages} pages in each language"
    return Table(heading, ("aim", "found", "least with MkDocs", ""), tuple(rows))


def _least(results: Sequence[Result], aim: Aim) -> float | None:
    """Returns what MkDocs takes without a page; a cold build needs Markdown besides, at best from all processors."""
    alone, markdown = (ratio(results, (name, COLD), (aim.other, COLD), aim.of) for name in (EMPTY.name, FLOOR.name))
    if alone is None or markdown is None:
        return None
    return alone + (markdown / (os.cpu_count() or 1) if aim.case == COLD and aim.kind == "time" else 0)
