"""The modules that run for as long as a preview does, as they were at its start; of all others a build has new ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent

LASTING = (
    "behind",
    "complaints",
    "importing",
    "lasting",
    "preview",
    "preview_answers",
    "tries",
    "turns",
    "warnings",
    "watching",
)
"""All of the seam that a preview runs, but for what it asks of the events of the last build."""

_READ = {name: (HERE / f"{name}.py").read_bytes() for name in LASTING}


def outdated() -> Iterator[str]:
    """Yields a line for each module that changed since the start."""
    for name, read in _READ.items():
        file = HERE / f"{name}.py"
        if not file.is_file() or file.read_bytes() != read:
            yield f"macros/seam/{name}.py: taken in only at the start; start again"
