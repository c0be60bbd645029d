"""Plain words: what a fragment of a page says, without its marks; and which day a record was last confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from ..language import Language
from ..programme import Programme
from ..references import Document
from ..statements import Citation
from ..templates import render

_BREAK = re.compile(r"<(?:br|/li|/p)[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_GAPS = re.compile(r"[ \n\t]+")


def plain(fragment: str) -> str:
    """Returns the words of a fragment of HTML; no-break spaces stay, items and lines are parted by a semicolon."""
    parts = (_GAPS.sub(" ", unescape(_TAG.sub("", part))).strip(" ") for part in _BREAK.split(fragment))
    return "; ".join(part for part in parts if part)


def filled(programme: Programme, language: Language, words: str) -> str:
    """Returns a text of the data in plain words, with the facts it asks for filled in."""
    if "{{" not in words:
        return words

    def complain(_line: int, message: str) -> None:
        raise ValueError(message)

    text = render(words, "index.md", programme, language, complain)
    return plain(Markup(text))


def citations(value: Any) -> Iterator[Citation]:
    """Yields every citation in a record, at any depth."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from citations(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from citations(item)


def confirmed(programme: Programme, record: Any) -> date:
    """Returns the newest day on which a source of the record was consulted, or dated where it is a document."""
    days = [day for citation in citations(record) if (day := _day(programme, citation)) is not None]
    return max(days, default=updated(programme))


def _day(programme: Programme, citation: Citation) -> date | None:
    if programme.knows("sources", citation.source):
        consulted: date = programme.get("sources", citation.source).consulted.last
        return consulted
    document: Document = programme.get("documents", citation.source)
    return document.date.last if document.date is not None else None


def updated(programme: Programme) -> date:
    """Returns the newest day on which any source was consulted: the day of the data."""
    return max(source.consulted.last for source in programme.sources)
