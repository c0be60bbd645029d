"""What builds took → tables: medians, spread, ratios within a round, growth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from macros.statements import LANGUAGES

from .builders import COLD, FLOOR, STOCK
from .measure import Measure
from .previews import Seen
from .rounds import Result

MISSING = "–"
WALL, CPU, MEMORY = attrgetter("wall"), attrgetter("cpu"), attrgetter("memory")
SHORT = {STOCK.name: "stock", FLOOR.name: "floor", "Hugo": "Hugo", "Eleventy": "Eleventy"}
RATIOS = (("wall", WALL, tuple(SHORT)), ("CPU", CPU, (STOCK.name, FLOOR.name)), ("MB", MEMORY, (FLOOR.name,)))
"""What is compared, and with whom."""
Key = tuple[str, str]
"""Builder and case."""


@dataclass(frozen=True)
class Table:
    """A heading, the words of the columns, and rows of words; the first column is text, the others are figures."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def text(self) -> str:
        """Returns the table for a terminal."""
        widths = [max(map(len, column)) for column in zip(self.columns, *self.rows, strict=True)]
        lines = [
            "  ".join(cell.ljust(width) if not place else cell.rjust(width) for place, (cell, width) in enumerate(row))
            for row in (list(zip(cells, widths, strict=True)) for cells in (self.columns, *self.rows))
        ]
        return "\n".join([self.heading, "", lines[0], "─" * len(lines[0]), *lines[1:]])

    def markdown(self) -> str:
        """Returns the table for a page."""
        marks = ["---", *("---:" for _ in self.columns[1:])]
        lines = [f"| {' | '.join(cells)} |" for cells in (self.columns, marks, *self.rows)]
        return "\n".join([f"### {self.heading}", "", *lines])


def shares_table(seconds: Mapping[str, float]) -> Table:
    """Returns where the processor time of a cold build goes, the greatest part first."""
    whole = sum(seconds.values())
    parts = sorted(seconds.items(), key=lambda part: -part[1])
    rows = tuple((part, f"{found:.2f}", f"{found / whole:.0%}") for part, found in parts)
    return Table("A cold build on one processor, part by part", ("part", "CPU s", "share"), rows)


def builds_table(results: Sequence[Result]) -> Table:
    """Returns what each build of one size took."""
    pages = results[0].pages * len(LANGUAGES)
    rows = []
    for (builder, case), found in _grouped(results).items():
        walls = [it.took.wall for it in found]
        rows.append(
            (
                f"{builder}, {case}",
                f"{median(walls):.2f}",
                f"{min(walls):.2f} – {max(walls):.2f}",
                f"{_median(found, CPU):.2f}",
                f"{_median(found, MEMORY):.0f}",
                f"{median(walls) / pages * 1000:.1f}",
            )
        )
    heading = f"{results[0].pages} pages in each language, {pages:,} in all"
    return Table(heading, ("build", "wall s", "from – to", "CPU s", "MB", "ms a page"), tuple(rows))


def ratios_table(results: Sequence[Result]) -> Table:
    """Returns every build as a multiple of the cold builds of the same round; who was not built is left out."""
    groups = _grouped(results)
    known = [(kind, of, name) for kind, of, names in RATIOS for name in names if (name, COLD) in groups]
    columns = tuple(f"{kind} ÷ {SHORT[name]}" for kind, _, name in known)
    rows = (
        (f"{key[0]}, {key[1]}", *(figure(ratio(results, key, (name, COLD), of)) for _, of, name in known))
        for key in groups
    )
    return Table(f"{results[0].pages} pages in each language: ratios", ("build", *columns), tuple(rows))


def previews_table(seen: Sequence[Seen]) -> Table:
    """Returns how long starts and changes took to show, of one size."""
    groups: dict[Key, list[float]] = {}
    for it in seen:
        groups.setdefault((it.server, it.change), []).append(it.seconds)
    rows = (
        (f"{server}, {change}", _shown(median(found)), f"{_shown(min(found))} – {_shown(max(found))}", str(len(found)))
        for (server, change), found in groups.items()
    )
    heading = f"{seen[0].pages} pages in each language: from saving to seeing"
    return Table(heading, ("preview", "seconds", "from – to", "times"), tuple(rows))


def ratio(
    results: Sequence[Result],
    one: Key,
    other: Key,
    of: Callable[[Measure], float] = WALL,
    of_other: Callable[[Measure], float] | None = None,
) -> float | None:
    """Returns the median over the rounds of what one build took, as a multiple of another of the same round."""
    groups = _grouped(results)
    rounds = {it.round: (of_other or of)(it.took) for it in groups.get(other, ())}
    found = [of(it.took) / rounds[it.round] for it in groups.get(one, ()) if rounds.get(it.round)]
    return median(found) if found else None


def growth_table(sizes: Mapping[int, Sequence[Result]], kind: str, of: Callable[[Measure], float]) -> Table:
    """Returns by how much the time grows where pages double, from each size to the next, and what a page adds."""
    steps = list(pairwise(sorted(sizes)))
    columns = ("pages in each language", *(f"{low} → {high}" for low, high in steps), "ms a page more")
    keys = dict.fromkeys(key for results in sizes.values() for key in _grouped(results))
    rows = [(f"{builder}, {case}", *_growth(sizes, steps, (builder, case), of)) for builder, case in keys]
    return Table(f"Pages doubled: {kind} time ×", columns, tuple(rows))


def doubled(pages: tuple[int, int], times: tuple[float, float]) -> float:
    """Returns by how much time grows where pages double, between two sizes: 2 is linear, 4 quadratic."""
    return float(2 ** (math.log(times[1] / times[0]) / math.log(pages[1] / pages[0])))


def _growth(
    sizes: Mapping[int, Sequence[Result]], steps: Sequence[tuple[int, int]], key: Key, of: Callable[[Measure], float]
) -> Iterator[str]:
    times = {pages: _median(found, of) for pages, results in sizes.items() if (found := _grouped(results).get(key))}
    for low, high in steps:
        known = low in times and high in times
        yield f"{doubled((low, high), (times[low], times[high])):.2f}" if known else MISSING
    first, last = min(times), max(times)
    added = (last - first) * len(LANGUAGES)
    yield f"{(times[last] - times[first]) / added * 1000:.1f}" if added else MISSING


def _shown(seconds: float) -> str:
    return f"{seconds:.2f}" if math.isfinite(seconds) else "never"


def _grouped(results: Sequence[Result]) -> dict[Key, list[Result]]:
    groups: dict[Key, list[Result]] = {}
    for result in results:
        groups.setdefault((result.builder, result.case), []).append(result)
    return groups


def _median(results: Sequence[Result], of: Callable[[Measure], float]) -> float:
    return median(of(result.took) for result in results)


def figure(value: float | None) -> str:
    """Returns a ratio as a table shows it."""
    return MISSING if value is None else f"{value:.2f}"
