"""What no page may hold: facts typed by hand, headings without id, code, remote resources, other languages' pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .problems import Problem
from .programme import Programme
from .statements import LANGUAGES
from .templates import Call, parts

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*$")
_HEADING_ID = re.compile(r"\{ #([a-z0-9]+(?:-[a-z0-9]+)*) \}$")
_MACRO_CALL = re.compile(r"\{\{.*?\}\}")
_FENCE = re.compile(r"^\s*(```|~~~)")
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_MONTH = "|".join(month for names in _MONTHS.values() for month in names.split())
_HAND_WRITTEN_DATE = re.compile(
    rf"\b\d{{1,2}}(?:er|º)?[\s\u00a0]+(?:de[\s\u00a0]+)?(?:{_MONTH})\b"  # a day and its month
    rf"|\b(?:{_MONTH})[\s\u00a0]+\d{{1,2}}\b"  # June 27
    rf"|\b(?:{_MONTH})(?:[\s\u00a0]+(?:de[\s\u00a0]+)?|,[\s\u00a0]*)\d{{4}}\b"  # a month and its year
    rf"|\bmi[-\s\u00a0]*(?:{_MONTH})\b|\bmid[-\s\u00a0]*(?:{_MONTH})\b|\bmediados[\s\u00a0]+de[\s\u00a0]+(?:{_MONTH})\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    re.IGNORECASE,
)
_FORBIDDEN = (
    (re.compile(r"\{#"), "“{#” opens a comment; write “{ #id }” with spaces"),
    (re.compile(r"<\s*script", re.IGNORECASE), "no script in a page; take it out"),
    (re.compile(r"<[^>]*\son\w+\s*=", re.IGNORECASE), "no event handler in a page; take the attribute out"),
    (re.compile(r"javascript:", re.IGNORECASE), "no “javascript:” address; use an ordinary link"),
    (re.compile(r"!\[[^\]]*\]\(\s*(?:https?:)?//|<(?:img|iframe|link|embed|object|video|audio)\b", re.IGNORECASE),
     "no remote or embedded resource in a page; link to it instead"),
    (re.compile(r"\]\([^)]*\.\./(?:en|fr|es)/"), "a link to another language; leave that to the language switch"),
)  # fmt: skip


@dataclass(frozen=True)
class PageSource:
    """One Markdown file: its language, its path under that language's folder, its text."""

    language: str
    page: str
    text: str

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

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Macro calls, in their order."""
        return tuple(part for part in parts(self.text, lambda line, message: None) if isinstance(part, Call))


def page_problems(source: PageSource, programme: Programme) -> Iterator[Problem]:
    """Yields what is wrong in one page whatever the other languages say."""
    symbols = [document.symbol for document in programme.documents if document.symbol]
    for number, line in source.prose():
        for pattern, message in _FORBIDDEN:
            if pattern.search(line):
                yield Problem(source.file, number, message)
        words = _MACRO_CALL.sub("", line)
        date = _HAND_WRITTEN_DATE.search(words)
        if date:
            yield Problem(
                source.file,
                number,
                f'date written by hand (found "{date.group()}"); write {{{{ when("…") }}}} or {{{{ dates("…") }}}}',
            )
        for symbol in symbols:
            if symbol in words:
                yield Problem(
                    source.file,
                    number,
                    f'symbol written by hand (found "{symbol}"); write {{{{ symbol("…") }}}}',
                )
    for number, _, id in source.headings:
        if id is None and "{#" not in source.text.splitlines()[number - 1]:
            yield Problem(source.file, number, "heading without id; end it with { #english-id }")
    levels = [level for _, level, _ in source.headings]
    if levels.count(1) != 1 or levels[0] != 1:
        yield Problem(source.file, 1, f"a page has one title, and it comes first (found {levels.count(1)})")


def parity_problems(pages: dict[str, PageSource], faulty: set[str]) -> Iterator[Problem]:
    """Yields what differs between the languages of one page: missing pages, headings, macro calls.

    Pages that are themselves at fault (`faulty`, by language) are not compared: one mistake, one line.
    """
    for language in LANGUAGES:
        if language not in pages and language not in faulty and pages:
            page = next(iter(pages.values())).page
            yield Problem(f"docs/{language}/{page}", 1, "page missing; every page exists in en, fr and es")
    english = pages.get("en")
    for other in pages.values():
        if english is not None and other is not english:
            yield from _heading_differences(english, other)
            yield from _call_differences(english, other)


def _heading_differences(english: PageSource, other: PageSource) -> Iterator[Problem]:
    ours, theirs = ([(level, id) for _, level, id in source.headings] for source in (english, other))
    for index in range(max(len(ours), len(theirs))):
        wanted = ours[index] if index < len(ours) else None
        found = theirs[index] if index < len(theirs) else None
        if wanted != found:
            line = other.headings[min(index, len(theirs) - 1)][0] if theirs else 1
            yield Problem(
                other.file,
                line,
                f"heading differs from {english.file} (found {_heading(found)}, allowed {_heading(wanted)})",
            )
            return


def _heading(heading: tuple[int, str | None] | None) -> str:
    return f"{'#' * heading[0]} {{ #{heading[1]} }}" if heading else "none"


def _call_differences(english: PageSource, other: PageSource) -> Iterator[Problem]:
    ours, theirs = (Counter(map(str, source.calls)) for source in (english, other))
    for call in other.calls:
        if str(call) in theirs - ours:
            yield Problem(other.file, call.line, f"macro call not in English: {call}")
    for call in english.calls:
        if str(call) in ours - theirs:
            yield Problem(other.file, 1, f"macro call missing: {call} ({english.file}:{call.line})")


def read_pages(docs: dict[str, dict[str, str]]) -> dict[str, dict[str, PageSource]]:
    """Returns the pages by path and then language, from texts by language and then path."""
    paths = sorted({page for pages in docs.values() for page in pages})
    return {
        page: {language: PageSource(language, page, pages[page]) for language, pages in docs.items() if page in pages}
        for page in paths
    }
