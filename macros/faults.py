"""What goes wrong in our code: one line that says where and what. Of ours only the mistakes are known here."""

from __future__ import annotations

import os
from pathlib import Path

from .places import place_in_code
from .problems import CLOSED, Mistakes, Unknown

MORE = "mkdocs build --verbose tells more"


def said(error: BaseException) -> str:
    """Returns what went wrong, in one line; what was asked for in vain says so itself."""
    words = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    return words if isinstance(error, Unknown) else f"{type(error).__name__}: {words}"


def told(error: Exception, project: Path) -> str:
    """Returns mistakes as they are, and of what went wrong in our code one line."""
    if isinstance(error, Mistakes):
        return str(error)
    return closed(error, project) or f"{place_in_code(error, project)}{said(error)}; {MORE}"


def closed(error: BaseException, project: Path) -> str:
    """Returns the line that tells of a file of the project that may not be read, where that is what went wrong."""
    file = Path(os.fsdecode(error.filename or "")) if isinstance(error, PermissionError) else None
    if file is None or os.access(file, os.R_OK):
        return ""
    return f"{(file.relative_to(project) if file.is_relative_to(project) else file).as_posix()}: {CLOSED}"
