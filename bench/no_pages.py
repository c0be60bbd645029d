"""A hook of MkDocs by which it makes no page: what is left is what no builder of pages behind it can save."""

from __future__ import annotations

from typing import Any

from mkdocs.commands import build as loop


def _nothing(*_: Any, **__: Any) -> None:
    """Stands for a step that is left out."""


def on_startup(**_: Any) -> None:
    """Leaves out reading, rendering and writing pages."""
    loop._populate_page = loop._build_page = _nothing
