"""What a model says of each of its fields: the docstring under it.

Pydantic would read them from the source whenever the program starts; only the schema and one page need them.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel


def field_docstrings(model: type[BaseModel]) -> Mapping[str, str]:
    """Returns the docstring of each field that has one, by its name; a field of a parent has that of the parent."""
    found: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        found |= _docstrings(parent.__module__).get(parent.__name__, {})
    return {field: found[field] for field in model.model_fields if field in found}


_sources: dict[str, bytes] = {}
"""The code of each module that holds models, as it is imported; its file may say something else by and by."""


def keep_source(model: type[BaseModel]) -> None:
    """Keeps the code of the module in which a model is being made."""
    if model.__module__ not in _sources:
        _sources[model.__module__] = Path(inspect.getfile(model)).read_bytes()


@cache
def _docstrings(module: str) -> Mapping[str, Mapping[str, str]]:
    """Returns the docstrings of the attributes of each class of a module."""
    parts = ast.walk(ast.parse(_sources.get(module, b"")))
    return {it.name: dict(_of_attributes(it)) for it in parts if isinstance(it, ast.ClassDef)}


def _of_attributes(definition: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for it, after in pairwise(definition.body):
        match it, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                yield name, inspect.cleandoc(words)
