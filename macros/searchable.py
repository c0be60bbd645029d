"""What the pages of a language hold, gathered as they are built → what a browser searches."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from .language import Language
from .pages.context import Context
from .pages.searching import subjects
from .programme import Programme
from .search_index import Page, index_of
from .sections import sections

DERIVED = {"search.md", "by-date.md", "sources/index.md", "side-by-side.md", "cite.md"}
"""Pages that only repeat others."""


def search_index(programme: Programme, language: Language, contents: Mapping[str, str]) -> str:
    """Returns the search index of a language, from the HTML of its pages by their paths under docs/."""
    home = Context(programme, language, "index.md", expand=Markup.escape)
    pages = []
    for path, html in contents.items():
        found = sections(html)
        if path not in DERIVED and found:
            pages.append(Page(home.link(path), found[0].heading, found))
    return index_of(pages, subjects(home), language.code)
