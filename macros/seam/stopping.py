"""What goes wrong in our code while the site is built stops it with one line; `--verbose` has the traceback too."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.exceptions import Abort, MkDocsException

from ..faults import MORE
from .complaints import in_one_line

log = logging.getLogger("mkdocs.macros")


def stop_at(error: Exception, project: Path) -> None:
    """Aborts with one line, unless this is a mistake of an author, which is told in one already."""
    if not isinstance(error, MkDocsException):
        log.debug("", exc_info=error)
        raise Abort(f"{in_one_line(error, project)}; {MORE}") from None
