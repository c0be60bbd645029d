"""What the site does at MkDocs' events."""

from __future__ import annotations

import gc
import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs import utils
from mkdocs.plugins import event_priority

import macros

from .. import frame
from ..feeds.addresses import Addresses, published_at
from ..feeds.discovery import alternates
from ..feeds.linked_data import linked_data
from ..lock import SITE, lock
from ..page_files import files_in, looked_at
from ..paper import running_titles
from ..statements import LANGUAGES, LanguageCode, language_code
from . import settings
from .compiled import Compiled, Templates
from .complaints import InOurWords, with_mistakes_in_one_line
from .crumbs import HEADING_ID, crumbs
from .desk import Desk
from .editions import Edition, write_templates
from .finishing import finished
from .loop import clear_by, take_over
from .own_files import leave_own
from .preview import Preview
from .products import Products
from .site_folder import SiteFolder
from .stopping import stop_at
from .template_names import template_names
from .warnings import MKDOCS

for noisy in ("mkdocs_macros.util", "mkdocs_static_i18n.reconfigure"):
    logging.getLogger(f"mkdocs.plugins.{noisy}").setLevel(logging.WARNING)  # they list what nobody asked for

NOT_FOUND = "404.html"


class Events:
    """The events of one build, shared by its three languages."""

    def __init__(self, project: Path, config: Any) -> None:
        settings.heed(config, project)
        self.is_preview = settings.command() == "serve"
        take_over(answers_meanwhile=self.is_preview)
        for handler in MKDOCS.handlers:
            handler.filters = [InOurWords(project)]
        if not self.is_preview:
            self._lock = lock(project) if Path(config.site_dir) == project / SITE else None
            gc.disable()  # a build ends before it is worth looking for what nobody needs any more
        elif macros.newest is not None:
            config.strict = False  # or the first language with a warning would be the last; it is told all the same
        self.desk = Desk(project, is_preview=self.is_preview)
        self.render = self.desk.render
        self.editions: dict[LanguageCode, Edition] = {}
        self.site: SiteFolder | None = None
        self._files = looked_at(project) if self.is_preview else frozenset()
        self._settings = self._titles = ""

    def on_pre_build(self, *, config: Any) -> None:
        """Begins with the folder of the site; what a preview answers with stays there until a build is complete."""
        if not self.editions:
            there = map(str, files_in(Path(config.site_dir)))
            pages = there if self.is_preview else self.desk.published()
            self.site = SiteFolder(config.site_dir, pages, None if self.is_preview else self.desk.memory)
            clear_by(self.site.clear)

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Leaves no page of an earlier build beside those of one that was not completed."""
        if self.site is not None and not self.is_preview:
            self.site.finish()
            self.desk.memory.keep()
            stop_at(error, self.desk.project)

    def on_files(self, files: Any, *, config: Any, **_: Any) -> Any:
        """Leaves only the files that a language publishes, before static-i18n works out what nobody asks for."""
        leave_own(files, language_code(config.theme["language"]), self.desk.published(), self.desk.project)
        if self.site is not None:
            self.site.make_way(file.dest_uri for file in files if not file.is_documentation_page())
        return files

    @event_priority(-200)
    def on_nav(self, nav: Any, *, config: Any, files: Any) -> Any:
        """Begins the edition of a language, when all plugins have settled its files and its navigation."""
        code = language_code(config.theme["language"])
        if not self.editions:
            self._settings, self._titles = settings.named(config), running_titles(settings.site_names(config))
        first = next((it.files for it in self.editions.values()), files)
        self.editions[code] = Edition(code, config, files, nav, self.desk, self._settings, first)
        return nav

    def populate(self, config: Any) -> None:
        """Gives all pages of the language being built their bodies; a preview does so page by page."""
        edition = self.editions[language_code(config.theme["language"])]
        if self.is_preview:
            edition.populate(edition.shown_everywhere)
        else:
            edition.populate_all()

    def on_env(self, env: Any, *, config: Any, files: Any, **_: Any) -> Any:
        """Lets the templates of the theme speak: `say("unofficial")` in the language being built."""
        code = language_code(config.theme["language"])
        self.editions[code].env = env
        with_mistakes_in_one_line(env, self.desk.project)
        env.loader = Templates(env.loader.searchpath)
        env.auto_reload, env.bytecode_cache = self.is_preview, Compiled(self.desk.memory)
        env.globals |= template_names(code, self.desk, config, files, self._titles)
        return env

    def write_sheet(self, page: Any) -> None:
        """Writes a page as it is published; a preview writes none."""
        if self.site is not None and not self.is_preview:
            edition = self.editions[language_code(page.file.src_uri.partition("/")[0])]
            sheet = edition.sheet_to_write(page.file.src_uri)
            self.site.write(page.file.abs_dest_path, sheet.encode("utf-8", errors="xmlcharrefreplace"))

    def on_page_read_source(self, *, page: Any, **_: Any) -> str:
        """Gives MkDocs a page as it was taken in, whatever was saved since."""
        code, _, path = page.file.src_uri.partition("/")
        return self.desk.pages.sources[path][code].written

    def on_page_content(self, html: str, *, page: Any, **_: Any) -> str:
        """Mends the title of the page: mkdocs-macros takes one with a macro from the raw heading."""
        page.title = HEADING_ID.sub("", page.title)
        return html

    def on_page_context(self, context: Any, *, page: Any, config: Any, **_: Any) -> Any:
        """Tells the frame of a page what it frames, and the other forms in which the page is to be had."""
        code, _, path = page.file.src_uri.partition("/")
        content = finished(page.content, self.desk, self.editions[language_code(code)])
        opening, rest = frame.opened(content)
        is_home = path == "index.md"
        words, addresses = self.desk.words[language_code(code)], Addresses(published_at(config.site_url))
        top = (config.site_name, addresses.page(words.language.code, "index.md"))
        del context["build_date_utc"]  # or a sheet would be of one second
        return context | {
            "is_home": is_home,
            "alternates": frame.alternates(code, page.file.url),
            "forms": alternates(words, path),
            "linked_data": linked_data(words, addresses, path, crumbs(page, top)),
            "description": frame.description(content),
            "contents": frame.contents(page.toc, self.editions[language_code(code)].headings(path), is_home=is_home),
            "opening": opening,
            "rest": rest,
        }

    def on_post_template(self, output: str, *, template_name: str, config: Any) -> str:
        """Puts the page for what does not exist into each language's folder, where a host can be told to find it."""
        home = frame.home(language_code(config.theme["language"]))
        if template_name != NOT_FOUND or not home:
            return output
        utils.write_file(output.encode(), str(Path(config.site_dir) / home / NOT_FOUND))
        return ""  # the one at the root was written first, in English

    def on_post_build(self, *, config: Any, **_: Any) -> None:
        """Writes what is published beside the pages, once, with the last language; a preview writes it when asked."""
        if len(self.editions) < len(LANGUAGES):
            return
        self.config = config
        if self.is_preview:
            self.products().check_moved()
        elif self.site is not None:
            beside = dict(self.products().every())
            self.site.remember(beside)
            self.desk.memory.keep()  # before the first is written, should the build be killed meanwhile
            for path, content in beside.items():
                self.site.put(path, content)
        if self.site is not None:
            self.site.finish()
        macros.newest = self
        if not self.is_preview:
            gc.freeze()  # or Python would look through all of it once more as it ends

    def products(self) -> Products:
        """Returns what is published beside the pages."""
        return Products(self.desk, self.editions, self.config)

    # The preview

    def on_serve(self, server: Any, *, builder: Any, **_: Any) -> Any:
        """Makes pages when they are looked at."""
        Preview(self.desk.project, lambda: macros.newest, server, builder).take_over()
        return server

    def page_at(self, address: str) -> tuple[Edition | None, str]:
        """Returns the edition and the path of the page that is published as a file, or no edition."""
        pages = ((it, path, page) for it in self.editions.values() for path, page in it.pages.items())
        return next(((it, path) for it, path, page in pages if page.file.dest_uri == address), (None, ""))

    def has_files_as_they_were(self) -> bool:
        """Whether every page, asset and template still stands where it stood, so that MkDocs knows of all."""
        return looked_at(self.desk.project) == self._files

    def take_in(self, changed: set[str]) -> None:
        """Takes in files of data/, docs/ and overrides/ that changed; pages also where the data holds mistakes."""
        self._take_in_pages()
        for edition in self.editions.values():
            edition.files.copy_static_files()
        if any(path.partition("/")[0] == "data" for path in changed):
            self.desk.take_in()
            self.products().check_moved()

    def take_in_known_pages(self) -> None:
        """Takes in pages, templates and the assets that stay, where no build can be made; unless pages came or went."""
        if not any(it.suffix == ".md" for it in looked_at(self.desk.project) ^ self._files):
            self._take_in_pages()
            for file in (it for edition in self.editions.values() for it in edition.files):
                if not file.is_documentation_page():
                    with suppress(OSError):  # it went
                        file.copy_file()

    def _take_in_pages(self) -> None:
        look = self.desk.look
        self.desk.take_in_pages()
        frame.asset.cache_clear()
        if self.desk.look != look:
            for edition in self.editions.values():
                edition.env.cache.clear()  # of templates as they were, by whatever time they are dated

    def write_templates(self) -> None:
        """Writes anew what the theme publishes beside the pages."""
        write_templates(self.editions.values(), self.desk)

    def is_template(self, path: str) -> bool:
        """Whether a file of the site is one that the theme publishes beside the pages, or none at all.

        For what does not exist the theme has a page too.
        """
        names = {name for edition in self.editions.values() for name in edition.config.theme.static_templates}
        return Path(path.removesuffix(".gz")).name in names or not (Path(self.config.site_dir) / path).is_file()
