"""Failure conditions of the Matterhorn Protocol 1.1 that a program can find in a PDF (PDF/UA-1, ISO 14289-1).

Each function is one condition, or two that are one; it returns what fails, a line each. Not asked are conditions on
what our books never hold: sounds, formulas, notes, forms, optional content, attachments, encryption, XFA.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pikepdf

from .pdf_read import Element, Read, shown

Fails = Callable[[Read], Iterator[str]]
CONDITIONS: dict[str, Fails] = {}
"""Each condition by its number."""

GROUPS = (
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
)
BLOCKS = ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody")
TABLES = ("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot")
INLINE = ("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form")
EAST_ASIAN = ("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP")
STANDARD = {*GROUPS, *BLOCKS, *TABLES, *INLINE, *EAST_ASIAN}
"""The structure types of ISO 32000-1, section 14.8.4."""

INSIDE = {
    "TR": ("Table", "THead", "TBody", "TFoot"),
    "TH": ("TR",),
    "TD": ("TR",),
    "THead": ("Table",),
    "TBody": ("Table",),
    "TFoot": ("Table",),
    "LI": ("L",),
    "Lbl": ("LI",),
    "LBody": ("LI",),
}
HOLDING = {
    "Table": ("TR", "THead", "TBody", "TFoot", "Caption"),
    "THead": ("TR",),
    "TBody": ("TR",),
    "TFoot": ("TR",),
    "TR": ("TH", "TD"),
    "L": ("L", "LI", "Caption"),
    "LI": ("Lbl", "LBody"),
}
"""What parts of tables and lists may stand in and hold (ISO 32000-1, tables 336 and 337)."""


def condition(number: str) -> Callable[[Fails], Fails]:
    """Notes the condition of a number."""

    def noted(fails: Fails) -> Fails:
        CONDITIONS[number] = fails
        return fails

    return noted


@condition("01-003")
def artifacts_inside_content(read: Read) -> Iterator[str]:
    yield from (f"page {it.page + 1}" for it in shown(read) if "/Artifact" in it.marks[1:] and it.numbers)


@condition("01-004")
def content_inside_artifacts(read: Read) -> Iterator[str]:
    yield from (f"page {it.page + 1}" for it in shown(read) if "/Artifact" in it.marks[:1] and it.numbers)


@condition("01-005")
def neither_artifact_nor_tagged(read: Read) -> Iterator[str]:
    """Content is tagged whose number leads, by the parent tree, to an element that lists it."""
    for it in shown(read):
        page = read.pdf.pages[it.page]
        owners = read.of_parent_tree.get(int(page.get("/StructParents", -1)), [])
        owned = [
            number for number in it.numbers if number < len(owners) and number in Element(owners[number], None).kids
        ]  # type: ignore
        if "/Artifact" not in it.marks and not owned:
            yield f"page {it.page + 1}: {it.operator}"


@condition("01-007")
def suspects(read: Read) -> Iterator[str]:
    yield from ["Suspects"] if read.root.get("/MarkInfo", {}).get("/Suspects") else []


@condition("02-001")
def types_that_are_not_standard(read: Read) -> Iterator[str]:
    """A type of one's own leads, by the role map, to a standard one."""
    roles = read.tree.get("/RoleMap", pikepdf.Dictionary())
    for name in {it.type for it in read.elements}:
        seen = [name]
        while seen[-1] not in STANDARD and f"/{seen[-1]}" in roles and seen.count(seen[-1]) == 1:
            seen.append(str(roles[f"/{seen[-1]}"])[1:])
        if seen[-1] not in STANDARD:
            yield name


@condition("02-004")
def standard_types_remapped(read: Read) -> Iterator[str]:
    yield from (name for name in read.tree.get("/RoleMap", {}) if name[1:] in STANDARD)


@condition("06-001")
def no_metadata(read: Read) -> Iterator[str]:
    yield from [] if "/Metadata" in read.root else ["Catalog"]


@condition("06-002")
def no_identifier(read: Read) -> Iterator[str]:
    with read.pdf.open_metadata() as metadata:
        yield from [] if metadata.get("pdfuaid:part") == "1" else ["pdfuaid:part"]


@condition("06-003")
def no_title(read: Read) -> Iterator[str]:
    with read.pdf.open_metadata() as metadata:
        yield from [] if metadata.get("dc:title") else ["dc:title"]


@condition("07-001")
def title_not_displayed(read: Read) -> Iterator[str]:
    """Nor may DisplayDocTitle be false (07-002)."""
    yield from [] if read.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True else ["DisplayDocTitle"]


@condition("09-004")
def parts_of_tables_astray(read: Read) -> Iterator[str]:
    yield from _astray(read.of_type("Table|TR|TH|TD|THead|TBody|TFoot"))


@condition("09-005")
def parts_of_lists_astray(read: Read) -> Iterator[str]:
    yield from _astray(read.of_type("L|LI|Lbl|LBody"))


def _astray(elements: list[Element]) -> Iterator[str]:
    for it in elements:
        if it.inside not in INSIDE.get(it.type, (it.inside,)):
            yield f"{it.type} in {it.inside}"
        types = (
            str(kid.S)[1:] if isinstance(kid, pikepdf.Dictionary) and "/S" in kid else "content" for kid in it.kids
        )
        yield from (f"{it.type} holds {kid}" for kid in types if kid not in HOLDING.get(it.type, (kid,)))


@condition("11-001")
def no_language(read: Read) -> Iterator[str]:
    """That of the document is also that of alternative texts, bookmarks and metadata (11-002 to 11-006)."""
    yield from [] if str(read.root.get("/Lang", "")) else ["Catalog"]


@condition("13-004")
def figures_without_words(read: Read) -> Iterator[str]:
    yield from (it.type for it in read.of_type("Figure") if not {"/Alt", "/ActualText"} & set(it.node.keys()))


@condition("14-002")
def first_heading_not_h1(read: Read) -> Iterator[str]:
    yield from (it.type for it in read.of_type("H[1-6]")[:1] if it.type != "H1")


@condition("14-003")
def levels_of_headings_skipped(read: Read) -> Iterator[str]:
    levels = [int(it.type[1]) for it in read.of_type("H[1-6]")]
    yield from (f"H{before} then H{after}" for before, after in pairwise(levels) if after > before + 1)


@condition("14-007")
def both_kinds_of_headings(read: Read) -> Iterator[str]:
    yield from ["H"] if read.of_type("H") and read.of_type("H[1-6]") else []


@condition("15-003")
def cells_without_headings(read: Read) -> Iterator[str]:
    """A heading has a scope, or its cells name it, and what they name is a heading that the tree knows."""
    names = list(read.tree.get("/IDTree", {}).get("/Names", []))
    known = {bytes(name): node for name, node in zip(names[::2], names[1::2], strict=True)}
    for table in read.of_type("Table"):
        cells = list(read.below(table))
        named = [bytes(id) for it in cells if it.type == "TD" for id in it.node.get("/A", {}).get("/Headers", [])]
        unscoped = [it for it in cells if it.type == "TH" and "/Scope" not in it.node.get("/A", {})]
        yield from ("TH without scope" for it in unscoped if bytes(it.node.get("/ID", b"")) not in named)
        yield from (f"{name!r} is no heading" for name in named if name not in known or known[name].S != "/TH")


@condition("28-004")
def annotations_without_words(read: Read) -> Iterator[str]:
    """For links that is 28-012."""
    yield from ("Link" for link in read.links if not str(link.get("/Contents", "")))


@condition("28-008")
def pages_without_tab_order(read: Read) -> Iterator[str]:
    """Nor may it be another than that of the structure (28-009)."""
    pages = enumerate(read.pdf.pages, 1)
    yield from (f"page {at}" for at, page in pages if "/Annots" in page and page.get("/Tabs") != "/S")


@condition("28-011")
def links_outside_link(read: Read) -> Iterator[str]:
    """By the tree, and by the parent tree back."""
    held = {kid.Obj.objgen for it in read.of_type("Link") for kid in it.kids if _is_reference(kid)}  # type: ignore
    for link in read.links:
        owner = read.of_parent_tree.get(int(link.get("/StructParent", -1)))
        if link.objgen not in held or not isinstance(owner, pikepdf.Dictionary) or owner.S != "/Link":
            yield f"link to {link.get('/Dest', link.get('/A'))}"


def _is_reference(kid: object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


@condition("31-009")
def fonts_not_embedded(read: Read) -> Iterator[str]:
    for it in read.dictionaries:
        if "/FontName" in it and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(it.keys()):
            yield str(it.FontName)


@condition("31-027")
def letters_without_unicode(read: Read) -> Iterator[str]:
    """Nor may a letter be mapped to nothing, to U+FEFF or to U+FFFE (10-001, 31-028, 31-029)."""
    for it in read.dictionaries:
        if it.get("/Type") == "/Font" and it.get("/Subtype") in ("/Type0", "/Type3"):
            mapped = it.ToUnicode.read_bytes() if "/ToUnicode" in it else b""
            letters = re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", mapped)
            if not letters or {letter.upper() for letter in letters} & {b"0000", b"FEFF", b"FFFE"}:
                yield str(it.get("/BaseFont"))


def empty(read: Read) -> Iterator[str]:
    """Elements that hold nothing, which are no condition of the protocol but noise to whoever listens; cells may."""
    yield from (f"{it.type} in {it.inside}" for it in read.elements if not it.kids and it.type not in ("TD", "TH"))
