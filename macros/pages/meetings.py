"""Meetings: fact box, table, neighbours in time, the words each fact rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import htpy as h
from markupsafe import Markup

from ..records import Meeting
from ..statements import Citation, Statement, StatementT, shown_first
from .context import Context
from .marks import (
    body_name,
    capital,
    city,
    date_of,
    decision_link,
    english_quote,
    html,
    language_names,
    meeting_link,
    name,
    source_marks,
    status,
    venue,
)
from .tables import items, table


def meeting_facts(context: Context, id: str) -> Markup:
    """Returns the fact box of a meeting: every statement on every fact, with status and source."""
    meeting = context.get("meetings", id)
    rows = [(h.dt[context.language.say(key)], h.dd[value]) for key, value in _facts(context, meeting)]
    return html(h.dl(".facts")[rows])


def _facts(context: Context, meeting: Meeting) -> Iterator[tuple[str, h.Node]]:
    """Yields the phrase key and content of each row, in the order a reader asks."""
    text, say = context.language.text, context.language.say
    shown: list[tuple[str, Sequence[Statement], Callable[[Statement], h.Node]]] = [
        ("fact-dates", meeting.dates, lambda it: date_of(context, it, "heading")),
        ("fact-place", meeting.places, lambda it: _place_words(context, it)),
        ("fact-host", meeting.hosts, lambda it: _body(context, it.body)),
        ("fact-chair", meeting.chairs, lambda it: _body(context, it.body)),
        ("fact-format", meeting.formats, lambda it: say(f"format-{it.format}")),
        ("fact-length", meeting.lengths, lambda it: capital(context.language.half_days(it.half_days))),
        ("fact-languages", meeting.languages, lambda it: capital(language_names(context, it.codes))),
        ("fact-papers", meeting.papers, lambda it: say("papers-issued" if it.official else "papers-none")),
        ("fact-participants", meeting.participants, lambda it: items(_body(context, id) for id in it.bodies)),
        ("fact-follows", meeting.follows, lambda it: _meeting_reference(context, it.meeting)),
    ]
    for key, statements, show in shown:
        if statements:
            yield key, _statements(context, statements, show)
    counts = [count for count in context.programme.counts if count.meeting == meeting.id]
    if counts:
        yield (
            "fact-attendance",
            items(
                [context.language.number(count.number), " ", text(count.of), " ", source_marks(context, count.source)]
                for count in counts
            ),
        )
    decisions = context.programme.decisions_on(meeting)
    if decisions:
        yield (
            "fact-decisions",
            items(
                h.a(href=decision_link(context, decision))[f"{decision.number}. {text(decision.title)}"]
                for decision in decisions
            ),
        )


def _body(context: Context, id: str) -> Markup:
    return capital(body_name(context, context.get("bodies", id)))


def _meeting_reference(context: Context, id: str) -> Markup:
    found = context.get("meetings", id)
    return html(h.a(href=meeting_link(context, found))[context.language.sentence_case(found.name)])


def _place_words(context: Context, statement: Statement) -> Markup:
    words = city(context, statement.city)  # type: ignore[attr-defined]
    building = statement.venue  # type: ignore[attr-defined]
    return words if building is None else html(h.fragment[words, h.br, capital(venue(context, building))])


def _statements(context: Context, statements: Sequence[StatementT], show: Callable[[StatementT], h.Node]) -> h.Element:
    """Returns the statements on one fact, the one to lead with first, then from the last recorded to the oldest."""
    lead = shown_first(statements)
    rest = [statement for statement in reversed(statements) if statement is not lead]
    ordered = [*([lead] if lead else []), *rest]
    return h.ul(".statements")[(_statement(context, statement, show) for statement in ordered)]


def _statement(context: Context, statement: StatementT, show: Callable[[StatementT], h.Node]) -> h.Element:
    note = h.span(".note")[name(context, statement.note)] if statement.note else None
    marks = source_marks(context, statement.source)
    return h.li[h.span(".value")[show(statement)], " ", status(context, statement.status), " ", marks, note]


def meetings_table(context: Context) -> Markup:
    """Returns every meeting, oldest first, with dates, place, status and source."""
    rows = [(None, _table_row(context, meeting)) for meeting in context.programme.meetings]
    columns = ("column-meeting", "column-dates", "column-place", "column-status", "column-source")
    return table(context, "caption-meetings", columns, rows)


def _table_row(context: Context, meeting: Meeting) -> Sequence[h.Node]:
    dates, place = shown_first(meeting.dates), shown_first(meeting.places)
    assert dates is not None and place is not None  # noqa: S101 - a meeting has at least one of each
    return (
        _meeting_reference(context, meeting.id),
        date_of(context, dates, "heading"),
        city(context, place.city),
        status(context, dates.status),
        source_marks(context, dates.source),
    )


def meeting_neighbours(context: Context, id: str) -> Markup:
    """Returns links to the meetings before and after, in time."""
    meetings = context.programme.meetings
    index = meetings.index(context.get("meetings", id))
    previous = meetings[index - 1] if index else None
    following = meetings[index + 1] if index + 1 < len(meetings) else None
    links = [
        h.p(f".neighbours__{key}")[h.span[context.language.say(f"neighbour-{key}")], " ", _meeting_reference(context, found.id)]
        for key, found in (("before", previous), ("after", following))
        if found is not None
    ]
    return html(h.nav(".neighbours", aria_label=context.language.say("neighbours"))[links])


def meeting_quotes(context: Context, id: str) -> Markup:
    """Returns the words of the sources that the facts of a meeting rest on."""
    meeting = context.get("meetings", id)
    statements = [
        statement
        for field in ("dates", "places", "hosts", "chairs", "formats", "languages", "lengths", "papers", "participants", "follows")
        for statement in getattr(meeting, field)
    ]
    counted = [count for count in context.programme.counts if count.meeting == id]
    quoted = dict.fromkeys(
        citation for cited in (*statements, *counted) for citation in cited.source if citation.quote is not None
    )
    return html(h.ul(".quotes")[(_quote(context, citation) for citation in quoted)])


def _quote(context: Context, citation: Citation) -> h.Element:
    assert citation.quote is not None  # noqa: S101 - the caller keeps only citations with a quote
    return h.li[english_quote(context, citation.quote), " ", source_marks(context, [citation])]
