"""Where the processor time of a cold build goes, part by part: which part of an aim that is missed is whose.

Run inside a project as `python -m bench.shares`, it builds it on one processor with a clock around each part, and
prints seconds by part; `shares` does so for a size of the bench.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import macros

from .builders import OURS
from .measure import CommandFailedError
from .site import Site

PARTS: Mapping[str, tuple[str, ...]] = {
    "data read and checked": ("macros.check:_checked_data",),
    "macros filled in": ("macros.checked_pages:render_page",),
    "pages checked": ("macros.checked_pages:Rules.checked",),
    "Markdown made HTML": ("macros.seam.editions:Edition._body",),
    "pages put in their frame": ("macros.seam.editions:Edition._sheet",),
    "search indexes": ("macros.seam.bodies:sections", "macros.seam.products:search_index"),
    "calendars, feeds, data": ("macros.feeds.outputs:_data", "macros.feeds.outputs:_told"),
    "progress of translations": ("macros.seam.desk:progress",),
}
"""Each part, and the functions that do it; a function called inside another counts for its own part alone."""

REST = "start, configuration, writing"
NEEDED = ("macros filled in", "Markdown made HTML", "pages put in their frame")
"""The parts without which there is no page; any number of processors can share them."""


def shares(site: Site, room: Path) -> dict[str, float]:
    """Returns seconds of processor time by part, of one cold build of ours; raises CommandFailedError."""
    project = OURS.folder(room, site)
    OURS.write(site, project)
    OURS.forget(project)
    command = [sys.executable, "-m", "bench.shares"]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=project, env=OURS.environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandFailedError(done.stderr)
    return {part: float(seconds) for part, _, seconds in (line.partition("\t") for line in done.stdout.splitlines())}


class _Clock:
    """Seconds by part; while a part runs inside another, the other's clock stands."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys((*PARTS, REST), 0.0)
        self._running, self._since = [REST], 0.0

    def _turn(self) -> None:
        now = time.process_time()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def around(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Returns the work with this clock around it."""

        def timed(*arguments: Any, **named: Any) -> Any:
            self._turn()
            self._running.append(part)
            try:
                return work(*arguments, **named)
            finally:
                self._turn()
                self._running.pop()

        return timed

    def stop(self) -> None:
        """Counts what has passed since the last turn."""
        self._turn()


def _put(clock: _Clock) -> None:
    """Puts a clock around every function that is a part."""
    for part, places in PARTS.items():
        for module, _, path in (place.partition(":") for place in places):
            *owners, name = path.split(".")
            owner: Any = importlib.import_module(module)
            for step in owners:
                owner = getattr(owner, step)
            setattr(owner, name, clock.around(part, getattr(owner, name)))


def main() -> None:
    """Builds the project in the current folder and prints the seconds of each part."""
    os.cpu_count = lambda: 1  # type: ignore[assignment, unused-ignore]  # one process, whose clock sees all
    clock = _Clock()

    def events(project: Path, config: Any) -> Any:
        _put(clock)
        return importlib.import_module("macros.seam.events").Events(project, config)

    macros._events = events  # before it, the modules are not there; after it, the pages are checked already
    mkdocs = importlib.import_module("mkdocs.__main__")
    mkdocs.cli(["build", "--quiet"], standalone_mode=False)
    clock.stop()
    for part, seconds in clock.seconds.items():
        print(f"{part}\t{seconds:.3f}")


if __name__ == "__main__":
    main()
