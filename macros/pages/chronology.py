"""Every date that a source gives, whatever the kind of record, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import htpy as h
from markupsafe import Markup

from ..dates import Period
from ..statements import Cited, DateStatement, Record, Statement, Text
from .addresses import address_of
from .context import Context, html
from .layout import Row, jumps, style_sheet, table
from .marks import source_marks, statement_status
from .names import capital, name
from .when_where import date_of, day_words

LABELS = ("name", "title", "wanted", "of", "text")
"""Fields that say what a record is, the best first."""


@dataclass(frozen=True)
class Dated:
    """A date that a source gives: of which record, of which part of it, in which statement."""

    top: Record
    part: Record
    period: Period
    said: Cited


def by_date(context: Context) -> Markup:
    """Returns every date that a source gives, the earliest first, with what it is of, its status and its source."""
    found = sorted(_all(context), key=lambda date: (date.period.first, date.period.last))
    years = sorted({date.period.first.year for date in found})
    jump = jumps(context, "index-years", ((f"year-{year}", str(year)) for year in years))
    columns = ("column-date", "column-dated", "column-standing", "column-source")
    grid = table(context, "caption-by-date", columns, _rows(context, found))
    return html(h.div(".by-date")[style_sheet(context, "find.css"), jump, grid])


def _all(context: Context) -> Iterator[Dated]:
    for field in type(context.programme).model_fields:
        records = getattr(context.programme, field)
        for record in records if isinstance(records, tuple) else ():
            yield from dated(record, record, record, None)


def dated(value: Any, top: Record, part: Record, said: Cited | None) -> Iterator[Dated]:
    """Yields every date inside a record that rests on a source; a day of our own reading rests on none."""
    if isinstance(value, tuple):
        for item in value:
            yield from dated(item, top, part, said)
    elif isinstance(value, Period) and said is not None:
        yield Dated(top, part, value, said)
    elif isinstance(value, DateStatement):
        yield Dated(top, part, value.period, value)
    elif isinstance(value, Record):
        part = value if _label(value) else part
        said = value if isinstance(value, Cited) else said
        for field in type(value).model_fields:
            yield from dated(getattr(value, field), top, part, said)


def _label(record: Record) -> Text | None:
    found = (getattr(record, field, None) for field in LABELS)
    return next((text for text in found if isinstance(text, Text)), None)


def _rows(context: Context, found: Sequence[Dated]) -> Iterator[Row]:
    year = 0
    for date in found:
        opens, year = date.period.first.year != year, date.period.first.year
        yield f"year-{year}" if opens else None, _cells(context, date)


def _cells(context: Context, date: Dated) -> Sequence[h.Node]:
    said = date.said
    return (
        date_of(context, said, "heading") if isinstance(said, DateStatement) else day_words(context, date.period),
        _what(context, date),
        statement_status(context, said) if isinstance(said, Statement) else "—",
        source_marks(context, said.source),
    )


def _what(context: Context, date: Dated) -> h.Node:
    """Returns the name of what is dated, with the part of it that has the date."""
    whole, part = _label(date.top), _label(date.part)
    assert whole is not None  # noqa: S101 - a record that holds a date says what it is
    words, address = capital(name(context, whole)), address_of(context, date.top)
    link = html(h.a(href=address)[words]) if address else words
    if part is None or part == whole:
        return link
    return context.language.say("dated-part", whole=link, part=name(context, part))
