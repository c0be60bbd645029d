"""`make bench`: the same site built by our project and by what people would otherwise pick, side by side in one run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median

from .aims import PAGES as AIMED_AT
from .aims import aims_table
from .builders import EMPTY, FLOOR, LOADED, OURS, PRUNED, STOCK, Builder
from .figures import FILE, keep, machine, show
from .measure import CommandFailedError
from .peers import ELEVENTY, HUGO, install
from .previews import NotShownError, previews
from .rounds import NotBuiltError, Result, rounds
from .shares import shares
from .site import Site, TooFewError, site
from .table import CPU, WALL, Table, builds_table, growth_table, previews_table, ratios_table, shares_table

ROOM = Path("build/bench")
SIZES, SERVED_SIZES = "own 100 300 1000", "own 300"


def main() -> int:
    """Measures as the options ask; prints tables, or one line of what is wrong; returns the exit status."""
    options = _options()
    try:
        sites = [site(_size(name)) for name in options.pages.split()]
        if options.projects:
            write_projects(sites, (OURS, STOCK, PRUNED))
        elif options.serve:
            measure_previews(sites, options)
        else:
            measure_builds(sites, options)
    except (TooFewError, CommandFailedError, NotBuiltError, NotShownError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def write_projects(sites: Sequence[Site], builders: Sequence[Builder]) -> None:
    """Only writes what would be measured, to be built or profiled by hand."""
    for made in sites:
        for builder in builders:
            folder = builder.folder(ROOM, made)
            builder.write(made, folder)
            print(f"{folder}: {made.pages} pages in each language")


def measure_builds(sites: Sequence[Site], options: argparse.Namespace) -> None:
    """Builds every site by turns, prints the tables, and keeps them where all sizes were asked for."""
    versions = install() if options.peers else {}
    builders = [OURS, STOCK, PRUNED, EMPTY, LOADED, FLOOR, *((HUGO, ELEVENTY) if options.peers else ())]
    sizes: dict[int, list[Result]] = {}
    for made in sites:
        for result in rounds(made, builders, options.rounds, ROOM):
            sizes.setdefault(made.pages, []).append(result)
            print(_line(result, options.rounds), flush=True)
    aimed_at = next((made for made in sites if made.pages == AIMED_AT), None)
    parts = shares(aimed_at, ROOM) if aimed_at else {}
    aims = aims_table(sizes[AIMED_AT], parts) if aimed_at else None
    tables = [*_tables(sizes), *((aims, shares_table(parts)) if aims else ())]
    results = [result for found in sizes.values() for result in found]
    about = machine(median(result.took.others for result in results), versions)
    print("", *(table.text() + "\n" for table in tables), about, sep="\n")
    _keep("Builds", about, tables, aims, asked=options.pages == SIZES or options.keep)


def measure_previews(sites: Sequence[Site], options: argparse.Namespace) -> None:
    """Serves every site, changes it, waits for a browser to show it, and prints and keeps how long that took."""
    tables = []
    for made in sites:
        seen = []
        for one in previews(made, options.rounds, ROOM):
            seen.append(one)
            print(f"{one.pages:>5} pages · {f'{one.server}, {one.change}':<40} {one.seconds:>7.2f} s", flush=True)
        tables.append(previews_table(seen))
    about = machine(0, {"playwright": version("playwright")})
    print("", *(table.text() + "\n" for table in tables), about, sep="\n")
    _keep("Previews", about, tables, tables[-1], asked=options.pages == SERVED_SIZES or options.keep)


def _keep(part: str, about: str, tables: Sequence[Table], foremost: Table | None, *, asked: bool) -> None:
    if not asked:
        print(f"\n{FILE.name} stays as it was; KEEP=1 writes it")
        return
    keep(part, about, tables)
    if foremost is not None:
        show(part, foremost)


def _tables(sizes: Mapping[int, Sequence[Result]]) -> Iterator[Table]:
    for results in sizes.values():
        yield builds_table(results)
        yield ratios_table(results)
    if len(sizes) > 1:
        yield growth_table(sizes, "wall", WALL)
        yield growth_table(sizes, "CPU", CPU)


def _line(result: Result, count: int) -> str:
    took = result.took
    name = f"{result.builder}, {result.case}"
    return f"{result.pages:>5} pages · round {result.round} of {count} · {name:<40} {took.wall:>7.2f} s"


def _size(name: str) -> int | None:
    if name == "own":
        return None
    if not name.isdecimal():
        raise TooFewError(f"N={name} is no number of pages; write N=own or N=300")
    return int(name)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--pages", help="sizes: `own`, or pages in each language")
    parser.add_argument("--rounds", type=int, default=3, help="how often each build is run, by turns")
    parser.add_argument("--peers", action="store_true", help="also Hugo and Eleventy, installed into build/bench")
    parser.add_argument("--projects", action="store_true", help="only write the projects that are measured")
    parser.add_argument("--serve", action="store_true", help="measure from saving a file to seeing it in a browser")
    parser.add_argument("--keep", action="store_true", help="write bench/figures.md though not all sizes were measured")
    options = parser.parse_args()
    options.pages = options.pages or (SERVED_SIZES if options.serve else SIZES)
    return options


if __name__ == "__main__":
    sys.exit(main())
