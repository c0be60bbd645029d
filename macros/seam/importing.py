"""What is wrong with our modules when they are imported. No other of ours is imported here, so that it can be told."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import Abort


def place_in_code(error: BaseException, project: Path, room: str = ".") -> str:
    """Returns file and line in a project, or in a room of it, where something went wrong, as a message begins."""
    steps = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        steps.append((error.filename, error.lineno or 1))
    own = [(Path(file), line) for file, line in steps if Path(file).is_relative_to(project / room)]
    places = [f"{file.relative_to(project).as_posix()}:{line}: " for file, line in own if ".venv" not in file.parts]
    return places[-1] if places else ""


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
