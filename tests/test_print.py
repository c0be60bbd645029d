"""A page on paper: no navigation, addresses beside links, signs that need no colour, the name of the site above."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.paper import STYLE, running_titles
from macros.statements import LANGUAGES

from .conftest import PROJECT
from .test_site import soup

RULES = (PROJECT / "docs" / STYLE).read_text(encoding="utf-8")


def test_the_print_style_changes_nothing_on_a_screen() -> None:
    outside = re.sub(r"/\*.*?\*/", "", RULES, flags=re.DOTALL)
    tops = re.findall(r"^(\S[^{\n]*?)\s*\{", outside, re.MULTILINE)
    assert set(tops) == {"@page", "@media print"}


def test_every_page_loads_it(site: Path) -> None:
    for path in site.rglob("*.html"):
        if path.name == "index.html":
            assert "assets/print.css" in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("what", ["nav", "form", "button", ".headerlink", ".frame-line__languages"])
def test_what_leads_elsewhere_is_not_printed(what: str) -> None:
    hidden = re.search(r"\n  nav,\n(.*?)\{\s*display: none !important", RULES, re.DOTALL)
    assert hidden is not None
    assert what in ("nav", *re.split(r",\s*", hidden[1].strip()))


def test_an_outside_link_shows_its_address() -> None:
    assert re.search(r'a\[href\^="http"\]::after \{\s*content: " \(" attr\(href\) "\)"', RULES)


def test_each_sheet_carries_the_name_of_the_site_in_its_language(site: Path) -> None:
    built = (site / STYLE).read_text(encoding="utf-8")
    assert built.startswith(RULES)
    for language in LANGUAGES:
        title = soup(site, "" if language == "en" else language).title
        assert title is not None
        name = title.get_text().rpartition(" – ")[2]
        assert f'@page in-{language} {{\n  @top-left {{\n    content: "{name}"' in built


def test_a_name_cannot_end_its_string() -> None:
    assert 'content: "a \\"b\\" \\\\";' in running_titles({"en": 'a "b" \\'})
