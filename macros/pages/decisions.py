"""Decisions: cards, table, the register of blanks, the six key decisions of paragraph 9."""

from __future__ import annotations

import htpy as h
from markupsafe import Markup

from ..records import Blank, Decision
from .context import Context
from .marks import (
    blank_box,
    body_name,
    capital,
    city,
    day_words,
    decision_link,
    english_quote,
    html,
    meeting_link,
    name,
    source_marks,
    status,
    topic_link,
    topic_name,
)
from .tables import items, table


def decision_card(context: Context, number: int) -> Markup:
    """Returns one decision in full: summary, whom it binds, what it fixes, its blanks, what came of it."""
    decision: Decision = context.get("decisions", f"decision-{number}")
    rows = ((h.dt[context.language.say(key)], h.dd[value]) for key, value in _rows(context, decision))
    marks = [status(context, "proposed"), " ", source_marks(context, decision.source)]
    return html(h.div(".card")[h.p[name(context, decision.summary), " ", marks], h.dl(".facts")[rows]])


def _rows(context: Context, decision: Decision) -> list[tuple[str, h.Node]]:
    rows: list[tuple[str, h.Node]] = [
        ("fact-binds", items(capital(body_name(context, context.get("bodies", id))) for id in decision.binds)),
        ("fact-fixes", items(capital(name(context, fix)) for fix in decision.fixes)),
    ]
    if decision.topics:
        topics = [context.get("topics", id) for id in decision.topics]
        rows.append(("fact-topics", items(h.a(href=topic_link(context, topic))[topic_name(context, topic)] for topic in topics)))
    if decision.blanks:
        rows.append(("fact-blanks", items(_blank(context, blank) for blank in decision.blanks)))
    meetings = [context.get("meetings", id) for id in decision.meetings]
    rows.append(
        ("fact-meeting", items(h.a(href=meeting_link(context, meeting))[context.language.sentence_case(meeting.name)] for meeting in meetings))
    )
    outcome = decision.outcome
    quotes = [citation.quote for citation in outcome.source if citation.quote]
    rows.append(
        (
            "fact-outcome",
            [
                h.p[status(context, outcome.status), " ", name(context, outcome.text), " ", source_marks(context, outcome.source)],
                (h.p(".note")[english_quote(context, quote)] for quote in quotes),
            ],
        )
    )
    return rows


def _blank(context: Context, blank: Blank) -> h.Node:
    wanted = context.language.text(blank.wanted)
    return [blank_box(context, blank), " ", h.span[wanted], ": ", _filler(context, blank)]


def _filler(context: Context, blank: Blank) -> h.Node:
    """Returns what fills a blank and by which source, or that it is still blank and why."""
    say = context.language.say
    if blank.filled is None:
        why = h.span(".note")[name(context, blank.why_open)] if blank.why_open else None
        return [h.strong[say("still-blank")], why]
    filled = blank.filled
    if filled.day is not None:
        value: h.Node = day_words(context, filled.day)
    elif filled.text is not None:
        value = name(context, filled.text)
    else:
        place = context.get("places", filled.city or filled.country or "")
        value = context.language.text(place.name if filled.city else place.country)
    note = h.span(".note")[name(context, filled.note)] if filled.note else None
    return [h.strong[value], " ", source_marks(context, filled.source), note]


def decisions_list(context: Context) -> Markup:
    """Returns the seven decisions as a numbered list, each with its proposal and its outcome as signs."""
    entries = (
        h.li(value=decision.number)[
            h.a(href=decision_link(context, decision))[context.language.text(decision.title)],
            " ",
            h.span(".signs")[status(context, "proposed"), " ", status(context, decision.outcome.status)],
        ]
        for decision in context.programme.decisions
    )
    return html(h.ol(".decisions")[entries])


def decisions_table(context: Context) -> Markup:
    """Returns the seven decisions with their number of open blanks and what came of them."""
    rows = [
        (
            None,
            (
                h.a(href=decision_link(context, decision))[f"{decision.number}. {context.language.text(decision.title)}"],
                source_marks(context, decision.source),
                _blank_count(context, decision),
                [status(context, decision.outcome.status), " ", source_marks(context, decision.outcome.source)],
            ),
        )
        for decision in context.programme.decisions
    ]
    return table(context, "caption-decisions", ("column-decision", "column-source", "column-blanks", "column-outcome"), rows)


def _blank_count(context: Context, decision: Decision) -> h.Node:
    if not decision.blanks:
        return context.language.say("no-blanks")
    return context.language.say("blanks-open", open=len(decision.open_blanks), all=len(decision.blanks))


def blanks_register(context: Context) -> Markup:
    """Returns every blank of the draft: where it stands, what is wanted, what filled it."""
    rows = []
    for blank in context.programme.blanks:
        decision = context.programme.decision_of(blank)
        number = context.language.say("decision-number", number=decision.number)
        where = [h.a(href=decision_link(context, decision))[capital(number)], " ", source_marks(context, decision.source)]
        wanted = capital(Markup.escape(context.language.text(blank.wanted)))
        rows.append((f"blank-{blank.id}", (wanted, blank_box(context, blank), where, _filler(context, blank))))
    return table(context, "caption-blanks", ("column-wanted", "column-printed", "column-where", "column-filled"), rows)


def blanks_open(context: Context) -> Markup:
    """Returns how many blanks no source fills, in words where small: `four of eight`."""
    number = context.language.number_word
    still = [blank for blank in context.programme.blanks if blank.filled is None]
    return context.language.say("count-of", part=number(len(still)), whole=number(len(context.programme.blanks)))


def open_blanks_list(context: Context) -> Markup:
    """Returns what the draft left blank and no source fills."""
    still = [blank for blank in context.programme.blanks if blank.filled is None]
    entries = (
        [
            h.a(href=context.link("decisions.md", f"blank-{blank.id}"))[capital(Markup.escape(context.language.text(blank.wanted)))],
            " ",
            blank_box(context, blank),
        ]
        for blank in still
    )
    return html(items(entries, "open"))


def key_decisions(context: Context) -> Markup:
    """Returns the decisions that paragraph 9 says are needed, with the annex's decisions that bear on them."""
    rows = [
        (
            None,
            (
                capital(name(context, key.text)),
                context.language.join(_number_link(context, id) for id in key.decisions),
                source_marks(context, key.source),
            ),
        )
        for key in context.programme.key_decisions
    ]
    return table(context, "caption-key-decisions", ("column-needed", "column-decisions", "column-source"), rows)


def _number_link(context: Context, id: str) -> Markup:
    found = context.get("decisions", id)
    return html(h.a(href=decision_link(context, found))[str(found.number)])

