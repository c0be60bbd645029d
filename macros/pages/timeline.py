"""The timeline: a drawing to true scale for wide screens and paper, and the same records as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import htpy as h
from markupsafe import Markup

from ..meeting_statements import DateStatement
from ..records import Meeting
from ..statements import shown_first
from .context import Context, html
from .layout import spaced
from .marks import source_marks, status
from .meetings import place_with_status
from .names import meeting_link
from .when_where import date_of

WIDTH, EDGE, LANE, GAP, SHORTEST = 900, 14, 26, 10, 7
"""Units of the drawing: full width, side margin, height of a lane of labels, space between them, shortest bar."""

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
    entries = (_entry(context, meeting) for meeting in context.programme.meetings_of("work-programme"))
    return h.ol(".timeline__list", aria_label=context.language.say("timeline-label"))[entries]


def _entry(context: Context, meeting: Meeting) -> h.Element:
    name = h.a(href=meeting_link(context, meeting))[context.language.sentence_case(meeting.name)]
    lines = (
        h.span(".timeline__date")[
            spaced(
                date_of(context, statement, "heading"),
                status(context, statement.status),
                source_marks(context, statement.source),
            )
        ]
        for statement in drawn_dates(meeting)
    )
    return h.li[h.span(".timeline__name")[name], h.span(".timeline__place")[place_with_status(context, meeting)], lines]


# The drawing


def _drawing(context: Context) -> h.Element:
    marks = list(_marks(context.programme.meetings_of("work-programme")))
    labels = _labels(context, marks)
    axis = 46 + LANE * (1 + max(label.lane for label in labels.values()))
    height = axis + 44
    return h.svg(
        ".timeline__drawing",
        viewBox=f"0 0 {WIDTH} {height}",
        role="group",
        aria_label=context.language.say("timeline-drawing"),
    )[
        h.defs[
            h.pattern(
                id="hatch",
                width="6",
                height="6",
                patternUnits="userSpaceOnUse",
                patternTransform="rotate(45)",
            )[h.line(x1="0", y1="0", x2="0", y2="6", class_="hatch")]
        ],
        h.line(x1=_units(EDGE), x2=_units(WIDTH - EDGE), y1=_units(axis), y2=_units(axis), class_="axis"),
        _months(*_scale(context.programme.meetings_of("work-programme")), axis),
        (_draw(context, mark, labels.get(index), axis) for index, mark in enumerate(marks)),
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


def _months(first: date, last: date, axis: float) -> Iterator[h.Element]:
    """Yields a tick for each month, a longer one with the year for each January and for the first month."""
    month = first
    while month <= last:
        at, is_named = _position(month, first, last), month.month == 1 or month == first
        kind = "year" if is_named else "month"
        yield h.line(
            x1=_units(at),
            x2=_units(at),
            y1=_units(axis - 5),
            y2=_units(axis + (30 if is_named else 5)),
            class_=kind,
        )
        if is_named:
            yield h.text(x=_units(at + 5), y=_units(axis + 32), class_="year-name")[str(month.year)]
        month = _next_month(month)


@dataclass(frozen=True)
class Label:
    """The name of a meeting on the drawing: where its stem stands, where its words begin and end, its lane."""

    stem: float
    start: float
    end: float
    lane: int = 0

    @property
    def is_rightward(self) -> bool:
        """Whether the words stand to the right of the stem."""
        return self.start == self.stem

    def hides(self, other: Label) -> bool:
        """Whether the words, in the same lane, would cover the other's words or its stem."""
        return self.start < other.end + GAP and other.start < self.end + GAP


def _labels(context: Context, marks: Sequence[Mark]) -> dict[int, Label]:
    """Returns the label of each meeting, by the index of its last mark, in the lowest lane that hides no other.

    Labels in the left half read rightward and are placed from the middle outward, the others leftward and
    likewise, so that a stem never crosses words.
    """
    last_marks = {mark.meeting.id: index for index, mark in enumerate(marks)}
    wanted = {index: _label(context, marks[index]) for index in last_marks.values()}
    leftward = [index for index in sorted(wanted) if not wanted[index].is_rightward]
    rightward = [index for index in sorted(wanted, reverse=True) if wanted[index].is_rightward]
    placed: dict[int, Label] = {}
    for index in (*leftward, *rightward):
        label = wanted[index]
        lane = max((other.lane + 1 for other in placed.values() if label.hides(other)), default=0)
        placed[index] = replace(label, lane=lane)
    return placed


def _label(context: Context, mark: Mark) -> Label:
    length = CHARACTER * len(context.language.text(mark.meeting.short))
    is_rightward = mark.middle < WIDTH / 2
    return Label(
        mark.middle,
        mark.middle if is_rightward else mark.middle - length,
        mark.middle + length if is_rightward else mark.middle,
    )


def _draw(context: Context, mark: Mark, label: Label | None, axis: float) -> h.Node:
    shapes = _window(mark, axis) if mark.statement.is_window else _bar(mark, axis)
    if label is None:
        return shapes
    words = context.language.text(mark.meeting.short)
    top = axis - 34 - LANE * label.lane
    name = h.text(
        x=_units(label.stem + (5 if label.is_rightward else -5)),
        y=_units(top + 6),
        class_="name",
        text_anchor="start" if label.is_rightward else "end",
    )[words]
    stem = h.line(x1=_units(label.stem), x2=_units(label.stem), y1=_units(top - 8), y2=_units(axis - 9), class_="stem")
    title = h.title[
        context.language.say("timeline-mark", name=words, dates=context.language.statement(mark.statement, "heading"))
    ]
    return h.a(href=meeting_link(context, mark.meeting), tabindex="-1", aria_hidden="true")[title, stem, shapes, name]


def _bar(mark: Mark, axis: float) -> h.Node:
    return h.rect(
        x=_units(mark.left),
        y=_units(axis - 9),
        width=_units(mark.width),
        height="18",
        class_=f"bar bar--{mark.statement.status}",
    )


def _window(mark: Mark, axis: float) -> h.Node:
    """Returns a hatched box between square brackets: days that are possible, not days that are set."""
    left, right, top, bottom = mark.left, mark.left + mark.width, axis - 17, axis + 17
    brackets = " ".join(
        f"M{_units(edge + 4 * inward)} {_units(top)}H{_units(edge)}V{_units(bottom)}H{_units(edge + 4 * inward)}"
        for edge, inward in ((left, 1), (right, -1))
    )
    return [
        h.rect(
            x=_units(left),
            y=_units(top),
            width=_units(mark.width),
            height=_units(bottom - top),
            class_="bar bar--window",
        ),
        h.path(d=brackets, class_="bracket"),
    ]


def _units(number: float) -> str:
    return f"{number:.1f}"
