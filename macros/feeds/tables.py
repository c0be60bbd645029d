"""Programme → tables: one for each kind of record, and one for each list inside a record; columns from the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from ..programme import Programme
from ..statements import LANGUAGES
from .shapes import Shape, kinds, refers_to, shapes

Row = tuple[str, ...]

SEPARATOR = ";"
"""Between the values of a list in one cell."""

_TYPES = {str: "string", int: "integer", bool: "boolean"}


@dataclass(frozen=True)
class Column:
    """A column: its name, its type as data packages call it, the table whose key it holds, its allowed values."""

    name: str
    type: str = "string"
    refers_to: str | None = None
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Table:
    """A table: so many rows, written out when they are read; the first `key` columns tell them apart."""

    name: str
    columns: tuple[Column, ...]
    size: int
    made: Callable[[], Iterator[Row]]
    key: int = 1

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row, as cells in the order of the columns."""
        return tuple(self.made())


def tables(programme: Programme) -> Iterator[Table]:
    """Yields every table; texts of the programme must already be filled in."""
    for kind in kinds(Programme):
        yield from tables_of(kind, getattr(programme, kind))


def tables_of(kind: str, records: Sequence[Any]) -> Iterator[Table]:
    """Yields the table of one kind of record and those of the lists inside its records."""
    model = kinds(Programme)[kind]
    yield _table(table_name(kind), model, records)
    for field, inner in shapes(model).items():
        if inner.form in ("records", "texts"):
            yield _inner_table(kind, field, inner, records)


def table_name(kind: str) -> str:
    """Returns the name of the table of a kind of record."""
    return kind.replace("_", "-")


def key_of(kind: str) -> str:
    """Returns the column that tells the records of a kind apart."""
    model = kinds(Programme)[kind]
    return "id" if "id" in model.model_fields else "number"


def _table(name: str, model: type[BaseModel], records: Sequence[BaseModel]) -> Table:
    columns = tuple(_columns(model))
    key = "id" if "id" in model.model_fields else "number"
    order = sorted(range(len(columns)), key=lambda place: columns[place].name != key)

    def rows() -> Iterator[Row]:
        for cells in (tuple(_cells(model, record)) for record in records):
            yield tuple(cells[place] for place in order)

    return Table(name, tuple(columns[place] for place in order), len(records), rows)


def _inner_table(kind: str, field: str, inner: Shape, records: Sequence[Any]) -> Table:
    """Returns the table of a list inside records: whose it is, its place in the list, its own columns."""
    key_type = "string" if key_of(kind) == "id" else "integer"
    owner = Column(f"{kind}_{key_of(kind)}", key_type, refers_to=kind, required=True)
    columns = (owner, Column("position", "integer", required=True), *_columns(inner.type))

    def rows() -> Iterator[Row]:
        for record in records:
            for place, item in enumerate(getattr(record, field), start=1):
                yield str(record.id), str(place), *_cells(inner.type, item)

    size = sum(len(getattr(record, field)) for record in records)
    return Table(f"{table_name(kind)}-{field.replace('_', '-')}", columns, size, rows, key=2)


def _columns(model: type[BaseModel], prefix: str = "", *, optional: bool = False) -> Iterator[Column]:
    for field, info in model.model_fields.items():
        name, inner = f"{prefix}{field}", shapes(model)[field]
        required = not (inner.optional or optional)
        match inner.form:
            case "scalar":
                yield Column(name, _TYPES[inner.type], refers_to(info), inner.choices, required)
            case "period":
                yield Column(name, required=required)
                yield from (Column(f"{name}_{end}", "date", required=required) for end in ("first", "last"))
            case "text":
                yield from (Column(f"{name}_{code}") for code in LANGUAGES)
            case "scalars" | "citations":
                yield Column(name)
            case "record":
                yield from _columns(inner.type, f"{name}_", optional=inner.optional)
            case "records" | "texts":
                pass  # a table of its own


def _cells(model: type[BaseModel], record: BaseModel | None) -> Iterator[str]:
    for field, inner in shapes(model).items():
        value = getattr(record, field, None)
        match inner.form:
            case "scalar":
                yield _cell(value)
            case "period":
                yield from map(_cell, (value, value and value.first, value and value.last))
            case "text":
                yield from (_cell(value and value[code]) for code in LANGUAGES)
            case "scalars":
                yield SEPARATOR.join(map(_cell, value or ()))
            case "citations":
                yield SEPARATOR.join(citation.at for citation in value or ())
            case "record":
                yield from _cells(inner.type, value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
