"""What runs along the head of a printed page, in each language."""

from __future__ import annotations

from collections.abc import Mapping

from .statements import LanguageCode

STYLE = "assets/print.css"
"""Where the rules for paper stand, under docs/ and in the site."""


def running_titles(titles: Mapping[LanguageCode, str]) -> str:
    """Returns the rules (CSS Paged Media 3) that print the name of the site on every sheet, by the page's language."""
    return "".join(
        f"\nhtml:lang({code}) body {{\n  page: in-{code};\n}}\n\n"
        f'@page in-{code} {{\n  @top-left {{\n    content: "{_escaped(title)}";\n  }}\n}}\n'
        for code, title in titles.items()
    )


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')
