"""Blanks: what the draft left open, what filled it, and by which source."""

from __future__ import annotations

import htpy as h
from markupsafe import Markup

from ..proposals import Blank, Filler
from .context import Context
from .layout import Row, items, spaced, table
from .marks import blank_box, source_marks
from .names import capital, decision_link, name
from .when_where import day_words


def blank_line(context: Context, blank: Blank) -> list[h.Node]:
    """Returns the box of a blank, what is wanted, and what fills it."""
    wanted = context.language.say("blank-wanted", wanted=context.language.text(blank.wanted))
    return spaced(blank_box(context, blank), wanted, _filled(context, blank))


def _filled(context: Context, blank: Blank) -> h.Node:
    """Returns what fills a blank and by which source, or that it is still blank and why."""
    if blank.filled is None:
        why = h.span(".note")[name(context, blank.why_open)] if blank.why_open else None
        return [h.strong[context.language.say("still-blank")], why]
    note = h.span(".note")[name(context, blank.filled.note)] if blank.filled.note else None
    return [h.strong[_filler(context, blank.filled)], " ", source_marks(context, blank.filled.source), note]


def _filler(context: Context, filled: Filler) -> h.Node:
    if filled.day is not None:
        return day_words(context, filled.day)
    if filled.text is not None:
        return name(context, filled.text)
    if filled.city is not None:
        return context.language.text(context.get("places", filled.city).name)
    return context.language.text(context.get("places", filled.country or "").country)


def blanks_register(context: Context) -> Markup:
    """Returns every blank of the draft: where it stands, what is wanted, what filled it."""
    columns = ("column-wanted", "column-printed", "column-where", "column-filled")
    return table(context, "caption-blanks", columns, [_row(context, blank) for blank in context.programme.blanks])


def _row(context: Context, blank: Blank) -> Row:
    found = context.programme.decision_of(blank)
    number = capital(context.language.say("decision-number", number=found.number))
    where = spaced(h.a(href=decision_link(context, found))[number], source_marks(context, found.source))
    wanted = capital(Markup.escape(context.language.text(blank.wanted)))
    return f"blank-{blank.id}", (wanted, blank_box(context, blank), where, _filled(context, blank))


def _still_open(context: Context) -> list[Blank]:
    return [blank for blank in context.programme.blanks if blank.filled is None]


def blanks_open(context: Context) -> Markup:
    """Returns how many blanks no source fills, in words where small: `four of eight`."""
    number = context.language.number_word
    whole = number(len(context.programme.blanks))
    return context.language.say("count-of", part=number(len(_still_open(context))), whole=whole)


def open_blanks_list(context: Context) -> Markup:
    """Returns what the draft left blank and no source fills."""
    return items((_open_entry(context, blank) for blank in _still_open(context)), "open")


def _open_entry(context: Context, blank: Blank) -> list[h.Node]:
    wanted = capital(Markup.escape(context.language.text(blank.wanted)))
    link = h.a(href=context.link("decisions.md", f"blank-{blank.id}"))[wanted]
    return spaced(link, blank_box(context, blank))
