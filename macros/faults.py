"""What goes wrong in our code: one line that says where and what. Of ours only the mistakes are known here."""

from __future__ import annotations

from pathlib import Path

from .places import place_in_code
from .problems import Mistakes, Unknown

MORE = "mkdocs build --verbose tells more"


def said(error: BaseException) -> str:
    """Returns what went wrong, in one line; what was asked for in vain says so itself."""
    words = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    return words if isinstance(error, Unknown) else f"{type(error).__name__}: {words}"


def told(error: Exception, project: Path) -> str:
    """Returns mistakes as they are, and of what went wrong in our code one line."""
    return str(error) if isinstance(error, Mistakes) else f"{place_in_code(error, project)}{said(error)}; {MORE}"
