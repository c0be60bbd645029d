"""Which pages link to a record: an index of the site's own links, as a book has one of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import htpy as h
from markupsafe import Markup

from ..sections import Section, resolved
from .context import Context, choose, html
from .layout import items
from .records import record_link, record_name
from .searching import DERIVED

PLACE = '<div class="mentions" data-kind="{}"></div>'
KINDS = ("meetings", "topics", "decisions", "articles")

_PLACES = re.compile(PLACE.format(f"({'|'.join(KINDS)})"))

Read = Mapping[str, Sequence[Section]]
"""The sections of each page, by its path under the language's folder."""


def mentions(_context: Context, kind: str) -> Markup:
    """Returns the place for the index of one kind of record: a macro knows the data, not what other pages link to."""
    return Markup(PLACE.format(choose(kind, KINDS, "kind")))


def has_mentions(body: str) -> bool:
    """Whether a page asks for the index."""
    return bool(_PLACES.search(body))


def with_mentions(body: str, context: Context, read: Read) -> str:
    """Returns the body of a page with the index in its places, from the sections of all pages."""
    home = Context(context.programme, context.language, "index.md", context.expand)
    linked = {page: _linked(home, page, sections) for page, sections in read.items() if page not in DERIVED}
    return _PLACES.sub(lambda found: _index(context, home, found[1], read, linked), body)


def _index(context: Context, home: Context, kind: str, read: Read, linked: Mapping[str, set[str]]) -> Markup:
    places = {record.id: record_link(home, kind, record) for record in getattr(context.programme, kind)}
    found = {id: [page for page, links in linked.items() if place in links] for id, place in places.items()}
    everywhere = [page for page in linked if all(page in pages for pages in found.values())]
    rows = (
        (h.dt[_record(context, kind, record)], h.dd[_pages(context, read, found[record.id], everywhere)])
        for record in getattr(context.programme, kind)
    )
    whole = (h.p[context.language.say("mentions-of-all")], _links(context, read, everywhere)) if everywhere else None
    return html(h.div(".mentions")[whole, h.dl(".facts")[rows]])


def _linked(home: Context, page: str, sections: Sequence[Section]) -> set[str]:
    """Returns the places to which a page links, and the pages they are on, from the root of the language."""
    here = home.link(page)
    links = {resolved(link, here) for section in sections for link in section.links}
    pages = {link: link.partition("#")[0] for link in links}
    return {link for place, other in pages.items() if other != here for link in (place, other)}


def _record(context: Context, kind: str, record: Any) -> h.Node:
    return h.a(href=record_link(context, kind, record))[record_name(context, kind, record)]


def _pages(context: Context, read: Read, pages: Sequence[str], everywhere: Sequence[str]) -> h.Node:
    others = [page for page in pages if page not in everywhere]
    return _links(context, read, others) if others else context.language.say("mentions-none")


def _links(context: Context, read: Read, pages: Sequence[str]) -> Markup:
    return items(_titles(context, read, pages))


def _titles(context: Context, read: Read, pages: Sequence[str]) -> Iterator[h.Element]:
    yield from (h.a(href=context.link(page))[read[page][0].heading] for page in pages)
