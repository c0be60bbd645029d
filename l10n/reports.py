"""What there is to do, told: aligned, a line an item, totals in words, the next command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.problems import Problem, counted

from .alignment import Change
from .data_texts import DataText
from .differences import difference
from .pins import Bases, pin_of
from .status import TRANSLATIONS, Page
from .work import Work

NAMES = {"fr": "French", "es": "Spanish"}


def status(work: Work) -> Iterator[str]:
    """Yields the state of each language, each thing to do with its place, and the next command."""
    for code in TRANSLATIONS:
        pages = [page for page in work.pages if page.language == code]
        texts = [text for text in work.texts if text.language == code]
        todo = [
            *(line for page in pages for line in _page_lines(page)),
            *(line for it in texts for line in _text_lines(it)),
        ]
        words = counted(_words(pages, texts), "word")
        whole = f"{counted(len(pages), 'page')} and {counted(len(texts), 'text')} of the data"
        if pages or texts:
            yield f"{NAMES.get(code, code)}: {whole}, {f'{words} to look at' if todo else 'all current'}"
        yield from (f"  {line}" for line in todo)
    yield _next("diff", work)


def _page_lines(page: Page) -> Iterator[str]:
    if page.fault:
        yield f"{page.file}: {page.fault}"
    for change in page.changes:
        if change.is_stale or change.is_carried:
            english = f"{page.source}:{change.segment.first_line}"
            yield f"{_place(page, change)}: {change.segment.key} {_what(change)} ({english})"
    if page.todos:
        yield f"{page.file}:{page.todos[0]}: {counted(len(page.todos), 'to-do line')} left"


def _text_lines(text: DataText) -> Iterator[str]:
    if text.is_unpinned:
        yield f"{text.file}:{text.line}: {text.name} has no pin"
    elif text.needs:
        yield f"{text.file}:{text.line}: {text.name} {text.needs}, {counted(text.words, 'word')}"


def diff(work: Work) -> Iterator[str]:
    """Yields old and new English of each thing to do, word by word, beside what the translation says now."""
    for page in work.pages:
        for change in (it for it in page.changes if it.is_stale or it.is_carried):
            yield f"{page.source}:{change.segment.first_line}: {change.segment.key} {_what(change)}"
            now = change.new.text if change.new else ""
            yield from _told("English", difference(change.old.text if change.old else "", now))
            found = page.rendering(change)
            yield from _told(
                NAMES.get(page.language, ""), [_place(page, change), *(found.text.split("\n") if found else ())]
            )
            yield ""
    for text in (text for text in work.texts if text.needs):
        yield f"{text.file}:{text.line}: {text.name} {text.needs}, {counted(text.words, 'word')}"
        yield from _told("English", difference(text.base or "", text.english))
        yield from _told(NAMES.get(text.language, ""), [text.text])
        yield ""
    yield _next("update", work)


def _told(name: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {name if index == 0 else '':<8} {line}" for index, line in enumerate(lines))


def _place(page: Page, change: Change) -> str:
    """Returns where a translation renders a segment; the page alone where it does not yet."""
    found = page.rendering(change)
    return f"{page.file}:{found.first_line}" if found else page.file


def _what(change: Change) -> str:
    return (
        f"{change.kind}, {counted(change.words, 'word')}"
        if change.is_stale
        else f"{change.kind}, carried over by update"
    )


def _words(pages: Sequence[Page], texts: Sequence[DataText]) -> int:
    return sum(page.words for page in pages) + sum(text.words for text in texts)


def _next(command: str, work: Work) -> str:
    """Returns the next command for the first thing to do."""
    unpinned = [page.file for page in work.pages if page.is_unpinned]
    unpinned += [text.file for text in work.texts if text.is_unpinned]
    if unpinned:
        return f"Next: python -m l10n accept --new {unpinned[0]}"
    files = [page.file for page in work.pages if not page.fault and (page.stale or page.carried)]
    files += [text.file for text in work.texts if text.needs]
    return f"Next: python -m l10n {command} {files[0]}" if files else "Nothing to do."


def problems(work: Work) -> Iterator[Problem]:
    """Yields what must not be published or proposed: missing and orphaned pages, lost pins, to-dos."""
    for page in work.pages:
        if page.fault:
            yield Problem(page.file, 1, page.fault)
        yield from (Problem(page.file, line, "to-do left; translate what stands under it") for line in page.todos[:1])
    for text in (text for text in work.texts if text.is_unpinned):
        way_out = f"once it is in all languages, run: python -m l10n accept --new {text.file}"
        yield Problem(text.file, text.line, f"{text.name}: no pin; {way_out}")


def stock(work: Work) -> Iterator[str]:
    """Yields in a line each what `check` counts and lets pass."""
    stale = [page for page in work.pages if page.stale]
    texts = [text for text in work.texts if text.needs]
    if stale or texts:
        counts = f"{counted(len(stale), 'stale page')}, {counted(len(texts), 'stale text')}"
        yield f"{counts}, {counted(_words(stale, texts), 'word')} to look at: python -m l10n status"
    unused = list(Bases(work.project).unused(pin_of(page.text or "") or "" for page in work.every_page))
    if unused:
        yield f"l10n/base holds {counted(len(unused), 'text')} no page rests on; the next accept takes them out"
