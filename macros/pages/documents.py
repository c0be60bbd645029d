"""Documents, sources and terms: the registers a reader can judge the site by."""

from __future__ import annotations

import htpy as h
from markupsafe import Markup

from ..language import bare
from ..references import Document
from ..statements import LANGUAGES
from .context import Context, html
from .layout import Row, facts, spaced, table
from .marks import source_marks
from .names import body_name, capital, meeting_reference, name, symbol_words
from .when_where import day_words


def document_facts(context: Context, id: str) -> Markup:
    """Returns the masthead of a document: symbol, date, original, agenda item, who submitted and prepared it."""
    document: Document = context.get("documents", id)
    say, text = context.language.say, context.language.text
    rows: list[tuple[str, h.Node]] = [
        ("fact-symbol", symbol_words(document.symbol) if document.symbol else say("no-symbol")),
        ("fact-date", day_words(context, document.date) if document.date else say("not-given")),
        (
            "fact-original",
            capital(context.language.name_of(document.original)) if document.original else say("not-given"),
        ),
        (
            "fact-for-meeting",
            meeting_reference(context, document.meeting),
        ),
    ]
    if document.agenda_item and document.agenda_title:
        item = say("agenda-item", number=document.agenda_item)
        rows.append(("fact-agenda", [capital(item), ", ", context.language.quote(text(document.agenda_title))]))
    for key, body in (("fact-submitted", document.submitted_by), ("fact-prepared", document.prepared_by)):
        if body is not None:
            rows.append((key, capital(body_name(context, context.get("bodies", body)))))
    if document.note:
        rows.append(("fact-note", name(context, document.note)))
    rows.append(("fact-source", source_marks(context, document.source)))
    return facts(context, rows)


def document_title(context: Context, id: str) -> Markup:
    """Returns the title of a document."""
    return name(context, context.get("documents", id).title)


def documents_table(context: Context) -> Markup:
    """Returns every document with its symbol, meeting, date and source; the draft and its paper are told above it."""
    columns = ("column-document", "fact-symbol", "column-meeting", "fact-date", "column-source")
    return table(context, "caption-documents", columns, [_row(context, it) for it in context.programme.documents])


def _row(context: Context, document: Document) -> Row:
    note = h.span(".note")[name(context, document.note)] if document.note else None
    cells = (
        spaced(name(context, document.title), note),
        symbol_words(document.symbol) if document.symbol else context.language.say("no-symbol"),
        meeting_reference(context, document.meeting),
        day_words(context, document.date) if document.date else context.language.say("not-given"),
        source_marks(context, document.source),
    )
    return f"document-{document.id}", cells


def glossary_list(context: Context) -> Markup:
    """Returns every term in the alphabetical order of the page's language, with its other two languages."""
    language = context.language
    terms = sorted(context.programme.glossary, key=lambda term: bare(language.text(term.term)))
    entries = []
    for term in terms:
        short = h.span(".others")[language.say("short-form", short=language.text(term.short))] if term.short else None
        others = [code for code in LANGUAGES if code != language.code]
        words = [h.span(lang=code)[term.term[code]] for code in others]
        entries.append(
            (
                h.dt(id=term.id)[language.sentence_case(term.term)],
                h.dd[name(context, term.meaning), short, h.span(".others")[words[0], " · ", words[1]]],
            )
        )
    return html(h.dl(".glossary")[entries])
