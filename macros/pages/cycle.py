"""The Convention's cycle of meetings: every meeting and milestone by year, to filter without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import htpy as h
from markupsafe import Markup

from ..history import Milestone
from ..records import Meeting
from ..statements import shown_first
from .context import Context, html
from .layout import spaced
from .marks import source_marks, status
from .meetings import place_with_status
from .names import capital, meeting_reference, name
from .when_where import date_of, day_words

Entry = Meeting | Milestone
MILESTONE = "milestone"
KINDS = (
    MILESTONE,
    "conference",
    "meeting-of-states-parties",
    "review-conference",
    "intersessional-meeting",
    "preparatory-meeting",
)
"""What the cycle is made of, in the order of the filter and of the drawing's rows."""


def kind_of(entry: Entry) -> str:
    """Returns the kind of an entry, by which it is filtered and drawn."""
    return entry.kind if isinstance(entry, Meeting) else MILESTONE


def first_day(entry: Entry) -> Any:
    """Returns the first day of an entry."""
    if isinstance(entry, Milestone):
        return entry.on.first
    dates = shown_first(entry.dates)
    assert dates is not None  # noqa: S101 - a meeting has at least one date
    return dates.period.first


def cycle_entries(context: Context) -> list[Entry]:
    """Returns the meetings of the cycle and the milestones, oldest first."""
    entries: list[Entry] = [*context.programme.meetings_of("cycle"), *context.programme.milestones]
    return sorted(entries, key=first_day)


def cycle_list(context: Context) -> Markup:
    """Returns the cycle year by year, each entry with dates, place, status and source, and a filter above it."""
    years = [(year, list(entries)) for year, entries in groupby(cycle_entries(context), lambda it: first_day(it).year)]
    groups = (_year(context, year, entries) for year, entries in years)
    rail = h.ol(".cycle__years", aria_label=context.language.say("cycle-label"))[groups]
    return html(h.div(".cycle")[_filter(context, [year for year, _ in years]), rail])


def _filter(context: Context, years: Iterable[int]) -> Iterator[h.Element]:
    """Yields two groups of choices; they are shown only where the style sheet can filter by them."""
    say = context.language.say
    yield _choices(
        "cycle-kind", say("filter-kind"), [("all", say("filter-all")), *((it, say(f"kind-{it}")) for it in KINDS)]
    )
    yield _choices(
        "cycle-year", say("filter-year"), [("all", say("filter-all")), *((str(it), str(it)) for it in years)]
    )


def _choices(group: str, legend: Markup, values: Iterable[tuple[str, str]]) -> h.Element:
    choices = (
        h.label[h.input(type="radio", name=group, id=f"{group}-{value}", checked=value == "all"), h.span[words]]
        for value, words in values
    )
    return h.fieldset(".cycle__filter")[h.legend[legend], choices]


def _year(context: Context, year: int, entries: Iterable[Entry]) -> h.Element:
    items = (_entry(context, entry) for entry in entries)
    return h.li(".cycle__year", data_year=str(year))[h.p(".cycle__year-name")[str(year)], h.ol[items]]


def _entry(context: Context, entry: Entry) -> h.Element:
    kind = kind_of(entry)
    label = h.span(".cycle__kind")[context.language.say(f"kind-one-{kind}")]
    body = _meeting(context, entry) if isinstance(entry, Meeting) else _milestone(context, entry)
    return h.li(id=entry.id if isinstance(entry, Milestone) else None, data_kind=kind)[label, body]


def _meeting(context: Context, meeting: Meeting) -> Iterator[h.Node]:
    dates = shown_first(meeting.dates)
    assert dates is not None  # noqa: S101 - a meeting has at least one date
    yield h.span(".timeline__name")[meeting_reference(context, meeting.id)]
    yield h.span(".timeline__date")[
        spaced(date_of(context, dates, "heading"), status(context, dates.status), source_marks(context, dates.source))
    ]
    yield h.span(".timeline__place")[place_with_status(context, meeting)]


def _milestone(context: Context, milestone: Milestone) -> Iterator[h.Node]:
    yield h.span(".timeline__name")[capital(name(context, milestone.text))]
    yield h.span(".timeline__date")[spaced(day_words(context, milestone.on), source_marks(context, milestone.source))]
