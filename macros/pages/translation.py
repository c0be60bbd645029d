"""How far each translation has come, and what is to be done: old and new English beside the words of today."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import htpy as h
from markupsafe import Markup

from ..statements import LANGUAGES, LanguageCode
from .context import Context, html
from .layout import Row, spaced, style_sheet, table
from .names import capital

PLACE = Markup('<div class="translation-status"></div>')
SOURCE = LANGUAGES[0]

_CALL = re.compile(r"(\{\{.*?\}\}|`[^`]+`)", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_ATTRIBUTES = re.compile(r"\s*(?<!\{)\{:? *[#.][^{}]*\}")


@dataclass(frozen=True)
class Passage:
    """A passage that is older than English: its place, English in pieces (gone, come, same), its words now."""

    place: str
    english: tuple[tuple[str, str, str], ...]
    words: str


@dataclass(frozen=True)
class OlderFile:
    """A file with passages to look at, and how many words of English they have."""

    file: str
    words: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Progress:
    """One translation: the words of English, those to look at, and the files that hold them, most words first."""

    language: LanguageCode
    words: int
    to_do: int
    queue: tuple[OlderFile, ...]


def translation_status(_context: Context) -> Markup:
    """Returns the place for the status of translations: a macro knows the data, not what it was translated from."""
    return PLACE


def translation_page(context: Context, progress: Sequence[Progress], edit: str | None) -> Markup:
    """Returns the words done in each language, and the queue of this one; in English, of all. `edit` begins a link."""
    own = [it for it in progress if context.language.code in (it.language, SOURCE)]
    files = [(it.language, file) for it in own for file in it.queue]
    queue = [_file(context, language, file, edit) for language, file in files]
    is_counted = context.language.code in (SOURCE, *(it.language for it in progress))  # one in preview is not
    nothing = h.p[context.language.say("translation-nothing")] if is_counted and not queue else None
    style = style_sheet(context, "side-by-side.css") if queue else None
    columns = ("translation-language", "translation-words", "translation-to-do")
    overview = table(context, "translation-progress", columns, [_row(context, it) for it in progress])
    return html(h.div(".translation-status")[style, overview, nothing, queue])


def _row(context: Context, it: Progress) -> Row:
    language = context.language
    name = capital(language.name_of(it.language))
    cell = h.a(href=context.twin(it.language), hreflang=it.language)[name]
    return None, [cell, language.number(it.words), language.number(it.to_do)]


def _file(context: Context, language: LanguageCode, file: OlderFile, edit: str | None) -> h.Element:
    say = context.language.say
    link = h.a(href=f"{edit}{file.file}")[say("translation-edit")] if edit else None
    words = say("translation-file-words", number=context.language.number(file.words))
    rows = (_passage(context, language, it) for it in file.passages)
    return h.section[h.h2[h.code[file.file]], h.p[spaced(words, link)], rows]


def _passage(context: Context, language: LanguageCode, it: Passage) -> h.Element:
    missing = h.em(lang=context.language.code)[context.language.say("overtaken-missing")]
    sides = (_side(context, SOURCE, [*_pieces(it)]), _side(context, language, shown(it.words) if it.words else missing))
    return h.div(".row")[h.p[h.code[it.place]], h.div(".sides")[sides]]


def _side(context: Context, language: LanguageCode, words: h.Node) -> h.Element:
    name = capital(context.language.name_of(language))
    return h.div(".side")[h.p(".side__language")[name], h.p(lang=language)[words]]


def _pieces(it: Passage) -> Iterator[h.Node]:
    for gone, come, same in it.english:
        yield from (h.del_[shown(gone)] if gone else None, h.ins[shown(come)] if come else None, shown(same))


def shown(text: str) -> list[h.Node]:
    """Returns the words of a page as it is written: calls and code set apart, the target after a link's words."""
    parts = _CALL.split(_LINK.sub(r"\1 `\2`", _ATTRIBUTES.sub("", text)))
    return [h.code[part.strip("`")] if index % 2 else part for index, part in enumerate(parts)]
