"""How every page is made: an outline without gaps, tables to be read aloud, foreign words marked, nothing moving."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import Tag

from macros.statements import LANGUAGES

from .conftest import PROJECT
from .test_site import PAGES, address, soup

STYLES = sorted((PROJECT / "docs/assets").glob("*.css"))
SHADES = {
    "--ink": ("--paper", "--tint", "--tint-warm"),
    "--ink-soft": ("--paper", "--tint"),
    "--accent": ("--paper", "--tint"),
}
"""Each colour of text, and what it stands on; the other way round on a filled sign."""


def pages(site: Path) -> Iterator[tuple[str, Tag]]:
    for page in PAGES:
        for language in LANGUAGES:
            url = address(page, language)
            yield url, soup(site, url)


def test_headings_go_down_one_step_at_a_time_from_one_title(site: Path) -> None:
    for url, page in pages(site):
        levels = [int(heading.name[1]) for heading in page.select("main :is(h1, h2, h3, h4, h5, h6)")]
        assert levels.count(1) == 1, url
        assert levels[0] == 1, url
        assert all(after <= before + 1 for before, after in pairwise(levels)), (url, levels)


def test_every_table_says_what_it_shows_and_every_heading_what_it_heads(site: Path) -> None:
    tables = [(url, table) for url, page in pages(site) for table in page("table")]
    assert len(tables) > 60
    for url, table in tables:
        assert table.caption, url
        assert table.caption.get_text().strip(), url
        assert {str(cell.get("scope")) for cell in table("th")} <= {"col", "row"}, url
        assert table.select("th[scope=col]"), url


def test_a_word_in_another_language_says_which(site: Path) -> None:
    for url, page in pages(site):
        switch = page.select(".frame-line__languages a")
        assert [link["lang"] for link in switch] == [link["hreflang"] for link in switch] == list(LANGUAGES), url
        assert [part for part in page.select("main [lang]") if not re.fullmatch("[a-z]{2,3}", str(part["lang"]))] == []


def test_a_quotation_in_another_language_is_marked(site: Path) -> None:
    english = re.compile(r"\b(the|of|and|from|held|meeting)\b", re.IGNORECASE)
    quotes = [quote for url, page in pages(site) if url.startswith(("fr/", "es/")) for quote in page.select("main q")]
    found = [quote for quote in quotes if len(english.findall(quote.get_text())) > 1]
    assert len(found) > 100
    assert [quote for quote in found if not quote.get("lang")] == []


def test_a_timeline_is_a_list_and_its_drawing_is_not_read_twice(site: Path) -> None:
    for url, page in pages(site):
        for drawing in page.select("main svg"):
            is_hidden = drawing.find_parent(attrs={"aria-hidden": "true"}) or drawing.get("aria-hidden") == "true"
            assert is_hidden or (drawing.get("role") in ("img", "group") and drawing.get("aria-label")), url
            assert page.select("main ol.timeline__list > li, main .cycle ol > li"), url


def test_nothing_moves_for_those_who_asked_for_stillness() -> None:
    for path in STYLES:
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        allowed = r"@media \(prefers-reduced-motion: no-preference\) \{(?:[^{}]*\{[^{}]*\})*\s*\}"
        assert not re.search(r"\b(transition|animation|scroll-behavior)\b", re.sub(allowed, "", rules)), path.name


def test_no_page_needs_to_know_whether_scripts_run(site: Path) -> None:
    styles = "".join(path.read_text(encoding="utf-8") for path in STYLES)
    assert "scripting" not in styles
    assert all(not page("noscript") for _, page in pages(site))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", range(3), ids=["light", "dark by wish", "dark by choice"])
def test_every_colour_of_text_stands_out_from_all_it_stands_on(palette: int) -> None:
    style = (PROJECT / "docs/assets/site.css").read_text(encoding="utf-8")
    blocks = [dict(re.findall(r"(--[\w-]+): (#\w{6})", block)) for block in re.findall(r":root[^{]*\{([^}]*)\}", style)]
    colours = [block for block in blocks if "--paper" in block][palette]
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    thin = {
        (text, ground): contrast(colours[text], colours[ground])
        for text, grounds in SHADES.items()
        for ground in grounds
        if contrast(colours[text], colours[ground]) < 7
    }
    assert thin == {}
