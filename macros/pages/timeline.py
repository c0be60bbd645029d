"""The timeline: a drawing to true scale for wide screens and paper, and the same records as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import htpy as h
from markupsafe import Markup

from ..records import Meeting
from ..statements import DateStatement, shown_first
from .context import Context
from .marks import capital, city, date_of, html, meeting_link, source_marks, status

WIDTH, EDGE, AXIS, LANE, SHORTEST = 1000, 24, 190, 34, 7
"""Units of the drawing: full width, side margin, height of the axis, distance of label lanes, shortest bar."""

CHARACTER = 8.2
"""Width of one character of a label, generously."""


@dataclass(frozen=True)
class Mark:
    """One date of one meeting on the drawing: its meeting, its date, its bar and its sign."""

    meeting: Meeting
    statement: DateStatement
    left: float
    width: float

    @property
    def middle(self) -> float:
        """Centre of the bar."""
        return self.left + self.width / 2


def timeline(context: Context) -> Markup:
    """Returns the timeline as drawing and list; both hold the same meetings, each linked to its page."""
    return html(h.div(".timeline")[_drawing(context), _list(context)])


def drawn_dates(meeting: Meeting) -> tuple[DateStatement, ...]:
    """Returns the dates to draw: the one shown first and, where it was proposed, the window before it."""
    shown = shown_first(meeting.dates)
    windows = [statement for statement in meeting.dates if statement.within and statement is not shown]
    return (*windows, *([shown] if shown else []))


def _list(context: Context) -> h.Element:
    entries = (_entry(context, meeting) for meeting in context.programme.meetings)
    return h.ol(".timeline__list", aria_label=context.language.say("timeline-label"))[entries]


def _entry(context: Context, meeting: Meeting) -> h.Element:
    shown = shown_first(meeting.places)
    assert shown is not None  # noqa: S101 - a meeting has at least one place
    name = h.a(href=meeting_link(context, meeting))[context.language.sentence_case(meeting.name)]
    lines = (
        h.span(".timeline__date")[
            date_of(context, statement, "heading"), " ", status(context, statement.status), " ", source_marks(context, statement.source)
        ]
        for statement in drawn_dates(meeting)
    )
    return h.li[h.span(".timeline__name")[name], h.span(".timeline__place")[city(context, shown.city)], lines]


# The drawing


def _drawing(context: Context) -> h.Element:
    marks = list(_marks(context.programme.meetings))
    first, last = _scale(context.programme.meetings)
    lanes = _lanes(context, marks)
    height = AXIS + 74
    return h.svg(".timeline__drawing", viewBox=f"0 0 {WIDTH} {height}", role="img", aria_label=context.language.say("timeline-drawing"))[
        h.defs[
            h.pattern(id="hatch", width="6", height="6", patternUnits="userSpaceOnUse", patternTransform="rotate(45)")[
                h.line(x1="0", y1="0", x2="0", y2="6", class_="hatch")
            ]
        ],
        h.line(x1=f"{EDGE}", x2=f"{WIDTH - EDGE}", y1=f"{AXIS}", y2=f"{AXIS}", class_="axis"),
        _months(context, first, last),
        (_draw(context, mark, lanes.get(index)) for index, mark in enumerate(marks)),
    ]


def _scale(meetings: Sequence[Meeting]) -> tuple[date, date]:
    """Returns the first day of the first month and the first day after the last month drawn."""
    periods = [statement.period for meeting in meetings for statement in drawn_dates(meeting)]
    first, last = min(period.first for period in periods), max(period.last for period in periods)
    return first.replace(day=1), _next_month(last)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _position(day: date, first: date, last: date) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * (day - first).days / (last - first).days


def _marks(meetings: Sequence[Meeting]) -> Iterator[Mark]:
    first, last = _scale(meetings)
    for meeting in meetings:
        for statement in drawn_dates(meeting):
            start = _position(statement.period.first, first, last)
            end = _position(statement.period.last, first, last) + (WIDTH - 2 * EDGE) / (last - first).days
            yield Mark(meeting, statement, start, max(end - start, SHORTEST))


def _months(context: Context, first: date, last: date) -> Iterator[h.Element]:
    month = first
    while month <= last:
        at, is_year = f"{_position(month, first, last):.1f}", month.month == 1
        yield h.line(x1=at, x2=at, y1=f"{AXIS - 5}", y2=f"{AXIS + (30 if is_year else 5)}", class_="year" if is_year else "month")
        if is_year or month == first:
            yield h.text(x=f"{float(at) + 5:.1f}", y=f"{AXIS + 28}", class_="year-name")[str(month.year)]
        month = _next_month(month)


def _lanes(context: Context, marks: Sequence[Mark]) -> dict[int, int]:
    """Returns the lane of each label, the lowest free one; a meeting is named once, at its last mark."""
    taken: dict[int, float] = {}
    lanes: dict[int, int] = {}
    named = {mark.meeting.id: index for index, mark in enumerate(marks)}
    for index, mark in enumerate(marks):
        if named[mark.meeting.id] != index:
            continue
        start, end = _label_span(context, mark)
        lane = next(lane for lane in range(len(marks)) if taken.get(lane, 0.0) <= start)
        taken[lane] = end + CHARACTER
        lanes[index] = lane
    return lanes


def _label_span(context: Context, mark: Mark) -> tuple[float, float]:
    """Returns where a label begins and ends: to the right of its mark, or to the left near the edge."""
    length = CHARACTER * len(context.language.text(mark.meeting.short))
    return (mark.middle, mark.middle + length) if _reads_rightward(mark, length) else (mark.middle - length, mark.middle)


def _reads_rightward(mark: Mark, length: float) -> bool:
    return mark.middle + length <= WIDTH


def _draw(context: Context, mark: Mark, lane: int | None) -> h.Node:
    bar = h.rect(
        x=f"{mark.left:.1f}", y=f"{AXIS - 9}", width=f"{mark.width:.1f}", height="18", class_=f"bar bar--{_look(mark.statement)}"
    )
    if lane is None:
        return bar
    label = context.language.text(mark.meeting.short)
    rightward = _reads_rightward(mark, CHARACTER * len(label))
    at, top = f"{mark.middle:.1f}", AXIS - 34 - LANE * lane
    words = h.text(
        x=f"{mark.middle + (6 if rightward else -6):.1f}", y=f"{top + 6}", class_="name", text_anchor="start" if rightward else "end"
    )[label]
    stem = h.line(x1=at, x2=at, y1=f"{top - 8}", y2=f"{AXIS - 9}", class_="stem")
    title = h.title[f"{capital(Markup(label))}: {context.language.statement(mark.statement, 'heading')}"]
    return h.a(href=meeting_link(context, mark.meeting), tabindex="-1", aria_hidden="true")[title, stem, bar, words]


def _look(statement: DateStatement) -> str:
    return "window" if statement.is_window else statement.status
