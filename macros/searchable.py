"""What the pages of a language hold, gathered as they are built → what a browser searches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from .language import Language
from .pages.context import Context
from .pages.searching import DERIVED, subjects
from .programme import Programme
from .search_index import Page, index_of
from .sections import Section


def search_index(programme: Programme, language: Language, read: Mapping[str, Sequence[Section]]) -> str:
    """Returns the search index of a language, from the sections of its pages by their paths under docs/."""
    home = Context(programme, language, "index.md", expand=Markup.escape)
    pages = [
        Page(home.link(path), found[0].heading, found) for path, found in read.items() if path not in DERIVED and found
    ]
    return index_of(pages, subjects(home), language.code)
