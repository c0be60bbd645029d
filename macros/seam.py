"""What the site does at MkDocs' events."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.exceptions import Abort

from .check import check
from .feeds.addresses import Addresses, published_at, with_address
from .feeds.discovery import alternates
from .feeds.ledger import read_ledger
from .feeds.linked_data import Crumb, linked_data
from .feeds.outputs import outputs
from .feeds.sequences import Ledger
from .feeds.words import Words
from .language import Language
from .problems import Mistakes
from .programme import Programme
from .statements import LANGUAGES, language_code
from .templates import render_page

for noisy in ("mkdocs_macros.util", "mkdocs_static_i18n.reconfigure"):
    logging.getLogger(f"mkdocs.plugins.{noisy}").setLevel(logging.WARNING)  # they list what nobody asked for

HEADING_ID = re.compile(r"\s*\{ #[\w-]+ \}$")
MATERIAL_PERMALINK_TITLE = 'title="Permanent link"'


def checked_programme(project: Path) -> Programme:
    """Returns the programme of a project without mistakes; aborts with all of them, one line each.

    A preview may show a fact that changed before its correction is written; `make build` may not.
    """
    try:
        return check(project, corrections=False)
    except Mistakes as mistakes:
        raise Abort(str(mistakes)) from None


def checked_ledger(project: Path) -> Ledger:
    """Returns what calendars have given out; aborts where the file that remembers it cannot be read."""
    try:
        return read_ledger(project / "data")
    except Mistakes as mistakes:
        raise Abort(str(mistakes)) from None


class Events:
    """The events of one build, shared by its three languages."""

    def __init__(self, programme: Programme, ledger: Ledger) -> None:
        self.programme = programme
        self.ledger = ledger
        self.languages = {code: Language(code, programme.phrases) for code in LANGUAGES}
        self.words = {code: Words(programme, language) for code, language in self.languages.items()}

    def render(self, markdown: str, file: str) -> str:
        """Returns the Markdown of a page; `file` is its path under docs/, so its first folder is its language."""
        code, _, page = file.partition("/")

        def complain(line: int, message: str) -> None:
            raise Abort(f"docs/{file}:{line}: {message}")

        return render_page(markdown, page, self.programme, self.languages[language_code(code)], complain)

    def on_env(self, env: Any, *, config: Any, **_: Any) -> Any:
        """Lets the templates of the theme speak: `say("unofficial")` in the language being built."""
        language = self.languages[config.theme["language"]]
        env.globals["say"] = self._say(language)
        env.globals["say_in"] = lambda code, key: self._say(self.languages[code])(key)
        return env

    def _say(self, language: Language) -> Callable[[str], Markup]:
        return lambda key: language.say(key)

    def on_page_content(self, html: str, *, page: Any, config: Any, **_: Any) -> str:
        """Says in the page's language what the sign beside a heading does, mends the title, puts in the address."""
        language = self.languages[page.file.src_uri.partition("/")[0]]
        page.title = HEADING_ID.sub("", page.title)  # mkdocs-macros takes a title with a macro from the raw heading
        html = html.replace(MATERIAL_PERMALINK_TITLE, f'title="{language.say("permalink")}"')
        return with_address(html, published_at(config.site_url))

    def on_page_context(self, context: Any, *, page: Any, config: Any, **_: Any) -> Any:
        """Gives a page its other forms, and the width of menus it has no use for: alone, or with hardly a heading."""
        code, _, name = page.file.src_uri.partition("/")
        words, addresses = self.words[language_code(code)], Addresses(published_at(config.site_url))
        home = (config.site_name, addresses.page(words.language.code, "index.md"))
        context["alternates"] = alternates(words, name)
        context["linked_data"] = linked_data(words, addresses, name, _crumbs(page, home))
        headings = [heading for title in page.toc for heading in title.children]
        is_home = name == "index.md"
        page.meta["hide"] = [
            *(["navigation"] if page.parent is None else []),
            *(["toc"] if is_home or len(headings) < 2 else []),
        ]
        return context

    def on_post_build(self, *, config: Any, **_: Any) -> None:
        """Writes calendars, feeds and data beside the pages; once, with the first language."""
        if config.theme["language"] != LANGUAGES[0]:
            return
        for path, content in outputs(self.programme, self.languages, config.site_url, self.ledger).items():
            file = Path(config.site_dir, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def _crumbs(page: Any, home: Crumb) -> list[Crumb]:
    """Returns the pages on the way from the home page of a language to a page; sections without a page are left out."""
    site = page.canonical_url.removesuffix(page.url)
    way = [it for it in (*map(_index_of, reversed(page.ancestors)), page) if it is not None]
    addresses = {f"{site}{it.url}": _title(it) for it in way}
    return [home, *((title, address) for address, title in addresses.items() if address != home[1])]


def _index_of(section: Any) -> Any:
    """Returns the page that stands for a section, if one does."""
    return next((child for child in section.children if child.is_page and child.is_index), None)


def _title(page: Any) -> str:
    return Markup(HEADING_ID.sub("", page.title)).striptags()
