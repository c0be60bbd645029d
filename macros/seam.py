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
from mkdocs.exceptions import Abort

from . import frame
from .check import check
from .hosting import PAGE_POLICY, host_files
from .language import Language
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

for noisy in ("mkdocs_macros.util", "mkdocs_static_i18n.reconfigure"):
    logging.getLogger(f"mkdocs.plugins.{noisy}").setLevel(logging.WARNING)  # they list what nobody asked for

HEADING_ID = re.compile(r"\s*\{ #[\w-]+ \}$")
MATERIAL_ASSETS = ("assets/stylesheets/", "assets/javascripts/", "assets/images/")
NOT_FOUND = "404.html"
MATERIAL_PERMALINK_TITLE = 'title="Permanent link"'


def checked_programme(project: Path) -> Programme:
    """Returns the programme of a project without mistakes; aborts with all of them, one line each.

    A preview may show a fact that changed before its correction is written; `make build` may not.
    """
    try:
        return check(project, corrections=False)
    except Mistakes as mistakes:
        raise Abort(str(mistakes)) from None


class Events:
    """The events of one build, shared by its three languages."""

    def __init__(self, project: Path) -> None:
        self.programme = programme = checked_programme(project)
        self.texts = {code: texts.get(PAGE, "") for code, texts in page_texts(project / "docs", []).items()}
        self.languages = {code: Language(code, programme.phrases) for code in LANGUAGES}
        self.titles: dict[LanguageCode, str] = {}
        self.contents: dict[LanguageCode, dict[str, str]] = {code: {} for code in LANGUAGES}

    def render(self, markdown: str, file: str) -> str:
        """Returns the Markdown of a page; `file` is its path under docs/, so its first folder is its language."""
        code, _, page = file.partition("/")

        def complain(line: int, message: str) -> None:
            raise Abort(f"docs/{file}:{line}: {message}")

        return render_page(markdown, page, self.programme, self.languages[language_code(code)], complain)

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
        return html.replace(MATERIAL_PERMALINK_TITLE, f'title="{language.say("permalink")}"')

    def _aligned(self, config: Any) -> Aligned:
        """Returns the programme page in three languages, its Markdown read as MkDocs reads it."""
        extensions = {"extensions": config.markdown_extensions, "extension_configs": config.mdx_configs}
        return Aligned(self.programme, self.texts, partial(markdown, **extensions))

    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> Any:
        """Tells the frame of a page what it frames."""
        code, _, path = page.file.src_uri.partition("/")
        opening, rest = frame.opened(page.content)
        is_home = path == "index.md"
        return context | {
            "is_home": is_home,
            "alternates": frame.alternates(code, page.file.url),
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
        address, contact = config.site_url, config.extra["security_contact"]
        files = host_files(
            address, urlsplit(address).path, contact or f"{address}about/#mistake", self.programme.last_read
        )
        for path, text in files.items():
            target = Path(config.site_dir) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")

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
