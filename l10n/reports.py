"""What there is to do, told: aligned, a line an item, totals in words, the next command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from macros.languages import name_in
from macros.problems import Mistakes, Problem, counted

from .alignment import Change
from .data_texts import DataText
from .differences import difference
from .pins import Bases
from .status import TRANSLATIONS, Page
from .work import Work


def status(work: Work) -> Iterator[str]:
    """Yields the state of each language, each thing to do with its place, and the next command."""
    for code in TRANSLATIONS:
        found = [it for it in work.found if it.language == code]
        lines = [*map(str, _faults(found)), *(line for it in found for line in _lines(it))]
        state = f"{counted(_words(found), 'word')} to look at" if lines else "all current"
        if found:
            yield f"{name_in(code, 'en')}: {_size(found)}, {state}"
        yield from (f"  {line}" for line in lines)
    yield _next("diff", work)


def _faults(found: Sequence[Page | DataText]) -> Iterator[Problem]:
    """Yields why nothing can be said of a page, or of the texts of a file: a line each."""
    for (file, fault), found_there in groupby((it for it in found if it.fault), lambda it: (it.file, it.fault)):
        lines = sorted({it.line for it in found_there})
        yield Problem(file, lines[0], f"{counted(len(lines), 'text')} {fault}" if file.endswith(".yml") else str(fault))


def _lines(it: Page | DataText) -> Iterator[str]:
    for change in it.open:
        yield f"{it.place(change)}: {_what(it, change)} ({it.english_place(change)})"
    if it.todos:
        yield f"{it.place()}:{it.todos[0]}: {counted(len(it.todos), 'to-do line')} left"


def diff(work: Work) -> Iterator[str]:
    """Yields old and new English of each thing to do, word by word, beside what the translation says now."""
    for it in work.found:
        for change in it.open:
            old, new = (segment.text if segment else "" for segment in (change.old, change.new))
            found = it.rendering(change)
            yield f"{it.english_place(change)}: {_what(it, change)}"
            yield from _told("English", difference(old, new))
            yield from _told(name_in(it.language, "en"), [it.place(change), *(found.text.split("\n") if found else ())])
            yield ""
    yield _next("update", work)


def _told(name: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {name if index == 0 else '':<8} {line}" for index, line in enumerate(lines))


def _what(it: Page | DataText, change: Change) -> str:
    if change.is_stale:
        return f"{change.kind}, {counted(change.words, 'word')}"
    return f"{change.kind}, carried over by {'update' if isinstance(it, Page) else 'hand'}"


def _words(found: Sequence[Page | DataText]) -> int:
    return sum(it.words for it in found)


def _size(found: Sequence[Page | DataText]) -> str:
    pages = sum(isinstance(it, Page) for it in found)
    return f"{counted(pages, 'page')} and {counted(len(found) - pages, 'text')} of the data"


def _next(command: str, work: Work) -> str:
    """Returns the next command for the first thing to do."""
    steps = [f"accept --new {it.file}" for it in work.found if it.is_unpinned]
    steps += [f"{command} {it.file}" for it in work.found if it.open]
    return f"Next: python -m l10n {steps[0]}" if steps else "Nothing to do."


def check(work: Work) -> Iterator[str]:
    """Yields what is counted and let pass: what is stale, and English texts no page rests on.

    Raises Mistakes with what must not be published: missing and orphaned pages, lost pins, to-dos.
    """
    pages, texts = [it for it in work.pages if it.stale], [it for it in work.texts if it.open]
    if pages or texts:
        counts = f"{counted(len(pages), 'stale page')}, {counted(len(texts), 'stale text')}"
        yield f"{counts}, {counted(_words([*pages, *texts]), 'word')} to look at: python -m l10n status"
    unused = list(Bases(work.project).unused(work.pins.values()))
    if unused:
        yield f"l10n/base holds {counted(len(unused), 'text')} no page rests on; the next accept takes them out"
    places = ((it.file, it.todos[0]) for it in work.pages if it.todos)
    left = (Problem(file, line, "to-do left; translate what stands under it") for file, line in places)
    problems = [*_faults(work.found), *left]
    if problems:
        raise Mistakes(problems)
    yield f"No translation is missing and no to-do left: {_size(work.found)}."
