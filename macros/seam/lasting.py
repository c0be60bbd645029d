"""The modules that run for as long as a preview does, as they were at its start; of all others a build has new ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..regular_files import content_of

MACROS = Path(__file__).parents[1]

LASTING = (
    "faults",
    "page_files",
    "places",
    "problems",
    "regular_files",
    "seam/behind",
    "seam/beside",
    "seam/complaints",
    "seam/lasting",
    "seam/preview",
    "seam/preview_answers",
    "seam/tries",
    "seam/turns",
    "seam/walking",
    "seam/warnings",
    "seam/watching",
)
"""All of the seam that a preview runs, but for what it asks of the events of the last build, and what that rests on."""

ONCE = "taken in only at the start; start again"


def outdated(config: Any, began: Any) -> Iterator[str]:
    """Yields a line for each module, and each setting of the server, that is not as it was when the preview began."""
    yield from (f"macros/{name}.py: {ONCE}" for name, read in _READ.items() if _content(name) != read)
    if urlsplit(config.site_url).path.rstrip("/") != urlsplit(began.site_url).path.rstrip("/"):
        yield f"mkdocs.yml: site_url: its path is {ONCE}"
    if config.dev_addr != began.dev_addr:
        yield f"mkdocs.yml: dev_addr: {ONCE}"


def _content(name: str) -> bytes | None:
    try:
        return content_of(MACROS / f"{name}.py")
    except OSError:
        return None


_READ = {name: _content(name) for name in LASTING}
