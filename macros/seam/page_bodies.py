"""The pages of one language without their frame, each made when it is asked for and only if it would be another."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property, partial
from typing import Any

from mkdocs.structure.pages import Page

from ..checked_pages import CODE
from ..memory import Made
from ..reads import digest
from ..sections import Section
from ..statements import LanguageCode
from ..workers import across_cores
from .bodies import ASKED, AskedFiles, Body, KnownFiles, body_of, forget, says
from .desk import Desk
from .loop import own_populate_page
from .warnings import held_back, let_out

Warned = list[logging.LogRecord]


class Bodies:
    """The pages of one language. MkDocs has one configuration for all languages: it is set back before each use."""

    def __init__(
        self, code: LanguageCode, config: Any, files: Any, nav: Any, desk: Desk, settings: str, first: Any
    ) -> None:
        self.code, self.config, self.files, self.nav, self._desk = code, config, files, nav, desk
        self._known_files = KnownFiles(files, first)
        self.site_name, self._settings = config.site_name, settings
        self.env: Any = None
        self._is_complete = False
        for page in nav.pages:
            page.previous_page = page.next_page = None  # a sheet shows no neighbours, and knows of none
        self._given_titles = {path: vars(page).get("title") for path, page in self.pages.items()}
        self._bodies: dict[str, str] = {}
        self._sections: dict[str, Sequence[Section]] = {}
        self._headings: dict[str, str] = {}
        self._warned: dict[str, tuple[str, ...]] = {}
        self._answer = cache(partial(says, self._known_files))

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """MkDocs' pages by their path under the language's folder."""
        found = {file.src_uri.partition("/")[2]: file for file in self.files.documentation_pages()}
        return {path: file.page or Page(None, file, self.config) for path, file in found.items()}

    @property
    def _room(self) -> str:
        return f"{digest(self.config.site_url)}/{self.code}"

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Makes MkDocs and its plugins take this language for the one being built."""
        self.config.theme["language"], self.config.site_name = self.code, self.site_name
        self.config.plugins["i18n"].current_language = self.code
        yield

    def says(self, name: str) -> str:
        """Returns what a fact of the programme, or a file of the build, says now."""
        return self._answer(name) if name.startswith(ASKED) else self._desk.pages.says(name)

    # Bodies

    def populate(self, paths: Sequence[str]) -> None:
        """Gives pages their bodies; those not remembered are made, on all cores where they are many."""
        with self._speaking():
            missing = [path for path in paths if not self._is_faulty(path) and not self._has_body(path)]
            for path, (body, reads, warned) in zip(missing, across_cores(self._body, missing), strict=True):
                if not self._desk.is_preview:  # it tells what is wrong with the page that is looked at
                    let_out(warned)
                self._put(path, body)
                self._warned[path] = tuple(record.msg for record in warned)
                if not warned:
                    self._desk.memory.remember(
                        self._room + "/bodies", path, self._key(path), Made(body, reads), self.says
                    )

    def populate_all(self) -> None:
        """Gives all pages their bodies; a build does so once, as nothing changes meanwhile."""
        if not self._is_complete:
            self.populate(list(self.pages))
            self._is_complete = not self._desk.is_preview

    def _is_faulty(self, path: str) -> bool:
        """Whether a page holds mistakes, as only a preview meets it; it keeps the body it had, or has but a name."""
        faulty = any(it.file == f"docs/{self.code}/{path}" for it in self._desk.pages.page(path).problems)
        if faulty and path not in self._bodies:
            self.pages[path].title = path
        return faulty

    def _has_body(self, path: str) -> bool:
        key = self._key(path)
        if self._bodies.get(path) == key:
            return True
        found = self._desk.memory.recall(self._room + "/bodies", path, key, self.says)
        if found is not None:
            self._put(path, found.value)
            self._warned.pop(path, None)
        return found is not None

    def _put(self, path: str, body: Body) -> None:
        body.put_into(self.pages[path], self.files)
        self._sections[path] = body.sections
        self._bodies[path], self._headings[path] = self._key(path), self._desk.pages.heading(path, self.code)

    def _key(self, path: str) -> str:
        filled = self._desk.pages.page(path).filled.get(self.code, "")
        return digest(CODE, self.pages[path].url, self._given_titles[path], filled, self._settings)

    def _body(self, path: str) -> tuple[Body, frozenset[str], Warned]:
        page, asked = self.pages[path], AskedFiles(self._known_files)
        forget(page, self._given_titles[path])
        with held_back() as warned, self._desk.pages.read() as reads:
            own_populate_page(page, self.config, asked)
        return body_of(page), frozenset(reads | asked.asked), warned

    def complaints(self, path: str) -> tuple[str, ...]:
        """Returns what MkDocs complains of in a page: links to what is not there, be it a page or a part of one."""
        page, log_level = self.pages[path], self.config.validation.links.anchors
        asked = (file.src_uri.partition("/")[2] for file in page.links_to_anchors or {})
        self.populate([it for it in asked if it in self.pages])
        with held_back() as warned:
            page.validate_anchor_links(files=self.files, log_level=log_level)
        return (*self._warned.get(path, ()), *(record.msg for record in warned))

    def sections(self) -> Mapping[str, Sequence[Section]]:
        """Returns the sections of each page."""
        self.populate_all()
        return {path: self._sections.get(path, ()) for path in self.pages}

    def headings(self, path: str) -> Mapping[str, str]:
        """Returns the words that name each section of a page that has its body, by the id of the section."""
        return {section.id: section.heading for section in self._sections.get(path, ())}

    def read_in_order(self) -> Mapping[str, Sequence[Section]]:
        """Returns the sections of each page, in the order of the navigation."""
        read = self.sections()
        order = (page.file.src_uri.partition("/")[2] for page in self.nav.pages)
        return {path: read[path] for path in order if read.get(path)}
