"""Tables → CSV (RFC 4180) and the data package that describes them (Data Package 1, Table Schema)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from ..programme import Programme
from .addresses import DATAPACKAGE, Addresses, csv_of
from .plain import citations, updated
from .schema import LICENCE, LICENCE_ADDRESS, json_text
from .shapes import kinds
from .tables import Column, Table, key_of, table_name, tables


def csv_files(programme: Programme, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    """Yields path and content of each table and of the data package; texts must already be filled in."""
    made = (*tables(programme), _citations(programme))
    for table in made:
        yield csv_of(table.name), _csv(table)
    yield DATAPACKAGE, json_text(_package(programme, addresses, made))


def _citations(programme: Programme) -> Table:
    """Returns every citation with the source's own words, by the record it stands in."""
    rows: list[tuple[str, ...]] = []
    for kind in kinds(Programme):
        for record in getattr(programme, kind):
            cited = dict.fromkeys((citation.at, citation.quote or "") for citation in citations(record))
            rows += [(table_name(kind), str(record.id), str(n), *pair) for n, pair in enumerate(cited, start=1)]
    names = ("table", "record", "position", "at", "quote")
    columns = (Column(name, "integer" if name == "position" else "string", required=name != "quote") for name in names)
    return Table("citations", tuple(columns), len(rows), lambda: iter(rows), key=3)


def _csv(table: Table) -> bytes:
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(table.rows)
    return lines.getvalue().encode()


def _package(programme: Programme, addresses: Addresses, made: Sequence[Table]) -> dict[str, Any]:
    title = programme.phrases["data-title"]
    return {
        "profile": "tabular-data-package",
        "name": "ccm-work-programme-2011",
        "title": title.en,
        "homepage": addresses.file(""),
        "version": "1.0.0",
        "created": f"{updated(programme)}T00:00:00Z",
        "licenses": [{"name": LICENCE, "path": LICENCE_ADDRESS, "title": programme.phrases["data-licence-note"].en}],
        "resources": [_resource(table) for table in made],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": [column.name for column in table.columns[: table.key]],
            "foreignKeys": [_foreign_key(column) for column in table.columns if column.refers_to in kinds(Programme)],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        rules["enum"] = list(column.choices)
    return {"name": column.name, "type": column.type} | ({"constraints": rules} if rules else {})


def _foreign_key(column: Column) -> dict[str, Any]:
    kind = str(column.refers_to)
    return {"fields": [column.name], "reference": {"resource": table_name(kind), "fields": [key_of(kind)]}}
