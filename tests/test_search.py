"""Search: each language finds its own pages, whatever the accents, endings and elided articles typed."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from macros.language import Language
from macros.pages.context import Context
from macros.pages.searching import subjects
from macros.programme import Programme
from macros.search_index import Page, folded, index_of, words_of
from macros.searchable import DERIVED
from macros.sections import opening, resolved, sections
from macros.statements import LANGUAGES, LanguageCode

from .chromium import dom_after_scripts
from .conftest import PROJECT
from .test_site import PAGES, ROOT, address, article

LARGEST_INDEX = 60_000
"""Bytes, compressed as a host sends it; nothing of it is fetched before a reader searches."""


def index_in(site: Path, language: str) -> dict[str, Any]:
    script = (site / ROOT[language] / "search/words.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(script.removeprefix("searchIndex(").removesuffix(");\n"))
    return found


def test_a_section_begins_at_each_id_and_a_row_holds_its_own() -> None:
    html = (
        '<h1 id="a">One<a class="headerlink" href="#a">¶</a></h1><p>first</p><h2 id="b">Two</h2><table><tr id="c">'
        '<th>Row<span class="note">aside</span></th><td><a href="../x/">cell</a><br>more</td></tr></table><p>after</p>'
        '<ul><li id="d">an item</li></ul><svg id="e"><text>drawn</text></svg><p>end</p>'
    )
    found = [(it.id, it.heading, it.text, it.links) for it in sections(html)]
    assert found == [
        ("a", "One", "One first", []),
        ("b", "Two", "Two after end", []),
        ("c", "Row", "Row aside cell more", ["../x/"]),
        ("d", "an item", "an item", []),
    ]


def test_an_opening_is_cut_between_words() -> None:
    (section,) = sections('<h2 id="a">Head</h2><p>some words, and more</p>')
    assert opening(section, 100) == "some words, and more"
    assert opening(section, 12) == "some words\u00a0…"
    assert opening(section, 3) == "som\u00a0…"


def test_a_link_is_followed_from_its_page() -> None:
    assert resolved("../2msp/#x", "meetings/1msp/") == "meetings/2msp/#x"
    assert resolved("meetings/2msp/", "./") == "meetings/2msp/"
    assert resolved("https://example.org/", "./") == resolved("#x", "./") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’assemblée d’État, qu'elle", ["assemblee", "etat", "elle"]),
        ("Œuvre — CCM/PM/5 (b)", ["oeuvre", "ccm", "pm", "5"]),
        ("¿Reunión? España", ["reunion", "espana"]),
        ("e\u0301tat States’ l'an", ["etat", "states", "an"]),
    ],
)
def test_words_are_folded_and_lose_elided_articles(text: str, words: list[str]) -> None:
    assert [folded(word) for word in words_of(text)] == words


@pytest.mark.parametrize(
    ("language", "written", "forms"),
    [
        ("fr", "assemblées", "assemblee assemblees"),
        ("es", "reunión", "reunion reuniones"),
        ("en", "meet", "meet meeting"),
    ],
)
def test_the_forms_of_one_word_stand_together(language: LanguageCode, written: str, forms: str) -> None:
    pages = [Page("./", "x", sections(f'<h1 id="a">{written} {forms}</h1>'))]
    assert f"\\n{forms}|0" in index_of(pages, {}, language).replace('"words":"', '"words":"\\n')


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_and_address_of_a_language_can_be_found_and_no_other(site: Path, language: str) -> None:
    index = index_in(site, language)
    wanted = {address(page, language).removeprefix(ROOT[language]) or "./" for page in PAGES if page not in DERIVED}
    assert {page[0] for page in index["pages"]} == wanted
    for number, id, *_ in index["sections"]:
        page = index["pages"][number][0].removeprefix("./")
        assert (site / ROOT[language] / page / "index.html").read_text(encoding="utf-8").count(f'id="{id}"') == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_paragraph_is_in_the_index(site: Path, language: str) -> None:
    forms = {form for line in index_in(site, language)["words"].split("\n") for form in line.split("|")[0].split(" ")}
    for page in set(PAGES) - DERIVED:
        for paragraph in article(site, page, language).select("p, dd, td"):
            for other in paragraph.select("svg, .headerlink"):
                other.extract()
            missing = {folded(word) for word in words_of(paragraph.get_text(" "))} - forms
            assert not missing, page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_is_light_and_loaded_by_no_page(site: Path, language: str) -> None:
    file = site / ROOT[language] / "search/words.js"
    assert len(gzip.compress(file.read_bytes(), 9)) <= LARGEST_INDEX
    pages = [
        path for path in site.rglob("*.html") if re.search(r'src="[^"]*words\.js', path.read_text(encoding="utf-8"))
    ]
    assert pages == []


def test_meetings_and_topics_are_what_a_hit_belongs_to(programme: Programme, language: Language) -> None:
    home = Context(programme, language, "index.md", expand=Markup.escape)
    assert len(subjects(home)) == len(programme.meetings) + len(programme.topics)


def search(site: Path, language: str, words: str, profile: Path) -> Tag:
    page = f"{(site / ROOT[language] / 'search/index.html').as_uri()}?q={quote(words)}"
    found = BeautifulSoup(dom_after_scripts(page, profile), "html.parser").select_one("#search-results")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "words", "first"),
    [
        ("fr", "assemblee", "Assemblée"),
        ("fr", "l’ASSEMBLÉES", "Assemblée"),
        ("fr", "qu'intersession", "intersessions"),
        ("es", "reunion", "Reuniones"),
        ("en", "victims", "Victim"),
    ],
)
def test_a_reader_finds_a_word_from_a_disk(site: Path, tmp_path: Path, language: str, words: str, first: str) -> None:
    results = search(site, language, words, tmp_path)
    lines = results.select(".results > li")
    assert first.lower() in lines[0].get_text().lower()
    assert first in {mark.get_text() for mark in results.select("mark")}
    for link in results.select(".results a"):
        path, _, id = str(link["href"]).partition("#")
        file = (site / ROOT[language] / "search" / path).resolve()
        assert file.is_relative_to(site / ROOT[language])
        assert f'id="{id}"' in file.read_text(encoding="utf-8")


def test_a_hit_shows_the_topic_it_belongs_to(site: Path, tmp_path: Path) -> None:
    results = search(site, "fr", "depollution programme paragraphe", tmp_path)
    assert any("Thème\u00a0: c)" in line.get_text() for line in results.select(".belongs"))


def test_a_word_that_is_nowhere_is_told_with_a_way_out(site: Path, tmp_path: Path) -> None:
    results = search(site, "es", "xyzzy", tmp_path)
    assert results.get_text().strip().startswith("No se encontró nada para “xyzzy”")
    assert results.select(".results > li") == []


def test_the_browser_reads_words_as_the_build_does(site: Path, tmp_path: Path) -> None:
    text = " ".join(article(site, page, language).get_text(" ") for page in PAGES for language in LANGUAGES)
    words = sorted(set(text.split()))
    harness = tmp_path / "harness.html"
    script = (PROJECT / "docs/assets/search.js").read_text(encoding="utf-8")
    box = '<div id="search-results"><p></p><ol></ol></div><input id="search-words"><pre id="out"></pre>'
    call = "document.getElementById('out').textContent = JSON.stringify(WORDS.map(searchIndex.wordsOf))"
    data = f"const WORDS = {json.dumps(words)};"
    harness.write_text(f'<!doctype html><meta charset="utf-8">{box}<script>{script}\n{data}\n{call}</script>', "utf-8")
    out = BeautifulSoup(dom_after_scripts(harness.as_uri(), tmp_path / "profile"), "html.parser").pre
    assert out is not None
    read = json.loads(out.get_text())
    assert [(word, [folded(it) for it in words_of(word)]) for word in words] == list(zip(words, read, strict=True))
    assert len(words) > 3000
