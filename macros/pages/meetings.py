"""Meetings: fact box, table, neighbours in time, the words each fact rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import htpy as h
from markupsafe import Markup

from ..meeting_statements import (
    AttendanceStatement,
    ChairStatement,
    DateStatement,
    FollowsStatement,
    FormatStatement,
    HostStatement,
    LanguagesStatement,
    LengthStatement,
    PapersStatement,
    ParticipantsStatement,
    PlaceStatement,
)
from ..records import Meeting, Purpose
from ..statements import Citation, Statement, shown_first
from .context import Context, html
from .layout import facts, items, neighbours, spaced, table
from .marks import quoted, source_marks, statement_status, status
from .names import body_name, capital, decision_reference, meeting_reference, name
from .when_where import city, date_of, language_names, shown_place, venue


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
    if meeting.attendance:
        yield "fact-attendance", attendance_list(context, meeting.id)
    for key, kind in (("fact-reasons", "reason"), ("fact-output", "output")):
        purposes = [it for it in context.programme.purposes if (it.meeting, it.kind) == (meeting.id, kind)]
        if purposes:
            yield key, items(_purpose(context, purpose) for purpose in purposes)
    decisions = context.programme.decisions_on(meeting)
    if decisions:
        yield "fact-decisions", items(decision_reference(context, decision) for decision in decisions)


def attendance_list(context: Context, meeting: str) -> Markup:
    """Returns the numbers that sources give of those who took part, each with its source."""
    return items(_statement_words(context, found) for found in context.get("meetings", meeting).attendance)


def _purpose(context: Context, purpose: Purpose) -> list[h.Node]:
    return spaced(capital(name(context, purpose.text)), source_marks(context, purpose.source))


def statement_value(context: Context, statement: Statement) -> h.Node:
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
        case AttendanceStatement():
            return spaced(h.strong[language.number(statement.number)], name(context, statement.of))
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
    shown = (statement for statement in (lead, *rest) if statement is not None)
    return h.ul(".statements")[(h.li[_statement_words(context, statement)] for statement in shown)]


def _statement_words(context: Context, statement: Statement) -> list[h.Node]:
    note = h.span(".note")[name(context, statement.note)] if statement.note else None
    marks = source_marks(context, statement.source)
    box = h.div if isinstance(statement, ParticipantsStatement) else h.span  # a list may not stand in a line
    value = box(".value")[statement_value(context, statement)]
    return spaced(value, statement_status(context, statement), marks, note)


def meetings_table(context: Context) -> Markup:
    """Returns the meetings of the programme, oldest first, with dates, place, status and source."""
    rows = [(None, _table_row(context, meeting)) for meeting in context.programme.meetings_of("work-programme")]
    columns = ("column-meeting", "column-dates", "column-place", "column-status", "column-source")
    return table(context, "caption-meetings", columns, rows)


def _table_row(context: Context, meeting: Meeting) -> Sequence[h.Node]:
    dates = shown_first(meeting.dates)
    assert dates is not None  # noqa: S101 - a meeting has at least one
    return (
        meeting_reference(context, meeting.id),
        date_of(context, dates, "heading"),
        place_with_status(context, meeting),
        status(context, dates.status),
        source_marks(context, dates.source),
    )


def place_with_status(context: Context, meeting: Meeting) -> list[h.Node]:
    """Returns the place of a meeting, with a sign of its own where its status is not that of the dates."""
    place, dates, format = shown_first(meeting.places), shown_first(meeting.dates), shown_first(meeting.formats)
    told = format if format is not None and format.format == "virtual" else place
    differs = told is not None and dates is not None and told.status != dates.status
    sign = status(context, told.status) if told is not None and differs else None
    return spaced(shown_place(context, meeting), sign)


def meeting_neighbours(context: Context, id: str) -> Markup:
    """Returns links to the meetings before and after, in time."""
    meetings = context.programme.meetings
    index = [meeting.id for meeting in meetings].index(context.get("meetings", id).id)
    before, after = meetings[:index][-1:], meetings[index + 1 :][:1]
    return neighbours(
        context,
        meeting_reference(context, before[0].id) if before else None,
        meeting_reference(context, after[0].id) if after else None,
    )


def meeting_quotes(context: Context, id: str) -> Markup:
    """Returns the words of the sources that the facts of a meeting rest on."""
    meeting = context.get("meetings", id)
    sessions = [session for session in context.programme.sessions if session.meeting == id]
    cited = (citation for record in (*meeting.statements, *sessions) for citation in record.source)
    quoted = dict.fromkeys(citation for citation in cited if citation.quote is not None)
    return html(h.ul(".quotes")[(_quote(context, citation) for citation in quoted)])


def _quote(context: Context, citation: Citation) -> h.Element:
    return h.li[spaced(quoted(context, citation), source_marks(context, [citation]))]
