"""The README shows the weights that the build prints."""

from __future__ import annotations

import re
from pathlib import Path

from macros.weights import weights, weights_table

from .conftest import PROJECT

TOLERANCE = 0.5
"""Kilobytes by which the README may be behind; then: make build, and copy the table."""

ROW = re.compile(r"^(\S+) +\d+ +([\d.]+) kB +([\d.]+) kB +(\d)$", re.MULTILINE)


def rows(text: str) -> dict[str, tuple[float, ...]]:
    return {kind: tuple(map(float, figures)) for kind, *figures in ROW.findall(text)}


def test_the_readme_shows_the_weights_that_the_build_prints(site: Path) -> None:
    shown = rows((PROJECT / "README.md").read_text(encoding="utf-8"))
    printed = rows(weights_table(site))
    assert shown.keys() == printed.keys()
    behind = {
        kind: (shown[kind], figures)
        for kind, figures in printed.items()
        if max(abs(one - other) for one, other in zip(shown[kind], figures, strict=True)) > TOLERANCE
    }
    assert behind == {}


def test_every_page_is_weighed(site: Path) -> None:
    assert len(weights(site)) == len(list(site.rglob("index.html"))) > 150
