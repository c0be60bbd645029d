"""Of which pages the tests make a book: of those that hold all that any does; after English, what none in it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from macros.book import chapters_in_order
from macros.statements import LANGUAGES, LanguageCode

from .conftest import PROJECT, THOROUGH

NAVIGATION = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")


Shape = tuple[str, ...]
"""What an element is: in what it stands, and what is said of it; not how it looks."""

LOOKS = ("id", "class")


def chapters(site: Path, code: LanguageCode) -> list[str]:
    """Returns the addresses of the pages of a book, in order; what sets it minds elements, and no language's words."""
    every = chapters_in_order(NAVIGATION, code)
    if THOROUGH:
        return every
    english = chapters_in_order(NAVIGATION, LANGUAGES[0]) if code != LANGUAGES[0] else []
    met = frozenset[Shape]().union(*(_shapes(site, path) for path in english))
    telling = _telling({path: _shapes(site, path) - met for path in every}, site)
    return [path for path in every if path in telling]


def _telling(pages: Mapping[str, frozenset[Shape]], site: Path) -> set[str]:
    """Returns a few short pages that hold every shape there is on any."""
    found, left = set[str](), frozenset[Shape]().union(*pages.values())
    while left:
        best = max(pages, key=lambda path: len(pages[path] & left) / (site / path / "index.html").stat().st_size)
        found.add(best)
        left -= pages[best]
    return found


def navigation(site: Path, code: LanguageCode) -> str:
    """Returns a navigation of no pages but those of a book."""
    home = "" if code == LANGUAGES[0] else f"{code}/"
    pages = [path.removeprefix(home).rstrip("/") or "index" for path in chapters(site, code)]
    files = [f"{it}.md" if (PROJECT / f"docs/{code}/{it}.md").is_file() else f"{it}/index.md" for it in pages]
    return f"\nnav:\n  - Some: [{', '.join(files)}]\n\n"


@cache
def _shapes(site: Path, path: str) -> frozenset[Shape]:
    article = BeautifulSoup((site / path / "index.html").read_text(encoding="utf-8"), "lxml").article
    assert article is not None
    return frozenset(tuple(_said(element)) for element in article.find_all(True))


def _said(element: Tag) -> Iterator[str]:
    assert element.parent is not None
    yield from (element.parent.name, element.name)
    yield from sorted(f"lang={element['lang']}" if key == "lang" else key for key in element.attrs if key not in LOOKS)
