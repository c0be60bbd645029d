"""MkDocs' loop over the pages of a language, its two steps done by an edition: pages are made together, or later."""

from __future__ import annotations

from typing import Any

from mkdocs.commands import build as loop
from mkdocs.utils import write_file

EVENTS = "macros-seam"


def _own(name: str) -> Any:
    """Returns a step of MkDocs' own, also when `mkdocs serve` has loaded this module before."""
    step = getattr(loop, name)
    return getattr(step, "stands_for", step)


own_populate_page, own_build_page = _own("_populate_page"), _own("_build_page")


def populate_page(page: Any, config: Any, files: Any, *rest: Any) -> None:
    """Gives a page its body, and with the first page of a language all the others; a preview makes pages when asked."""
    events = config.plugins.get(EVENTS)
    if events is None:
        own_populate_page(page, config, files, *rest)
    else:
        events.populate(config)


def build_page(page: Any, config: Any, files: Any, nav: Any, env: Any, *rest: Any, **more: Any) -> None:
    """Writes a page as it is published."""
    events = config.plugins.get(EVENTS)
    if events is None:
        own_build_page(page, config, files, nav, env, *rest, **more)
        return
    sheet = events.sheet_to_write(page)
    if sheet is not None:
        write_file(sheet.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)


def take_over() -> None:
    """Puts both steps in place of MkDocs' own."""
    steps: dict[str, Any] = {"_populate_page": populate_page, "_build_page": build_page}
    for name, step in steps.items():
        step.stands_for = _own(name)
        setattr(loop, name, step)
