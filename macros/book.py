"""The built pages of one language → one HTML document, to be set as a book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

import htpy as h
from markupsafe import Markup

from .language import Language
from .languages import is_right_to_left
from .sections import sections
from .statements import LanguageCode

LEFT_OUT = {"search.md", "side-by-side.md", "cite.md", "offline.md"}
"""Pages that serve a screen, or repeat others."""

STYLE = """
@page { @top-right { content: string(page-title) } }
@page { @top-left { white-space: nowrap } }
@page :first { @top-left { content: none } @top-right { content: none } @bottom-right { content: none } }
article { break-before: page }
.cover { padding-top: 40mm }
.contents-title { break-before: page }
a { text-decoration-thickness: 0.4pt }
.cover h1 { font-size: 28pt; line-height: 1.2; string-set: none }
.contents { list-style: none; padding: 0 }
.contents li { margin: 0 0 2mm }
.contents a::after { content: leader('.') target-counter(attr(href), page) }
.contents a { text-decoration: none }
h1, h2, h3 { font-family: serif }
body { font-family: sans-serif }
"""
"""What a book has and a sheet has not: a cover, contents with page numbers, chapters."""

_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_UNPRINTED = re.compile(
    r"<(nav|svg|script|form|button|template)\b.*?</\1>|<link\b[^>]*>|<a class=\"headerlink\".*?</a>|<!--.*?-->",
    re.DOTALL,
)
_ID = re.compile(r'\b(id|for|aria-labelledby)="([^"]+)"')
_HREF = re.compile(r'\bhref="([^"]+)"')
_HERE = "http://site/"


@dataclass(frozen=True)
class Book:
    """One language of the site as a book: its pages in order, by the paths they are served from."""

    language: Language
    title: str
    pages: Mapping[str, str]
    address: str
    """Where the site stands online."""

    def html(self) -> str:
        """Returns the whole document; links between its pages lead inside it, others to the site online."""
        say, code = self.language.say, self.language.code
        chapters = [(path, Markup(self._chapter(path, page))) for path, page in self.pages.items()]
        cover = h.section(".cover")[h.h1[self.title], h.p[say("unofficial")], h.p[say("footer")], h.p[self.address]]
        listed = h.ol(".contents")[(h.li[h.a(href=f"#{_key(path)}")[_title(chapter)]] for path, chapter in chapters)]
        contents = h.section[h.h2(".contents-title")[say("book-contents")], listed]
        head = h.head[h.meta(charset="utf-8"), h.title[self.title], h.meta(name="author", content=say("unofficial"))]
        articles = (h.article(".md-typeset", id=_key(path))[chapter] for path, chapter in chapters)
        body = h.body(data_md_color_scheme="default")[h.main(".md-typeset")[cover, contents, articles]]
        return str(h.html(lang=code, dir="rtl" if is_right_to_left(code) else "ltr")[head, body])

    def _chapter(self, path: str, page: str) -> str:
        """Returns the article of a page, its ids made unlike those of other pages."""
        found = _ARTICLE.search(page)
        words = _UNPRINTED.sub("", found[1] if found else "")
        words = _ID.sub(lambda it: f'{it[1]}="{_key(path)}--{it[2]}"', words)
        return _HREF.sub(partial(self._link, path), words)

    def _link(self, path: str, found: re.Match[str]) -> str:
        link = unescape(found[1])
        parts = urlsplit(urljoin(_HERE + path, link))
        if parts.netloc != "site":
            return found[0]
        target = parts.path.lstrip("/")
        if target not in self.pages:
            return f'href="{escape(urljoin(self.address, target))}"'
        return f'href="#{_key(target)}{f"--{parts.fragment}" if parts.fragment else ""}"'


def _key(path: str) -> str:
    """Returns the id of a chapter: `fr/meetings/2msp/` → `fr-meetings-2msp`."""
    return "page-" + path.strip("/").replace("/", "-")


def _title(chapter: str) -> str:
    return sections(chapter)[0].heading


def chapters_in_order(navigation: str, code: LanguageCode) -> Sequence[str]:
    """Returns the paths that pages of a language are served from, in the order of the navigation of mkdocs.yml."""
    return list(_served(navigation, code))


def _served(navigation: str, code: LanguageCode) -> Iterator[str]:
    part = navigation.partition("\nnav:\n")[2].partition("\n\n")[0]
    for page in re.findall(r"[\w/-]+\.md", part):
        path = re.sub(r"(^|/)index$", "", page.removesuffix(".md"))
        if page not in LEFT_OUT:
            yield ("" if code == "en" else f"{code}/") + (f"{path}/" if path else "")
