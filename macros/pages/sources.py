"""The register of sources: who published each, what kind it is, when it was read, and what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import htpy as h
from markupsafe import Markup

from ..evidence import Evidence
from ..references import Source, SourceKind
from .context import Context, html
from .layout import facts, items, spaced
from .marks import quoted, source_place
from .names import capital, name
from .records import record_reference
from .when_where import day_words


def sources_register(context: Context, kind: str) -> Markup:
    """Returns the sources of one kind: title, publisher, day consulted, and every fact that rests on each."""
    rests = context.programme.evidence
    found = [source for source in context.programme.sources if source.kind == kind]
    return html(h.ul(".register")[(_entry(context, source, rests.get(source.id, ())) for source in found)])


def sources_list(context: Context, kind: str) -> Markup:
    """Returns the sources of one kind in short: title and publisher, each title leading to the register."""
    found = [source for source in context.programme.sources if source.kind == kind]
    return html(h.ul(".sources")[(h.li(id=source.id)[_short(context, source)] for source in found)])


def _short(context: Context, source: Source) -> list[h.Node]:
    text = context.language.text
    title = h.a(href=context.link(*source_place(source)))[text(source.title)]
    return spaced(title, h.span(".note")[text(source.publisher)])


def source_counts(context: Context) -> Markup:
    """Returns how many sources of each kind there are, each kind linked to its page of the register."""
    kinds = [source.kind for source in context.programme.sources]
    return items(
        spaced(
            h.a(href=context.link(f"sources/{kind}.md"))[capital(context.language.say(f"source-kind-{kind}"))],
            f"({context.language.number(kinds.count(kind))})",
        )
        for kind in get_args(SourceKind)
        if kind in kinds
    )


def _entry(context: Context, source: Source, evidence: Sequence[Evidence]) -> h.Element:
    title = context.language.text(source.title)
    shown: h.Node = h.a(href=source.address, rel="external noopener")[title] if source.linked else title
    rows: list[tuple[str, h.Node]] = [
        ("column-publisher", context.language.text(source.publisher)),
        ("column-consulted", day_words(context, source.consulted)),
    ]
    if not source.linked:
        rows.append(("fact-address", h.span(".address", translate="no")[source.address]))
    if source.note:
        rows.append(("fact-note", name(context, source.note)))
    heading = h.p(".register__title")[shown]
    return h.li(id=source.id)[heading, facts(context, rows), evidence_list(context, evidence)]


def evidence_list(context: Context, evidence: Sequence[Evidence]) -> h.Element:
    """Returns the facts that rest on a source, each with the words quoted, folded away until asked for."""
    count = context.language.say("rests-on-it", number=context.language.number(len(evidence)))
    lines = (_line(context, found) for found in evidence)
    return h.details[h.summary[count], items(lines)]


def _line(context: Context, found: Evidence) -> list[h.Node]:
    quotes = (h.span(".note")[quoted(context, quote)] for quote in found.quotes)
    return [record_reference(context, found.kind, found.record, found.field), *quotes]
