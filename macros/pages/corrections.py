"""Our corrections: what stood here, what stands now, why; on a page of their own and on the page corrected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import htpy as h
from markupsafe import Markup

from ..dates import parse_edtf
from ..history import Correction
from .context import Context, html
from .layout import facts
from .marks import STATUSES, source_marks, status
from .names import capital, name, symbol_words
from .records import FIELDS, record_link, record_name, record_place
from .when_where import city, day_words, venue

DATES = {"on", "within", "of", "date", "day"}
NAMED = {"city": city, "country": city, "venue": venue}


def corrections_list(context: Context) -> Markup:
    """Returns every correction, newest first, or that there was none."""
    if not context.programme.corrections:
        return html(h.p[context.language.say("corrections-none")])
    entries = (h.li(id=it.id)[_title(context, it), facts(context, _rows(context, it))] for it in _newest_first(context))
    return html(h.ul(".register")[entries])


def corrections_on(context: Context, page: str) -> Markup:
    """Returns a notice of the corrections made to facts that stand on a page, or nothing."""
    lines = [h.li[_notice(context, it)] for it in _newest_first(context) if _page(context, it) == page]
    return html(h.ul(".corrections", role="note")[lines]) if lines else Markup("")


def _newest_first(context: Context) -> list[Correction]:
    return sorted(context.programme.corrections, key=lambda it: it.made.first, reverse=True)


def _parts(correction: Correction) -> tuple[str, str, str, str]:
    """Returns kind and id of the record corrected, the field of the record, and the last part of the address."""
    kind, id, *rest = correction.fact.split("/")
    return kind, id, rest[0] if rest else "", rest[-1] if rest else ""


def _record(context: Context, correction: Correction) -> Any:
    """Returns the record corrected, or None where it was taken back with the fact."""
    kind, id, *_ = _parts(correction)
    key = int(id) if id.isdigit() and kind in ("articles", "plan_sections") else id
    return context.programme.get(kind, key) if context.programme.knows(kind, key) else None


def _page(context: Context, correction: Correction) -> str | None:
    """Returns the path of the page on which the record stands."""
    kind, *_ = _parts(correction)
    record = _record(context, correction)
    place = record_place(context.programme, kind, record) if record is not None else None
    return place[0] if place else None


def _title(context: Context, correction: Correction) -> h.Element:
    kind, _, field, _ = _parts(correction)
    record = _record(context, correction)
    words = record_name(context, kind, record) if record is not None else Markup.escape(correction.fact)
    href = record_link(context, kind, record) if record is not None else None
    label = f" – {context.language.say(FIELDS[field])}" if field in FIELDS else ""
    return h.p(".register__title")[h.a(href=href)[words] if href else words, label]


def _rows(context: Context, correction: Correction) -> Iterator[tuple[str, h.Node]]:
    yield "fact-was", h.del_[_value(context, correction, correction.was)]
    taken_back = context.language.say("taken-back")
    yield "fact-now", h.ins[_value(context, correction, correction.now)] if correction.now else taken_back
    yield "fact-why", name(context, correction.why)
    yield "fact-made", day_words(context, correction.made)
    yield "fact-source", source_marks(context, correction.source)


def _notice(context: Context, correction: Correction) -> Markup:
    now = _value(context, correction, correction.now) if correction.now else context.language.say("taken-back")
    link = h.a(href=context.link("corrections.md", correction.id))[context.language.say("correction-link")]
    say = context.language.say
    words = say(
        "corrected", day=day_words(context, correction.made), was=_value(context, correction, correction.was), now=now
    )
    return html(h.fragment[words, " ", link])


def _value(context: Context, correction: Correction, value: str) -> Markup:
    """Returns a value of the data as a reader knows it: a date in words, a place or a person by name."""
    *_, leaf = _parts(correction)
    if leaf in DATES:
        return day_words(context, parse_edtf(value))
    if leaf in NAMED and context.programme.knows("venues" if leaf == "venue" else "places", value):
        return NAMED[leaf](context, value)
    if leaf == "status" and value in STATUSES:
        return status(context, value)
    if context.programme.knows("bodies", value):
        return record_name(context, "bodies", context.get("bodies", value))
    if value.isdigit():
        return Markup(context.language.number(int(value)))
    return symbol_words(value) if "/" in value else capital(Markup.escape(value))
