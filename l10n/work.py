"""What translators do to pages: bring them up to date, and say which English they correspond to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.problems import Mistakes, Problem, counted, did_you_mean
from macros.statements import LanguageCode

from .alignment import Change
from .data_texts import DataText, data_texts, pin_texts
from .pins import Bases, pin_of, with_pin
from .status import TRANSLATIONS, Page, survey
from .update import merged, updated

MINOR = Path("l10n/minor.yml")
"""Changes of English declared to need no translation, with the reason; the workbench adds to it."""


@dataclass(frozen=True)
class Work:
    """The pages and texts of a project that the words of a command name: languages, files, folders; all without."""

    project: Path
    named: tuple[str, ...] = ()

    @cached_property
    def every_page(self) -> tuple[Page, ...]:
        """All pages of all translations."""
        return survey(self.project)

    @cached_property
    def every_text(self) -> tuple[DataText, ...]:
        """All texts of the data."""
        return data_texts(self.project)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages named; raises Mistakes for a word that names nothing."""
        known = {name for it in self.every_page for name in (it.file, it.source)} | {it.file for it in self.every_text}
        for name in self.named:
            if name not in TRANSLATIONS and not any(_is_in(file, name) for file in known):
                raise Mistakes([Problem(name, 1, f"no page and no data of this project{did_you_mean(name, known)}")])
        return tuple(it for it in self.every_page if self._is_named(it.language, it.file, it.source))

    @cached_property
    def texts(self) -> tuple[DataText, ...]:
        """The texts named."""
        return tuple(text for text in self.every_text if self._is_named(text.language, text.file))

    def _is_named(self, language: LanguageCode, *files: str) -> bool:
        languages = [name for name in self.named if name in TRANSLATIONS]
        places = [name for name in self.named if name not in TRANSLATIONS]
        is_there = any(_is_in(file, place) for place in places for file in files)
        return (not languages or language in languages) and (not places or is_there)

    def update(self) -> Iterator[str]:
        """Carries over what needs no words, writes to-dos for the rest; yields what was done and the next command."""
        done = []
        for page in (page for page in self.pages if not page.fault and (page.stale or page.carried)):
            if page.todos:
                message = "to-dos of the last update are left; translate what stands under them first"
                raise Mistakes([Problem(page.file, page.todos[0], message)])
            text = updated(page)
            self._write(page, text)
            done.append(page.file)
            todos = Page(page.language, page.path, text, None, None).todos
            place = f"{page.file}:{todos[0]}" if todos else page.file
            yield f"{place}: {counted(len(page.stale), 'segment')} to do, {len(page.carried)} carried over"
        by_hand = sorted({text.file for text in self.texts if text.needs})
        yield from (f"{file}: texts of the data are changed by hand, where diff shows them" for file in by_hand)
        if done:
            yield "Translate what stands under each >>> line and take these lines out, then:"
        yield f"Next: python -m l10n accept {' '.join([*done, *by_hand])}" if done or by_hand else "Nothing to update."

    def accept(self, only: Collection[str] = (), *, is_new: bool = False) -> Iterator[str]:
        """Writes down that what is named, or some of its segments, says what English says now; yields what changed.

        With `is_new` only what has no pin is accepted: a text that came in all languages at once.
        """
        bases, pins, pinned = Bases(self.project), {}, 0
        pages = [page for page in self.pages if page.text is not None and not (is_new and pin_of(page.text))]
        for page, base in [(page, _accepted(page, only)) for page in pages]:
            pins[page.file] = pin = bases.keep(base)
            if pin != pin_of(page.text or ""):
                pinned += 1
                self._write(page, with_pin(page.text or "", pin))
                yield f"{page.file}: {len(only) or 'all'} accepted"
        texts = [text for text in self.texts if not only and not (is_new and text.base is not None)]
        changed = pin_texts(self.project, texts, self.every_text) if texts else 0
        for path in bases.unused(pins.get(page.file) or pin_of(page.text or "") or "" for page in self.every_page):
            path.unlink()
        yield f"Accepted: {counted(pinned, 'page')}, {counted(changed, 'text')} of the data."

    def minor(self, why: str, only: Collection[str]) -> Iterator[str]:
        """Declares a change of English to need no translation, in every language, and writes down why."""
        sources = sorted({page.source for page in self.pages if page.stale})
        yield from self.accept(only)
        with (self.project / MINOR).open("a", encoding="utf-8", newline="\n") as file:
            for source in sources:
                entry = {"page": source, "segments": sorted(only) or "all", "why": why}
                file.write(f"- {json.dumps(entry, ensure_ascii=False)}\n")
        yield f"{MINOR}: {counted(len(sources), 'change')} declared minor"

    def _write(self, page: Page, text: str) -> None:
        (self.project / page.file).write_text(text, encoding="utf-8", newline="\n")


def _is_in(file: str, place: str) -> bool:
    return file == place or file.startswith(f"{place.rstrip('/')}/")


def _accepted(page: Page, only: Collection[str]) -> str:
    """Returns the English that a page corresponds to from now on; raises Mistakes where it cannot be accepted."""
    if page.english is None:
        raise Mistakes([Problem(page.file, 1, page.fault or "")])
    waiting = {change.segment.key for change in page.stale if _waits(page, change)} if page.todos else set()
    keys = {change.segment.key for change in page.stale}
    if page.todos and not only:
        done = sorted(keys - waiting)
        hint = f"; what is done already: python -m l10n accept {page.file} --only {' '.join(done)}" if done else ""
        raise Mistakes(
            [Problem(page.file, page.todos[0], f"to-do left; translate it and take its >>> lines out{hint}")]
        )
    for key in only:
        if key not in keys - waiting:
            why = "its to-do is left" if key in waiting else f"no segment that changed{did_you_mean(key, keys)}"
            raise Mistakes([Problem(page.file, 1, f'"{key}": {why}')])
    base = merged(page.base or "", page.english, only) if only else page.english
    if base is None:
        raise Mistakes([Problem(page.file, 1, "these segments cannot be accepted without those beside them")])
    return base


def _waits(page: Page, change: Change) -> bool:
    """Whether a to-do stands above what renders a segment."""
    found = page.rendering(change)
    lines = (page.text or "").split("\n")
    start = found.first_line - 2 if found else 0
    if found and found.kind == "table-cell":
        while lines[start].strip() and not lines[start].lstrip().startswith(">>>"):
            start -= 1
    return found is None or lines[start].lstrip().startswith(">>>")
