"""The pages and data of the project as the gates of wording read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.load import FILES, read_data
from macros.located_yaml import LocatedValue, Location, read_yaml
from macros.page_files import page_texts
from macros.problems import Mistakes, Problem
from macros.statements import LANGUAGES, LanguageCode

from .findings import Finding, waivers
from .pins import BASES, Bases, digest, pin_of
from .prose import Passage
from .status import TRANSLATIONS

VERBATIM, TERMBASE = "data/verbatim.yml", "data/termbase.yml"


@dataclass(frozen=True)
class Tree:
    """A project folder: its pages by language and path, its data files, the words no gate reads, the terms."""

    folder: Path
    docs: Mapping[LanguageCode, Mapping[str, str]]
    files: tuple[LocatedValue, ...]
    verbatim: LocatedValue
    termbase: LocatedValue

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every translated page, and every French and Spanish text of the data."""
        return (*self._pages(), *self._data())

    def _pages(self) -> Iterator[Passage]:
        for language in TRANSLATIONS:
            for page, text in self.docs[language].items():
                file = f"docs/{language}/{page}"
                _, english = made_from(self.folder, (f"docs/en/{page}", self.docs["en"].get(page, "")), text)
                yield Passage(file, language, 1, text, english, self._exempt(file))

    def _data(self) -> Iterator[Passage]:
        for file in self.files:
            exempt = self._exempt(file.file)
            for location, text in texts(file.value):
                for code in TRANSLATIONS:
                    if code in text:
                        line = file.line((*location, code))
                        yield Passage(file.file, code, line, text[code], text.get("en", ""), exempt)

    def _exempt(self, file: str) -> re.Pattern[str] | None:
        words = [re.escape(entry["words"]) for entry in self.verbatim.value if entry.get("in", file) == file]
        return re.compile("|".join(words)) if words else None

    @cached_property
    def waivers(self) -> Mapping[tuple[str, str], int]:
        """File and rule of each waiver of a page, with its line."""
        pages = (it for it in self.passages if it.is_page)
        return {(it.file, rule): line for it in pages for rule, line in waivers(it.text).items()}

    def unwaived(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yields what was found but for what pages waive."""
        yield from (it for it in findings if (it.problem.file, it.rule) not in self.waivers)

    def unused_verbatim(self) -> Iterator[Problem]:
        """Yields the entries of verbatim words that stand in no translation."""
        for index, entry in enumerate(self.verbatim.value):
            if not any(entry["words"] in it.text for it in self.passages if entry.get("in", it.file) == it.file):
                message = f'stands nowhere: "{entry["words"]}"; take it out'
                yield Problem(VERBATIM, self.verbatim.line((index,)), message)


def read_tree(folder: Path) -> Tree:
    """Returns the project in a folder; raises Mistakes with all that cannot be read."""
    problems: list[Problem] = []
    docs = page_texts(folder / "docs", problems)
    files = [read_data(folder / "data", name, problems) for name in FILES]
    verbatim, termbase = (read_yaml(folder / name, name, problems) for name in (VERBATIM, TERMBASE))
    if verbatim is None or termbase is None or problems:
        raise Mistakes(problems)
    return Tree(folder, docs, tuple(file for file in files if file), verbatim, termbase)


def made_from(folder: Path, english: tuple[str, str], text: str) -> tuple[str, str]:
    """Returns file and text of the English that a page was made from: the one its pin names, else today's.

    What English gained since is no fault of the translation; `python -m l10n status` tells it.
    """
    pin = pin_of(text)
    base = Bases(folder).text(pin) if pin and pin != digest(english[1]) else None
    return (f"{BASES}/{str(pin).removeprefix('en-')}.md", base) if base is not None else english


def texts(value: Any, location: Location = ()) -> Iterator[tuple[Location, Mapping[str, str]]]:
    """Yields place and words of each text inside a value: what has languages for its keys, and words for each."""
    if isinstance(value, dict) and value and value.keys() <= set(LANGUAGES):
        if all(isinstance(words, str) for words in value.values()):
            yield location, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(item, (*location, key))
