"""What is wrong with our modules when they are imported. Of ours only what imports none itself is imported here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import Abort

from ..places import place_in_code


@contextmanager
def imported(project: Path) -> Iterator[None]:
    """Aborts with one line where one of our modules cannot be imported.

    mkdocs-macros, which asks for it, takes an ImportError for no code at all.
    """
    try:
        yield
    except Exception as error:  # whatever a module does when it is imported
        said = error.msg if isinstance(error, SyntaxError) else error
        raise Abort(f"{place_in_code(error, project)}{type(error).__name__}: {said}") from None
