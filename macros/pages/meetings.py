"""Meetings: fact box, table, neighbours in time, the words each fact rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import htpy as h
from markupsafe import Markup

from ..records import Count, Meeting, Purpose
from ..statements import (
    ChairStatement,
    Citation,
    DateStatement,
    FollowsStatement,
    FormatStatement,
    HostStatement,
    LanguagesStatement,
    LengthStatement,
    PapersStatement,
    ParticipantsStatement,
    PlaceStatement,
    Statement,
    shown_first,
)
from .context import Context, html
from .layout import facts, items, neighbours, spaced, table
from .marks import english_quote, source_marks, statement_status, status
from .names import body_name, capital, decision_reference, meeting_reference, name
from .when_where import city, date_of, language_names, venue


def meeting_facts(context: Context, id: str) -> Markup:
    """Returns the fact box of a meeting: every statement on every fact, with status and source."""
    return facts(context, _facts(context, context.get("meetings", id)))


def _facts(context: Context, meeting: Meeting) -> Iterator[tuple[str, h.Node]]:
    """Yields the phrase key and content of each row, in the order a reader asks."""
    named: tuple[tuple[str, Sequence[Statement]], ...] = (
        ("fact-dates", meeting.dates),
        ("fact-place", meeting.places),
        ("fact-host", meeting.hosts),
        ("fact-chair", meeting.chairs),
        ("fact-format", meeting.formats),
        ("fact-length", meeting.lengths),
        ("fact-languages", meeting.languages),
        ("fact-papers", meeting.papers),
        ("fact-participants", meeting.participants),
        ("fact-follows", meeting.follows),
    )
    for key, statements in named:
        if statements:
            yield key, _statements(context, statements)
    if any(count.meeting == meeting.id for count in context.programme.counts):
        yield "fact-attendance", counts_list(context, meeting.id)
    for key, kind in (("fact-reasons", "reason"), ("fact-output", "output")):
        purposes = [it for it in context.programme.purposes if (it.meeting, it.kind) == (meeting.id, kind)]
        if purposes:
            yield key, items(_purpose(context, purpose) for purpose in purposes)
    decisions = context.programme.decisions_on(meeting)
    if decisions:
        yield "fact-decisions", items(decision_reference(context, decision) for decision in decisions)


def counts_list(context: Context, meeting: str) -> Markup:
    """Returns the numbers that sources give for a meeting, each with its source."""
    counts = (count for count in context.programme.counts if count.meeting == meeting)
    return items(_count(context, count) for count in counts)


def _count(context: Context, count: Count) -> list[h.Node]:
    number = h.strong[context.language.number(count.number)]
    return spaced(number, name(context, count.of), source_marks(context, count.source))


def _purpose(context: Context, purpose: Purpose) -> list[h.Node]:
    return spaced(capital(name(context, purpose.text)), source_marks(context, purpose.source))


def _value(context: Context, statement: Statement) -> h.Node:
    """Returns what a statement states, without its status and source."""
    language = context.language
    match statement:
        case DateStatement():
            return date_of(context, statement, "heading")
        case PlaceStatement():
            return _place_words(context, statement)
        case HostStatement() | ChairStatement():
            return _body(context, statement.body)
        case FormatStatement():
            return language.say(f"format-{statement.format}")
        case LengthStatement():
            return capital(language.half_days(statement.half_days))
        case LanguagesStatement():
            return capital(language_names(context, statement.codes))
        case PapersStatement():
            return language.say("papers-issued" if statement.official else "papers-none")
        case ParticipantsStatement():
            return items(_body(context, id) for id in statement.bodies)
        case FollowsStatement():
            return meeting_reference(context, statement.meeting)
        case _:
            raise TypeError(f"no words for {type(statement).__name__}")


def _body(context: Context, id: str) -> Markup:
    return capital(body_name(context, context.get("bodies", id)))


def _place_words(context: Context, statement: PlaceStatement) -> Markup:
    words = city(context, statement.city)
    if statement.venue is None:
        return words
    return html(h.fragment[words, h.br, capital(venue(context, statement.venue))])


def _statements(context: Context, statements: Sequence[Statement]) -> h.Element:
    """Returns the statements on one fact: the one to lead with, then the others from the last to the oldest."""
    lead = shown_first(statements)
    rest = [statement for statement in reversed(statements) if statement is not lead]
    return h.ul(".statements")[(_statement(context, statement) for statement in (lead, *rest) if statement is not None)]


def _statement(context: Context, statement: Statement) -> h.Element:
    note = h.span(".note")[name(context, statement.note)] if statement.note else None
    marks = source_marks(context, statement.source)
    value = h.span(".value")[_value(context, statement)]
    return h.li[spaced(value, statement_status(context, statement), marks, note)]


def meetings_table(context: Context) -> Markup:
    """Returns every meeting, oldest first, with dates, place, status and source."""
    rows = [(None, _table_row(context, meeting)) for meeting in context.programme.meetings]
    columns = ("column-meeting", "column-dates", "column-place", "column-status", "column-source")
    return table(context, "caption-meetings", columns, rows)


def _table_row(context: Context, meeting: Meeting) -> Sequence[h.Node]:
    dates, place = shown_first(meeting.dates), shown_first(meeting.places)
    assert dates is not None  # noqa: S101 - a meeting has at least one
    assert place is not None  # noqa: S101 - and at least one place
    return (
        meeting_reference(context, meeting.id),
        date_of(context, dates, "heading"),
        spaced(city(context, place.city), status(context, place.status) if place.status != dates.status else None),
        status(context, dates.status),
        source_marks(context, dates.source),
    )


def meeting_neighbours(context: Context, id: str) -> Markup:
    """Returns links to the meetings before and after, in time."""
    meetings = context.programme.meetings
    index = meetings.index(context.get("meetings", id))
    before, after = meetings[:index][-1:], meetings[index + 1 :][:1]
    return neighbours(
        context,
        meeting_reference(context, before[0].id) if before else None,
        meeting_reference(context, after[0].id) if after else None,
    )


def meeting_quotes(context: Context, id: str) -> Markup:
    """Returns the words of the sources that the facts of a meeting rest on."""
    meeting = context.get("meetings", id)
    counts = [count for count in context.programme.counts if count.meeting == id]
    cited = (citation for record in (*meeting.statements, *counts) for citation in record.source)
    quoted = dict.fromkeys(citation for citation in cited if citation.quote is not None)
    return html(h.ul(".quotes")[(_quote(context, citation) for citation in quoted)])


def _quote(context: Context, citation: Citation) -> h.Element:
    assert citation.quote is not None  # noqa: S101 - the caller keeps only citations with a quote
    return h.li[spaced(english_quote(context, citation.quote), source_marks(context, [citation]))]
