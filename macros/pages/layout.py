"""How facts are laid out, all of one make: tables, lists, fact boxes, links onward."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import htpy as h
from markupsafe import Markup

from .context import Context, html

Row = tuple[str | None, Sequence[h.Node]]
"""An id or none, and the cells of a table row; the first cell heads the row."""


def spaced(*nodes: h.Node) -> list[h.Node]:
    """Returns nodes with a space between them; those that are None are left out."""
    present: list[h.Node] = [node for node in nodes if node is not None]
    parts: list[h.Node] = [part for node in present for part in (node, " ")]
    return parts[:-1]


def items(entries: Iterable[h.Node], kind: str = "plain") -> Markup:
    """Returns a list of entries."""
    return html(h.ul(f".{kind}")[(h.li[entry] for entry in entries)])


def jumps(context: Context, label: str, places: Iterable[tuple[str, str]]) -> h.Element:
    """Returns links to places on the same page, by their ids and words; `label` is the key of a phrase."""
    links = (h.li[h.a(href=f"#{id}")[words]] for id, words in places)
    return h.nav(".jumps", aria_label=context.language.say(label))[h.ul[links]]


def style_sheet(context: Context, name: str) -> h.Node:
    """Returns the style of the few pages that need it, so that the others do not load it (HTML allows it in body)."""
    return h.link(rel="stylesheet", href=context.asset(name))


def facts(context: Context, rows: Iterable[tuple[str, h.Node]]) -> Markup:
    """Returns a fact box; each row is the key of a phrase and what stands beside it."""
    return html(h.dl(".facts")[((h.dt[context.language.say(key)], h.dd[value]) for key, value in rows)])


def table(context: Context, caption: str, columns: Sequence[str], rows: Iterable[Row]) -> Markup:
    """Returns a table; caption and columns are keys of phrases.

    A cell carries the name of its column for phones, where a row becomes a small record of its own.
    """
    say = context.language.say
    headings = [say(column) for column in columns]
    head = h.tr[(h.th(scope="col")[heading] for heading in headings)]
    body = [_row(headings, id, cells) for id, cells in rows]
    grid = h.table[h.caption[say(caption)], h.thead[head], h.tbody[body]]
    return html(h.div(".table", role="region", aria_label=say(caption), tabindex="0")[grid])


def _row(headings: Sequence[str], id: str | None, cells: Sequence[h.Node]) -> h.Element:
    first, *rest = cells
    labelled = (h.td(data_label=heading)[cell] for heading, cell in zip(headings[1:], rest, strict=True))
    return h.tr(id=id)[h.th(scope="row")[first], labelled]


def neighbours(context: Context, before: h.Node, after: h.Node) -> Markup:
    """Returns links to what comes before and after, where there is something."""
    return html(h.nav(".neighbours", aria_label=context.language.say("neighbours"))[_around(context, before, after)])


def _around(context: Context, before: h.Node, after: h.Node) -> Iterator[h.Element]:
    for key, link in (("before", before), ("after", after)):
        if link is not None:
            label = h.span[context.language.say(f"neighbour-{key}")]
            yield h.p(f".neighbours__{key}")[spaced(label, link)]
