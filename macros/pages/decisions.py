"""Decisions: cards, list, table, and the key decisions of paragraph 9."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h
from markupsafe import Markup

from ..proposals import Decision
from .blanks import blank_line
from .context import Context, html
from .layout import facts, items, spaced, table
from .marks import quoted, source_marks, status
from .names import body_name, capital, decision_link, decision_reference, meeting_reference, name, topic_reference


def decision_card(context: Context, number: int) -> Markup:
    """Returns one decision in full: summary, whom it binds, what it fixes, its blanks, what came of it."""
    decision: Decision = context.get("decisions", f"decision-{number}")
    proposed = status(context, "proposed")
    summary = h.p[spaced(name(context, decision.summary), proposed, source_marks(context, decision.source))]
    return html(h.div(".card")[summary, facts(context, _rows(context, decision))])


def _rows(context: Context, decision: Decision) -> Iterator[tuple[str, h.Node]]:
    yield "fact-binds", items(capital(body_name(context, context.get("bodies", id))) for id in decision.binds)
    yield "fact-fixes", items(capital(name(context, fix)) for fix in decision.fixes)
    if decision.topics:
        yield "fact-topics", items(topic_reference(context, context.get("topics", id)) for id in decision.topics)
    if decision.blanks:
        yield "fact-blanks", items(blank_line(context, blank) for blank in decision.blanks)
    yield "fact-meeting", items(meeting_reference(context, id) for id in decision.meetings)
    yield "fact-outcome", _outcome(context, decision)


def _outcome(context: Context, decision: Decision) -> h.Node:
    outcome = decision.outcome
    quotes = [citation for citation in outcome.source if citation.quote]
    marks = source_marks(context, outcome.source)
    return [
        h.p[spaced(status(context, outcome.status), name(context, outcome.text), marks)],
        (h.p(".note")[quoted(context, quote)] for quote in quotes),
    ]


def decisions_list(context: Context) -> Markup:
    """Returns the seven decisions as a numbered list, each with its proposal and its outcome as signs."""
    return html(h.ol(".decisions")[(_entry(context, decision) for decision in context.programme.decisions)])


def _entry(context: Context, decision: Decision) -> h.Element:
    link = h.a(href=decision_link(context, decision))[context.language.text(decision.title)]
    signs = h.span(".signs")[spaced(status(context, "proposed"), status(context, decision.outcome.status))]
    return h.li(value=decision.number)[spaced(link, signs)]


def decisions_table(context: Context) -> Markup:
    """Returns the seven decisions with their number of open blanks and what came of them."""
    columns = ("column-decision", "column-source", "column-blanks", "column-outcome")
    rows = [(None, _cells(context, decision)) for decision in context.programme.decisions]
    return table(context, "caption-decisions", columns, rows)


def _cells(context: Context, decision: Decision) -> tuple[h.Node, ...]:
    outcome = decision.outcome
    return (
        decision_reference(context, decision),
        source_marks(context, decision.source),
        _blank_count(context, decision),
        spaced(status(context, outcome.status), source_marks(context, outcome.source)),
    )


def _blank_count(context: Context, decision: Decision) -> Markup:
    if not decision.blanks:
        return context.language.say("no-blanks")
    return context.language.say("blanks-open", open=len(decision.open_blanks), all=len(decision.blanks))


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
