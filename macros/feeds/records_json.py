"""Programme → JSON: everything in one file, and each record in its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from ..language import Language
from ..programme import Programme
from ..statements import LANGUAGES, Text
from .addresses import PROGRAMME_JSON, SCHEMA, Addresses, json_of
from .plain import filled
from .schema import about, dumped, json_text, published, schema
from .shapes import kinds


def in_plain_words(programme: Programme) -> Programme:
    """Returns the programme with the facts that its texts ask for filled in, each in its language."""
    languages = {code: Language(code, programme.phrases) for code in LANGUAGES}

    def fill(text: Text) -> Text:
        return Text(**{code: filled(programme, languages[code], text[code]) for code in LANGUAGES})

    changes = {kind: _mapped(getattr(programme, kind), fill) for kind in kinds(Programme)}
    return programme.model_copy(update=changes)


def _mapped(value: Any, change: Callable[[Text], Text]) -> Any:
    """Returns a value with each of its texts that asks for a fact changed."""
    if isinstance(value, Text):
        return change(value) if any("{{" in value[code] for code in LANGUAGES) else value
    if isinstance(value, tuple):
        return tuple(_mapped(item, change) for item in value)
    if not isinstance(value, BaseModel):
        return value
    fields = {field: getattr(value, field) for field in type(value).model_fields}
    changed = {field: _mapped(inner, change) for field, inner in fields.items()}
    return value.model_copy(update={field: changed[field] for field in fields if changed[field] is not fields[field]})


def json_files(programme: Programme, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    """Yields path and content of the schema, of everything and of each record."""
    yield SCHEMA, json_text(schema(addresses))
    yield PROGRAMME_JSON, json_text(published(programme, addresses))
    for kind, model in kinds(Programme).items():
        for record in getattr(programme, kind):
            path = json_of(kind, record.id)
            facts = about(programme, addresses, path, model.__name__)
            yield path, json_text({"about": facts, "kind": kind, "record": dumped(record)})
