"""Structure: a translated page has the segments of the English one, each with the same macro calls, links and marks.

What differs is told with both places; what follows from the English alone is put right. A page may waive a kind of
difference, with a reason, by the plural of what the message begins with: links, macros, list-items, figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path

from macros.problems import Problem
from macros.templates import Call, parts

from .findings import Finding, Repair
from .segments import Opaque, Segment, segments
from .tree import Tree, made_from

_ID = re.compile(r"\{ #[\w-]+ \}$")
_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,\u00a0]*(?!\w)")
_COMMENT = re.compile(r"(?:#|//)[^\n]*")

Page = tuple[str, str]
"""File and text."""


def _kind(segment: Segment) -> str:
    return {"macro": "paragraph", "title": "heading"}.get(segment.kind, segment.kind)


def _shape(segment: Segment) -> tuple[str, str]:
    """Returns what a segment has besides its parts: level, list sign, type of admonition; the id of a heading."""
    id = _ID.search(segment.text) if _kind(segment) == "heading" else None
    return segment.marker, id[0] if id else "no id"


@lru_cache(maxsize=16384)
def _parts(segment: Segment) -> tuple[Opaque, ...]:
    """Returns the parts that are the same in every language, and figures; functions in `code` may have local names."""
    left_out = {"html", "id" if _kind(segment) == "heading" else "", "code" if segment.kind != "code" else ""}
    figures = (Opaque("figure", figure) for figure in _FIGURE.findall(segment.normal))
    return (*(part for part in segment.opaque if part.kind not in left_out), *figures)


@cache
def _essence(part: Opaque) -> tuple[str, str]:
    """Returns a part without what may differ: spaces and quotes of a call, titles of links, comments, separators."""
    match part.kind:
        case "macro":
            calls = (it for it in parts(part.text, lambda _line, _message: None) if isinstance(it, Call))
            return part.kind, next(map(str, calls), part.text)
        case "figure":
            return part.kind, re.sub(r"\D", "", part.text)
        case "link":
            return part.kind, part.text.split(' "')[0].rstrip(")")
        case "code":
            return part.kind, _COMMENT.sub("", part.text)
    return part.kind, part.text


def _keys(page: Sequence[Segment]) -> list[tuple[object, ...]]:
    """Returns what each segment has in common with the same one in another language; a cell, the cells of its row."""
    cells = Counter(it.first_line for it in page if it.kind == "table-cell")
    return [(_kind(it), _shape(it), cells[it.first_line], tuple(sorted(map(_essence, _parts(it))))) for it in page]


def differences(english: Page, other: Page) -> Iterator[Finding]:
    """Yields what differs between a page in English and in another language."""
    ours, theirs = ([it for it in segments(text) if it.kind != "front-matter-value"] for _, text in (english, other))
    aligned = SequenceMatcher(None, _keys(ours), _keys(theirs), autojunk=False)
    line = 1
    for tag, first, end, from_, to in aligned.get_opcodes():
        for our, their in zip_longest(ours[first:end], theirs[from_:to]):
            line = their.last_line if their else line
            place = f"{english[0]}:{our.first_line}" if our else english[0]
            for kind, at, told, repair in _told(our, their, line, place) if tag != "equal" else ():
                message = f"{kind.replace('-', ' ')} {told}"
                yield Finding(Problem(other[0], at, message), f"{kind}s", repair=repair)


Told = tuple[str, int, str, Repair | None]
"""A difference: the kind of what differs, its line, what is wrong with it, and what mends it."""


def _told(our: Segment | None, their: Segment | None, line: int, place: str) -> Iterator[Told]:
    """Yields what differs between a segment in English and another, both of one kind; else tells each alone."""
    if our and their and _kind(our) == _kind(their):
        yield from _other_shape(our, their, place)
        yield from _other_parts(our, their, place)
        return
    if their:
        yield _kind(their), their.first_line, "not in English; take it out, or write it in English too", None
    if our:
        yield _kind(our), line, f"missing after this line; bring it over from {place}", None


def _other_shape(our: Segment, their: Segment, place: str) -> Iterator[Told]:
    for allowed, found in zip(_shape(our), _shape(their), strict=True):
        if allowed != found:
            is_mendable = _kind(our) in ("heading", "admonition-title") and "no id" not in (found, allowed)
            repair = Repair(their.first_line, their.last_line, found, allowed) if is_mendable else None
            told = f"differs from {place} (found {found}, allowed {allowed})"
            yield _kind(their), their.first_line, told, repair


def _other_parts(our: Segment, their: Segment, place: str) -> Iterator[Told]:
    """Yields the parts that differ; one changed by mistake is told with the one it should be."""
    missing, extra = _left_over(_parts(our), _parts(their)), _left_over(_parts(their), _parts(our))
    for part in extra:
        told, repair = f"not in {place}: {_shown(part)}", None
        wanted = _nearest(part, missing)
        if wanted:
            missing.remove(wanted)
            told = f"differs from {place} (found {_shown(part)}, allowed {_shown(wanted)})"
            if part.kind != "figure":  # which of two figures is right, a person decides
                repair = Repair(their.first_line, their.last_line, part.text, wanted.text)
        yield part.kind, their.first_line, told, repair
    yield from ((it.kind, their.first_line, f"missing: {_shown(it)} ({place})", None) for it in missing)


def _shown(part: Opaque) -> str:
    return " ".join(part.text.split())[:120]


def _nearest(part: Opaque, missing: Sequence[Opaque]) -> Opaque | None:
    """Returns the part that a changed one most probably was: of its kind, and a macro call of the same macro."""
    macro = part.text.split("(")[0] if part.kind == "macro" else ""
    same = [it for it in missing if it.kind == part.kind and it.text.startswith(macro)]
    return max(same, key=lambda it: SequenceMatcher(None, it.text, part.text).ratio(), default=None)


def _left_over(these: Sequence[Opaque], those: Sequence[Opaque]) -> list[Opaque]:
    """Returns the parts in excess of those of another segment."""
    spare, left = Counter(map(_essence, those)), list[Opaque]()
    for part in these:
        spare[_essence(part)] -= 1
        left += [part] if spare[_essence(part)] < 0 else []
    return left


def page_findings(folder: Path, english: Page, other: Page) -> list[Finding]:
    """Returns what differs between a page and the English it was made from; nothing, if it is already as today's."""
    found = list(differences(made_from(folder, english, other[1]), other))
    return found if found and any(differences(english, other)) else []


def _pages(tree: Tree) -> Iterator[tuple[Page, Page]]:
    """Yields each page in English and in another language."""
    for it in tree.passages:
        path = it.file.replace(f"/{it.language}/", "/en/", 1)
        if it.is_page and (english := tree.docs["en"].get(path.removeprefix("docs/en/"))):
            yield (path, english), (it.file, it.text)


def parity_findings(tree: Tree) -> Iterator[Finding]:
    """Yields what differs in any page from the English it was made from."""
    for english, other in _pages(tree):
        yield from page_findings(tree.folder, english, other)


def bring_into_line(tree: Tree) -> Iterator[str]:
    """Writes what English alone decides into each page: ids, levels, targets, calls; yields a line for each."""
    for english, (file, text) in _pages(tree):
        before = text
        while repair := _first_repair(page_findings(tree.folder, english, (file, text)), text):
            text = repair.applied(text)
            yield f"{file}:{repair.first_line}: {repair.old} → {repair.new}"
        if text != before:
            (tree.folder / file).write_text(text, encoding="utf-8")


def _first_repair(found: list[Finding], text: str) -> Repair | None:
    return next((it.repair for it in found if it.repair and it.repair.applied(text) != text), None)
