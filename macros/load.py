"""data/*.yml → Programme, or the full list of problems. Nothing else opens `data/`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from .data_rules import NAMES, rules, words
from .in_preview import UNFINISHED
from .languages import begun, not_begun, spoken
from .located_yaml import LocatedValue, Location, read_yaml
from .problems import Mistakes, Problem
from .programme import Programme
from .regular_files import content_of

FILES = {
    "programme.yml": None,
    "convention.yml": None,
    "sources.yml": "sources",
    "corrections.yml": "corrections",
    "glossary.yml": "glossary",
    "fields.yml": "fields",
    "phrases.yml": "phrases",
}
"""Each data file, and the field of the programme it fills; those without one name their fields themselves."""


PUBLISHED = "published.json"
_FACTS = TypeAdapter(dict[str, str])
"""The facts as last published, by address; written by macros/accept.py."""


@dataclass(frozen=True)
class Loaded:
    """A programme, and the files it was read from."""

    programme: Programme
    files: tuple[LocatedValue, ...]

    def problem(self, location: Location, message: str) -> Problem:
        """Returns a mistake at a place in the data, with its file, line and record."""
        return _problem(location, message, self.files)


def load_programme(folder: Path) -> Programme:
    """Returns the programme that a data folder describes; raises Mistakes with every problem there is."""
    return load(folder).programme


def load_published(folder: Path) -> Mapping[str, str]:
    """Returns the facts as last published, by address; raises Mistakes where the file cannot be read."""
    if not os.path.lexists(folder / PUBLISHED):
        return {}
    try:
        return _FACTS.validate_json(content_of(folder / PUBLISHED), strict=True)
    except (OSError, ValueError):
        message = "not readable; take it back from the repository, then run make accept"
        raise Mistakes([Problem(f"{folder.name}/{PUBLISHED}", 1, message)]) from None


def load(folder: Path) -> Loaded:
    """Returns the programme of a data folder with its places; raises Mistakes with every problem there is."""
    problems: list[Problem] = []
    if UNFINISHED and UNFINISHED not in begun(folder.parent):
        raise Mistakes([not_begun(UNFINISHED)])
    files = tuple(file for name in FILES if (file := _read(folder, name, problems)) is not None)
    problems += _kinds_in_two_files(files)
    if len(files) < len(FILES):
        raise Mistakes(problems)
    values = {field: value for file in files for field, value in file.value.items()}
    try:
        loaded = Loaded(Programme.model_validate(values), files)
    except ValidationError as error:
        details = error.errors(include_url=False)
        places = [detail["loc"] for detail in details]
        inner = [detail for detail in details if not _is_outer(detail["loc"], places)]
        raise Mistakes([*problems, *(_problem(detail["loc"], words(detail), files) for detail in inner)]) from None
    problems += [loaded.problem(location, message) for location, message in rules(loaded.programme)]
    if problems:
        raise Mistakes(problems)
    return loaded


def read_data(folder: Path, name: str, problems: list[Problem], *, complete: bool = False) -> LocatedValue | None:
    """Returns what a data file says in the languages that are asked for; adds to the problems as `read_yaml` does.

    Where it is to be complete, English stands in for what the language in preview has not said yet.
    """
    located, unfinished = read_yaml(folder / name, f"{folder.name}/{name}", problems), begun(folder.parent)
    if located is None or not unfinished:
        return located
    return replace(located, value=spoken(located.value, unfinished, complete=complete))


def _read(folder: Path, name: str, problems: list[Problem]) -> LocatedValue | None:
    shown = f"{folder.name}/{name}"
    located = read_data(folder, name, problems, complete=True)
    if located is None:
        return None
    field = FILES[name]
    if field is not None:
        lines = {(field, *location): line for location, line in located.lines.items()}
        return LocatedValue(shown, {field: located.value}, lines)
    if not isinstance(located.value, dict):
        problems.append(Problem(shown, 1, "the file must be a mapping of record kinds"))
        return None
    return located


def _kinds_in_two_files(files: Iterable[LocatedValue]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for file in files:
        for kind in file.value:
            if kind in seen:
                message = f"{kind} stand in {seen[kind]} already; write them in one file"
                yield Problem(file.file, file.line((kind,)), message)
            seen.setdefault(kind, file.file)


def _file_of(location: Location, files: tuple[LocatedValue, ...]) -> LocatedValue:
    return next((file for file in files if location and location[0] in file.value), files[0])


def _problem(location: Location, message: str, files: tuple[LocatedValue, ...]) -> Problem:
    file = _file_of(location, files)
    told = " ".join(message.splitlines())
    return Problem(file.file, file.line(location), f"{_record_name(location, file)}{told}")


def _record_name(location: Location, file: LocatedValue) -> str:
    """Returns `meeting "2msp": dates.0.on: `, naming the record by its id and the rest by its keys."""
    value, name, rest = file.value, "", list(location)
    if len(rest) >= 2 and isinstance(value.get(rest[0]), list | dict):
        kind, key = rest[0], rest[1]
        records = value[kind]
        record = records[key] if isinstance(key, int) and isinstance(records, list) and key < len(records) else None
        called = (record.get("id", record.get("number", key)) if isinstance(record, dict) else None) or key
        name, rest = f'{NAMES[str(kind)]} "{called}": ', rest[2:]
    inner = ".".join(str(part) for part in rest)
    return f"{name}{inner}: " if inner else name


def _is_outer(location: Location, places: list[Location]) -> bool:
    """Whether something inside the place named is wrong too, so that naming the inner place is enough."""
    return any(len(place) > len(location) and place[: len(location)] == location for place in places)
