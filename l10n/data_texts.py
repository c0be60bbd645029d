"""The texts and phrases of `data/`: which English each French and Spanish text was made from.

English and its translations stand side by side in the data, so the pin of each stands in a file of its own, which the
workbench writes: `l10n/texts.json`, one text a line, by file and place. It holds the English words themselves; where
French and Spanish rest on different ones, both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.load import FILES
from macros.located_yaml import LocatedValue, Location, read_yaml
from macros.problems import Mistakes, Problem
from macros.statements import LanguageCode

from .alignment import Change, changes
from .status import SOURCE, TRANSLATIONS
from .tree import texts

PINS = Path("l10n/texts.json")

Pins = dict[str, dict[str, str]]
"""For each text, the English that each language rests on."""


@dataclass(frozen=True)
class DataText:
    """One text of the data in one language."""

    language: LanguageCode
    file: str
    line: int
    key: str
    text: str
    english: str
    base: str | None

    @property
    def name(self) -> str:
        """Its place in the file."""
        return self.key.partition(" ")[2]

    @property
    def is_unpinned(self) -> bool:
        """Whether nobody has said yet which English it corresponds to."""
        return self.base is None

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What became of its English since."""
        return () if self.base is None else changes(self.base, self.english)

    @property
    def needs(self) -> str | None:
        """What has to be done to it, if anything; its facts and links are carried over by hand, for data is no page."""
        if any(change.is_stale for change in self.changes):
            return "changed"
        return "carry over" if any(change.is_carried for change in self.changes) else None

    @property
    def words(self) -> int:
        """How many English words there are to look at."""
        return sum(change.words for change in self.changes)


def data_texts(project: Path) -> tuple[DataText, ...]:
    """Returns every text of the data in every language but English; raises Mistakes where a file cannot be read."""
    problems: list[Problem] = []
    pins = _pins(project, problems)
    files = [read_yaml(project / "data" / name, f"data/{name}", problems) for name in FILES]
    if problems:
        raise Mistakes(problems)
    return tuple(
        DataText(
            code, file.file, file.line((*location, code)), key, text[code], text[SOURCE], pins.get(key, {}).get(code)
        )
        for file in files
        if file
        for location, text in texts(file.value)
        for key in (f"{file.file} {_place(file.value, location)}",)
        for code in TRANSLATIONS
        if SOURCE in text and code in text
    )


def by_key(file: LocatedValue | None) -> dict[str, str]:
    """Returns the English texts of a data file by their places."""
    found = texts(file.value) if file else ()
    return {_place(file.value, location): text[SOURCE] for location, text in found if file and SOURCE in text}


def pin_texts(project: Path, accepted: Iterable[DataText], all_texts: Iterable[DataText]) -> int:
    """Writes down that texts say what English says now; forgets texts that are gone; returns how many pins changed."""
    before = _pins(project, [])
    keys = {text.key for text in all_texts}
    after = {key: dict(pins) for key, pins in before.items() if key in keys}
    for text in accepted:
        after.setdefault(text.key, {})[text.language] = text.english
    lines = (
        f"{json.dumps(key)}: {json.dumps(_short(pins), ensure_ascii=False)}" for key, pins in sorted(after.items())
    )
    (project / PINS).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")
    return sum(
        before.get(key, {}).get(code) != english for key, pins in after.items() for code, english in pins.items()
    )


def _short(pins: Mapping[str, str]) -> Any:
    """Returns the one English text all languages rest on, or the text of each."""
    return next(iter(pins.values())) if len(pins) == len(TRANSLATIONS) and len({*pins.values()}) == 1 else pins


def _pins(project: Path, problems: list[Problem]) -> Pins:
    try:
        read = json.loads((project / PINS).read_text(encoding="utf-8"))
        return {key: dict.fromkeys(TRANSLATIONS, it) if isinstance(it, str) else dict(it) for key, it in read.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError):
        problems.append(
            Problem(PINS.as_posix(), 1, "not readable; take it back from the repository, then accept again")
        )
        return {}


def _place(value: Any, location: Location) -> str:
    """Returns the place of a text by ids rather than by numbers, so that it keeps its name when others come before."""
    return "/".join(_steps(value, location))


def _steps(value: Any, location: Location) -> Iterator[str]:
    for step in location:
        value = value[step]
        names = [str(value[name]) for name in ("id", "number") if name in value] if isinstance(value, dict) else []
        yield names[0] if isinstance(step, int) and names else str(step)
