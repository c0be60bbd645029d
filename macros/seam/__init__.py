"""The only modules that know MkDocs: what the site does at its events, and steps of others that are done our way.

Nothing of ours is imported here, so that what is wrong with any of it can be told.
"""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import Abort


@contextmanager
def imported(project: Path, rooms: Collection[str]) -> Iterator[None]:
    """Aborts with one line where a module in some rooms of a project cannot be imported.

    mkdocs-macros, which asks for it, takes an ImportError for no code at all.
    """
    try:
        yield
    except Exception as error:  # whatever a module does when it is imported
        steps = [(step.filename, step.lineno) for step in traceback.extract_tb(error.__traceback__)]
        if isinstance(error, SyntaxError) and error.filename:
            steps.append((error.filename, error.lineno))
        folders = {project / room for room in rooms}
        own = [(Path(file), line) for file, line in steps if folders.intersection(Path(file).parents)]
        place = "".join(f"{file.relative_to(project).as_posix()}:{line}: " for file, line in own[-1:])
        said = error.msg if isinstance(error, SyntaxError) else error
        raise Abort(f"{place}{type(error).__name__}: {said}") from None
