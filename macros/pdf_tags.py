"""The structure of a PDF, put right where WeasyPrint leaves it otherwise than PDF/UA-1 (ISO 14289-1) asks.

A link is told once, by its outermost element, with every rectangle it has; a list holds items, and an item its mark
and its words; what holds nothing is no element; headings of tables have their scope, and a tree finds them by id;
words of another language say of which.
The structure is made of objects that name each other by number, as pydyf holds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MAY_BE_EMPTY = ("/TD", "/TH")
IN_AN_ITEM = ("/Lbl", "/LBody")

Element = Any
"""A dictionary of pydyf: `S` is its type, `K` what stands in it, `P` that in which it stands."""


@contextmanager
def with_languages(tags: Any) -> Iterator[None]:
    """Makes WeasyPrint's module of tags name the language of an element where its HTML does (section 14.9.2)."""
    own = tags._build_box_tree

    def build(box: Any, *around: Any) -> Iterator[Element]:
        is_whole = box.element is None or box.element_tag in ("html", "body")  # the document says it, once
        language = None if is_whole else box.element.get("lang")
        for element in own(box, *around):
            if language:
                element["Lang"] = tags.pydyf.String(language)
            yield element

    tags._build_box_tree = build
    try:
        yield
    finally:
        tags._build_box_tree = own


def mend(_document: object, pdf: Any) -> None:
    """Puts the structure of a PDF right before it is written; WeasyPrint calls it so."""
    Tags(pdf).mend()


class Tags:
    """The elements of a PDF, from the root of its structure."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._root = self._at(pdf.catalog["StructTreeRoot"])
        self._owners = self._at(self._root["ParentTree"])["Nums"]
        self._places = {number: 2 * at + 1 for at, number in enumerate(self._owners[::2])}

    def mend(self) -> None:
        """Puts the structure right."""
        for element in self._inside(self._root):
            self._tell_links_once(element, None)
            self._drop_empty(element)
        for item in self._all(self._root):
            if item["S"] == "/LI":
                self._put_item_in_order(item)
        self._find_headings()

    def _at(self, reference: Any) -> Any:
        """Returns the object that a reference such as `12 0 R` names."""
        return self._pdf.objects[int(bytes(reference).split()[0])]

    def _kids(self, element: Element) -> list[tuple[Any, Any]]:
        """Returns what stands in an element, each as it is written and, where that names an object, the object."""
        return [(kid, None if isinstance(kid, int) else self._at(kid)) for kid in element.get("K", [])]

    def _inside(self, element: Element) -> list[Element]:
        return [found for _, found in self._kids(element) if found is not None and "S" in found]

    def _all(self, element: Element) -> Iterator[Element]:
        for inner in self._inside(element):
            yield inner
            yield from self._all(inner)

    # Links: one element, to which all annotations belong (14.8.4.4.2 of ISO 32000-1)

    def _tell_links_once(self, element: Element, link: Element | None) -> None:
        if element["S"] == "/Link" and link is not None:
            element["S"] = "/Span"
        outermost = element if element["S"] == "/Link" else link
        for kid, found in self._kids(element):
            if found is not None and "S" in found:
                self._tell_links_once(found, outermost)
            elif found is not None and outermost is not None and outermost is not element:
                element["K"].remove(kid)
                outermost["K"].append(kid)
                self._give(found, outermost)

    def _give(self, object_reference: Any, element: Element) -> None:
        """Makes an annotation belong to an element."""
        number = self._at(object_reference["Obj"])["StructParent"]
        self._owners[self._places[number]] = element.reference

    # What holds nothing

    def _drop_empty(self, element: Element) -> None:
        for inner in self._inside(element):
            self._drop_empty(inner)
            if not inner["K"] and inner["S"] not in MAY_BE_EMPTY:
                element["K"].remove(inner.reference)
                inner.free = "f"

    # Lists (table 336)

    def _put_item_in_order(self, item: Element) -> None:
        """Puts into its body what stands beside it; what is laid out as an item, but in no list, is none."""
        parts = {inner["S"]: inner for inner in self._inside(item) if inner["S"] in IN_AN_ITEM}
        if self._at(item["P"])["S"] != "/L":
            for part in (item, *parts.values()):
                part["S"] = "/NonStruct"
        elif "/LBody" in parts:
            for inner in self._inside(item):
                if inner["S"] not in IN_AN_ITEM:
                    self._move(inner, item, parts["/LBody"])

    def _move(self, inner: Element, origin: Element, target: Element) -> None:
        origin["K"].remove(inner.reference)
        target["K"].append(inner.reference)
        inner["P"] = target.reference

    # Tables

    def _find_headings(self) -> None:
        """Gives headings their scope, and the tree their names (section 14.7.2)."""
        named = []
        for part in self._all(self._root):
            if part["S"] in ("/THead", "/TBody", "/Table"):
                scope = "/Column" if part["S"] == "/THead" else "/Row"
                for heading in (cell for row in self._inside(part) for cell in self._inside(row) if cell["S"] == "/TH"):
                    heading["A"]["Scope"] = scope
                    named.append((heading["ID"], heading.reference))
        array, dictionary = type(self._root["K"]), type(self._root)
        names = sorted(named, key=lambda pair: str(pair[0].string))
        tree = dictionary({"Names": array([part for pair in names for part in pair])})
        self._pdf.add_object(tree)
        self._root["IDTree"] = tree.reference
