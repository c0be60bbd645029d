"""The pages on the way from the home page of a language to a page."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from ..feeds.linked_data import Crumb

HEADING_ID = re.compile(r"\s*\{ #[\w-]+ \}$")
"""What MkDocs leaves in a title that it took from the raw heading."""


def crumbs(page: Any, home: Crumb) -> list[Crumb]:
    """Returns title and address of each page on the way; sections without a page are left out."""
    site = page.canonical_url.removesuffix(page.url)
    way = [it for it in (*map(_index_of, reversed(page.ancestors)), page) if it is not None]
    addresses = {f"{site}{it.url}": _title(it) for it in way}
    return [home, *((title, address) for address, title in addresses.items() if address != home[1])]


def _index_of(section: Any) -> Any:
    """Returns the page that stands for a section, if one does."""
    return next((child for child in section.children if child.is_page and child.is_index), None)


def _title(page: Any) -> str:
    return Markup(HEADING_ID.sub("", page.title)).striptags()


def target(item: Any) -> Any:
    """Returns where an item of the navigation leads: to itself, or to the first of its section."""
    return target(item.children[0]) if item.children else item


def structure(items: Any) -> list[Any]:
    """Returns what the navigation holds, but for the titles that pages have from elsewhere."""
    return [[item.title, *structure(item.children)] if item.children else item.url for item in items]


def indexes(section: Any) -> list[Any]:
    """Returns the pages that stand for a section of the navigation itself."""
    return [child for child in section.children if child.is_page and child.is_index]
