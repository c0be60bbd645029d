"""Lighthouse on pages of the built site, as a phone on a slow network would have them; `make lighthouse` prints it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from macros.statements import LANGUAGES
from macros.weights import weights

from .chromium import chromium
from .host import served
from .node_programs import node

BROWSERS = 2
"""Browsers that look at pages at the same time; each waits for half of its time, and more would make pages slow."""

AT_ONCE = 5
"""Pages that one browser looks at, one after the other."""

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Audit:
    """What Lighthouse says of one page: points of 100, seconds until something can be read, what was not perfect."""

    page: str
    scores: tuple[int, ...]
    readable: float
    failed: tuple[str, ...]


def page_of_each_kind(site: Path) -> dict[str, str]:
    """Returns the heaviest page of each kind by its address below the home page of a language."""
    kinds: dict[str, tuple[int, str]] = {}
    for weight in weights(site):
        if language_of(weight.page) == LANGUAGES[0]:
            kinds[weight.kind] = max(kinds.get(weight.kind, (0, "")), (weight.first, weight.page))
    return {kind: page.removesuffix("index.html") for kind, (_, page) in kinds.items()}


def heaviest_of_each_load(site: Path) -> list[str]:
    """Returns the heaviest page for all scripts and styles that any page loads together, and that of each language.

    The heaviest of all comes first.
    """
    heaviest: dict[frozenset[str] | str, tuple[int, str]] = {}
    for weight in weights(site):
        for kind in (weight.loaded, language_of(weight.page)):
            heaviest[kind] = max(heaviest.get(kind, (0, "")), (weight.first, weight.page))
    return [page.removesuffix("index.html") for _, page in sorted(set(heaviest.values()), reverse=True)]


def language_of(page: str) -> str:
    """Returns the language of a page, by its address below that of the site."""
    first = page.partition("/")[0]
    return first if first in LANGUAGES else LANGUAGES[0]


def in_language(page: str, code: str) -> str:
    """Returns the address of a page in a language, below that of the site."""
    return page if code == "en" else f"{code}/{page}"


def audited(site: Path, pages: Sequence[str]) -> Iterator[Audit]:
    """Yields what Lighthouse says of each page; not run without Node.js or Chromium."""
    os.environ["CHROME_PATH"] = chromium()
    parts = [pages[first : first + AT_ONCE] for first in range(0, len(pages), AT_ONCE)]
    with served(site) as host, ThreadPoolExecutor(BROWSERS) as pool:
        for some, done in zip(parts, pool.map(partial(_looked_at, host), parts), strict=True):
            assert done.returncode == 0, done.stderr
            yield from map(_read, some, map(json.loads, done.stdout.splitlines()))


def _looked_at(host: str, pages: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return node("lighthouse.mjs", *(host + page for page in pages))


def _read(page: str, found: dict[str, dict[str, float]]) -> Audit:
    scores = tuple(int(found["scores"][category]) for category in CATEGORIES)
    return Audit(page, scores, found["metrics"]["first-contentful-paint"] / 1000, tuple(found["failed"]))


def row(audit: Audit) -> str:
    """Returns one line of the table."""
    return "{:<44}{:>6}{:>6}{:>6}{:>6}{:>8.2f} s  {}".format(
        audit.page or "./", *audit.scores, audit.readable, "; ".join(audit.failed)
    )


def main(kinds: Iterable[str]) -> int:
    """Prints the table of one page of each kind, or of those named, in each language; 1 where one is not perfect."""
    site = Path("site")
    pages = page_of_each_kind(site)
    print("{:<44}{:>6}{:>6}{:>6}{:>6}{:>10}".format("page", "perf", "a11y", "best", "seo", "readable"), flush=True)
    perfect = True
    for audit in audited(site, [in_language(pages[kind], code) for kind in kinds or pages for code in LANGUAGES]):
        print(row(audit), flush=True)
        perfect = perfect and set(audit.scores) == {100}
    return 0 if perfect else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
