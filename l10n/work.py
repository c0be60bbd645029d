"""What translators do to pages: bring them up to date, and say which English they correspond to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.problems import Mistakes, Problem, counted, did_you_mean
from macros.translator_notes import TODO

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
    def every(self) -> tuple[Page | DataText, ...]:
        """All pages of all translations, and all texts of the data."""
        return (*survey(self.project), *data_texts(self.project))

    @cached_property
    def found(self) -> tuple[Page | DataText, ...]:
        """All that is named; raises Mistakes for a word that names nothing."""
        known = {place for it in self.every for place in (it.file, it.source)}
        for name in self.places:
            if not any(_is_in(file, name) for file in known):
                raise Mistakes([Problem(name, 1, f"no page and no data of this project{did_you_mean(name, known)}")])
        spoken = set(self.named) & set(TRANSLATIONS) or set(TRANSLATIONS)
        return tuple(it for it in self.every if it.language in spoken and self._is_named(it))

    @property
    def places(self) -> list[str]:
        """The files and folders among the words."""
        return [name for name in self.named if name not in TRANSLATIONS]

    def _is_named(self, it: Page | DataText) -> bool:
        return not self.places or any(_is_in(file, place) for place in self.places for file in (it.file, it.source))

    @property
    def pages(self) -> list[Page]:
        """The pages that are named."""
        return [it for it in self.found if isinstance(it, Page)]

    @property
    def texts(self) -> list[DataText]:
        """The texts of the data that are named."""
        return [it for it in self.found if isinstance(it, DataText)]

    @property
    def pins(self) -> dict[str, str]:
        """The pin of every page that has one, also in a language that is not of the site yet."""
        pages = (path for path in (self.project / "docs").rglob("*.md") if path.is_file())
        found = ((path.relative_to(self.project).as_posix(), pin_of(path.read_text("utf-8"))) for path in pages)
        return {file: pin for file, pin in found if pin}

    def update(self) -> Iterator[str]:
        """Carries over what needs no words, writes to-dos for the rest; yields what was done and the next command."""
        done = []
        for page in (page for page in self.pages if page.open):
            if page.todos:
                message = "to-dos of the last update are left; translate what stands under them first"
                raise Mistakes([Problem(page.file, page.todos[0], message)])
            text = updated(page)
            self._write(page, text)
            done.append(page.file)
            carried = len(page.open) - len(page.stale)
            yield f"{page.file}: {counted(len(page.stale), 'segment')} to do, {carried} carried over"
        by_hand = sorted({text.file for text in self.texts if text.open})
        yield from (f"{file}: texts of the data are changed by hand, where diff shows them" for file in by_hand)
        if done:
            yield "Translate what stands under each >>> line and take these lines out, then:"
        yield f"Next: python -m l10n accept {' '.join([*done, *by_hand])}" if done or by_hand else "Nothing to update."

    def accept(self, only: Collection[str] = (), *, is_new: bool = False) -> Iterator[str]:
        """Writes down that what is named, or some of its segments, says what English says now; yields what changed.

        With `is_new` only what has no pin is accepted: a text that came in all languages at once.
        """
        bases, pins, pinned = Bases(self.project), dict(self.pins), 0
        pages = [page for page in self.pages if page.text is not None and not (is_new and pin_of(page.text))]
        for page, base in [(page, _accepted(page, only)) for page in pages]:
            pins[page.file] = pin = bases.keep(base)
            if pin != pin_of(page.text or ""):
                pinned += 1
                self._write(page, with_pin(page.text or "", pin))
                yield f"{page.file}: {len(only) or 'all'} accepted"
        texts = [text for text in self.texts if not only and not (is_new and text.base is not None)]
        changed = pin_texts(self.project, texts, self.every) if texts else 0
        for path in bases.unused(pins.values()):
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
    keys = {change.segment.key for change in page.stale}
    waiting = {change.segment.key for change in page.stale if _waits(page, change)}
    done = " ".join(sorted(keys - waiting))
    wrong = next((key for key in only if key not in keys - waiting), None)
    base = merged(page.base or "", page.english or "", only) if only and wrong is None else page.english
    complaint = None
    if page.english is None:
        complaint = page.fault
    elif page.todos and not only:
        hint = f"; what is done already: python -m l10n accept {page.file} --only {done}" if done else ""
        complaint = f"to-do left; translate it and take its >>> lines out{hint}"
    elif wrong is not None:
        why = "its to-do is left" if wrong in waiting else f"no segment that changed{did_you_mean(wrong, keys)}"
        complaint = f'"{wrong}": {why}'
    elif base is None:
        complaint = "these segments cannot be accepted without those beside them"
    if complaint or base is None:
        raise Mistakes([Problem(page.file, next(iter(page.todos), 1), complaint or "")])
    return base


def _waits(page: Page, change: Change) -> bool:
    """Whether a to-do stands above what renders a segment; of a cell, above its table."""
    found, lines = page.rendering(change), (page.text or "").split("\n")
    line = found.first_line - 1 if found else 0
    while found and found.kind == "table-cell" and lines[line].lstrip().startswith("|"):
        line -= 1
    above = lines[line if found and found.kind == "table-cell" else line - 1]
    return bool(page.todos) and (found is None or above.lstrip().startswith(TODO))
