"""What each field of the published data means: its type, whether it may be empty, its values, an example."""

from __future__ import annotations

from typing import Any

import htpy as h
from markupsafe import Markup
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..dates import Period
from ..feeds.addresses import SCHEMA, csv_of, json_of
from ..feeds.shapes import Shape, kinds, references, shape
from ..feeds.tables import table_name
from ..field_meanings import anchor, described_models, meaning_key
from ..programme import Programme
from ..statements import Citation, Text, Titles
from .context import Context, choose, html
from .downloads import file_link
from .layout import spaced
from .names import without_tags

LONGEST = 60
"""Characters of an example; what is longer is cut after a word."""

MOST_ITEMS = 3
"""Items of a list shown as an example; of a list of texts, one."""

LISTS = ("scalars", "texts", "records", "citations")
"""Forms of a field that holds a list."""

TYPES = {str: "field-words", int: "field-number", bool: "field-truth", Period: "field-date"}
"""The phrase that names each type of a single value."""


def fields(context: Context, model: str) -> Markup:
    """Returns what a kind of record is and what each of its own fields means; those it shares are named."""
    models = {it.__name__: it for it in described_models()}
    found = models[choose(model, tuple(models), "kind of record")]
    own = [field for field in found.model_fields if meaning_key(found, field).startswith(f"{model}.")]
    rows = [_row(context, found, field) for field in own]
    return html(
        h.fragment[
            h.p[spaced(_meaning(context, found), _where(context, found), _shared(context, found))],
            h.dl(".facts")[rows] if rows else None,
        ]
    )


def _meaning(context: Context, model: type[BaseModel], field: str = "") -> h.Node:
    """Returns what a model or a field means, with what stands between backticks as code."""
    words = context.language.text(context.programme.fields[meaning_key(model, field)])
    parts = enumerate(words.split("`"))
    return [_code(part) if place % 2 else part for place, part in parts]


def _where(context: Context, model: type[BaseModel]) -> h.Node:
    """Returns where the records of a kind stand: their list, their table, one record."""
    kind = next((kind for kind, it in kinds(Programme).items() if it is model), None)
    records = getattr(context.programme, kind) if kind else ()
    if kind is None or not records:
        return None
    table, record = _file(context, csv_of(table_name(kind))), _file(context, json_of(kind, records[0].id))
    return context.language.say("field-where", kind=html(_code(kind)), table=table, record=record)


def schema_link(context: Context) -> Markup:
    """Returns a link to the JSON Schema, by the name of its file."""
    return _file(context, SCHEMA)


def _file(context: Context, path: str) -> Markup:
    name = path.split("/", 2)[2]
    return html(h.a(href=file_link(context, path), translate="no")[name])


def _shared(context: Context, model: type[BaseModel]) -> h.Node:
    """Returns the fields that a model has from those it is made from, each as a link to what it means."""
    found = [(key.split(".")[0], field) for field in model.model_fields if (key := meaning_key(model, field))]
    links = [h.a(href=f"#{anchor(owner)}")[_code(field)] for owner, field in found if owner != model.__name__]
    return context.language.say("field-shared", fields=context.language.join(map(html, links))) if links else None


def _row(context: Context, model: type[BaseModel], field: str) -> h.Node:
    info = model.model_fields[field]
    inner = shape(info)
    sayings = [
        _type(context, info, inner),
        context.language.say("field-maybe-empty" if may_be_empty(info, inner) else "field-filled"),
        _example(context, example(context.programme, model, field)),
    ]
    told = [part for saying in sayings if saying is not None for part in (" · ", saying)][1:]
    return h.dt[_code(field)], h.dd[_meaning(context, model, field), h.span(".note")[told]]


def may_be_empty(info: FieldInfo, inner: Shape) -> bool:
    """Whether a record may leave a field without a value: null, or a list without items."""
    return inner.optional or (inner.form in LISTS and not any(getattr(mark, "min_length", 0) for mark in info.metadata))


def _type(context: Context, info: FieldInfo, inner: Shape) -> h.Node:
    say, kinds_named = context.language.say, [kind for kind in references(info) if kind != "citations"]
    if inner.form in ("text", "record", "texts", "records", "citations"):
        of: h.Node = h.a(href=f"#{anchor(inner.type.__name__)}")[_code(inner.type.__name__)]
    elif inner.choices:
        values = Markup(", ").join(html(_code(choice)) for choice in inner.choices)
        of = say("field-one-of", values=values)
    elif kinds_named:
        of = say("field-id", kind=html(_code(kinds_named[0])))
    else:
        of = say(TYPES[inner.type])
    return say("field-list", of=html(h.fragment[of])) if inner.form in LISTS else of


def example(programme: Programme, model: type[BaseModel], field: str) -> Any:
    """Returns the first value that a field has in the data; None where no record has one."""
    values = (getattr(record, field) for record in programme.made_of.get(model, ()))
    return next((value for value in values if value is not None and value != ()), None)


def _example(context: Context, value: Any) -> h.Node:
    shown = shown_value(context, value)
    return None if shown is None else context.language.say("field-example", value=html(h.fragment[shown]))


def shown_value(context: Context, value: Any) -> h.Node:
    """Returns a value as an example; None for a record, whose fields have their own. Long words of a source are cut."""
    if isinstance(value, tuple):
        shown = [shown_value(context, item) for item in value[: 1 if isinstance(value[0], Text) else MOST_ITEMS]]
        return None if None in shown else Markup(", ").join(html(h.fragment[one]) for one in shown)
    if isinstance(value, Text | Titles):
        words = value[context.language.code]
        return context.language.quote(without_tags(context.expand(words))) if words else None
    if isinstance(value, Citation):
        return _code(value.at)
    if isinstance(value, bool):
        return _code(str(value).lower())
    return _code(_cut(str(value))) if isinstance(value, str | int | Period) else None


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]}…"


def _code(text: str) -> h.Element:
    return h.code(translate="no")[text]
