"""Where in our code something went wrong. Nothing of ours is imported here, so that it can be told of each module."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

_STEP = re.compile(r'^  File "(.+)", line (\d+)', re.MULTILINE)


def place_in_code(error: BaseException, project: Path, room: str = ".") -> str:
    """Returns file and line in a project, or in a room of it, where something went wrong, as a message begins.

    Of what went wrong on another core, only the words of its traceback came over.
    """
    steps = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    steps += [(file, int(line)) for file, line in _STEP.findall(str(error.__cause__ or ""))]
    if isinstance(error, SyntaxError) and error.filename:
        steps.append((error.filename, error.lineno or 1))
    own = [(Path(file), line) for file, line in steps if Path(file).is_relative_to(project / room)]
    places = [f"{file.relative_to(project).as_posix()}:{line}: " for file, line in own if ".venv" not in file.parts]
    return places[-1] if places else ""
