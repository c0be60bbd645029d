"""A notice for readers of a translation that English has overtaken: how many passages, where, and a way to English.

It does not say since when: a pin is the digest of a text, and no clock or history is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import htpy as h
from markupsafe import Markup

from ..statements import LANGUAGES
from .context import Context, html

ENGLISH = LANGUAGES[0]
_HEADING = re.compile(r"^(#{1,6}) (.*?) \{ #([\w-]+) \}$", re.MULTILINE)


@dataclass(frozen=True)
class Overtaken:
    """How many passages of a page are older than English, and the ids of the headings they stand under."""

    passages: int
    sections: tuple[str, ...]


def newer_english(context: Context, overtaken: Overtaken, markdown: str) -> Markup:
    """Returns the notice of a page, which has its macros filled in already."""
    say, number = context.language.say, overtaken.passages
    headings = {
        id: Markup(words).striptags() if level != "#" else "" for level, words, id in _HEADING.findall(markdown)
    }
    words = say(
        "overtaken-one" if number == 1 else "overtaken",
        page=_to_english(context, "", say("english-page")),
        number=context.language.number_word(number),
        places=context.language.join(_place(context, id, headings) for id in overtaken.sections),
    )
    return html(h.p(".overtaken", role="note")[words])


def _place(context: Context, id: str, headings: dict[str, str]) -> Markup:
    """Returns a link to a part of this page, or to that of the English one where this page has no such part."""
    if id not in headings:
        return _to_english(context, id, context.language.say("overtaken-missing"))
    return html(h.a(href=f"#{id}")[headings[id] or context.language.say("overtaken-top")])


def _to_english(context: Context, id: str, words: str) -> Markup:
    address = context.twin(ENGLISH) + (f"#{id}" if id else "")
    return html(h.a(href=address, hreflang=ENGLISH)[words])
