"""Where on the site a record stands that has no page of its own kind: its row, its entry, or the pages that name it."""

from __future__ import annotations

from typing import Any

from ..records import Body
from .context import Context
from .marks import source_place
from .records import record_link


def address_of(context: Context, kind: str, record: Any) -> str | None:
    """Returns the address of a record of a kind (a field of the programme), or None where it has none of its own."""
    match kind:
        case "glossary":
            return context.link("glossary.md", record.id)
        case "sources":
            return context.link(*source_place(record))
        case "bodies":
            return _body_address(context, record)
    return record_link(context, kind, record)


def _body_address(context: Context, body: Body) -> str | None:
    if body.duties:
        return context.link("organization.md", f"body-{body.id}")
    if body.kind in ("organization", "office"):
        return context.link("glossary.md", f"organization-{body.id}")
    return None if ("bodies", body.id) in context.programme.naming else context.link("organization.md")
