"""Topics: the lettered grid, the table, the fact box of one topic, the list of the annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import htpy as h
from markupsafe import Markup

from ..records import Lead, Topic
from .context import Context, html
from .convention import section_name
from .layout import facts, items, neighbours, spaced, table
from .marks import not_found, source_marks, statement_status, status
from .names import (
    article,
    body_name,
    capital,
    decision_reference,
    meeting_reference,
    name,
    topic_by_letter,
    topic_link,
    topic_reference,
)
from .sessions import session_of_topic


def topics_grid(context: Context) -> Markup:
    """Returns the eight topics as a compact lettered list of links."""
    return items((_grid_cell(context, topic) for topic in context.programme.topics), "topics-grid")


def _grid_cell(context: Context, topic: Topic) -> h.Element:
    letter = h.span(".letter")[context.language.marker(topic.letter)]
    return h.a(href=topic_link(context, topic))[spaced(letter, context.language.text(topic.name))]


def topics_table(context: Context) -> Markup:
    """Returns the eight topics with the Convention's article, where discussed, and source."""
    columns = ("column-topic", "column-article", "column-discussed", "column-source")
    return table(
        context, "caption-topics", columns, [(None, _cells(context, topic)) for topic in context.programme.topics]
    )


def _cells(context: Context, topic: Topic) -> tuple[h.Node, ...]:
    return (
        topic_reference(context, topic),
        _article(context, topic),
        items(meeting_reference(context, id) for id in topic.discussed_at),
        source_marks(context, topic.source),
    )


def _article(context: Context, topic: Topic) -> list[h.Node]:
    number = capital(article(context, topic.article))
    note = h.span(".note")[context.language.say("our-reading")] if topic.article_is_our_reading else None
    return [number, ", ", article(context, topic.article, "title"), note]


def topic_facts(context: Context, letter: str) -> Markup:
    """Returns the fact box of a topic: article, meetings, the decision that names it, who leads."""
    topic = topic_by_letter(context, letter)
    decisions = [decision for decision in context.programme.decisions if topic.id in decision.topics]
    marks = source_marks(context, [it for it in topic.source if it.paragraph is not None])
    rows: list[tuple[str, h.Node]] = [
        (
            "fact-article",
            spaced(_article(context, topic), source_marks(context, context.get("articles", topic.article).source)),
        ),
        ("fact-discussed", items(_discussion(context, topic, id) for id in topic.discussed_at)),
        ("fact-decision", items(spaced(decision_reference(context, decision), marks) for decision in decisions)),
        ("fact-leads", items(_chair(context, id) for id in topic.discussed_at)),
        *_as_it_went(context, topic),
    ]
    return facts(context, rows)


def _as_it_went(context: Context, topic: Topic) -> Iterator[tuple[str, h.Node]]:
    """Yields what became of a topic; what no source tells is shown as a gap."""
    yield "fact-section", _section(context, topic)
    yield "fact-session", items(session_of_topic(context, topic, id) for id in topic.discussed_at)
    yield "fact-friend", _leads(context, topic.friends)
    yield "fact-coordinators", _leads(context, topic.coordinators)


def _section(context: Context, topic: Topic) -> h.Node:
    if topic.plan_section is None:
        return not_found(context)
    section = context.get("plan_sections", topic.plan_section)
    href = context.link("convention/index.md", f"section-{section.number}")
    return spaced(h.a(href=href)[section_name(context, section)], source_marks(context, section.source))


def _leads(context: Context, leads: Sequence[Lead]) -> h.Node:
    return items(_lead(context, lead) for lead in leads) if leads else not_found(context)


def _lead(context: Context, lead: Lead) -> list[h.Node]:
    names = (capital(body_name(context, context.get("bodies", id))) for id in lead.bodies)
    note = h.span(".note")[name(context, lead.note)] if lead.note else None
    return spaced(context.language.join(names), source_marks(context, lead.source), note)


def _discussion(context: Context, topic: Topic, meeting: str) -> h.Node:
    """Returns where the draft would have a topic discussed: a proposal, whatever became of the meeting."""
    proposed = status(context, "proposed")
    marks = source_marks(context, [it for it in topic.source if it.paragraph is not None])
    return spaced(meeting_reference(context, meeting), proposed, marks)


def _chair(context: Context, meeting: str) -> h.Node:
    """Returns who leads, by the oldest statement: what the draft says of the discussion of its topics."""
    chairs = context.get("meetings", meeting).chairs
    if not chairs:
        return context.language.say("not-given")
    who = capital(body_name(context, context.get("bodies", chairs[0].body)))
    friends = body_name(context, context.get("bodies", "friends"))
    led = context.language.say("led-by", chair=who, friends=friends)
    return spaced(led, statement_status(context, chairs[0]), source_marks(context, chairs[0].source))


def annex_topics(context: Context) -> Markup:
    """Returns the annex's list (a) to (h), each with the anchor of its paragraph."""
    topics = context.programme.topics
    cells = (h.li(id=topic.source[0].paragraph)[topic_reference(context, topic)] for topic in topics)
    return html(h.ul(".lettered")[cells])


def topic_neighbours(context: Context, letter: str) -> Markup:
    """Returns links to the topics before and after."""
    topics = context.programme.topics
    index = [topic.id for topic in topics].index(topic_by_letter(context, letter).id)
    before, after = topics[:index][-1:], topics[index + 1 :][:1]
    return neighbours(
        context,
        topic_reference(context, before[0]) if before else None,
        topic_reference(context, after[0]) if after else None,
    )
