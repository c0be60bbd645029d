"""How to cite a document and each of its paragraphs: as UN editors do, for BibTeX, for programs that read CSL."""

from __future__ import annotations

import json
from collections.abc import Sequence

import htpy as h
from markupsafe import Markup

from ..languages import english_name
from ..references import Document
from .context import Context, MacroError, html
from .layout import spaced, style_sheet
from .names import body_name, capital, name, symbol_words
from .when_where import day_words

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""What BibTeX calls the months."""


def citations(context: Context, document: str) -> Markup:
    """Returns how to cite a document as a whole and by each of its paragraphs, each with its permanent address."""
    found: Document = context.get("documents", document)
    if found.date is None or found.submitted_by is None:
        raise MacroError(f'document "{document}" has no date or author to be cited by')
    parts = (_citation(context, found, part) for part in ("", *found.paragraphs))
    return html(h.div(".citations")[style_sheet(context, "side-by-side.css"), parts])


def _citation(context: Context, document: Document, paragraph: str) -> h.Element:
    say, id = context.language.say, f"cite-{paragraph or 'whole'}"
    mark = context.language.paragraph(paragraph) if paragraph else str(say("cite-whole"))
    address = context.permanent("programme.md", paragraph)
    link = h.a(href=context.link("programme.md", paragraph))[mark[:1].upper() + mark[1:]]
    machine = [
        h.pre[h.code[words]] for words in (_bibtex(context, document, paragraph), _csl(context, document, paragraph))
    ]
    return h.section(aria_labelledby=id)[
        h.h3(id=id)[link],
        h.p[spaced(_line(context, document, paragraph), say("cite-address", address=h.code(".address")[address]))],
        h.details[h.summary["BibTeX, CSL-JSON"], machine],
    ]


def _line(context: Context, document: Document, paragraph: str) -> Markup:
    """Returns author, title, symbol, date and paragraph, in the order and with the signs of a UN footnote."""
    assert document.date is not None  # noqa: S101 - citations() refuses a document without
    parts: Sequence[h.Node] = (
        _author(context, document),
        context.language.quote(str(name(context, document.title))),
        symbol_words(document.symbol) if document.symbol else context.language.say("no-symbol"),
        day_words(context, document.date),
        *([_part(context, paragraph)] if paragraph else []),
    )
    return Markup(", ").join(html(h.fragment[part]) for part in parts) + "."


def _author(context: Context, document: Document) -> Markup:
    return capital(body_name(context, context.get("bodies", document.submitted_by or "")))


def _part(context: Context, paragraph: str) -> str:
    """Returns `para. 8`, `annexe, par. 1 b)`."""
    return context.language.paragraph(paragraph).replace("¶", str(context.language.say("cite-paragraph")))


def _note(context: Context, paragraph: str) -> str:
    say = context.language.say
    note = say("cite-note")
    return (say("cite-part-note", part=_part(context, paragraph), note=note) if paragraph else note).unescape()


def _bibtex(context: Context, document: Document, paragraph: str) -> str:
    """Returns a BibTeX entry; the inner braces keep capitals and names as they are."""
    assert document.date is not None  # noqa: S101 - citations() refuses a document without
    day = document.date.first
    fields = {
        "author": f"{{ {{{_author(context, document).unescape()}}} }}",
        "title": f"{{ {{{name(context, document.title).unescape()}}} }}",
        "year": str(day.year),
        "month": MONTHS[day.month - 1],
        "day": str(day.day),
        "note": f"{{{_note(context, paragraph)}}}",
        "langid": f"{{{english_name(context.language.code)}}}",
        "url": f"{{{context.permanent('programme.md', paragraph)}}}",
    }
    lines = ",\n".join(f"  {field} = {value}" for field, value in fields.items())
    return f"@misc{{{_key(document, paragraph)},\n{lines}\n}}"


def _csl(context: Context, document: Document, paragraph: str) -> str:
    """Returns a CSL-JSON item (Citation Style Language 1.0.2, input data)."""
    assert document.date is not None  # noqa: S101 - citations() refuses a document without
    day = document.date.first
    item = {
        "id": _key(document, paragraph),
        "type": "document",
        "author": [{"literal": _author(context, document).unescape()}],
        "title": name(context, document.title).unescape(),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "note": _note(context, paragraph),
        "language": context.language.code,
        "URL": context.permanent("programme.md", paragraph),
    }
    return json.dumps([item], ensure_ascii=False, indent=1)


def _key(document: Document, paragraph: str) -> str:
    return "-".join(filter(None, (document.id, paragraph)))
