"""Where on the site a record stands: its own page, its row or card, or the pages that name it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..proposals import Decision
from ..records import Article, Body, Document, Meeting, Place, Source, Term, Topic, Venue
from ..statements import Statement
from .context import Context
from .names import decision_link, meeting_link, topic_link


def address_of(context: Context, record: Any) -> str | None:
    """Returns the address of a record, or None where it has none of its own."""
    match record:
        case Meeting():
            return meeting_link(context, record)
        case Topic():
            return topic_link(context, record)
        case Decision():
            return decision_link(context, record)
        case Term():
            return context.link("glossary.md", record.id)
        case Document() | Source():
            return context.link("documents.md", record.id)
        case Body():
            return _body_address(context, record)
    return None


def _body_address(context: Context, body: Body) -> str | None:
    if body.duties:
        return context.link("organization.md", f"body-{body.id}")
    if body.kind in ("organization", "office"):
        return context.link("glossary.md", f"organization-{body.id}")
    return None if any(naming_meetings(context, body)) else context.link("organization.md")


def naming_meetings(context: Context, record: Any) -> Iterator[Meeting]:
    """Yields the meetings of which a statement names a place, a venue or a body."""
    for meeting in context.programme.meetings:
        if any(_names(statement, record) for statement in meeting.statements):
            yield meeting


def _names(statement: Statement, record: Any) -> bool:
    match record:
        case Place():
            return getattr(statement, "city", None) == record.id
        case Venue():
            return getattr(statement, "venue", None) == record.id
        case Body():
            named = (getattr(statement, "body", None), *getattr(statement, "bodies", ()))
            return record.id in named
    return False


def topics_of(context: Context, article: Article) -> Iterator[Topic]:
    """Yields the topics that follow an article of the Convention."""
    return (topic for topic in context.programme.topics if topic.article == article.number)
