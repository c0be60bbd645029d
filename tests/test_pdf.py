"""The programme as one PDF: tagged, bookmarked, in its language, whole, and the same bytes each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from macros import pdf as engine
from macros.book import LEFT_OUT, Book, chapters_in_order
from macros.language import Language
from macros.pdf import Unavailable, pdf
from macros.programme import Programme
from macros.statements import LANGUAGES, LanguageCode

from .books import NAVIGATION, chapters, navigation
from .conftest import Run
from .not_run import not_run
from .test_site import PAGES, address, soup


@pytest.fixture(scope="module", params=LANGUAGES)
def code(request: pytest.FixtureRequest) -> LanguageCode:
    found: LanguageCode = request.param
    return found


@pytest.fixture(scope="module")
def content(book_of: Callable[[LanguageCode], bytes], code: LanguageCode) -> bytes:
    return book_of(code)


@pytest.fixture(scope="module")
def book(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def elements(node: object) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree."""
    if isinstance(node, pikepdf.Array):
        for child in node:  # type: ignore[attr-defined]
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


@pytest.fixture(scope="module")
def structure(book: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return list(elements(book.Root.StructTreeRoot.K))


def test_it_says_what_it_is(book: pikepdf.Pdf, code: LanguageCode) -> None:
    assert book.Root.Lang == code
    assert book.Root.MarkInfo.Marked
    assert book.Root.ViewerPreferences.DisplayDocTitle
    with book.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]


def test_every_page_of_the_programme_is_a_chapter(site: Path, code: LanguageCode) -> None:
    assert set(chapters_in_order(NAVIGATION, code)) == {address(page, code) for page in PAGES if page not in LEFT_OUT}
    assert len(chapters(site, code)) > 1
    assert chapters_in_order(navigation(site, code), code) == chapters(site, code)


def test_every_chapter_has_a_bookmark(site: Path, book: pikepdf.Pdf, code: LanguageCode) -> None:
    titles = []
    for path in chapters(site, code):
        heading = soup(site, path).h1
        assert heading is not None
        titles.append(re.sub(r"[ \n]+", " ", heading.get_text().replace("¶", "")).strip())  # no-break spaces stay
    with book.open_outline() as outline:
        assert [entry.title for entry in outline.root][1:] == titles


def test_headings_go_down_one_step_at_a_time(structure: list[pikepdf.Dictionary]) -> None:
    levels = [int(str(element.S)[2]) for element in structure if re.fullmatch(r"/H[1-6]", str(element.S))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_lists_and_links_are_tagged(structure: list[pikepdf.Dictionary]) -> None:
    kinds = Counter(str(element.S) for element in structure)
    assert kinds["/Table"] == kinds["/THead"] == kinds["/TBody"]
    assert min(kinds[kind] for kind in ("/L", "/LI", "/Link", "/TH", "/TD", "/P", "/Caption")) > 0
    figures = [element for element in structure if element.S == "/Figure"]
    assert [figure for figure in figures if "/Alt" not in figure] == []


def test_a_cell_of_a_table_knows_its_headings(structure: list[pikepdf.Dictionary]) -> None:
    ids = {str(element.ID) for element in structure if element.S == "/TH"}
    cells = [element for element in structure if element.S == "/TD"]
    headless = [cell for cell in cells if not {str(id) for id in cell.A.Headers} or not _known(cell, ids)]
    assert cells
    assert headless == []


def _known(cell: pikepdf.Dictionary, ids: set[str]) -> bool:
    return {str(id) for id in cell.A.Headers} <= ids


def test_every_link_is_in_the_structure_and_says_where_it_leads(book: pikepdf.Pdf) -> None:
    links = [link for page in book.pages for link in page.get("/Annots", [])]
    assert len(links) > 20
    assert [link for link in links if "/StructParent" not in link or "/Contents" not in link] == []
    assert {str(page.get("/Tabs")) for page in book.pages} == {"/S"}


def test_every_letter_is_embedded_and_can_be_read_aloud(book: pikepdf.Pdf) -> None:
    fonts = [it for it in book.objects if isinstance(it, pikepdf.Dictionary) and it.get("/Type") == "/Font"]
    descriptors = [it for it in book.objects if isinstance(it, pikepdf.Dictionary) and "/FontName" in it]
    assert descriptors
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(it.keys()) for it in descriptors)
    assert all("/ToUnicode" in font for font in fonts if font.get("/Subtype") == "/Type0")


def test_words_of_another_language_say_of_which(
    site: Path, structure: list[pikepdf.Dictionary], code: LanguageCode
) -> None:
    told = Counter(str(element.Lang) for element in structure if "/Lang" in element)
    printed = Counter[str]()
    for path in chapters(site, code):
        words = soup(site, path).select("article [lang]")
        printed.update(str(it["lang"]) for it in words if it.find_parent("details") is None)  # closed ones do not print
    assert set(printed) == {*LANGUAGES} - {code}
    assert told.keys() == printed.keys()
    assert all(told[language] >= printed[language] for language in printed), "an element is told again on a new line"


def test_the_same_pages_give_the_same_bytes(site: Path, programme: Programme) -> None:
    """Pages with all that a book holds: tables, lists, a drawing, links to each other and out."""
    pages = "meetings/2msp.md, convention/index.md, convention/cycle.md"
    some = f"\nnav:\n  - Some: [{pages}]\n\n"
    try:
        first = pdf(site, programme, "en", some)
    except Unavailable as unavailable:
        not_run(str(unavailable))
    assert len(first) > 100_000
    assert pdf(site, programme, "en", some) == first


def chapter(pages: dict[str, str], language: Language) -> str:
    return Book(language, "Title", pages, "https://s.example/").html()


def test_a_link_between_chapters_stays_in_the_book(languages: dict[str, Language]) -> None:
    pages = {
        "a/": '<article><h1 id="a">A<a class="headerlink" href="#a">¶</a></h1>'
        '<p><a href="../b/#x">b</a><a href="#a">self</a><a href="../c/">c</a><a href="https://e.example/">e</a></p></article>',
        "b/": '<article><h1 id="b">B</h1><nav><a href="../a/">x</a></nav><p id="x">x</p></article>',
    }
    html = chapter(pages, languages["fr"])
    links = ["#page-a", "#page-b", "#page-b--x", "#page-a--a", "https://s.example/c/", "https://e.example/"]
    assert re.findall(r'href="([^"]*)"', html) == links
    assert re.findall(r'id="([^"]*)"', html) == ["page-a", "page-a--a", "page-b", "page-b--b", "page-b--x"]
    assert '<html lang="fr"' in html


def test_the_order_is_that_of_the_navigation() -> None:
    navigation = (
        "x: y.md\nnav:\n  - Home: index.md\n  - Find:\n      - search.md\n      - meetings/index.md\n\nplugins: z.md\n"
    )
    assert chapters_in_order(navigation, "en") == ["", "meetings/"]
    assert chapters_in_order(navigation, "fr") == ["fr/", "fr/meetings/"]


def test_nothing_is_fetched() -> None:
    with pytest.raises(ValueError, match="a book loads nothing"):
        engine._refuse("https://e.example/x.css")


def test_without_a_built_site_one_line_tells_the_way_out(warm_project: Path, run: Run) -> None:
    done = run(warm_project, "macros.pdf")
    assert done.returncode == 1
    assert done.stderr == "site/ is not built yet; run: make pdf\n"


def test_without_the_engine_one_line_tells_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine.sys.modules, "weasyprint", None)
    with pytest.raises(Unavailable, match=r"^make pdf needs WeasyPrint and the library Pango; .*libpango"):
        engine._set("<p>x</p>", [])
