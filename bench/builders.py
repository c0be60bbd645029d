"""Who builds the site: what each needs written, how it is called, what it keeps between builds."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from .edits import DATE, PAGE, Edit
from .site import PROJECT, Site, write_own
from .stock import write_stock, write_without_pages

ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "HUGO_CACHEDIR": str(PROJECT / "build/bench/hugo-cache"),
    "SOURCE_DATE_EPOCH": "1300000000",
    "PYTHONPATH": str(PROJECT),
}
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")


@dataclass(frozen=True)
class Builder:
    """A way to build the site."""

    name: str
    write: Callable[[Site, Path], None]
    """Writes the project that is built."""
    command: tuple[str, ...]
    keeps: tuple[str, ...] = ()
    """Folders it keeps from one build for the next; without any, a warm build is a cold one and is not measured."""
    output: str = "site"
    makes_pages: bool = True
    environment: Mapping[str, str] = field(default_factory=lambda: ENVIRONMENT)

    def folder(self, room: Path, site: Site) -> Path:
        """Returns where its project of a site stands."""
        return room / f"{re.sub(r'[ ,]+', '-', self.name)}-{site.pages}"

    def forget(self, project: Path) -> None:
        """Throws away what earlier builds left, so that the next one is cold."""
        for folder in (*self.keeps, self.output):
            shutil.rmtree(project / folder, ignore_errors=True)

    def page(self, project: Path, address: str) -> str:
        """Returns the HTML of a page that was built."""
        return (project / self.output / address / "index.html").read_text(encoding="utf-8")

    def pages(self, project: Path) -> int:
        """Returns how many pages were built."""
        return sum(1 for _ in (project / self.output).rglob("index.html"))


OURS = Builder("this project", write_own, MKDOCS, keeps=(".cache",))
STOCK = Builder("stock MkDocs", partial(write_stock, pruned=False), MKDOCS)
PRUNED = Builder("MkDocs, pruned navigation", partial(write_stock, pruned=True), MKDOCS)
EMPTY = Builder("MkDocs, no page made", write_without_pages, MKDOCS, makes_pages=False)
LOADED = Builder("this project, a page a core", write_own, (sys.executable, "-m", "bench.loaded"), makes_pages=False)
FLOOR = Builder("Python-Markdown alone", partial(write_stock, pruned=False), (sys.executable, "-m", "bench.floor", "."))

COLD, WARM = "cold", "nothing changed"
STEPS: tuple[tuple[str, Edit | None], ...] = ((WARM, None), (PAGE.name, PAGE), (DATE.name, DATE))
"""What a warm build finds: nothing, one page, then one date too."""
