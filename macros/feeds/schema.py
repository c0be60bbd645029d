"""The published form of the data and its JSON Schema 2020-12, both made from the model; there is no second schema."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, create_model

from ..docstrings import field_docstrings
from ..programme import Programme
from ..statements import Record, Text, Titles
from .about import About
from .addresses import PROGRAMME_JSON, SCHEMA, Addresses
from .plain import updated
from .shapes import kinds, models

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LICENCE, LICENCE_ADDRESS = "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"


Published = create_model(  # type: ignore[call-overload]
    "Published",
    __base__=Record,
    __doc__="Every record of the programme, in all languages, with its sources.",
    about=(About, ...),
    **{kind: (Programme.model_fields[kind].annotation, ...) for kind in kinds(Programme)},
)


def about(programme: Programme, addresses: Addresses, path: str, definition: str = "") -> dict[str, Any]:
    """Returns what a file says of itself."""
    anchor = f"#/$defs/{definition}" if definition else ""
    say = programme.phrases
    facts = About(
        title=say["data-title"],
        address=addresses.file(path),
        described_by=addresses.file(SCHEMA) + anchor,
        version=1,
        updated=updated(programme).isoformat(),
        licence=LICENCE,
        licence_address=LICENCE_ADDRESS,
        licence_note=say["data-licence-note"],
    )
    return facts.model_dump(mode="json")


def schema(addresses: Addresses) -> dict[str, Any]:
    """Returns the JSON Schema of programme.json; `$defs` describe each kind of record."""
    made: dict[str, Any] = Published.model_json_schema(mode="serialization")
    described: tuple[type[BaseModel], ...] = (About, Text, Titles, *models(Programme))
    for model in described:
        properties = made["$defs"][model.__name__]["properties"]
        for field, meaning in field_docstrings(model).items():
            properties[field] = dict(sorted({**properties[field], "description": meaning}.items()))
    return {"$schema": DIALECT, "$id": addresses.file(SCHEMA), **made}


def json_text(value: Any) -> bytes:
    """Returns JSON as it is published: readable, UTF-8, ended by a line feed."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def published(programme: Programme, addresses: Addresses) -> dict[str, Any]:
    """Returns programme.json as values; texts of the programme must already be filled in."""
    records = {kind: [dumped(record) for record in getattr(programme, kind)] for kind in kinds(Programme)}
    return {"about": about(programme, addresses, PROGRAMME_JSON), **records}


def dumped(record: BaseModel) -> dict[str, Any]:
    """Returns a record as JSON values; dates are EDTF."""
    return record.model_dump(mode="json")
