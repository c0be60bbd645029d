"""Tables, all of one make: a caption, headed columns, a headed first cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import htpy as h
from markupsafe import Markup

from .context import Context
from .marks import html


def table(context: Context, caption: str, columns: Sequence[str], rows: Iterable[tuple[str | None, Sequence[h.Node]]]) -> Markup:
    """Returns a table; caption and columns are keys of phrases, each row an optional id and its cells."""
    say = context.language.say
    headings = [say(column) for column in columns]
    head = h.tr[(h.th(scope="col")[heading] for heading in headings)]
    body = [_row(headings, id, cells) for id, cells in rows]
    return html(
        h.div(".table", role="region", aria_label=say(caption), tabindex="0")[
            h.table[h.caption[say(caption)], h.thead[head], h.tbody[body]]
        ]
    )


def _row(headings: Sequence[str], id: str | None, cells: Sequence[h.Node]) -> h.Element:
    first, *rest = cells
    labelled = (h.td(data_label=heading)[cell] for heading, cell in zip(headings[1:], rest, strict=True))
    return h.tr(id=id)[h.th(scope="row")[first], labelled]


def items(entries: Iterable[h.Node], kind: str = "") -> h.Element:
    """Returns a plain list, or the entry alone where there is only one."""
    return h.ul(f".{kind}" if kind else ".plain")[(h.li[entry] for entry in entries)]
