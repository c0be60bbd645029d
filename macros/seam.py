"""What the site does at MkDocs' events."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from markdown import markdown
from markupsafe import Markup
from mkdocs.exceptions import Abort

from .check import check
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

    def on_env(self, env: Any, *, config: Any, **_: Any) -> Any:
        """Lets the templates of the theme speak: `say("unofficial")` in the language being built."""
        language = self.languages[config.theme["language"]]
        env.globals["say"] = self._say(language)
        env.globals["say_in"] = lambda code, key: self._say(self.languages[code])(key)
        return env

    def _say(self, language: Language) -> Callable[[str], Markup]:
        return lambda key: language.say(key)

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
        """Gives a page the width of the menus it has no use for: it stands alone, or has hardly a heading."""
        headings = [heading for title in page.toc for heading in title.children]
        is_home = page.file.src_uri.partition("/")[2] == "index.md"
        page.meta["hide"] = [
            *(["navigation"] if page.parent is None else []),
            *(["toc"] if is_home or len(headings) < 2 else []),
        ]
        return context

    def on_post_build(self, *, config: Any, **_: Any) -> None:
        """Writes what a browser searches, and prints at the head of a sheet, in the language just built.

        English stands at the root of the site.
        """
        language = self.languages[config.theme["language"]]
        root = Path(config.site_dir) / ("" if language.code == "en" else language.code)
        index = search_index(self.programme, language, self.contents[language.code])
        (root / INDEX).write_text(index, encoding="utf-8")
        self.titles[language.code] = config.site_name
        rules = (Path(config.docs_dir) / STYLE).read_text(encoding="utf-8") + running_titles(self.titles)
        (Path(config.site_dir) / STYLE).write_text(rules, encoding="utf-8")
