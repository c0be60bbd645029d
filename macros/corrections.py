"""Published facts: what they are, and which of them changed without a correction that says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from .dates import Period
from .located_yaml import Location
from .programme import Programme
from .statements import Citation, Text

NO_FACTS = {"fields", "phrases", "glossary", "contradictions", "corrections"}
"""Kinds of record whose content is our wording, or which tell of other people's mistakes and of our own."""

NO_FACT = {"id", "address", "consulted", "linked", "kind", "page", "belongs_to", "title", "note"}
"""Fields that say how a fact is kept or put, not what it is."""


@dataclass(frozen=True)
class Change:
    """A published fact that is no longer what it was; `now` is None where it was taken back."""

    fact: str
    was: str
    now: str | None
    location: Location


def published_facts(programme: Programme) -> Mapping[str, tuple[str, Location]]:
    """Returns each date, place, person, number, status and symbol by its address: its value in the data and its line.

    An address names records by their ids, and statements without an id by their status and order:
    `meetings/2msp/places/held-1/city`.
    """
    facts: dict[str, tuple[str, Location]] = {}
    for kind in type(programme).model_fields:
        if kind not in NO_FACTS:
            for address, value, location in _facts(getattr(programme, kind), kind, (kind,)):
                facts[address] = (value, location)
    return facts


def _facts(value: Any, address: str, location: Location) -> Iterator[tuple[str, str, Location]]:
    match value:
        case None | Text() | Citation():
            return
        case Period() | bool() | int() | str():
            yield address, str(value), location
        case BaseModel():
            yield from _named(value, address, location)
            for field in type(value).model_fields:
                if field not in NO_FACT:
                    yield from _facts(getattr(value, field), f"{address}/{field}", (*location, field))
        case tuple() if all(isinstance(item, str | int) for item in value):
            if value:
                yield address, ", ".join(map(str, value)), location
        case tuple():
            for index, name in enumerate(_item_names(value)):
                yield from _facts(value[index], f"{address}/{name}", (*location, index))


def _named(record: BaseModel, address: str, location: Location) -> Iterator[tuple[str, str, Location]]:
    """Yields the name of a person, which is a fact; other names are wording."""
    if getattr(record, "kind", None) == "person":
        yield f"{address}/name", record.name.en, (*location, "name")  # type: ignore[attr-defined]


def _item_names(items: tuple[Any, ...]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for item in items:
        id = getattr(item, "id", None)
        if id is not None:
            yield str(id)
            continue
        name = getattr(item, "status", "")
        seen[name] = seen.get(name, 0) + 1
        yield f"{name}-{seen[name]}" if name else str(seen[name])


def changes(programme: Programme, published: Mapping[str, str]) -> tuple[Change, ...]:
    """Returns the published facts that are now other than they were, in the order of their addresses."""
    facts = published_facts(programme)
    found = []
    for fact, was in sorted(published.items()):
        now, location = facts.get(fact, (None, _nearest(fact)))
        if now != was:
            found.append(Change(fact, was, now, location))
    return tuple(found)


def _nearest(fact: str) -> Location:
    return (fact.partition("/")[0],)


def unexplained(programme: Programme, published: Mapping[str, str]) -> tuple[Change, ...]:
    """Returns the changes for which no correction gives the same fact, old value and new value."""
    told = {(it.fact, it.was, it.now) for it in programme.corrections}
    return tuple(it for it in changes(programme, published) if (it.fact, it.was, it.now) not in told)
