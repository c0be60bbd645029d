"""PDF/UA-1 by the Matterhorn Protocol: no failure condition is met by our books, and each is by one that is broken."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from macros import pdf as engine
from macros.pdf import Unavailable
from macros.statements import LANGUAGES, LanguageCode

from .matterhorn import CONDITIONS, empty
from .not_run import not_run
from .pdf_read import Read

SMALL = """<html lang="en"><head><title>Small</title></head><body><main><h1>A</h1><h2>B</h2><p>Words.</p><p></p>
<p><em lang="fr">Mots</em></p>
<ul><li><a href="https://e.example/">A <em>long</em> link</a></li><li>Words<ul><li>inside</li></ul> and after</li></ul>
<dl><dt>Term</dt><dd>Meaning</dd></dl>
<table><caption>C</caption><thead><tr><th>X</th><th>Y</th></tr></thead>
<tbody><tr><th scope="row">x</th><td>y</td></tr></tbody></table>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Dot</title><circle cx="4" cy="4" r="4"/></svg>
</main></body></html>"""


@pytest.fixture(scope="module", params=LANGUAGES[::-1])  # another book than test_pdf begins with is set beside it
def read(book_of: Callable[[LanguageCode], bytes], request: pytest.FixtureRequest) -> Read:
    return Read(pikepdf.open(BytesIO(book_of(request.param))))


@pytest.fixture(scope="module")
def small_book() -> bytes:
    try:
        return engine._set(SMALL, [])
    except Unavailable as unavailable:
        not_run(str(unavailable))


@pytest.fixture
def small(small_book: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(small_book))


@pytest.mark.parametrize("number", CONDITIONS)
def test_a_book_meets_no_failure_condition(read: Read, number: str) -> None:
    assert list(CONDITIONS[number](read)) == []


def test_a_book_holds_what_the_conditions_are_about(read: Read) -> None:
    types = {it.type for it in read.elements}
    assert {"H1", "H2", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TR", "TH", "TD", "Link"} <= types
    is_first = read.pdf.Root.Lang == LANGUAGES[0]
    assert "H3" in types or not is_first
    assert len(read.links) > (500 if is_first else 20)
    assert len(read.of_parent_tree) == len(read.pdf.pages) + len(read.links)


def test_a_book_has_no_empty_element(read: Read) -> None:
    assert list(empty(read)) == []


def test_a_link_is_told_once_whatever_stands_in_it(read: Read) -> None:
    assert [inner.type for link in read.of_type("Link") for inner in read.below(link) if inner.type == "Link"] == []


def test_an_element_says_the_language_that_its_html_names_and_no_other_does(small_book: bytes) -> None:
    read = Read(pikepdf.open(BytesIO(small_book)))
    foreign = [it for it in read.elements if "/Lang" in it.node]
    assert [(it.inside, str(it.node.Lang)) for it in foreign] == [("P", "fr")]


# Each condition is met by a book that is broken so


def first(pdf: pikepdf.Pdf, kind: str) -> Dictionary:
    return Read(pdf).of_type(kind)[0].node


def drawn(pdf: pikepdf.Pdf, *, before: bytes = b"", after: bytes = b"", inside: bytes = b"") -> None:
    """Puts something before and after what is drawn on the first page, and inside its first piece of content."""
    page = pdf.pages[0]
    page.contents_coalesce()
    content = page.Contents.read_bytes()
    opening, mark, rest = content.partition(b"BDC")
    page.Contents = pdf.make_stream(before + opening + mark + inside + rest + after)


def without_metadata(pdf: pikepdf.Pdf, key: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata[key]


def put(dictionary: Dictionary, key: str, value: object) -> None:
    dictionary[key] = value  # type: ignore[index]


def take(dictionary: Dictionary, *keys: str) -> None:
    for key in keys:
        del dictionary[key]


def font(pdf: pikepdf.Pdf, key: str) -> Dictionary:
    return next(it for it in pdf.objects if isinstance(it, Dictionary) and key in it)


Break = Callable[[pikepdf.Pdf], None]
BROKEN: dict[str, tuple[str, Break]] = {
    "an artifact inside content": ("01-003", lambda it: drawn(it, inside=b" /Artifact BMC 0 0 9 9 re f EMC ")),
    "content inside an artifact": ("01-004", lambda it: drawn(it, before=b"/Artifact BMC ", after=b" EMC")),
    "a line that is not marked": ("01-005", lambda it: drawn(it, after=b" 0 0 m 9 9 l S")),
    "a piece of no element": ("01-005", lambda it: take(first(it, "H1").K[0], "/K")),
    "a page without its row": ("01-005", lambda it: take(it.pages[0].obj, "/StructParents")),
    "suspects": ("01-007", lambda it: put(it.Root.MarkInfo, "/Suspects", True)),
    "a type of one's own": ("02-001", lambda it: put(first(it, "P"), "/S", Name("/Words"))),
    "a map that goes round": ("02-001", lambda it: round_map(it)),
    "a standard type remapped": ("02-004", lambda it: put(it.Root.StructTreeRoot, "/RoleMap", Dictionary(P=Name.Div))),
    "no metadata": ("06-001", lambda it: take(it.Root, "/Metadata")),
    "no identifier": ("06-002", lambda it: without_metadata(it, "pdfuaid:part")),
    "no title": ("06-003", lambda it: without_metadata(it, "dc:title")),
    "the title not displayed": ("07-001", lambda it: put(it.Root.ViewerPreferences, "/DisplayDocTitle", False)),
    "nothing on the title": ("07-001", lambda it: take(it.Root, "/ViewerPreferences")),
    "a cell in no row": ("09-004", lambda it: put(first(it, "TR"), "/S", Name.Div)),
    "a paragraph in a row": ("09-004", lambda it: put(first(it, "TD"), "/S", Name.P)),
    "an item in no list": ("09-005", lambda it: put(first(it, "L"), "/S", Name.Div)),
    "words beside a body": ("09-005", lambda it: put(first(it, "LBody"), "/S", Name.Span)),
    "no language": ("11-001", lambda it: take(it.Root, "/Lang")),
    "a figure without words": ("13-004", lambda it: take(first(it, "Figure"), "/Alt")),
    "a book that begins lower": ("14-002", lambda it: put(first(it, "H1"), "/S", Name.H2)),
    "a level skipped": ("14-003", lambda it: put(first(it, "H2"), "/S", Name.H3)),
    "both kinds of headings": ("14-007", lambda it: put(first(it, "H2"), "/S", Name.H)),
    "a heading without scope": ("15-003", lambda it: take(first(it, "TH"), "/A", "/ID")),
    "a cell that names nothing known": (
        "15-003",
        lambda it: put(first(it, "TD").A, "/Headers", Array([String("x")])),
    ),
    "no tree of names": ("15-003", lambda it: take(it.Root.StructTreeRoot, "/IDTree")),
    "a link without words": ("28-004", lambda it: take(Read(it).links[0], "/Contents")),
    "no order of tabs": ("28-008", lambda it: take(it.pages[0].obj, "/Tabs")),
    "tabs in rows": ("28-008", lambda it: put(it.pages[0].obj, "/Tabs", Name.R)),
    "a link that is none": ("28-011", lambda it: put(first(it, "Link"), "/S", Name.Span)),
    "a link that belongs to nothing": ("28-011", lambda it: take(Read(it).links[0], "/StructParent")),
    "a font left out": ("31-009", lambda it: take(font(it, "/FontFile2"), "/FontFile2")),
    "letters without Unicode": ("31-027", lambda it: take(font(it, "/ToUnicode"), "/ToUnicode")),
    "letters that are none": (
        "31-027",
        lambda it: put(font(it, "/ToUnicode"), "/ToUnicode", it.make_stream(b"1 beginbfchar <01> <FEFF> endbfchar")),
    ),
}


def round_map(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Words=Name.Text, Text=Name.Words)
    first(pdf, "P").S = Name.Words


def test_every_condition_has_a_book_that_meets_it() -> None:
    assert {number for number, _ in BROKEN.values()} == CONDITIONS.keys()


def test_the_small_book_meets_none_before_it_is_broken(small: pikepdf.Pdf) -> None:
    read = Read(small)
    assert {number: found for number, fails in CONDITIONS.items() if (found := list(fails(read)))} == {}
    assert list(empty(read)) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_book_meets_the_condition(small: pikepdf.Pdf, name: str) -> None:
    number, broken = BROKEN[name]
    broken(small)
    assert list(CONDITIONS[number](Read(small))) != []


def test_an_empty_element_is_found(small: pikepdf.Pdf) -> None:
    first(small, "P").K = Array()
    assert list(empty(Read(small))) == ["P in Part"]
