"""What each kind of record and each of its fields means: its docstring, and the same in the other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import get_annotations

from pydantic import BaseModel

from .docstrings import field_docstrings
from .feeds.about import About
from .feeds.shapes import models
from .problems import did_you_mean
from .programme import Programme
from .statements import Cited, Identified, Statement, Text, Titles

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def described_models() -> tuple[type[BaseModel], ...]:
    """Returns every model whose fields stand in the published data, and those that several are made from."""
    return (About, Text, Titles, Identified, Cited, Statement, *models(Programme))


def meaning_key(model: type[BaseModel], field: str = "") -> str:
    """Returns the key of what a model or its field means; a field that several share has the name of the first."""
    if not field:
        return model.__name__
    owners = (parent for parent in reversed(model.__mro__) if field in get_annotations(parent))
    return f"{next(owners).__name__}.{field}"


def anchor(model: str) -> str:
    """Returns the id under which the page of the fields tells of a model: `DateStatement` → `date-statement`."""
    return _CAPITAL.sub("-", model).lower()


@cache
def docstrings() -> Mapping[str, str]:
    """Returns the English meaning of each model and field by its key, as the model itself says it."""
    found: dict[str, str] = {}
    for model in described_models():
        found[meaning_key(model)] = model.__doc__ or ""
        own = field_docstrings(model)
        found |= {meaning_key(model, field): own.get(field, "") for field in model.model_fields}
    return found


def meaning_faults(programme: Programme) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yields the place and the words of each meaning that is missing, that nothing has, or whose English differs."""
    known = docstrings()
    for key in (key for key in known if key not in programme.fields):
        yield ("fields", key), f'missing; write it in en, fr and es, in English "{known[key]}"'
    for key, text in programme.fields.items():
        if key not in known:
            yield ("fields", key), f"no record has it{did_you_mean(key, known)}"
        elif text.en != known[key]:
            yield ("fields", key, "en"), f'differs from its docstring in macros/, "{known[key]}"; change all languages'
