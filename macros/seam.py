"""What the site does at MkDocs' events."""

from __future__ import annotations

import hashlib
import logging
import re
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markdown import markdown
from markupsafe import Markup
from mkdocs.exceptions import Abort

from . import frame
from .check import check
from .feeds.addresses import Addresses, published_at, with_address
from .feeds.discovery import alternates
from .feeds.ledger import read_ledger
from .feeds.linked_data import Crumb, linked_data
from .feeds.outputs import outputs
from .feeds.sequences import Ledger
from .feeds.words import Words
from .hosting import PAGE_POLICY, host_files
from .language import Language
from .moved import Moved, complaint, moved_pages
from .page_files import page_texts
from .pages.context import SITE
from .pages.searching import INDEX
from .paper import STYLE, running_titles
from .problems import Mistakes
from .programme import Programme
from .searchable import search_index
from .side_by_side import PAGE, Aligned
from .statements import LANGUAGES, LanguageCode, language_code
from .templates import render_page
from .translator_notes import with_shown_todos, without_notes

for noisy in ("mkdocs_macros.util", "mkdocs_static_i18n.reconfigure"):
    logging.getLogger(f"mkdocs.plugins.{noisy}").setLevel(logging.WARNING)  # they list what nobody asked for

HEADING_ID = re.compile(r"\s*\{ #[\w-]+ \}$")
MATERIAL_ASSETS = ("assets/stylesheets/", "assets/javascripts/", "assets/images/")
NOT_FOUND = "404.html"
MATERIAL_PERMALINK_TITLE = 'title="Permanent link"'


def checked_programme(project: Path) -> Programme:
    """Returns the programme of a project without mistakes; aborts with all of them, one line each.

    A preview may show a fact before its correction is written, and a page before it is translated; a build may not.
    """
    try:
        return check(project, preview=True)
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

    def __init__(self, project: Path) -> None:
        self.programme = programme = checked_programme(project)
        self.ledger = checked_ledger(project)
        self.pages = page_texts(project / "docs", [])
        self.texts = {code: without_notes(texts.get(PAGE, "")) for code, texts in self.pages.items()}
        self.languages = {code: Language(code, programme.phrases) for code in LANGUAGES}
        self.words = {code: Words(programme, language) for code, language in self.languages.items()}
        self.titles: dict[LanguageCode, str] = {}
        self.contents: dict[LanguageCode, dict[str, str]] = {code: {} for code in LANGUAGES}

    def render(self, markdown: str, file: str) -> str:
        """Returns the Markdown of a page; `file` is its path under docs/, so its first folder is its language."""
        folder, _, page = file.partition("/")
        language = self.languages[language_code(folder)]
        stripped = self.pages[language.code][page].count("\n") - markdown.count("\n")  # MkDocs takes front matter off

        def complain(line: int, message: str) -> None:
            raise Abort(f"docs/{file}:{line + stripped}: {message}")

        shown = with_shown_todos(markdown, language.say("to-do"))
        return render_page(shown, page, self.programme, language, complain)

    def on_files(self, files: Any, **_: Any) -> Any:
        """Leaves out what Material brings for its own frame: styles, scripts and icons that no page of ours loads."""
        for file in [file for file in files if file.src_uri.startswith(MATERIAL_ASSETS)]:
            files.remove(file)
        return files

    def on_env(self, env: Any, *, config: Any, files: Any, **_: Any) -> Any:
        """Lets the templates of the theme speak: `say("unofficial")` in the language being built."""
        language = self.languages[config.theme["language"]]
        home = frame.home(language.code)
        env.globals |= {
            "say": language.say,
            "say_in": lambda code, key: self.languages[code].say(key),
            "home": home,
            "alternates": frame.alternates(language.code, home),
            "alternates_of": lambda file: frame.alternates(file.locale, file.url),
            "search_address": next((file.url for file in files if file.url == f"{home}search/"), None),
            "asset": lambda path: f"{path}?{_digest(Path(config.docs_dir) / path)}",
            "content_policy": PAGE_POLICY,
        }
        return env

    def on_page_content(self, html: str, *, page: Any, config: Any, **_: Any) -> str:
        """Says in the page's language what the sign beside a heading does, and mends the title of the page.

        Puts in what no macro knows: the address of the site, and the programme in its other languages.
        """
        code, _, path = page.file.src_uri.partition("/")
        language = self.languages[code]
        page.title = HEADING_ID.sub("", page.title)  # mkdocs-macros takes a title with a macro from the raw heading
        self.contents[language.code][path] = html
        html = self._aligned(config).put_into(html, language.code).replace(SITE, config.site_url)
        html = with_address(html, published_at(config.site_url))
        return html.replace(MATERIAL_PERMALINK_TITLE, f'title="{language.say("permalink")}"')

    def _aligned(self, config: Any) -> Aligned:
        """Returns the programme page in three languages, its Markdown read as MkDocs reads it."""
        extensions = {"extensions": config.markdown_extensions, "extension_configs": config.mdx_configs}
        return Aligned(self.programme, self.texts, partial(markdown, **extensions))

    def on_page_context(self, context: Any, *, page: Any, config: Any, **_: Any) -> Any:
        """Tells the frame of a page what it frames, and the other forms in which the page is to be had."""
        code, _, path = page.file.src_uri.partition("/")
        opening, rest = frame.opened(page.content)
        is_home = path == "index.md"
        words, addresses = self.words[language_code(code)], Addresses(published_at(config.site_url))
        top = (config.site_name, addresses.page(words.language.code, "index.md"))
        return context | {
            "is_home": is_home,
            "alternates": frame.alternates(code, page.file.url),
            "forms": alternates(words, path),
            "linked_data": linked_data(words, addresses, path, _crumbs(page, top)),
            "description": frame.description(page.content),
            "contents": frame.contents(page.toc, is_home=is_home),
            "opening": opening,
            "rest": rest,
        }

    def on_post_template(self, output: str, *, template_name: str, config: Any) -> str:
        """Puts the page for what does not exist into each language's folder, where a host can be told to find it."""
        home = frame.home(language_code(config.theme["language"]))
        if template_name != NOT_FOUND or not home:
            return output
        path = Path(config.site_dir) / home / NOT_FOUND
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(output, encoding="utf-8")
        return ""  # the one at the root was written first, in English

    def on_post_build(self, *, config: Any, **_: Any) -> None:
        """Writes what a browser searches, what is printed at the head of a sheet, and what a host reads."""
        self._write_for_readers(config)
        self._write_data(config)
        address, contact = config.site_url, config.extra["security_contact"]
        contact = contact or f"{address}about/#mistake"
        moved = config.extra["moved"] or {}
        files = host_files(address, urlsplit(address).path, contact, self.programme.last_read, moved)
        for path, text in (files | self._moved_pages(moved, config)).items():
            target = Path(config.site_dir) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")

    def _moved_pages(self, moved: Moved, config: Any) -> dict[str, str]:
        """Returns the pages at old addresses, once all languages are built; aborts where one cannot lead on."""
        if config.theme["language"] != LANGUAGES[-1]:
            return {}
        site = Path(config.site_dir)
        built = {path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.*")}
        mistake = complaint(moved, built)
        if mistake:
            raise Abort(f"mkdocs.yml: {mistake}")
        return moved_pages(moved, self.languages, published_at(config.site_url))

    def _write_data(self, config: Any) -> None:
        """Writes calendars, feeds and data beside the pages; once, with the first language."""
        if config.theme["language"] != LANGUAGES[0]:
            return
        for path, content in outputs(self.programme, self.languages, config.site_url, self.ledger).items():
            file = Path(config.site_dir, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    def _write_for_readers(self, config: Any) -> None:
        """Writes the search index of the language just built, and the names of the languages built so far.

        English stands at the root of the site.
        """
        language = self.languages[config.theme["language"]]
        root = Path(config.site_dir) / ("" if language.code == "en" else language.code)
        index = search_index(self.programme, language, self.contents[language.code])
        (root / INDEX).write_text(index, encoding="utf-8")
        self.titles[language.code] = config.site_name
        rules = (Path(config.docs_dir) / STYLE).read_text(encoding="utf-8") + running_titles(self.titles)
        (Path(config.site_dir) / STYLE).write_text(rules, encoding="utf-8")


def _digest(path: Path) -> str:
    """Returns a short name of a file's content, so that a browser may keep the file for as long as it likes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


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
