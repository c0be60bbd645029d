"""The structure of a PDF, read back: its elements, and all that is put on its pages (ISO 32000-1, section 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf

Node = pikepdf.Dictionary

SHOWS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}
"""Operators that put something on the page."""


@dataclass(frozen=True)
class Element:
    """A structure element and that in which it stands."""

    node: Node
    parent: Element | None

    @property
    def type(self) -> str:
        """Its structure type."""
        return str(self.node.S)[1:]

    @property
    def inside(self) -> str:
        """The type of that in which it stands."""
        return self.parent.type if self.parent else ""

    @property
    def kids(self) -> list[object]:
        """What stands in it: elements, content by number, objects."""
        kids = self.node.get("/K", [])
        return list(kids) if isinstance(kids, pikepdf.Array) else [kids]  # type: ignore[call-overload]


class Read:
    """A PDF, its structure walked once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf, self.root = pdf, pdf.Root
        self.tree = self.root.get("/StructTreeRoot", pikepdf.Dictionary())
        self.elements = list(
            _elements(Element(pikepdf.Dictionary(S=pikepdf.Name("/Root"), K=self.tree.get("/K", [])), None))
        )
        self.links = [it for page in pdf.pages for it in page.get("/Annots", []) if it.Subtype == "/Link"]
        self.of_parent_tree = dict(_numbers(self.tree.get("/ParentTree", pikepdf.Dictionary())))

    @cached_property
    def dictionaries(self) -> list[Node]:
        """Every dictionary of the file."""
        return [it for it in self.pdf.objects if isinstance(it, pikepdf.Dictionary)]

    def below(self, element: Element) -> Iterator[Element]:
        """The elements inside one, at any depth."""
        return _elements(element)

    def of_type(self, pattern: str) -> list[Element]:
        """The elements of some types."""
        return [it for it in self.elements if re.fullmatch(pattern, it.type)]


def _elements(inside: Element) -> Iterator[Element]:
    for kid in inside.kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found = Element(kid, inside)
            yield found
            yield from _elements(found)


def _numbers(tree: Node) -> Iterator[tuple[int, object]]:
    """Yields what a number tree holds (ISO 32000-1, section 7.9.7)."""
    flat = list(tree.get("/Nums", []))
    yield from ((int(number), value) for number, value in zip(flat[::2], flat[1::2], strict=True))
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)


@dataclass(frozen=True)
class Shown:
    """Something on a page: the marks around it, from the outermost, and the numbers of content among them."""

    page: int
    operator: str
    marks: tuple[str, ...]
    numbers: tuple[int, ...]


def shown(read: Read) -> Iterator[Shown]:
    """Yields all that is put on the pages."""
    for at, page in enumerate(read.pdf.pages):
        marks: list[tuple[str, int | None]] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BMC", "BDC"):
                properties = instruction.operands[1] if operator == "BDC" else {}
                number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
                marks.append((str(instruction.operands[0]), None if number is None else int(number)))
            elif operator == "EMC":
                marks.pop()
            elif operator in SHOWS:
                yield Shown(at, operator, tuple(mark for mark, _ in marks), tuple(n for _, n in marks if n is not None))
        assert not marks, f"page {at + 1}: marked content is not closed"
