"""What rests on each source: the way back from a source to the facts that cite it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from .holding import holding
from .statements import Citation, Record


@dataclass(frozen=True)
class Evidence:
    """A fact that cites a source: its record, the field of the record it is about, the citations with words quoted."""

    kind: str
    record: Any
    field: str
    quotes: tuple[Citation, ...]


def evidence_by_source(programme: Record) -> Mapping[str, tuple[Evidence, ...]]:
    """Returns, by the id of a document or outside source, the facts that cite it, in the order of the data."""
    quotes: dict[tuple[str, str, int, str], list[Citation]] = defaultdict(list)
    for kind, place, field, citation in _citations(programme):
        found = quotes[citation.source, kind, place, field]
        if citation.quote is not None and citation not in found:
            found.append(citation)
    rests: dict[str, list[Evidence]] = defaultdict(list)
    for (source, kind, place, field), words in quotes.items():
        rests[source].append(Evidence(kind, getattr(programme, kind)[place], field, tuple(words)))
    return {source: tuple(facts) for source, facts in rests.items()}


def _citations(programme: Record) -> Iterator[tuple[str, int, str, Citation]]:
    """Yields kind and place of the record, its field, and each citation inside that field."""
    for kind in type(programme).model_fields:
        records = getattr(programme, kind)
        if isinstance(records, tuple):
            for place, record in enumerate(records):
                model: type[BaseModel] = type(record)
                for field in holding(model, BaseModel):
                    yield from ((kind, place, field, citation) for citation in _inside(getattr(record, field)))


def _inside(value: Any) -> Iterator[Citation]:
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, BaseModel):
        for field in holding(type(value), BaseModel):
            yield from _inside(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)
