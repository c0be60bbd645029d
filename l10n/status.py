"""What each translation is worth today: its segments beside the English they were made from and the English now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.page_files import page_texts
from macros.problems import Mistakes, Problem
from macros.statements import LANGUAGES, LanguageCode
from macros.translator_notes import todos

from .alignment import Change, beside, changes
from .pins import Bases, pin_of
from .segments import Segment, segments

SOURCE, TRANSLATIONS = LANGUAGES[0], LANGUAGES[1:]


@dataclass(frozen=True)
class Translation:
    """Words in one language, the English now, and the English they were made from."""

    language: LanguageCode
    text: str | None
    english: str | None
    base: str | None
    """None where it has no pin, or the text behind it is lost."""

    @property
    def fault(self) -> str | None:
        """Why nothing can be said of its segments, with the way out."""
        return None

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What became of English since; empty where there is a fault."""
        return () if self.fault else changes(self.base or "", self.english or "")

    @property
    def open(self) -> tuple[Change, ...]:
        """What has to be done, be it by a translator or by the tool; nothing where English stands as it was."""
        if self.base == self.english:
            return ()
        return tuple(change for change in self.changes if change.is_stale or change.is_carried)

    @property
    def stale(self) -> tuple[Change, ...]:
        """What a translator has to look at."""
        return tuple(change for change in self.changes if change.is_stale)

    @property
    def words(self) -> int:
        """How many English words there are to look at; of what is missing, all."""
        missing = segments(self.english or "") if self.text is None else ()
        return sum(segment.words for segment in missing) + sum(change.words for change in self.stale)


@dataclass(frozen=True)
class Page(Translation):
    """One page in one language."""

    path: str
    line = 1

    @property
    def file(self) -> str:
        """Path from the project."""
        return f"docs/{self.language}/{self.path}"

    @property
    def source(self) -> str:
        """Path of the English page."""
        return f"docs/{SOURCE}/{self.path}"

    @property
    def is_unpinned(self) -> bool:
        """Whether nobody has said yet which English it corresponds to."""
        return self.english is not None and self.text is not None and pin_of(self.text) is None

    @property
    def fault(self) -> str | None:
        """Why nothing can be said of its segments, with the way out."""
        if self.english is None:
            return f"orphan: {self.source} is gone; take this page away, or rename it as English was"
        if self.text is None:
            return f"missing: translate {self.source}"
        if self.is_unpinned:
            return f"no pin: once it says what {self.source} says, run: python -m l10n accept {self.file}"
        lost = (
            f"the English behind {pin_of(self.text)} is lost or was changed; take l10n/base/ back from the repository"
        )
        return lost if self.base is None else None

    def place(self, change: Change | None = None) -> str:
        """Returns where it renders a segment, if it does."""
        found = self.rendering(change) if change else None
        return f"{self.file}:{found.first_line}" if found else self.file

    def english_place(self, change: Change) -> str:
        """Returns where the English of a segment stands, or stood, and its name."""
        return f"{self.source}:{change.segment.first_line}: {change.segment.key}"

    @property
    def sections(self) -> tuple[str, ...]:
        """Ids of the headings under which it does not say what English says."""
        found = [self.rendering(change) or change.segment for change in self.open]
        return tuple(dict.fromkeys(segment.key.partition("/")[0] for segment in found))

    @cached_property
    def todos(self) -> tuple[int, ...]:
        """Lines of to-dos that an update left."""
        return tuple(todos(self.text or ""))

    @cached_property
    def is_reshaped(self) -> bool:
        """Whether the page already has the structure of today's English, which is another than that of the base."""
        page, base, english = (_shape(text or "") for text in (self.text, self.base, self.english))
        return page == english != base

    @cached_property
    def _rendered(self) -> dict[Segment, Segment]:
        english = self.english if self.is_reshaped else self.base
        return beside(segments(english or ""), segments(self.text or ""))

    def rendering(self, change: Change) -> Segment | None:
        """Returns what renders a segment in this page, if anything does."""
        asked = change.new if self.is_reshaped else change.old
        return self._rendered.get(asked) if asked else None


def _shape(text: str) -> list[tuple[str, str, str]]:
    return [(segment.kind, segment.marker, segment.key) for segment in segments(text)]


def survey(project: Path) -> tuple[Page, ...]:
    """Returns every page of every translation, also those missing and those without English.

    Raises Mistakes where some cannot be read.
    """
    problems: list[Problem] = []
    docs = page_texts(project / "docs", problems)
    if problems:
        raise Mistakes(problems)
    return tuple(translated(docs, Bases(project)))


def translated(docs: Mapping[LanguageCode, Mapping[str, str]], bases: Bases) -> Iterator[Page]:
    """Yields every page of every translation, from what stands in each page by language and path."""
    for language in TRANSLATIONS:
        for path in sorted(docs[SOURCE].keys() | docs[language].keys()):
            yield page_of(bases, language, path, docs[language].get(path), docs[SOURCE].get(path))


def page_of(bases: Bases, language: LanguageCode, path: str, text: str | None, english: str | None) -> Page:
    """Returns a page beside the English it was made from, which its pin names, and the English now."""
    pin = pin_of(text) if text is not None else None
    return Page(language, text, english, bases.text(pin) if pin else None, path)
