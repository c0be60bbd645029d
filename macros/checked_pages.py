"""The pages of a project, each checked and its macros filled in; what did not change is remembered, not done again."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import macros
from l10n.findings import errors, waivers
from l10n.parity import page_findings
from l10n.pins import BASES, Bases, pin_of
from l10n.pins import digest as english_digest
from l10n.status import page_of

from .language import Language
from .memory import Made, Memory
from .outline import outline
from .page_files import files_in, is_passing
from .page_rules import PageSource, missing_pages, page_problems, read_pages
from .pages.newer_english import Overtaken
from .problems import Problem
from .programme import Programme
from .reads import Facts, came, digest, library, said, stamp, written
from .statements import LANGUAGES, LanguageCode, language_code
from .templates import parts, problem_in, render, render_page
from .translator_notes import with_shown_todos, without_front_matter
from .workers import across_cores

Texts = Mapping[LanguageCode, Mapping[str, str]]
"""What stands in each page, by language and by its path under the language's folder."""

Reading = Callable[[], AbstractContextManager[set[str]]]
"""Gives the set to which each fact is added that is read inside a block."""

ROOM, ROOM_WITHOUT_DATA = "texts", "texts without data"


@dataclass(frozen=True)
class CheckedPage:
    """A page in its languages: what is wrong with it, and its Markdown with every macro filled in."""

    problems: tuple[Problem, ...]
    filled: Mapping[LanguageCode, str]
    told: frozenset[str]
    """The facts that its macros read. Its check reads more: every figure, say, that might be written by hand in it."""


class CheckedPages:
    """Every page by its path under a language's folder. Without a programme, pages are checked for what needs none."""

    def __init__(
        self, project: Path, texts: Texts, programme: Programme | None, memory: Memory, *, preview: bool
    ) -> None:
        self.texts, self.sources = texts, read_pages(texts)
        self.programme = programme
        self._room = ROOM if programme is not None else ROOM_WITHOUT_DATA
        self._rules = Rules(project, preview)
        self.facts = Facts(programme) if programme is not None else None
        self._memory = memory
        self._found: dict[str, CheckedPage] = {}

    def with_texts(self, texts: Texts) -> CheckedPages:
        """Returns the pages with other texts and the same programme; those with the same text need no new check."""
        new = copy(self)
        new.texts, new.sources = texts, read_pages(texts)
        same = {page for page, sources in new.sources.items() if sources == self.sources.get(page)}
        new._found = {page: found for page, found in self._found.items() if page in same}
        return new

    def says(self, fact: str) -> str:
        """Returns what a fact of the programme says now; nothing where the data could not be read."""
        return self.facts.says(fact) if self.facts is not None else ""

    @contextmanager
    def read(self) -> Iterator[set[str]]:
        """Gives the set to which each fact is added that is read inside the block."""
        if self.facts is None:
            yield set()
            return
        with self.facts.read() as reads:
            yield reads

    @cached_property
    def all_facts(self) -> str:
        """A name for all that the programme says."""
        return said(self.facts.names, self.facts.says) if self.facts is not None else ""

    def page(self, page: str) -> CheckedPage:
        """Returns a page, checked when it is first asked for."""
        if page not in self._found:
            self._found[page] = self._recalled(page) or self._kept(
                page, self._made(page), is_of_one_state=self._rules.has_bases_as_they_were()
            )
        return self._found[page]

    def heading(self, page: str, code: LanguageCode) -> str:
        """Returns the title line of a page with its macros filled in, and where its links lead if they only name it.

        Nothing else of the page changes its title.
        """
        source = self.sources[page][code]
        line = "\n".join([source.title, *(source.references if "[" in source.title else ())])
        if self.programme is None or "{{" not in line:
            return line
        return render(line, page, self.programme, Language(code, self.programme.phrases), lambda line, message: None)

    def every(self) -> Iterator[CheckedPage]:
        """Yields all pages, those not remembered from all cores."""
        self._found |= {page: found for page in self._missing() if (found := self._recalled(page)) is not None}
        missing = self._missing()
        made = dict(zip(missing, across_cores(self._made, missing), strict=True))
        is_of_one_state = self._rules.has_bases_as_they_were()
        self._found |= {page: self._kept(page, it, is_of_one_state=is_of_one_state) for page, it in made.items()}
        yield from (self._found[page] for page in self.sources)

    def _missing(self) -> list[str]:
        return [page for page in self.sources if page not in self._found]

    def _key(self, page: str) -> str:
        sources = self.sources[page].items()
        is_shown = self._rules.preview and any(source.todos for _, source in sources)
        return digest(CODE, is_shown, self._rules.bases, *(f"{code} {source.written}" for code, source in sources))

    def _recalled(self, page: str) -> CheckedPage | None:
        found = self._memory.recall(self._room, page, self._key(page), self.says)
        return CheckedPage((), *found.value) if found else None

    def _made(self, page: str) -> tuple[CheckedPage, frozenset[str]]:
        """Returns a page as it is now, and the facts it reads."""
        with self.read() as reads:
            found = self._rules.checked(self.sources[page], self.programme, self.read)
        return found, found.told | reads

    def _kept(self, page: str, made: tuple[CheckedPage, frozenset[str]], *, is_of_one_state: bool) -> CheckedPage:
        """Remembers a page without mistakes, unless what it was made from changed meanwhile."""
        found, reads = made
        if not found.problems and is_of_one_state:
            self._memory.remember(self._room, page, self._key(page), Made((found.filled, found.told), reads), self.says)
        return found


@dataclass(frozen=True)
class Rules:
    """What a page is held to. A preview shows the to-dos of translators, which no site may hold."""

    project: Path
    preview: bool

    @cached_property
    def bases(self) -> str:
        """A name for the English texts that translations were made from."""
        return self._bases[1]

    def has_bases_as_they_were(self) -> bool:
        """Whether these texts were not touched since they were named, be it to be put back."""
        return stamp(self._base_files()) == self._bases[0]

    @cached_property
    def _bases(self) -> tuple[str, str]:
        return stamp(self._base_files()), written(self.project, self._base_files())

    def _base_files(self) -> list[Path]:
        texts = (self.project / BASES).glob("*.md")
        return [it for it in texts if it.is_file() and not is_passing(it)]

    def checked(self, sources: Mapping[str, PageSource], programme: Programme | None, read: Reading) -> CheckedPage:
        """Returns a page in its languages; those that are at fault themselves are not compared with English."""
        told: set[str] = set()
        problems: list[Problem] = []
        filled: dict[LanguageCode, str] = {}
        faulty = set()
        for code, source in sources.items():
            found = list(page_problems(source, programme))
            with read() as facts:
                filled[language_code(code)] = self._filled(source, programme, found, sources.get("en"))
            told |= facts
            todos = [] if self.preview else list(_todos_left(source))
            if found or source.todos:
                faulty.add(code)
            problems += found + todos
        sound = {code: source for code, source in sources.items() if code not in faulty}
        problems += [*missing_pages(sound, faulty), *self._differences(sound)]
        return CheckedPage(tuple(problems), filled, frozenset(told))

    def _differences(self, pages: Mapping[str, PageSource]) -> Iterator[Problem]:
        """Yields what differs in structure between a page in other languages and the English it was made from."""
        english = pages.get("en")
        if english is None:
            return
        wanted = outline(english.written)
        for other in (it for it in pages.values() if it is not english):
            if outline(other.written) != wanted:
                found = page_findings(self.project, (english.file, english.written), (other.file, other.written))
                yield from errors(it for it in found if it.rule not in waivers(other.written))

    def _filled(
        self, source: PageSource, programme: Programme | None, problems: list[Problem], english: PageSource | None
    ) -> str:
        """Returns the Markdown of a page with its macros filled in; adds what they complain of to its problems."""
        if any("line too long" in problem.message for problem in problems):
            return ""  # not a page; nothing more to learn from it
        complain = problem_in(source.file, problems)
        if programme is None:
            parts(source.text, complain)
            return ""
        language = Language(language_code(source.language), programme.phrases)
        text = (
            with_shown_todos(without_front_matter(source.written), language.say("to-do"))
            if source.todos
            else source.text
        )
        return render_page(text, source.page, programme, language, complain, self._overtaken(source, english))

    def _overtaken(self, source: PageSource, english: PageSource | None) -> Overtaken | None:
        """Returns where English has changed since a page was translated, if it has."""
        if english is None or english is source or pin_of(source.written) == english_digest(english.written):
            return None
        bases = Bases(self.project)
        page = page_of(bases, language_code(source.language), source.page, source.written, english.written)
        return Overtaken(len(page.open), page.sections) if page.open else None


def _todos_left(source: PageSource) -> Iterator[Problem]:
    """Yields the to-dos of a translator, at the first of the lines that stand together."""
    for line in source.todos:
        if line - 1 not in source.todos:
            yield Problem(source.file, line, "to-do left; translate what stands under it, then take its >>> lines out")


def _code() -> str:
    """Returns a name for all the code that makes pages, libraries too; with other code, nothing is remembered."""
    project = Path(__file__).parents[1]
    code, tools = (project / room for room in macros.ROOMS)  # beside the tools stands what translations were made from
    files = [*files_in(code), *(file for file in files_in(tools) if file.suffix not in (".md", ".json", ".yml"))]
    libraries = sorted(library(folder) for place in sys.path for folder in Path(place).glob("*.dist-info"))
    hasty = [time.time_ns()] if any(came(file) > macros.imported_since - CLOCK for file in files) else []
    return digest(sys.version, sys.flags.optimize, *LANGUAGES, *libraries, written(project, files), *hasty)


CLOCK = 0.01
"""Seconds by which the time of a file may lag behind; code saved since it began to be imported has a name of its own,
for it may not be what runs."""

CODE = _code()
