"""Where each record stands on the site, what a reader calls it, and what a reader calls its fields."""

from __future__ import annotations

from typing import Any

import htpy as h
from markupsafe import Markup

from ..feeds.addresses import meeting_page
from ..programme import Programme
from .context import Context, html
from .names import body_name, capital, name, topic_name
from .when_where import day_words

FIELDS = {
    "attendance": "fact-attendance",
    "blanks": "fact-blanks",
    "chairs": "fact-chair",
    "coordinators": "fact-coordinators",
    "dates": "fact-dates",
    "duties": "column-duties",
    "follows": "fact-follows",
    "formats": "fact-format",
    "friends": "fact-friend",
    "hosts": "fact-host",
    "languages": "fact-languages",
    "lengths": "fact-length",
    "outcome": "fact-outcome",
    "papers": "fact-papers",
    "participants": "fact-participants",
    "places": "fact-place",
}
"""The phrase that names a field; other fields go by the name of their record alone."""

PLACES = {
    "articles": ("convention/index.md", "article-"),
    "contradictions": ("elsewhere.md", ""),
    "corrections": ("corrections.md", ""),
    "counts": ("convention/index.md", ""),
    "decisions": ("decisions.md", ""),
    "documents": ("documents.md", "document-"),
    "milestones": ("convention/cycle.md", ""),
    "plan_sections": ("convention/index.md", "section-"),
}
"""The page that tells all records of a kind, and what stands before the id in their anchors."""


def record_place(programme: Programme, kind: str, record: Any) -> tuple[str, str] | None:
    """Returns the page on which a record is told and its anchor there, or None where it has no place of its own."""
    match kind:
        case "meetings":
            return meeting_page(record)
        case "topics":
            return f"topics/{record.id}.md", ""
        case "sessions":
            page, _ = meeting_page(programme.get("meetings", record.meeting))
            return page, f"session-{record.id}"
        case _ if kind in PLACES:
            page, prefix = PLACES[kind]
            return page, f"{prefix}{record.id}"
    return None


def record_link(context: Context, kind: str, record: Any) -> str | None:
    """Returns the address of the place where a record is told, or None where it has none of its own."""
    place = record_place(context.programme, kind, record)
    return context.link(*place) if place else None


def record_name(context: Context, kind: str, record: Any) -> Markup:
    """Returns what a reader calls a record, with a capital first letter."""
    say, language = context.language.say, context.language
    match kind:
        case "articles":
            return capital(say("article-number", number=record.number))
        case "bodies":
            return capital(body_name(context, record))
        case "contradictions":
            return Markup.escape(language.text(record.about))
        case "corrections":
            return say("correction-on", day=day_words(context, record.made))
        case "counts":
            return say("count-on", day=day_words(context, record.on))
        case "decisions":
            return capital(say("decision-number", number=record.number))
        case "documents":
            return name(context, record.title)
        case "glossary":
            return capital(name(context, record.term))
        case "plan_sections":
            return say("plan-section", number=language.roman(record.number), title=language.text(record.title))
        case "sessions":
            return session_name(context, record)
        case "topics":
            return topic_name(context, record)
        case _:
            return capital(name(context, record.name if hasattr(record, "name") else record.text))


def session_name(context: Context, session: Any) -> Markup:
    """Returns the topic of a session, or its title where it has none."""
    if session.title is not None:
        return name(context, session.title)
    return topic_name(context, context.get("topics", session.topic))


def record_reference(context: Context, kind: str, record: Any, field: str) -> h.Node:
    """Returns a record by name, linked where it has a place, and the field that is meant."""
    words, href = record_name(context, kind, record), record_link(context, kind, record)
    shown: h.Node = html(h.a(href=href)[words]) if href else words
    return [shown, f" – {context.language.say(FIELDS[field])}"] if field in FIELDS else shown
