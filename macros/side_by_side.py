"""One page in its three languages, paragraph beside paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import htpy as h
from markupsafe import Markup

from .language import Language
from .languages import is_right_to_left, own_name
from .pages.context import Context, html
from .pages.layout import style_sheet
from .pages.parallel import PLACE
from .programme import Programme
from .statements import LANGUAGES, LanguageCode
from .templates import render

PAGE = "programme.md"
"""The page that is shown in three languages; its headings have the same ids in each."""

HERE = "side-by-side.md"

_HEADING = re.compile(r"^(#{2,3}) (.*?) \{ #([\w-]+) \}$", re.MULTILINE)
_OPENS, _CLOSES = re.compile(r"<a\b([^>]*)>"), re.compile(r"</a>")
_ADDRESSED = re.compile(r' (?:id|role|tabindex|aria-label|href|title)="[^"]*"')

ToHtml = Callable[[str], str]
"""Turns the Markdown of a page into HTML, as the site does."""


@dataclass(frozen=True)
class Block:
    """A heading of a page and what stands under it, up to the next heading."""

    id: str
    level: int
    heading: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    """Yields the parts of a page that have a heading under its title."""
    found = list(_HEADING.finditer(page))
    ends = [*(heading.start() for heading in found[1:]), len(page)]
    for heading, end in zip(found, ends, strict=False):
        yield Block(heading[3], len(heading[1]), heading[2], page[heading.end() : end])


@dataclass(frozen=True)
class Aligned:
    """The programme page in three languages, for readers of each."""

    programme: Programme
    texts: Mapping[LanguageCode, str]
    to_html: ToHtml

    def put_into(self, page: str, code: LanguageCode) -> str:
        """Returns the HTML of a page with the aligned paragraphs where it asks for them."""
        return page.replace(str(PLACE), str(self.page(code))) if str(PLACE) in page else page

    def page(self, code: LanguageCode) -> Markup:
        """Returns every paragraph in the three languages, with boxes to choose which are shown."""
        language = self._language(code)
        context = Context(self.programme, language, HERE, expand=Markup.escape)
        sides = {code: {block.id: block for block in blocks(self.texts[code])} for code in LANGUAGES}
        rows = (self._row(context, block, sides) for block in blocks(self.texts[code]))
        return html(h.div(".side-by-side")[style_sheet(context, "side-by-side.css"), self._choice(language), rows])

    def _language(self, code: LanguageCode) -> Language:
        return Language(code, self.programme.phrases)

    def _choice(self, language: Language) -> h.Element:
        """Returns a box for each language; the style sheet hides a language whose box is empty, without a script."""
        boxes = (
            h.label(lang=code)[h.input(type="checkbox", id=f"show-{code}", checked=True), " ", own_name(code)]
            for code in LANGUAGES
        )
        return h.fieldset(".choice")[h.legend[language.say("languages-shown")], boxes]

    def _row(self, context: Context, block: Block, sides: Mapping[LanguageCode, Mapping[str, Block]]) -> h.Element:
        paragraphs = self.programme.get("documents", "draft").paragraphs
        words = context.language.paragraph(block.id) if block.id in paragraphs else block.heading
        heading = (h.h2 if block.level == 2 else h.h3)(id=block.id)[words[:1].upper() + words[1:]]
        columns = (self._side(context, code, sides[code][block.id]) for code in LANGUAGES)
        return h.section(".row", aria_labelledby=block.id)[heading, h.div(".sides")[columns]]

    def _side(self, context: Context, code: LanguageCode, block: Block) -> h.Element:
        link = h.a(href=to_language(context.link(PAGE, block.id), context.language.code, code), hreflang=code)
        head = h.p(".side__heading")[h.span(".side__language")[own_name(code)], " ", link[block.heading]]
        return h.div(f".side.side--{code}", lang=code, dir="rtl" if is_right_to_left(code) else None)[
            head, Markup(self._words(code, block))
        ]

    def _words(self, code: LanguageCode, block: Block) -> str:
        """Returns the words of a block without links and ids, which stand on the page itself."""
        text = render(block.text, HERE, self.programme, self._language(code), _refuse)
        plain = _CLOSES.sub("</span>", _OPENS.sub(r"<span\1>", self.to_html(text)))
        return _ADDRESSED.sub("", plain)


def to_language(link: str, here: LanguageCode, there: LanguageCode) -> str:
    """Returns a link to a page of another language; English stands at the root of the site."""
    up = "" if here in ("en", there) else "../"
    down = "" if there in ("en", here) else f"{there}/"
    return f"../{up}{down}{link.removeprefix('../')}"


def _refuse(line: int, message: str) -> None:
    raise ValueError(f"docs page {PAGE}, line {line}: {message}")  # the check has read the page before
