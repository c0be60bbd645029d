"""What is wrong with our modules when they are imported. Few of ours are imported here, so that it can be told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import Abort

from ..faults import place_in_code, said


@contextmanager
def imported(project: Path) -> Iterator[None]:
    """Aborts with one line where one of our modules cannot be imported.

    mkdocs-macros, which asks for it, takes an ImportError for no code at all.
    """
    try:
        yield
    except Exception as error:  # whatever a module does when it is imported
        raise Abort(place_in_code(error, project) + said(error)) from None
