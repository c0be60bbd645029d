"""Sources that disagree: both values, both sources, and what this site shows."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h
from markupsafe import Markup

from ..history import Contradiction, Reading
from .context import Context, html
from .layout import facts, items, spaced
from .marks import quoted, source_marks
from .names import meeting_reference, name, topic_reference
from .when_where import day_words


def contradictions_list(context: Context) -> Markup:
    """Returns every case in which sources disagree, each with its own address on the page."""
    cases = (_case(context, found) for found in context.programme.contradictions)
    return html(h.ul(".register")[cases])


def contradictions_on(context: Context, meeting: str) -> Markup:
    """Returns links to the cases in which sources disagree about one meeting."""
    found = [it for it in context.programme.contradictions if it.meeting == context.get("meetings", meeting).id]
    return items(h.a(href=context.link("elsewhere.md", it.id))[context.language.text(it.about)] for it in found)


def _case(context: Context, found: Contradiction) -> h.Element:
    title = h.p(".register__title")[name(context, found.about)]
    return h.li(id=found.id)[title, facts(context, _rows(context, found))]


def _rows(context: Context, found: Contradiction) -> Iterator[tuple[str, h.Node]]:
    yield "fact-readings", html(h.ul(".statements.braced")[(_reading(context, it) for it in found.readings)])
    yield "fact-shown", name(context, found.explanation)
    if found.meeting is not None:
        yield "column-meeting", meeting_reference(context, found.meeting)
    if found.topic is not None:
        yield "column-topic", topic_reference(context, context.get("topics", found.topic))


def _reading(context: Context, reading: Reading) -> h.Element:
    value = day_words(context, reading.on) if reading.on else name(context, reading.text) if reading.text else None
    unquoted = [it for it in reading.source if not it.quote]
    quotes = (
        h.span(".note")[quoted(context, it), " ", source_marks(context, [it])] for it in reading.source if it.quote
    )
    return h.li[spaced(h.span(".value")[value], source_marks(context, unquoted) or None), *quotes]
