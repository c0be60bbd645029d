"""What is wanted of our builds, as ratios of one run, whether it was found, and what the floor is."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .builders import COLD, EMPTY, FLOOR, LOADED, OURS, STOCK
from .edits import PAGE
from .measure import Measure
from .peers import ELEVENTY, HUGO
from .rounds import Result
from .shares import NEEDED, REST
from .table import CPU, MEMORY, WALL, Table, figure, ratio

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


def aims_table(results: Sequence[Result], parts: Mapping[str, float]) -> Table:
    """Returns each aim with what was found; results are those of one size, parts the seconds of a cold build of it."""
    rows = []
    for aim in AIMS:
        found = ratio(results, (OURS.name, aim.case), (aim.other, COLD), aim.of)
        verdict = "not measured" if found is None else "met" if found <= aim.most else "missed"
        floor = _floor(results, aim, parts)
        if verdict == "missed" and floor is not None and floor > aim.most:
            verdict = "out of reach"
        rows.append((aim.words, figure(found), figure(floor), verdict))
    heading = f"Aims at {results[0].pages} pages in each language"
    return Table(heading, ("aim", "found", "floor", ""), tuple(rows))


def _floor(results: Sequence[Result], aim: Aim, parts: Mapping[str, float]) -> float | None:
    """Returns what a cold build takes of which nothing is done but pages.

    Of memory, what our modules and data hold with one page made on each core; of a warm build, what MkDocs takes
    without a page.
    """
    if aim.kind == "memory":
        return ratio(results, (LOADED.name, COLD), (aim.other, COLD), aim.of)
    if aim.case != COLD:
        return ratio(results, (EMPTY.name, COLD), (aim.other, COLD), aim.of)
    processor_time = ratio(results, (OURS.name, COLD), (aim.other, COLD), CPU, WALL)
    if processor_time is None or not parts:
        return None
    pages = sum(parts[part] for part in NEEDED) / (os.cpu_count() or 1)
    return processor_time * (parts[REST] + pages) / sum(parts.values())
