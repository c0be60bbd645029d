"""What no single record can know about itself, and how a mistake in the data is put into words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from .feeds.shapes import references
from .field_meanings import meaning_faults
from .located_yaml import Location
from .meeting_statements import DateStatement
from .problems import did_you_mean
from .programme import Programme
from .statements import LANGUAGES, STATUS_ORDER, Statement, Text, shown_first

TO_FILL_IN = "…"  # what `make accept` prints for it

NAMES = {
    "acts": "act",
    "articles": "article",
    "blanks": "blank",
    "bodies": "body",
    "citations": "source",
    "attendance": "attendance",
    "contradictions": "contradiction",
    "corrections": "correction",
    "counts": "count",
    "decisions": "decision",
    "documents": "document",
    "fields": "field",
    "funds": "fund",
    "glossary": "term",
    "key_decisions": "key decision",
    "meetings": "meeting",
    "milestones": "milestone",
    "phrases": "phrase",
    "places": "place",
    "plan_sections": "section",
    "purposes": "purpose",
    "sessions": "session",
    "sources": "source",
    "topics": "topic",
    "venues": "venue",
}
"""One record of each kind."""

_FORMS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters, digits and hyphens",
    "^[a-h]$": "a letter from a to h",
    r"^\S(.*\S)?$": "words without space around them",
    r"^https?://\S+$": "an address beginning with https:// or http://",
}
_TYPES = {
    "bool": "true or false",
    "int": "a whole number",
    "string": "words",
    "tuple": "a list",
    "dict": "keys and values",
}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def words(detail: ErrorDetails) -> str:
    """Returns one fault of a record as words: what is wrong, what was found, what would be right."""
    found = detail.get("input")
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return "language missing" if detail["loc"][-1] in LANGUAGES else "missing"
        case "extra_forbidden":
            return "unknown key"
        case "literal_error":
            allowed = context["expected"].replace("'", "").replace(" or ", ", ")
            return f"not allowed (found {found}, allowed {allowed}{did_you_mean(found, allowed.split(', '))})"
        case "value_error":
            return str(context["error"])
        case "string_pattern_mismatch":
            form = _FORMS.get(context["pattern"], context["pattern"])
            return f'not of the right form (found "{found}", allowed {form})'
        case "string_too_short":
            return "empty text"
        case "model_type":
            wanted = "en, fr and es" if context["class_name"] == "Text" else "keys and values"
            return f'needs {wanted} (found "{found}")'
        case kind if kind.partition("_")[0] in _TYPES:
            return f'must be {_TYPES[kind.partition("_")[0]]} (found "{found}")'
        case _:
            return f"{detail['msg'][0].lower()}{detail['msg'][1:]}"


def rules(programme: Programme) -> Iterator[tuple[Location, str]]:
    """Yields the place and the words of each fault between records; references only once the ids are right."""
    duplicates = [*_duplicate_ids(programme), *_duplicate_letters(programme)]
    unresolved: list[tuple[Location, str]] = []
    yield from duplicates
    if not duplicates:
        for field in type(programme).model_fields:
            unresolved = [*unresolved, *_unresolved(programme, getattr(programme, field), (field,))]
        yield from unresolved or _stray_sessions(programme)
    yield from _history(programme)
    yield from _lost_corrections(programme)
    yield from _uneven_placeholders(programme)
    yield from _unwritten(programme)
    yield from meaning_faults(programme)


def texts(value: Any, location: Location = ()) -> Iterator[tuple[Location, Text]]:
    """Yields every text in a record or a programme, at any depth, with its place."""
    if isinstance(value, Text):
        yield location, value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from texts(getattr(value, field), (*location, field))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, (*location, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*location, key))


def _unwritten(programme: Programme) -> Iterator[tuple[Location, str]]:
    """Yields each text that `make accept` prints to be filled in, and that nobody has."""
    for location, text in texts(programme):
        yield from (((*location, code), "still to be written") for code in LANGUAGES if text[code] == TO_FILL_IN)


def _duplicate_ids(value: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yields each id that stands twice in one list, at any depth."""
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _duplicate_ids(getattr(value, field), (*location, field))
    if not isinstance(value, tuple):
        return
    seen: set[object] = set()
    for index, item in enumerate(value):
        id = getattr(item, "id", None)
        if id is not None and id in seen:
            yield (*location, index), "id stands twice"
        seen.add(id)
        yield from _duplicate_ids(item, (*location, index))


def _duplicate_letters(programme: Programme) -> Iterator[tuple[Location, str]]:
    letters = [topic.letter for topic in programme.topics]
    for index, letter in enumerate(letters):
        if letter in letters[:index]:
            yield ("topics", index, "letter"), f"letter {letter} stands twice"


def _history(programme: Programme) -> Iterator[tuple[Location, str]]:
    """Yields statements out of their order, and dates outside the window proposed for them, unless a note says why."""
    for index, meeting in enumerate(programme.meetings):
        for field in type(meeting).model_fields:
            statements = getattr(meeting, field)
            if isinstance(statements, tuple) and all(isinstance(item, Statement) for item in statements):
                yield from _disorder(statements, ("meetings", index, field))
        yield from _outside_window(meeting.dates, ("meetings", index, "dates"))


def _stray_sessions(programme: Programme) -> Iterator[tuple[Location, str]]:
    """Yields sessions on a day on which their meeting was not held."""
    for index, session in enumerate(programme.sessions):
        dates = shown_first(programme.get("meetings", session.meeting).dates)
        day = programme.day_of(session)
        if dates is not None and day not in dates.period:
            yield ("sessions", index), f"outside its meeting (found {day}, allowed within {dates.period})"


def _lost_corrections(programme: Programme) -> Iterator[tuple[Location, str]]:
    """Yields corrections of a fact that no record has, unless it was taken back."""
    for index, correction in enumerate(programme.corrections):
        kind, _, rest = correction.fact.partition("/")
        id = rest.partition("/")[0]
        known = (
            [str(id) for id in programme.ids(kind)] if kind in NAMES and kind in type(programme).model_fields else []
        )
        if not known:
            yield ("corrections", index, "fact"), f'unknown kind "{kind}"{did_you_mean(kind, NAMES)}'
        elif id not in known and correction.now is not None:
            yield ("corrections", index, "fact"), f'unknown {NAMES[kind]} "{id}"{did_you_mean(id, known)}'


def _disorder(statements: Sequence[Statement], location: Location) -> Iterator[tuple[Location, str]]:
    reached = 0
    for index, statement in enumerate(statements):
        place = STATUS_ORDER.index(statement.status)
        if place < reached:
            later = STATUS_ORDER[reached]
            yield (*location, index), f"{statement.status} stands after {later}; oldest first"
        reached = max(reached, place)


def _outside_window(dates: Sequence[DateStatement], location: Location) -> Iterator[tuple[Location, str]]:
    windows = [date.within for date in dates if date.within is not None]
    for index, date in enumerate(dates):
        for window in windows:
            outside = date.on is not None and date.on.precision == "day" and date.on not in window
            if outside and date.note is None:
                yield (
                    (*location, index, "on"),
                    f"outside the window (found {date.on}, allowed within {window}, or a note that says why)",
                )


def _unresolved(programme: Programme, value: Any, location: Location) -> Iterator[tuple[Location, str]]:
    """Yields every reference to a record that does not exist, at any depth."""
    if isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _unresolved(programme, item, (*location, index))
    if not isinstance(value, BaseModel):
        return
    for field, kinds in _referring(type(value)).items():
        inner = getattr(value, field)
        if kinds:
            yield from _unknown_ids(programme, kinds, inner, (*location, field))
        yield from _unresolved(programme, inner, (*location, field))


@cache
def _referring(model: type[BaseModel]) -> Mapping[str, Sequence[str]]:
    """Returns each field of a model with the kinds of record whose ids it holds."""
    return {field: references(info) for field, info in model.model_fields.items()}


def _unknown_ids(
    programme: Programme, kinds: Sequence[str], value: Any, location: Location
) -> Iterator[tuple[Location, str]]:
    for id in value if isinstance(value, tuple) else (value,):
        if id is None or any(programme.knows(kind, id) for kind in kinds):
            continue
        known = [known for kind in kinds for known in programme.ids(kind)]
        yield location, f'unknown {NAMES[kinds[0]]} "{id}"{did_you_mean(id, known)}'


def _uneven_placeholders(programme: Programme) -> Iterator[tuple[Location, str]]:
    for key, text in programme.phrases.items():
        wanted = set(_PLACEHOLDER.findall(text.en))
        for language in LANGUAGES[1:]:
            found = set(_PLACEHOLDER.findall(text[language]))
            if found != wanted:
                yield (
                    ("phrases", key, language),
                    f"placeholders differ from en (found {sorted(found)}, allowed {sorted(wanted)})",
                )
