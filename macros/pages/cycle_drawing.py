"""The Convention's cycle drawn to scale: a row for each kind, a bar for each meeting, a line for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import htpy as h
from markupsafe import Markup

from ..records import Meeting
from ..statements import shown_first
from .context import Context, html
from .cycle import KINDS, Entry, cycle_entries, first_day, kind_of
from .names import capital, meeting_link, name, without_tags
from .when_where import date_of, day_words

WIDTH, EDGE, ROW, TOP = 900, 14, 52, 26
"""Units of the drawing: full width, side margin, height of a row, room for the years above."""

BAR, HEIGHT = 18, 20
"""Units: narrowest bar, wide enough for a number of two figures, and height of a bar."""


def cycle_drawing(context: Context) -> Markup:
    """Returns every meeting and milestone of the cycle on one scale of years; each is a link."""
    entries = cycle_entries(context)
    first, last = first_day(entries[0]).year, first_day(entries[-1]).year + 1
    kinds = [kind for kind in KINDS if any(kind_of(entry) == kind for entry in entries)]
    height = TOP + ROW * len(kinds) + 8
    label = context.language.say("cycle-drawing")
    drawing = h.svg(
        ".timeline__drawing.cycle__drawing", viewBox=f"0 0 {WIDTH} {height}", role="group", aria_label=label
    )
    rows = (_row(context, entries, kind, index, (first, last)) for index, kind in enumerate(kinds))
    return html(drawing[_years(first, last, height), rows])


def _at(day: date, years: tuple[int, int]) -> float:
    first, last = date(years[0], 1, 1), date(years[1], 1, 1)
    return EDGE + (WIDTH - 2 * EDGE) * (day - first).days / (last - first).days


def _years(first: int, last: int, height: int) -> Iterator[h.Element]:
    for year in range(first, last + 1):
        at = f"{_at(date(year, 1, 1), (first, last)):.1f}"
        yield h.line(x1=at, x2=at, y1="4", y2=str(height), class_="month")
        if year < last:
            yield h.text(x=f"{float(at) + 4:.1f}", y="16", class_="year-name")[str(year)]


def _row(context: Context, entries: Sequence[Entry], kind: str, index: int, years: tuple[int, int]) -> Iterator[h.Node]:
    """Yields the name of the row and its bars; Meetings of States Parties carry their number in the series."""
    top = TOP + ROW * index
    yield h.line(x1=str(EDGE), x2=str(WIDTH - EDGE), y1=str(top), y2=str(top), class_="month")
    yield h.text(x=str(EDGE + 4), y=str(top + 17), class_="row-name")[context.language.say(f"kind-{kind}")]
    for number, entry in enumerate((it for it in entries if kind_of(it) == kind), start=1):
        shown = str(number) if kind == "meeting-of-states-parties" else None
        yield _bar(context, entry, shown, _at(first_day(entry), years), top + 24)


def _bar(context: Context, entry: Entry, number: str | None, at: float, top: float) -> h.Element:
    """Returns a link with the bar; it stands outside the reading order, since the list below says the same."""
    left, width = min(at, WIDTH - EDGE - BAR), BAR if number else BAR - 10
    bar = h.rect(x=f"{left:.1f}", y=str(top), width=str(width), height=str(HEIGHT), class_=f"bar bar--{_status(entry)}")
    figure = h.text(x=f"{left + width / 2:.1f}", y=str(top + 15), class_="number", text_anchor="middle")[number]
    href = meeting_link(context, entry) if isinstance(entry, Meeting) else context.link("convention/cycle.md", entry.id)
    return h.a(href=href, tabindex="-1", aria_hidden="true")[
        h.title[_title(context, entry)], bar, figure if number else None
    ]


def _status(entry: Entry) -> str:
    dates = shown_first(entry.dates) if isinstance(entry, Meeting) else None
    return dates.status if dates else "held"


def _title(context: Context, entry: Entry) -> Markup:
    if isinstance(entry, Meeting):
        dates = shown_first(entry.dates)
        assert dates is not None  # noqa: S101 - a meeting has at least one date
        words, called = date_of(context, dates, "heading"), context.language.text(entry.short)
    else:
        words, called = day_words(context, entry.on), without_tags(capital(name(context, entry.text)))
    return context.language.say("timeline-mark", name=called, dates=without_tags(words))
