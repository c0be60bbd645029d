"""Every date that a source gives, whatever the kind of record, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import htpy as h
from markupsafe import Markup
from pydantic import BaseModel

from ..dates import Period, parse_edtf
from ..history import Session
from ..holding import holding
from ..meeting_statements import DateStatement
from ..statements import Citation, Cited, Record, Statement, Text
from .addresses import address_of
from .context import Context, html
from .layout import Row, jumps, table
from .marks import source_marks, statement_status
from .names import name
from .records import record_name
from .when_where import date_of, day_words

RETOLD = {"contradictions", "corrections"}
"""Kinds of record that tell again what other records hold."""

LABELS = ("name", "title", "wanted", "of", "text")
"""Fields that say what a record is, the best first."""


NO_DAY, NO_SOURCE = parse_edtf("0001"), Cited.model_construct(source=())
"""What stands for a date and a source before they are met."""


@dataclass(frozen=True)
class Dated:
    """A date that a source gives: of which record of which kind, of which part of it, in which statement."""

    kind: str
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
    return html(h.div(".by-date")[jump, grid])


def _all(context: Context) -> Iterator[Dated]:
    for kind in type(context.programme).model_fields:
        records = getattr(context.programme, kind)
        for record in records if isinstance(records, tuple) and kind not in RETOLD else ():
            if isinstance(record, Session):  # its source may only number the days
                yield Dated(kind, record, record, context.programme.day_of(record), record)
            else:
                yield from dated(record, Dated(kind, record, record, NO_DAY, NO_SOURCE))


def dated(value: Any, inside: Dated) -> Iterator[Dated]:
    """Yields every date inside a record that rests on a source; a day of our own reading rests on none."""
    if isinstance(value, tuple):
        for item in value:
            yield from dated(item, inside)
    elif isinstance(value, Period) and inside.said is not NO_SOURCE:
        yield replace(inside, period=value)
    elif isinstance(value, DateStatement):
        yield replace(inside, period=value.period, said=value)
    elif isinstance(value, Record) and not isinstance(value, Text | Citation):
        part = value if _label(value) else inside.part
        said = value if isinstance(value, Cited) else inside.said
        within = replace(inside, part=part, said=said)
        for field in holding(type(value), BaseModel, Period):
            yield from dated(getattr(value, field), within)


def _label(record: Record) -> Text | None:
    fields = (field for field in LABELS if field in type(record).model_fields)
    return next((text for field in fields if isinstance(text := getattr(record, field), Text)), None)


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
    words, address = record_name(context, date.kind, date.top), address_of(context, date.kind, date.top)
    link = html(h.a(href=address)[words]) if address else words
    part = _label(date.part)
    if part is None or date.part is date.top:
        return link
    return context.language.say("dated-part", whole=link, part=name(context, part))
