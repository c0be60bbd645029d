"""The texts and phrases of `data/`: which English each French and Spanish text was made from.

English and its translations stand side by side in the data, so the pin of each stands in a file of its own, which the
workbench writes: `l10n/texts.json`, one text a line, by file and place. It holds the English words themselves; where
French and Spanish rest on different ones, both.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from macros.languages import spoken
from macros.load import FILES, read_data
from macros.located_yaml import LocatedValue, Location
from macros.problems import Mistakes, Problem
from macros.regular_files import content_of

from .alignment import Change
from .segments import Segment
from .status import SOURCE, TRANSLATIONS, Translation
from .tree import texts

PINS = Path("l10n/texts.json")

Pins = dict[str, dict[str, str]]
"""For each text, the English that each language rests on."""


@dataclass(frozen=True)
class DataText(Translation):
    """One text of the data in one language."""

    file: str
    line: int
    key: str
    todos = ()

    @property
    def name(self) -> str:
        """Its place in the file."""
        return self.key.partition(" ")[2]

    @property
    def is_unpinned(self) -> bool:
        """Whether nobody has said yet which English it corresponds to."""
        return self.base is None

    @property
    def fault(self) -> str | None:
        """Why nothing can be said of it, with the way out."""
        way_out = f"once it is in all languages, run: python -m l10n accept --new {self.file}"
        return f"without a pin; {way_out}" if self.is_unpinned else None

    @property
    def source(self) -> str:
        """The file of its English, which is its own."""
        return self.file

    def place(self, _change: Change | None = None) -> str:
        """Returns where it stands."""
        return f"{self.file}:{self.line}"

    def english_place(self, _change: Change) -> str:
        """Returns where it stands, and its name; its English stands beside it."""
        return f"{self.file}:{self.line}: {self.name}"

    def rendering(self, change: Change) -> Segment | None:
        """Returns the whole text; data has few texts of more than one segment."""
        return replace(change.segment, text=self.text or "")


def data_texts(project: Path) -> tuple[DataText, ...]:
    """Returns every text of the data in every language but English; raises Mistakes where a file cannot be read."""
    problems: list[Problem] = []
    pins = _pins(project, problems)
    files = [read_data(project / "data", name, problems) for name in FILES]
    if problems:
        raise Mistakes(problems)
    return tuple(
        DataText(code, text[code], text[SOURCE], pins.get(key, {}).get(code), name, file.line((*location, code)), key)
        for file in files
        if file
        for location, text in texts(file.value)
        for name, key in ((file.file, f"{file.file} {_place(file.value, location)}"),)
        for code in TRANSLATIONS
        if SOURCE in text and code in text
    )


def by_key(file: LocatedValue | None, unfinished: Collection[str]) -> dict[str, str]:
    """Returns the English texts of a data file by their places."""
    found = texts(spoken(file.value, unfinished, complete=False)) if file else ()
    return {_place(file.value, location): text[SOURCE] for location, text in found if file and SOURCE in text}


def pin_texts(project: Path, accepted: Iterable[DataText], every: Iterable[Translation]) -> int:
    """Writes down that texts say what English says now; forgets texts that are gone; returns how many pins changed."""
    before = _pins(project, [])
    keys = {it.key for it in every if isinstance(it, DataText)}
    after = {key: dict(pins) for key, pins in before.items() if key in keys}
    for text in accepted:
        after.setdefault(text.key, {})[text.language] = text.english or ""
    pinned = (f"{json.dumps(key)}: {json.dumps(_short(it), ensure_ascii=False)}" for key, it in sorted(after.items()))
    (project / PINS).write_text("{\n" + ",\n".join(pinned) + "\n}\n", encoding="utf-8", newline="\n")
    every_pin = ((key, code, english) for key, pins in after.items() for code, english in pins.items())
    return sum(before.get(key, {}).get(code) != english for key, code, english in every_pin)


def _short(pins: Mapping[str, str]) -> Any:
    """Returns the one English text all languages rest on, or the text of each."""
    return next(iter(pins.values())) if len(pins) == len(TRANSLATIONS) and len({*pins.values()}) == 1 else pins


def _pins(project: Path, problems: list[Problem]) -> Pins:
    try:
        read = json.loads(content_of(project / PINS))
        return {key: dict.fromkeys(TRANSLATIONS, it) if isinstance(it, str) else dict(it) for key, it in read.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        told = "not readable; take it back from the repository, then accept again"
        problems.append(Problem(PINS.as_posix(), 1, told))
        return {}


def _place(value: Any, location: Location) -> str:
    """Returns the place of a text by ids rather than by numbers, so that it keeps its name when others come before."""
    return "/".join(_steps(value, location))


def _steps(value: Any, location: Location) -> Iterator[str]:
    for step in location:
        value = value[step]
        names = [str(value[name]) for name in ("id", "number") if name in value] if isinstance(value, dict) else []
        yield names[0] if isinstance(step, int) and names else str(step)
