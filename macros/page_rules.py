"""What no page may hold: facts typed by hand, headings without id, code, remote resources, other languages' pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .languages import months
from .page_safety import REFERENCE, unsafe_lines
from .problems import Problem
from .programme import Programme
from .statements import LANGUAGES, LanguageCode
from .translator_notes import note_problems, todos, without_notes

_HEADING = re.compile(r"^(#{1,6})\s*(.*?)\s*$")
_HEADING_ID = re.compile(r"\{ #([a-z0-9]+(?:-[a-z0-9]+)*) \}$")
_LINK_TARGET = re.compile(r"\]\([^)]*")
_FIGURE = re.compile(r"(?<![\d.,/-])\d{1,6}(?![\d/-]|[.,]\d)")
_MACRO_CALL = re.compile(r"\{\{.*?\}\}")
_FENCE = re.compile(r"^\s*(```|~~~)")
MONTHS = {code: months(code) for code in LANGUAGES}
_MONTHS = tuple(month.lower() for names in MONTHS.values() for month in names.split())
_MONTH = "|".join(_MONTHS)
_DIGIT = re.compile(r"\d")
_SHORT_MONTH = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|janv|févr|avr|juil|ene|abr|ago|dic"
_HAND_WRITTEN_DATE = re.compile(
    rf"\b\d{{1,2}}(?:er|º)?[\s\u00a0]+(?:de[\s\u00a0]+)?(?:{_MONTH})\b"  # a day and its month
    rf"|\b(?:{_MONTH})[\s\u00a0]+\d{{1,2}}\b"  # June 27
    rf"|\b(?:{_MONTH})(?:[\s\u00a0]+(?:de[\s\u00a0]+)?|,[\s\u00a0]*)\d{{4}}\b"  # a month and its year
    rf"|\bmi[-\s\u00a0]*(?:{_MONTH})\b|\bmid[-\s\u00a0]*(?:{_MONTH})\b|\bmediados[\s\u00a0]+de[\s\u00a0]+(?:{_MONTH})\b"
    rf"|\b(?:{_SHORT_MONTH})\.?[\s\u00a0]+\d{{4}}\b|\b\d{{1,2}}[\s\u00a0]+(?:{_SHORT_MONTH})\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)[\s\u00a0]+(?:of[\s\u00a0]+)?(?:{_MONTH})\b|\bearly[\s\u00a0]+(?:{_MONTH})\b"
    rf"|\blate[\s\u00a0]+(?:{_MONTH})\b|\b(?:début|fin)[\s\u00a0]+(?:{_MONTH})\b"
    rf"|\b(?:principios|fines|finales)[\s\u00a0]+de[\s\u00a0]+(?:{_MONTH})\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PageSource:
    """One Markdown file: its language, its path under that language's folder, what stands in it."""

    language: str
    page: str
    written: str

    @cached_property
    def text(self) -> str:
        """The page as its readers have it."""
        return without_notes(self.written)

    @cached_property
    def todos(self) -> tuple[int, ...]:
        """Lines that a translator has still to work on."""
        return tuple(todos(self.written))

    @property
    def file(self) -> str:
        """Path from the project, for error lines."""
        return f"docs/{self.language}/{self.page}"

    def prose(self) -> Iterator[tuple[int, str]]:
        """Yields line number and text outside code blocks."""
        inside = False
        for number, line in enumerate(self.text.splitlines(), start=1):
            if _FENCE.match(line):
                inside = not inside
            elif not inside:
                yield number, line

    @cached_property
    def headings(self) -> tuple[tuple[int, int, str | None], ...]:
        """Line, level and id of each heading."""
        found = []
        for number, line in self.prose():
            heading = _HEADING.match(line)
            if heading:
                id = _HEADING_ID.search(heading.group(2))
                found.append((number, len(heading.group(1)), id.group(1) if id else None))
        return tuple(found)

    @property
    def title(self) -> str:
        """The line that holds the title of the page; nothing where it has none."""
        return next((line for _, line in self.prose() if (found := _HEADING.match(line)) and found[1] == "#"), "")

    @property
    def references(self) -> list[str]:
        """The lines that say where a link leads which only names it: `[name]: address`."""
        return [line for _, line in self.prose() if REFERENCE.match(line)]


def page_problems(source: PageSource, programme: Programme | None) -> Iterator[Problem]:
    """Yields what is wrong in one page whatever the other languages say; without data, what needs none."""
    yield from note_problems(source.written, source.file, source.language)
    yield from (Problem(source.file, line, message) for line, message in unsafe_lines(source.text))
    for number, line in source.prose():
        words = _HEADING_ID.sub("", _LINK_TARGET.sub("](", _MACRO_CALL.sub("", line)))
        for message in (*_hand_written_dates(words), *(_hand_written_facts(words, programme) if programme else ())):
            yield Problem(source.file, number, message)
    yield from _heading_problems(source)


def _hand_written_dates(words: str) -> Iterator[str]:
    lower = words.lower()
    if not _DIGIT.search(words) and not any(month in lower for month in _MONTHS):
        return  # as most lines are, and told sooner than by looking for a date
    date = _HAND_WRITTEN_DATE.search(words)
    if date:
        yield f'date written by hand (found "{date.group()}"); write {{{{ when("…") }}}} or {{{{ dates("…") }}}}'


def _hand_written_facts(words: str, programme: Programme) -> Iterator[str]:
    for symbol, document in programme.symbols.items():
        if symbol in words:
            yield f'symbol written by hand (found "{symbol}"); write {{{{ symbol("{document}") }}}}'
    for figure in dict.fromkeys(map(int, _FIGURE.findall(words))):
        for count in programme.counted.get(figure, ()):
            yield f'count written by hand (found {figure}); write {{{{ count("{count}") }}}}'


def _heading_problems(source: PageSource) -> Iterator[Problem]:
    for number, _, id in source.headings:
        if id is None and "{#" not in source.text.splitlines()[number - 1]:
            yield Problem(source.file, number, "heading without id; end it with { #english-id }")
    levels = [level for _, level, _ in source.headings]
    if levels.count(1) != 1 or levels[0] != 1:
        yield Problem(source.file, 1, f"a page has one title, and it comes first (found {levels.count(1)})")


MISSING = "page missing; every page exists in en, fr and es"


def missing_pages(pages: dict[str, PageSource], faulty: set[str]) -> Iterator[Problem]:
    """Yields the languages in which a page does not exist and is not itself at fault: one mistake, one line."""
    for language in LANGUAGES:
        if language not in pages and language not in faulty and pages:
            page = next(iter(pages.values())).page
            yield Problem(f"docs/{language}/{page}", 1, MISSING)


def read_pages(docs: Mapping[LanguageCode, Mapping[str, str]]) -> dict[str, dict[str, PageSource]]:
    """Returns the pages by path and then language, from texts by language and then path."""
    paths = sorted({page for pages in docs.values() for page in pages})
    return {
        page: {language: PageSource(language, page, pages[page]) for language, pages in docs.items() if page in pages}
        for page in paths
    }
