"""The blocks of a page, and the parts in them that are the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

from macros.templates import Call, parts

from .segments import Segment, segments

BLOCKS = {
    "heading": ("headings", "heading"),
    "list-item": ("lists", "list item"),
    "row": ("tables", "table row"),
    "admonition": ("admonitions", "admonition"),
    "code": ("code", "code block"),
    "footnote": ("footnotes", "footnote"),
}
"""The rule a block falls under and what it is called; any other falls under `blocks` and goes by its kind."""

PARTS = {
    "macro": ("macros", "macro call"),
    "link": ("links", "link"),
    "reference": ("links", "link"),
    "footnote": ("footnotes", "footnote mark"),
    "id": ("ids", "id or class"),
    "code": ("code", "code"),
    "figure": ("figures", "figure"),
}
_ADMONITION = re.compile(r"[ \t]*((?:!!!|\?\?\?\+?|===)(?: \w+)?)")
_ID = re.compile(r"\{ #[\w-]+ \}$")
_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,\u00a0]*(?!\w)")
_COMMENT = re.compile(r"(?:#|//)[^\n]*")
NO_ID = "no id"

Part = tuple[str, str]
"""A part that is the same in every language: its kind and how it is written."""


@dataclass(frozen=True)
class Block:
    """A block of a page: its kind, what else makes its shape, its lines, its parts."""

    file: str
    kind: str
    shape: tuple[str, ...]
    first_line: int
    last_line: int
    parts: tuple[Part, ...]

    @cached_property
    def key(self) -> tuple[object, ...]:
        """What a block has in common with the same one in another language."""
        return self.kind, self.shape, tuple(sorted(map(essence, self.parts)))

    @property
    def rule(self) -> tuple[str, str]:
        """The rule it falls under, and what it is called."""
        return BLOCKS.get(self.kind, ("blocks", self.kind))


@lru_cache(maxsize=1024)
def blocks(file: str, text: str) -> tuple[Block, ...]:
    """Returns the blocks of a page in their order; the cells of a row are one block."""
    found = []
    for number, written in enumerate(text.split("\n"), start=1):
        if opening := _ADMONITION.match(written):
            found.append(Block(file, "admonition", (opening[1],), number, number, ()))
    pieces = [it for it in segments(text) if it.kind not in ("admonition-title", "tab-title", "front-matter-value")]
    for (kind, line), group in groupby(pieces, lambda it: (it.kind, it.first_line)):
        same = tuple(group)
        for cells in [same] if kind == "table-cell" else [(it,) for it in same]:
            last = max(it.last_line for it in cells)
            found.append(Block(file, *_shape(cells), line, last, tuple(part for it in cells for part in _parts(it))))
    return tuple(sorted(found, key=lambda block: block.first_line))


def _shape(cells: tuple[Segment, ...]) -> tuple[str, tuple[str, ...]]:
    match cells[0].kind:
        case "table-cell":
            return "row", (f"{len(cells)} cells",)
        case "title" | "heading":
            id = _ID.search(cells[0].text)
            return "heading", (cells[0].marker, id[0] if id else NO_ID)
        case "paragraph" | "macro":
            return "paragraph", ()
        case kind:
            return kind, (cells[0].marker,)


def _parts(segment: Segment) -> Iterator[Part]:
    is_heading, is_code = segment.kind in ("title", "heading"), segment.kind == "code"
    for part in segment.opaque:
        skipped = is_heading if part.kind == "id" else part.kind == "code" and not is_code  # functions have local names
        if part.kind in PARTS and not skipped:
            yield part.kind, part.text
    yield from (("figure", figure) for figure in _FIGURE.findall(segment.normal))


def essence(part: Part) -> Part:
    """Returns a part without what may differ: spaces and quotes of a call, titles of links, comments, separators."""
    kind, text = part
    match kind:
        case "macro":
            calls = (it for it in parts(text, lambda _line, _message: None) if isinstance(it, Call))
            return kind, next(map(str, calls), text)
        case "figure":
            return kind, re.sub(r"\D", "", text)
        case "link":
            return kind, text.split(' "')[0].rstrip(")")
        case "code":
            return kind, _COMMENT.sub("", text)
    return part
