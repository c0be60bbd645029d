"""The sessions of a meeting as it was held, day by day, with the gaps that no source fills."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import htpy as h
from markupsafe import Markup

from ..dates import Period
from ..history import Session
from ..records import Meeting, Topic
from ..statements import shown_first
from .context import Context, html
from .layout import Row, spaced, table
from .marks import not_found, source_marks
from .names import body_name, capital, name, topic_reference
from .when_where import day_words


def sessions_table(context: Context, meeting: str) -> Markup:
    """Returns each day of a meeting with its sessions, their topics and chairs; what no source tells is a gap."""
    found = context.get("meetings", meeting)
    columns = ("column-day", "column-session", "column-chair", "column-source")
    return table(context, "caption-sessions", columns, [*_days(context, found), *_topics_without(context, found)])


def _days(context: Context, meeting: Meeting) -> Iterator[Row]:
    sessions = [session for session in context.programme.sessions if session.meeting == meeting.id]
    for number, day in enumerate(_days_of(meeting), start=1):
        words = context.language.say("day-number", day=day_words(context, day), number=number)
        on_the_day = [session for session in sessions if context.programme.day_of(session) == day]
        for session in on_the_day:
            yield f"session-{session.id}", (words, *_cells(context, session))
        if not on_the_day:
            yield None, (words, not_found(context), not_found(context), not_found(context))


def _days_of(meeting: Meeting) -> list[Period]:
    dates = shown_first(meeting.dates)
    assert dates is not None  # noqa: S101 - a meeting has at least one date
    days = (dates.period.first + timedelta(days=index) for index in range(dates.period.days))
    return [Period(day, day) for day in days]


def _cells(context: Context, session: Session) -> tuple[h.Node, h.Node, h.Node]:
    topic = context.get("topics", session.topic) if session.topic else None
    subject = topic_reference(context, topic) if topic else name(context, session.title) if session.title else None
    note = h.span(".note")[name(context, session.note)] if session.note else None
    chair = capital(body_name(context, context.get("bodies", session.chair))) if session.chair else not_found(context)
    return spaced(subject, note), chair, source_marks(context, session.source)


def _topics_without(context: Context, meeting: Meeting) -> Iterator[Row]:
    """Yields a row for each topic that was to be discussed and for which no source tells a session."""
    told = {session.topic for session in context.programme.sessions if session.meeting == meeting.id}
    for topic in context.programme.topics_at(meeting):
        if topic.id not in told:
            yield None, (not_found(context), topic_reference(context, topic), not_found(context), not_found(context))


def session_of_topic(context: Context, topic: Topic, meeting: str) -> h.Node:
    """Returns when a topic was discussed at a meeting and who chaired, or that no source tells."""
    found = [
        session for session in context.programme.sessions if (session.topic, session.meeting) == (topic.id, meeting)
    ]
    return [_session_words(context, session) for session in found] if found else not_found(context)


def _session_words(context: Context, session: Session) -> h.Node:
    day = day_words(context, context.programme.day_of(session))
    link = h.a(href=context.link(f"meetings/{session.meeting}.md", f"session-{session.id}"))[day]
    chair = context.get("bodies", session.chair) if session.chair else None
    words = context.language.say("chaired-by", chair=body_name(context, chair)) if chair else None
    return html(h.fragment[spaced(link, words, source_marks(context, session.source))])
