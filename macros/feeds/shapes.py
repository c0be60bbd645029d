"""What a field of a record holds, told from the model itself: one value, words in three languages, a list, a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..dates import Period
from ..statements import Citation, Ref, Spoken

Form = Literal["scalar", "period", "text", "record", "scalars", "texts", "records", "citations"]


@dataclass(frozen=True)
class Shape:
    """What a field holds: its form, and the type of the value or of each item."""

    form: Form
    type: Any
    optional: bool
    choices: tuple[str, ...] = ()


def shape(info: FieldInfo) -> Shape:
    """Returns what a field holds; raises TypeError for what no output knows to write."""
    bare, optional = _bare(info.annotation)
    if get_origin(bare) is not tuple:
        return _single(bare, optional)
    item = _single(_bare(get_args(bare)[0])[0], optional=False)
    if item.type is Citation:
        return Shape("citations", Citation, optional)
    plural: dict[Form, Form] = {"scalar": "scalars", "text": "texts", "record": "records"}
    return Shape(plural[item.form], item.type, optional, item.choices)


@cache
def shapes(model: type[BaseModel]) -> Mapping[str, Shape]:
    """Returns what each field of a model holds, in the order of the model."""
    return {field: shape(info) for field, info in model.model_fields.items()}


def _single(bare: Any, optional: bool) -> Shape:
    if get_origin(bare) is Literal:
        return Shape("scalar", str, optional, tuple(map(str, get_args(bare))))
    if bare in (str, int, bool):
        return Shape("scalar", bare, optional)
    if bare is Period:
        return Shape("period", Period, optional)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        is_text = issubclass(bare, Spoken)
        return Shape("text" if is_text else "record", bare, optional)
    raise TypeError(f"no shape for {bare}")


def _bare(annotation: Any) -> tuple[Any, bool]:
    """Returns a type without its marks, and whether it may be None."""
    optional = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif type(None) in get_args(annotation):
            optional = True
            (annotation,) = (one for one in get_args(annotation) if one is not type(None))
        else:
            return annotation, optional


def references(info: FieldInfo) -> tuple[str, ...]:
    """Returns the kinds of record whose ids a field holds, alone or in a list."""
    marks, pending = [*info.metadata], [info.annotation]
    while pending:
        annotation = pending.pop()
        marks += getattr(annotation, "__metadata__", ())
        pending += getattr(annotation, "__args__", ())
    return tuple(kind for mark in marks if isinstance(mark, Ref) for kind in mark.kinds)


def refers_to(info: FieldInfo) -> str | None:
    """Returns the kind of record whose id a field with one value holds, if it does."""
    kinds = references(info) if get_origin(_bare(info.annotation)[0]) is not tuple else ()
    return kinds[0] if len(kinds) == 1 else None


@cache
def kinds(programme: type[BaseModel]) -> Mapping[str, type[BaseModel]]:
    """Returns each kind of record of a programme → its model; what is no list of records is left out."""
    lists = {field: info for field, info in programme.model_fields.items() if get_origin(info.annotation) is tuple}
    return {field: shape(info).type for field, info in lists.items()}


def models(programme: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Returns every model of record that a programme holds, each once, those inside others after them."""
    found: dict[type[BaseModel], None] = {}

    def visit(model: type[BaseModel]) -> None:
        if model not in found:
            found[model] = None
            for inner in shapes(model).values():
                if inner.form in ("record", "records", "citations"):
                    visit(inner.type)

    for model in kinds(programme).values():
        visit(model)
    return tuple(found)
