"""Signs: where a fact comes from, how firm it is, what the draft left blank, what a source says in its own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import htpy as h
from markupsafe import Markup

from ..meeting_statements import AttendanceStatement, ChairStatement, HostStatement
from ..proposals import Blank, OutcomeStatus
from ..references import Source
from ..statements import Citation, Statement, Status
from .context import Context, choose, html

SIGNS = {
    "proposed": "◇",
    "decided": "◐",
    "reported-adopted": "◐",
    "adopted-in-part": "◐",
    "held": "●",
    "carried-out": "●",
    "not-found": "○",
}
"""The shape of each status, the same on every page."""

STATUSES = (*get_args(Status), *get_args(OutcomeStatus))


def source(context: Context, at: str) -> Markup:
    """Returns the mark of one source: `¶ 8` for a paragraph of the draft, a short name for others."""
    context.get("citations", at)
    return source_marks(context, [Citation(at=at)])


def source_place(found: Source) -> tuple[str, str]:
    """Returns the page of the register that tells of a source, one for each kind of publisher, and its anchor there."""
    return f"sources/{found.kind}.md", found.id


def source_marks(context: Context, citations: Sequence[Citation]) -> Markup:
    """Returns one small link for each source, to the paragraph or to the register of sources."""
    by_source: dict[str, Citation] = {}
    for citation in citations:
        by_source.setdefault(citation.at, citation)
    return Markup(" ").join(_source_mark(context, citation) for citation in by_source.values())


def _source_mark(context: Context, citation: Citation) -> Markup:
    """Returns the mark of a citation; its title names the source and gives the source's own words."""
    say, text = context.language.say, context.language.text
    if citation.paragraph is not None:
        words: str = context.language.paragraph(citation.paragraph)
        href = context.link("programme.md", citation.paragraph)
        source = say("source-draft", paragraph=words)
    else:
        found = context.get("sources", citation.source)
        words, href = text(found.short), context.link(*source_place(found))
        source = say("source-outside", title=text(found.title), publisher=text(found.publisher))
    title = (
        say("source-quoted", source=source, quote=context.language.quote(citation.quote)) if citation.quote else source
    )
    return html(h.a(".source", href=href, title=title)[words])


def status(context: Context, value: str) -> Markup:
    """Returns a status as shape and word."""
    choose(value, STATUSES, "status")
    return _sign(value, context.language.say(f"status-{value}"))


def statement_status(context: Context, statement: Statement) -> Markup:
    """Returns the status of a statement; what people did has a word of its own, not a sign of its own."""
    match statement:
        case HostStatement(status="held"):
            return _sign("held", context.language.say("status-held-host"))
        case ChairStatement(status="held"):
            return _sign("held", context.language.say("status-held-chair"))
        case AttendanceStatement(status="held"):
            return _sign("held", context.language.say("status-held-attendance"))
    return status(context, statement.status)


def _sign(value: str, word: Markup) -> Markup:
    return html(h.span(f".status.status--{value}")[h.span(aria_hidden="true")[SIGNS[value]], " ", word])


def not_found(context: Context) -> Markup:
    """Returns the sign of a gap: looked for, no source."""
    return status(context, "not-found")


def status_legend(context: Context) -> Markup:
    """Returns every sign of status with its word and what it means."""
    say = context.language.say
    return html(h.dl(".legend")[((h.dt[status(context, key)], h.dd[say(f"meaning-{key}")]) for key in SIGNS)])


def blank(context: Context, id: str) -> Markup:
    """Returns a blank of the draft as a dashed box with the draft's own characters."""
    return blank_box(context, context.get("blanks", id))


def blank_box(context: Context, found: Blank) -> Markup:
    """Returns the dashed box of a blank; its title says what is wanted."""
    title = context.language.say("blank-title", wanted=context.language.text(found.wanted))
    return html(h.span(".blank", title=title, translate="no")[found.printed])


def quoted(context: Context, citation: Citation) -> Markup:
    """Returns a source's own words between the page's quotation marks, marked where they are in another language."""
    attributes = {} if context.language.code == citation.language else {"lang": citation.language}
    return context.language.quote(html(h.q(".quote", **attributes)[citation.quote]))
