"""data/*.yml → Programme, or the full list of problems. Nothing else opens `data/`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .located_yaml import LocatedValue, Location, read_yaml
from .problems import Mistakes, Problem, did_you_mean
from .programme import Programme
from .statements import LANGUAGES, Ref

FILES = {"programme.yml": None, "glossary.yml": "glossary", "phrases.yml": "phrases"}
"""Each data file, and the field of the programme it fills; the first fills all the others."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def load_programme(folder: Path) -> Programme:
    """Returns the programme that a data folder describes; raises Mistakes with every problem there is."""
    problems: list[Problem] = []
    files = [_read(folder, name, problems) for name in FILES]
    present = [file for file in files if file is not None]
    if len(present) < len(files):
        raise Mistakes(problems)
    values = {field: value for file in present for field, value in file.value.items()}
    try:
        programme = Programme.model_validate(values)
    except ValidationError as error:
        details = error.errors(include_url=False)
        places = [detail["loc"] for detail in details]
        problems += [_as_problem(detail, present) for detail in details if not _is_outer(detail["loc"], places)]
        raise Mistakes(problems) from None
    problems += [
        Problem(file.file, file.line(location), message)
        for location, message in _rules(programme)
        for file in [_file_of(location, present)]
    ]
    if problems:
        raise Mistakes(problems)
    return programme


def _read(folder: Path, name: str, problems: list[Problem]) -> LocatedValue | None:
    shown = f"{folder.name}/{name}"
    located = read_yaml(folder / name, shown, problems)
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


def _file_of(location: Location, files: list[LocatedValue]) -> LocatedValue:
    return next((file for file in files if location and location[0] in file.value), files[0])


def _as_problem(detail: ErrorDetails, files: list[LocatedValue]) -> Problem:
    location: Location = detail["loc"]
    file = _file_of(location, files)
    return Problem(file.file, file.line(location), f"{_record_name(location, file)}{_words(detail)}")


def _record_name(location: Location, file: LocatedValue) -> str:
    """Returns `meetings "2msp": dates.0.on: `, naming the record by its id and the rest by its keys."""
    value, name, rest = file.value, "", list(location)
    if len(rest) >= 2 and isinstance(value.get(rest[0]), list | dict):
        kind, key = rest[0], rest[1]
        records = value[kind]
        record = records[key] if isinstance(key, int) and isinstance(records, list) and key < len(records) else None
        called = (record.get("id", record.get("number", key)) if isinstance(record, dict) else None) or key
        name, rest = f'{kind} "{called}": ', rest[2:]
    inner = ".".join(str(part) for part in rest)
    return f"{name}{inner}: " if inner else name


def _is_outer(location: Location, places: list[Location]) -> bool:
    """Whether something inside the place named is wrong too, so that naming the inner place is enough."""
    return any(len(place) > len(location) and place[: len(location)] == location for place in places)


def _words(detail: ErrorDetails) -> str:
    found = detail.get("input")
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            kind = "language" if detail["loc"][-1] in LANGUAGES else "key"
            return f"{kind} missing"
        case "extra_forbidden":
            return "unknown key"
        case "literal_error":
            allowed = context["expected"].replace("'", "").replace(" or ", ", ")
            return f"not allowed (found {found}, allowed {allowed}{did_you_mean(found, allowed.split(', '))})"
        case "value_error":
            return str(context["error"])
        case "string_pattern_mismatch":
            return f"not of the right form (found {found!r}, allowed {context['pattern']})"
        case "string_too_short":
            return "empty text"
        case _:
            shown = f" (found {found!r})" if isinstance(found, str | int | None) else ""
            return f"{detail['msg'][0].lower()}{detail['msg'][1:]}{shown}"


def _rules(programme: Programme) -> Iterator[tuple[Location, str]]:
    """Yields what no single record can know about itself."""
    yield from _duplicate_ids(programme)
    for field in type(programme).model_fields:
        yield from _unresolved(programme, getattr(programme, field), (field,))
    yield from _uneven_placeholders(programme)


def _duplicate_ids(programme: Programme) -> Iterator[tuple[Location, str]]:
    for field in type(programme).model_fields:
        records = getattr(programme, field)
        if not isinstance(records, tuple):
            continue
        seen: Counter[str | int] = Counter()
        for index, record in enumerate(records):
            seen[record.id] += 1
            if seen[record.id] > 1:
                yield (field, index), f'{field} "{record.id}": id stands twice'


def _unresolved(programme: Programme, value: Any, location: Location) -> Iterator[tuple[Location, str]]:
    """Yields every reference to a record that does not exist, at any depth."""
    if isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _unresolved(programme, item, (*location, index))
    if not isinstance(value, BaseModel):
        return
    for field, info in type(value).model_fields.items():
        inner = getattr(value, field)
        for ref in _refs(info):
            yield from _unknown_ids(programme, ref, inner, (*location, field))
        yield from _unresolved(programme, inner, (*location, field))


def _refs(info: Any) -> Iterator[Ref]:
    """Yields the Ref marks of a field, also those inside `tuple[Annotated[str, Ref(…)], ...]`."""
    yield from (mark for mark in info.metadata if isinstance(mark, Ref))
    pending = [info.annotation]
    while pending:
        annotation = pending.pop()
        yield from (mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, Ref))
        pending += getattr(annotation, "__args__", ())


def _unknown_ids(programme: Programme, ref: Ref, value: Any, location: Location) -> Iterator[tuple[Location, str]]:
    for id in value if isinstance(value, tuple) else (value,):
        if id is None or any(programme.knows(kind, id) for kind in ref.kinds):
            continue
        known = [known for kind in ref.kinds for known in programme.ids(kind)]
        yield (
            location,
            f'{".".join(map(str, location))}: unknown {ref.kinds[0]} "{id}"{did_you_mean(id, known)}',
        )


def _uneven_placeholders(programme: Programme) -> Iterator[tuple[Location, str]]:
    for key, text in programme.phrases.items():
        wanted = set(_PLACEHOLDER.findall(text.en))
        for language in ("fr", "es"):
            found = set(_PLACEHOLDER.findall(text[language]))
            if found != wanted:
                yield (
                    ("phrases", key, language),
                    f'phrases "{key}": {language}: placeholders differ from en '
                    f"(found {sorted(found)}, allowed {sorted(wanted)})",
                )
