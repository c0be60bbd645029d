"""Every record that has a name, from A to Z, in the order of each language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import htpy as h
from markupsafe import Markup

from ..language import Language, bare
from ..languages import OPENS
from ..proposals import Decision
from ..records import Body, Topic
from ..references import Article, Place
from ..statements import Text
from .addresses import address_of
from .context import Context, html
from .layout import items, jumps, spaced
from .names import capital, meeting_reference, name
from .records import record_name
from .when_where import city

INDEXED = {
    "meetings": "meeting",
    "topics": "topic",
    "decisions": "decision",
    "bodies": "body",
    "glossary": "term",
    "places": "place",
    "venues": "place",
    "articles": "article",
    "plan_sections": "plan-section",
    "documents": "document",
    "sources": "source",
}
"""What stands in the index, by the field of the programme, and the word that says what it is."""

ARTICLES = {"en": ("the ",), "fr": ("le ", "la ", "les ", "l’"), "es": ("el ", "la ", "los ", "las ")}
"""Words by which nobody looks a name up."""

AFTER_N = "n\x7f"
"""As what Spanish ñ is sorted: after every other n."""


@dataclass(frozen=True)
class Entry:
    """A line of the index, and the words by which it is looked up."""

    words: str
    line: h.Node


def a_to_z(context: Context) -> Markup:
    """Returns every record that has a name, in the alphabetical order of the language, under its first letter."""
    order = sorted(_entries(context), key=lambda entry: sort_key(context.language, entry.words))
    letters = [
        (letter, list(group))
        for letter, group in groupby(order, lambda entry: letter_of(context.language, entry.words))
    ]
    jump = jumps(context, "index-letters", ((_id(letter), letter) for letter, _ in letters))
    return html(h.div(".a-to-z")[jump, (_section(letter, entries) for letter, entries in letters)])


def _section(letter: str, entries: Sequence[Entry]) -> h.Element:
    lines = h.ul(".index")[(h.li[entry.line] for entry in entries)]
    return h.section(aria_labelledby=_id(letter))[h.h3(".letter", id=_id(letter))[letter], lines]


def _id(letter: str) -> str:
    return f"letter-{ {'Ñ': 'n-tilde', '#': 'other'}.get(letter, letter.lower()) }"


def letter_of(language: Language, words: str) -> str:
    """Returns the letter under which words stand, `#` where they begin with none."""
    first = words[:1].upper()
    plain = first if first == "Ñ" and language.code == "es" else bare(first).upper()
    return plain if plain.isalpha() else "#"


def sort_key(language: Language, words: str) -> tuple[str, str]:
    """Returns what sorts words in a dictionary of the language: accents count last, Spanish ñ comes after n."""
    lower = words.lower()
    plain = bare(lower.replace("ñ", AFTER_N) if language.code == "es" else lower)
    return "".join(sign for sign in plain if sign.isalnum() or sign in " \x7f"), lower


def looked_up(language: Language, words: str) -> str:
    """Returns the words by which a name is looked up: without an article at its beginning."""
    opening = next((opening for opening in ARTICLES.get(language.code, ()) if words.lower().startswith(opening)), "")
    return words[len(opening) :].lstrip(OPENS)


def _entries(context: Context) -> Iterator[Entry]:
    for field, kind in INDEXED.items():
        for record in getattr(context.programme, field):
            title, address = _title(context, field, record), address_of(context, field, record)
            yield Entry(_words(context, record, title), _line(context, field, record, title, address))
            short = getattr(record, "short", None)
            if kind in ("body", "term") and short is not None:
                yield _see(context, context.language.text(short), _linked(address, title))


def _title(context: Context, field: str, record: Any) -> Markup:
    """Returns the name or title of a record; one that has none in this language goes by its number."""
    label = next(getattr(record, field) for field in ("name", "title", "term") if hasattr(record, field))
    words = name(context, label) if isinstance(label, Text) else label[context.language.code]
    return capital(Markup.escape(words)) if words else record_name(context, field, record)


def _words(context: Context, record: Any, title: Markup) -> str:
    """Returns the words by which a record is looked up; a person by the last of them."""
    words = looked_up(context.language, title.striptags())
    is_person = isinstance(record, Body) and record.kind == "person"
    return " ".join([*words.split()[-1:], *words.split()[:-1]]) if is_person else words


def _see(context: Context, short: str, link: Markup) -> Entry:
    return Entry(looked_up(context.language, short), context.language.say("index-see", short=short, name=link))


def _linked(address: str | None, words: Markup) -> Markup:
    return html(h.a(href=address)[words]) if address else words


def _line(context: Context, field: str, record: Any, title: Markup, address: str | None) -> h.Node:
    link = _linked(address, city(context, record.id) if isinstance(record, Place) else title)
    naming = None if address else _naming(context, field, record)
    return spaced(link, h.span(".kind")[_kind(context, record, INDEXED[field])], naming)


def _kind(context: Context, record: Any, kind: str) -> Markup:
    say = context.language.say
    match record:
        case Decision():
            return say("decision-number", number=record.number)
        case Article() if record.title[context.language.code]:
            return say("article-number", number=record.number)
        case Topic():
            return say("kind-topic", letter=context.language.marker(record.letter))
        case Body():
            return say(f"kind-body-{record.kind}")
    return say(f"kind-{kind}")


def _naming(context: Context, field: str, record: Any) -> Markup | None:
    """Returns the meetings that name a record without a place of its own."""
    links = [meeting_reference(context, meeting.id) for meeting in context.programme.naming.get((field, record.id), ())]
    return items(links, "see") if links else None
