"""Which fields of a model can hold what is looked for, so that those which cannot are not read."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

from pydantic import BaseModel


@cache
def holding(model: type[BaseModel], *kinds: type) -> tuple[str, ...]:
    """Returns the fields of a model that can hold a value of some kinds, alone or in a list, in their order."""
    return tuple(field for field, info in model.model_fields.items() if _can_be(info.annotation, kinds))


def _can_be(annotation: Any, kinds: tuple[type, ...]) -> bool:
    if annotation is Any or (isinstance(annotation, type) and issubclass(annotation, kinds)):
        return True
    return any(_can_be(part, kinds) for part in get_args(annotation))
