"""The built site, read back: pages, links, languages, dates, and nothing a reader must not find."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from macros.programme import Programme
from macros.statements import LANGUAGES

from .conftest import PROJECT

PAGES = sorted(path.relative_to(PROJECT / "docs/en").as_posix() for path in (PROJECT / "docs/en").rglob("*.md"))
ROOT = {"en": "", "fr": "fr/", "es": "es/"}


def address(page: str, language: str) -> str:
    """Where a page is served: `fr/meetings/2msp/`; the home page in English at the root."""
    path = page.removesuffix(".md")
    folder = "" if path == "index" else path.removesuffix("/index") + "/"
    return ROOT[language] + folder


@cache
def soup_of(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@cache
def ids_of(path: Path) -> frozenset[str]:
    return frozenset(str(tag["id"]) for tag in soup_of(path)(id=True))


def soup(site: Path, url: str) -> BeautifulSoup:
    return soup_of(site / url / "index.html")


def article(site: Path, page: str, language: str) -> Tag:
    found = soup(site, address(page, language)).article
    assert found is not None
    return found


def test_the_pages_built_are_the_pages_written_in_three_languages(site: Path) -> None:
    built = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert built == {address(page, language) + "index.html" for page in PAGES for language in LANGUAGES} | {
        ROOT[language] + "404.html" for language in LANGUAGES
    }
    assert len(PAGES) == 64


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_names_its_language(site: Path, language: str) -> None:
    for page in PAGES:
        html = soup(site, address(page, language)).html
        assert html is not None
        assert html["lang"] == language


def test_an_asset_has_the_address_of_what_is_published(site: Path) -> None:
    named = {it for page in site.rglob("*.html") for it in re.findall(r"assets/([\w.-]+)\?(\w{8})", page.read_text())}
    assert {"site.css", "print.css", "site.js"} <= {name for name, _ in named}
    published = {name: hashlib.sha256((site / "assets" / name).read_bytes()).hexdigest()[:8] for name, _ in named}
    assert named == {*published.items()}


def test_every_link_and_anchor_inside_the_site_resolves(site: Path) -> None:
    broken = []
    for path in sorted(site.rglob("*.html")):
        url = path.relative_to(site).as_posix().removesuffix("index.html")
        for link in soup_of(path)(href=True):
            target = urlsplit(urljoin(f"http://here/{url}", str(link["href"])))
            if target.netloc == "here" and link["href"] != "#" and not exists(site, target.path, target.fragment):
                broken.append(f"{url}: {link['href']}")
    assert broken == []


def exists(site: Path, path: str, fragment: str) -> bool:
    file = site / path.lstrip("/")
    file = file / "index.html" if path.endswith("/") else file
    return file.is_file() and (not fragment or fragment in ids_of(file))


def in_every_language(site: Path, page: str) -> Iterator[Tag]:
    return (article(site, page, language) for language in LANGUAGES)


def times(part: Tag) -> Counter[str]:
    return Counter(str(tag["datetime"]) for tag in part("time"))


def ids(part: Tag) -> set[str]:
    """Ids, without the letters of an alphabet: each language has its own."""
    return {str(tag["id"]) for tag in part(id=True) if not str(tag["id"]).startswith("letter-")}


def links(part: Tag) -> Counter[str]:
    """Where links lead, its own language's folder left out; without letters of an alphabet and ways to a language."""
    page = part.find_parent("html")
    assert page is not None
    canonical = page.select_one("link[rel=canonical]")
    assert canonical is not None
    here = str(canonical["href"])
    own = re.compile(rf"\w+://{urlsplit(here).netloc}/({ROOT[str(page['lang'])]})?")
    shown = (str(tag["href"]) for tag in part("a", href=True, hreflang=False))
    return Counter(own.sub("", urljoin(here, href)) for href in shown if not href.startswith("#letter-"))


def marks(part: Tag) -> Counter[str]:
    return Counter(str(tag["href"]) for tag in part.select("a.source"))


def statuses(part: Tag) -> Counter[str]:
    """Signs of status; that an article's title was not found is told in the language in which it was not."""
    return Counter(
        str(tag["class"]) for tag in part.select(".status") if not tag.find_parent(id=re.compile("^article-"))
    )


def numbers(part: Tag) -> Counter[str]:
    """Figures in the words of a page, outside dates, ordinals, addresses, quotations of sources and their marks."""
    text = BeautifulSoup(str(part), "html.parser")
    for other in text.select("time, title, .quote, .source, .address, .headerlink"):
        other.decompose()
    words = re.sub(r"(?<=\d)[,.\u00a0](?=\d{3}\b)", "", text.get_text(" "))
    return Counter(re.findall(r"(?<![\d])\d+(?![\dªº]|(?:er|re|e)\b)", words))


@pytest.mark.parametrize("what", [times, ids, links, marks, statuses, numbers], ids=lambda what: what.__name__)
@pytest.mark.parametrize("page", PAGES)
def test_the_three_languages_say_the_same(site: Path, page: str, what: object) -> None:
    assert callable(what)
    english, *others = map(what, in_every_language(site, page))
    assert others == [english, english]


def test_the_dates_of_each_meeting_read_back_are_those_of_the_data(site: Path, programme: Programme) -> None:
    for meeting in programme.meetings:
        wanted = Counter(end for statement in meeting.dates for end in dict.fromkeys(str(statement.period).split("/")))
        for language in LANGUAGES:
            heading = article(site, f"meetings/{meeting.page or meeting.id}.md", language).find(id=meeting.id)
            assert isinstance(heading, Tag)
            box = heading.find_next("dl", class_="facts").dd  # type: ignore[union-attr]
            assert isinstance(box, Tag)
            assert times(box) == wanted


def test_the_language_switch_stays_on_the_page(site: Path) -> None:
    for page in PAGES:
        for language in LANGUAGES:
            url = address(page, language)
            found = {
                str(link["hreflang"]): posixpath.normpath(
                    urlsplit(urljoin(f"http://here/{url}", str(link["href"]))).path
                )
                for link in soup(site, url).select(".frame-line__languages a")
            }
            assert found == {code: posixpath.normpath("/" + address(page, code)) for code in LANGUAGES}


def test_every_page_says_in_its_language_that_it_is_unofficial(site: Path, programme: Programme) -> None:
    for page in PAGES:
        for language in LANGUAGES:
            line = soup(site, address(page, language)).select_one(".frame-line__unofficial")
            assert line is not None
            assert line.get_text() == getattr(programme.phrases["unofficial"], language)


def test_every_page_opens_with_a_summary_of_at_most_120_words(site: Path) -> None:
    for page in PAGES:
        for language in LANGUAGES:
            part = article(site, page, language)
            first = part.select_one("h1 ~ *")
            assert first is not None
            assert "summary" in first.get("class", [])
            assert len(first.get_text().split()) <= 120, (page, language)


def test_no_macro_is_left_unfilled(site: Path) -> None:
    for page in PAGES:
        for part in in_every_language(site, page):
            assert not re.search(r"\{\{|\}\}|\{%|\{ #", str(part)), page


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    loads = re.compile(
        r"""<(?:script|img|iframe|source|audio|video|embed)\b[^>]*\bsrc=["'](?:https?:)?//|<link\b[^>]*rel=["']?(?:stylesheet|icon|preconnect|preload|dns-prefetch)["']?[^>]*href=["'](?:https?:)?//"""
    )
    found = [path for path in site.rglob("*.html") if loads.search(path.read_text(encoding="utf-8"))]
    assert found == []
    styles = [
        path
        for path in site.rglob("*.css")
        if re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", path.read_text(encoding="utf-8"))
    ]
    assert styles == []


@pytest.mark.parametrize(
    "memory",
    [
        "CCM/MSP/2010/5",
        "CCM/MSP/2011/5",
        "CCM/MSP/2013/6",
        "CCM/MSP/2019/13",
        "CCM/CONF/2021/6",
        "UNESCO",
        "Dépositaire",
        "Textes authentiques",
    ],
)
def test_what_is_known_only_from_memory_or_may_not_be_printed_is_nowhere(site: Path, memory: str) -> None:
    assert [
        path
        for path in site.rglob("*")
        if path.suffix in (".html", ".json") and memory in path.read_text(encoding="utf-8")
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [5, 6])
def test_decisions_five_and_six_are_shown_as_not_found(site: Path, language: str, number: int) -> None:
    card = article(site, "decisions.md", language).select(".card")[number - 1]
    assert [sign["class"][1] for sign in card.select(".status")] == ["status--proposed", "status--not-found"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_tells_what_is_to_happen_who_decides_and_what_is_open(
    site: Path, programme: Programme, language: str
) -> None:
    home = article(site, "index.md", language)
    summary = home.select_one(".summary")
    assert summary is not None
    assert {"2011-06-27", "2011-06-30", "2011-09-10", "2011-09-20"} <= set(times(summary))
    assert len(home.select(".timeline__list > li")) == len(programme.meetings_of("work-programme"))
    assert len(home.select(".decisions > li")) == len(programme.decisions)
    still_open = [blank for blank in programme.blanks if blank.filled is None]
    assert [box.get_text() for box in home.select(".open .blank")] == [blank.printed for blank in still_open]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_of_the_draft_has_its_address(site: Path, programme: Programme, language: str) -> None:
    wanted = set(programme.get("documents", "draft").paragraphs)
    assert wanted <= ids(article(site, "programme.md", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_is_in_the_register_and_mirrors_are_not_linked(
    site: Path, programme: Programme, language: str
) -> None:
    overview = article(site, "sources/index.md", language)
    for source in programme.sources:
        row = article(site, f"sources/{source.kind}.md", language).find(id=source.id)
        assert isinstance(row, Tag)
        assert overview.select_one(f'[id="{source.id}"] > a[href="{source.kind}/#{source.id}"]')
        assert (row.find("a", href=source.address) is not None) == source.linked
        assert source.linked or source.address in row.get_text()


def test_titles_are_titles_in_their_language(site: Path) -> None:
    for page in PAGES:
        titles = [soup(site, address(page, language)).title for language in LANGUAGES]
        words = [title.get_text() for title in titles if title]
        assert len(set(words)) == len(LANGUAGES), words
        assert not any("#" in title or "{" in title for title in words)


def test_the_contents_of_a_page_name_its_headings_sign_for_sign(site: Path) -> None:
    """Spaces too: at one before a colon no line of French may break."""
    seen = Counter[str]()
    for code in LANGUAGES:
        for page in PAGES:
            whole = soup(site, address(page, code))
            for link in whole.select("nav.contents a"):
                heading = whole.select_one(f'[id="{str(link["href"]).removeprefix("#")}"]')
                assert heading is not None, (code, page, link)
                words = "".join(it for it in heading.strings if it.find_parent(class_="headerlink") is None)
                assert link.get_text() == re.sub(r"[ \n]+", " ", words).strip(" "), (code, page)
                seen["link"] += 1
                seen["no break"] += "\u00a0" in link.get_text()
    assert seen["link"] > len(PAGES)
    assert seen["no break"] > 0


def test_the_sitemap_lists_every_page_and_no_other(site: Path) -> None:
    listed = re.findall(r"<loc>https?://[^/]+/([^<]*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(address(page, language) for page in PAGES for language in LANGUAGES)
