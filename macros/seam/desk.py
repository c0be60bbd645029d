"""What is taken in from the disk before a page can be made: data, pages, the look of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from ..check import mistakes_in, opened
from ..checked_pages import CODE, CheckedPages
from ..feeds.addresses import folder, page_path
from ..feeds.ledger import read_ledger
from ..feeds.sequences import Ledger
from ..feeds.words import Words
from ..language import Language
from ..memory import FILE, Made, Memory
from ..page_files import files_in, page_texts
from ..pages.translation import Progress
from ..problems import Mistakes, Problem
from ..programme import Programme
from ..reads import digest, stamp, written
from ..statements import LANGUAGES, language_code
from ..templates import render_page
from ..translations import made_from, progress
from ..translator_notes import without_todos
from .surroundings import FRAME, looks_farther, shows_bodies


class Desk:
    """The project as it was last taken in, without mistakes. A preview checks pages when they are asked for."""

    programme: Programme
    pages: CheckedPages
    ledger: Ledger
    look: str
    """A name for the templates and assets as they are now."""

    def __init__(self, project: Path, *, is_preview: bool) -> None:
        self.project, self.is_preview = project, is_preview
        self.memory = Memory(project / FILE)
        self._progress: Sequence[Progress] | None = None
        self._sights: dict[str, bool] = {}
        self.take_in()

    def take_in(self) -> None:
        """Takes in data and pages; aborts where they hold mistakes, one line each, and keeps what it had.

        A preview may show a fact before its correction is written, and a page before it is translated; a build may not.
        """
        programme, pages, problems = opened(self.project, self.memory, preview=self.is_preview)
        if not self.is_preview:
            problems += mistakes_in(pages, problems)
        _stop_at(problems)
        assert programme is not None  # noqa: S101 - a programme that is none has its problems
        self.ledger = _ledger(self.project)
        self.programme, self.pages = programme, pages
        self._look_around()
        self.languages = {code: Language(code, programme.phrases) for code in LANGUAGES}
        self.words = {code: Words(programme, language) for code, language in self.languages.items()}
        if not self.is_preview:
            self.progress()  # what is wrong with its texts is told before anything is written

    def take_in_pages(self) -> None:
        """Takes in pages and templates, where the data is as it was."""
        problems: list[Problem] = []
        texts = page_texts(self.project / "docs", problems)
        _stop_at(problems)
        self.pages = self.pages.with_texts(texts)
        self._look_around()

    def _look_around(self) -> None:
        self._look_stamp = stamp(_looks(self.project))
        self.look = written(self.project, _looks(self.project))

    def has_look_as_it_was(self) -> bool:
        """Whether templates and assets were not touched since they were taken in, be it to be put back."""
        return stamp(_looks(self.project)) == self._look_stamp

    def looks_farther(self, env: Any) -> bool:
        """Whether the frame of pages may show more than is named around a page."""
        return self._seen(FRAME, lambda: looks_farther(env))

    def shows_bodies(self, env: Any, templates: Iterable[str]) -> bool:
        """Whether any of the templates that are published beside the pages may show what only their bodies tell."""
        return any(self._seen(name, partial(shows_bodies, env, name)) for name in sorted(templates))

    def _seen(self, template: str, look: Callable[[], bool]) -> bool:
        """Returns what was seen in a template; a build looks once, as nothing changes meanwhile."""
        if self.is_preview or template not in self._sights:
            self._sights[template] = self._seen_now(template, look)
        return self._sights[template]

    def _seen_now(self, template: str, look: Callable[[], bool]) -> bool:
        key = digest(CODE, self.look)
        found = self.memory.recall("look", template, key)
        if found is not None:
            return bool(found.value)
        is_so = look()
        if self.has_look_as_it_was():
            self.memory.remember("look", template, key, Made(is_so))
        return is_so

    def published(self) -> list[str]:
        """Returns where in the site each page is published, in each language."""
        every = ((code, page) for page, sources in self.pages.sources.items() for code in sources)
        return [f"{folder(language_code(code))}{page_path(page)}index.html" for code, page in every]

    def progress(self) -> Sequence[Progress]:
        """Returns how far each translation has come, for what English and its translations say now.

        A build asks once, as it shows what it has taken in.
        """
        if self._progress is None or self.is_preview:
            self._progress = self._found_progress()
        return self._progress

    def known_progress(self) -> Sequence[Progress]:
        """Returns what `progress` does, or, in a preview of texts that cannot be read, what it did last."""
        try:
            return self.progress()
        except Abort:
            if self._progress is None:
                raise
            return self._progress

    def _found_progress(self) -> Sequence[Progress]:
        docs = self.pages.texts
        texts = [part for code, pages in docs.items() for path, text in pages.items() for part in (code, path, text)]
        try:
            found: Sequence[Progress] = self.memory.made(
                "products",
                "progress",
                lambda: digest(CODE, written(self.project, made_from(self.project)), *texts),
                lambda: progress(self.project, docs, self.memory),
                lambda: stamp(made_from(self.project)),
            )
        except Mistakes as mistakes:
            raise Abort(str(mistakes)) from None
        return found

    def render(self, markdown: str, file: str) -> str:
        """Returns the Markdown of a page; `file` is its path under docs/, so its first folder is its language.

        MkDocs also asks for the title alone, which is no page that was checked.
        """
        code, _, page = file.partition("/")
        source = self.pages.sources[page][code]
        if source.text.strip() == without_todos(markdown).strip():
            return self.pages.page(page).filled[language_code(code)]

        def complain(_line: int, message: str) -> None:
            raise Abort(f"docs/{file}: {message}")

        return render_page(markdown, page, self.programme, self.languages[language_code(code)], complain)


def _stop_at(problems: list[Problem]) -> None:
    """Aborts the build with its problems, one line each, where there are any."""
    if problems:
        raise Abort(str(Mistakes(problems)))


def _ledger(project: Path) -> Ledger:
    """Returns what calendars have given out; aborts where the file that remembers it cannot be read."""
    try:
        return read_ledger(project / "data")
    except Mistakes as mistakes:
        raise Abort(str(mistakes)) from None


def _looks(project: Path) -> Iterator[Path]:
    """Yields templates and assets."""
    return files_in(project / "overrides", project / "docs/assets")
