"""The programme in three languages side by side, and the address and citation of each of its paragraphs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from macros.language import Language
from macros.pages.citing import citations
from macros.pages.context import SITE, Context, MacroError
from macros.programme import Programme
from macros.side_by_side import Aligned, blocks, to_language
from macros.statements import LANGUAGES, LanguageCode
from macros.translator_notes import without_notes

from .conftest import PROJECT
from .test_site import ROOT, article, exists

TEXTS = {code: without_notes((PROJECT / f"docs/{code}/programme.md").read_text(encoding="utf-8")) for code in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_the_programme_stands_beside_its_other_languages(site: Path, language: LanguageCode) -> None:
    page = article(site, "side-by-side.md", language)
    rows = page.select(".row")
    assert [row["aria-labelledby"] for row in rows] == [block.id for block in blocks(TEXTS[language])]
    for row in rows:
        assert [side["lang"] for side in row.select(".side")] == list(LANGUAGES)
        assert all(len(side.get_text().strip()) > 3 for side in row.select(".side"))


def test_a_side_says_what_its_page_says(site: Path) -> None:
    for code in LANGUAGES:
        page = BeautifulSoup(str(article(site, "programme.md", code)), "html.parser")
        for sign in page.select(".headerlink"):
            sign.decompose()
        words = page.get_text(" ").split()
        for side in article(site, "side-by-side.md", "en").select(f".side--{code}"):
            own = BeautifulSoup(str(side), "html.parser")
            for label in own.select(".side__language"):
                label.decompose()
            assert not [word for word in own.get_text(" ").split() if word not in words]


def test_a_side_repeats_no_address_of_the_page_and_leads_to_its_own_language(site: Path) -> None:
    for language in LANGUAGES:
        page = article(site, "side-by-side.md", language)
        found = [str(tag["id"]) for tag in page(id=True)]
        assert len(found) == len(set(found))
        for side in page.select(".side"):
            assert side(id=True) == []
            (link,) = side("a", href=True)
            assert link["hreflang"] == side["lang"]


@pytest.mark.parametrize(
    ("here", "there", "address"),
    [
        ("en", "en", "../programme/#p1"),
        ("en", "fr", "../fr/programme/#p1"),
        ("fr", "en", "../../programme/#p1"),
        ("fr", "es", "../../es/programme/#p1"),
        ("es", "es", "../programme/#p1"),
    ],
)
def test_a_link_to_another_language_knows_where_each_stands(
    here: LanguageCode, there: LanguageCode, address: str
) -> None:
    assert to_language("../programme/#p1", here, there) == address


def test_a_language_is_hidden_without_a_script(site: Path) -> None:
    style = (site / "assets/side-by-side.css").read_text(encoding="utf-8")
    page = article(site, "side-by-side.md", "fr")
    for code in LANGUAGES:
        assert f":has(#show-{code}:not(:checked)) .side--{code}" in style
        assert page.select_one(f"input#show-{code}[checked]") is not None
    assert page("script") == []


def test_a_part_missing_in_a_language_stops_the_page(programme: Programme) -> None:
    texts = TEXTS | {"es": "# x { #x }\n"}
    with pytest.raises(KeyError):
        Aligned(programme, texts, str).page("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_has_a_citation_and_its_address_exists(
    site: Path, programme: Programme, language: LanguageCode
) -> None:
    page = article(site, "cite.md", language)
    paragraphs = programme.get("documents", "draft").paragraphs
    sections = page.select(".citations section")
    assert [section["aria-labelledby"] for section in sections] == [f"cite-{it}" for it in ("whole", *paragraphs)]
    for section in sections:
        line, bibtex, csl = section.p, *section.select("pre")
        (item,) = json.loads(csl.get_text())
        assert line is not None
        address = line.select_one("code")
        assert address is not None
        assert item["URL"] == address.get_text()
        assert f"url = {{{item['URL']}}}" in bibtex.get_text()
        assert item["title"] in line.get_text()
        target = urlsplit(item["URL"])
        assert target.path.startswith("/" + ROOT[language])
        assert exists(site, target.path, target.fragment)


def test_bibtex_has_balanced_braces_and_fields_of_its_own(site: Path) -> None:
    for language in LANGUAGES:
        entries = [pre.get_text() for pre in article(site, "cite.md", language).select("pre") if "@" in pre.get_text()]
        keys = [re.match(r"@misc\{([\w-]+),\n", entry) for entry in entries]
        assert len({key[1] for key in keys if key}) == len(entries)
        for entry in entries:
            assert entry.count("{") == entry.count("}")
            assert set(re.findall(r"^  (\w+) = ", entry, re.MULTILINE)) == {
                "author", "title", "year", "month", "day", "note", "langid", "url"
            }  # fmt: skip


def test_a_citation_reads_as_a_footnote(programme: Programme, language: Language) -> None:
    page = citations(Context(programme, language, "cite.md", expand=Markup.escape), "draft")
    found = BeautifulSoup(page, "html.parser").select_one("section[aria-labelledby=cite-annex-1-b] p")
    assert found is not None
    part = {
        "en": "annex, para.\u00a01\u00a0(b).",
        "fr": "annexe, par.\u00a01\u00a0b).",
        "es": "anexo, párr.\u00a01\u00a0b).",
    }
    assert part[language.code] in found.get_text()


def test_a_document_without_a_date_cannot_be_cited(programme: Programme, languages: dict[str, Language]) -> None:
    with pytest.raises(MacroError, match="no date or author"):
        citations(Context(programme, languages["en"], "cite.md", expand=Markup.escape), "pm5")


def test_no_page_shows_the_word_that_stands_for_the_address(site: Path) -> None:
    assert [path for path in site.rglob("*.html") if SITE in path.read_text(encoding="utf-8")] == []
