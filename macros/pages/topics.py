"""Topics: the lettered grid, the table, the fact box of one topic, the list of the annex."""

from __future__ import annotations

import htpy as h
from markupsafe import Markup

from ..statements import shown_first
from .context import Context
from .marks import (
    SIGNS,
    article,
    body_name,
    capital,
    date_of,
    decision_link,
    html,
    meeting_link,
    source_marks,
    status,
    topic_by_letter,
    topic_link,
    topic_name,
)
from .tables import items, table


def topics_grid(context: Context) -> Markup:
    """Returns the eight topics as a compact lettered list of links."""
    cells = (
        h.li[h.a(href=topic_link(context, topic))[h.span(".letter")[context.language.marker(topic.letter)], " ", context.language.text(topic.name)]]
        for topic in context.programme.topics
    )
    return html(h.ul(".grid")[cells])


def topics_table(context: Context) -> Markup:
    """Returns the eight topics with the Convention's article, where discussed, and source."""
    rows = [
        (
            None,
            (
                h.a(href=topic_link(context, topic))[topic_name(context, topic)],
                _article(context, topic.article, topic.article_is_our_reading),
                items(_meeting(context, id) for id in topic.discussed_at),
                source_marks(context, topic.source),
            ),
        )
        for topic in context.programme.topics
    ]
    return table(context, "caption-topics", ("column-topic", "column-article", "column-discussed", "column-source"), rows)


def _article(context: Context, number: int, our_reading: bool) -> h.Node:
    words = [capital(article(context, number)), ", ", article(context, number, "title")]
    return [*words, h.span(".note")[context.language.say("our-reading")]] if our_reading else words


def _meeting(context: Context, id: str) -> h.Element:
    meeting = context.get("meetings", id)
    return h.a(href=meeting_link(context, meeting))[context.language.sentence_case(meeting.name)]


def topic_facts(context: Context, letter: str) -> Markup:
    """Returns the fact box of a topic: article, meetings, the decision that names it, who leads."""
    topic = topic_by_letter(context, letter)
    say, text = context.language.say, context.language.text
    decisions = [decision for decision in context.programme.decisions if topic.id in decision.topics]
    cited = context.get("articles", topic.article).source
    rows: list[tuple[str, h.Node]] = [
        ("fact-article", [_article(context, topic.article, topic.article_is_our_reading), " ", source_marks(context, cited)]),
        ("fact-discussed", items(_discussion(context, id) for id in topic.discussed_at)),
        (
            "fact-decision",
            items(
                [h.a(href=decision_link(context, decision))[f"{decision.number}. {text(decision.title)}"], " ", source_marks(context, topic.source)]
                for decision in decisions
            ),
        ),
        ("fact-leads", items(_chair(context, id) for id in topic.discussed_at)),
    ]
    return html(h.dl(".facts")[((h.dt[say(key)], h.dd[value]) for key, value in rows)])


def _discussion(context: Context, id: str) -> h.Node:
    meeting = context.get("meetings", id)
    dates = shown_first(meeting.dates)
    assert dates is not None  # noqa: S101 - a meeting has at least one date
    return [
        _meeting(context, id), ", ", date_of(context, dates, "heading"), " ",
        status(context, dates.status), " ", source_marks(context, dates.source),
    ]  # fmt: skip


def _chair(context: Context, id: str) -> h.Node:
    proposed = [chair for chair in context.get("meetings", id).chairs if chair.status == "proposed"]
    chair = proposed[-1]
    who = capital(body_name(context, context.get("bodies", chair.body)))
    friends = context.language.text(context.get("bodies", "friends").name)
    return [context.language.say("led-by", chair=who, friends=friends), " ", status(context, chair.status), " ", source_marks(context, chair.source)]


def annex_topics(context: Context) -> Markup:
    """Returns the annex's list (a) to (h), each with the anchor of its paragraph."""
    cells = (
        h.li(id=topic.source[0].paragraph)[h.a(href=topic_link(context, topic))[topic_name(context, topic)]]
        for topic in context.programme.topics
    )
    return html(h.ul(".lettered")[cells])


def topic_neighbours(context: Context, letter: str) -> Markup:
    """Returns links to the topics before and after."""
    topics = context.programme.topics
    index = topics.index(topic_by_letter(context, letter))
    around = (("before", topics[index - 1] if index else None), ("after", topics[index + 1] if index + 1 < len(topics) else None))
    links = [
        h.p(f".neighbours__{key}")[h.span[context.language.say(f"neighbour-{key}")], " ", h.a(href=topic_link(context, topic))[topic_name(context, topic)]]
        for key, topic in around
        if topic is not None
    ]
    return html(h.nav(".neighbours", aria_label=context.language.say("neighbours"))[links])


def status_legend(context: Context) -> Markup:
    """Returns every sign of status with its word and what it means."""
    say = context.language.say
    entries = ((h.dt[status(context, key)], h.dd[say(f"meaning-{key}")]) for key in SIGNS)
    return html(h.dl(".legend")[entries])
