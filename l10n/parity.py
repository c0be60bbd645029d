"""Structure: a translated page has the blocks of the English one, each with the same macro calls, links and marks.

What differs is told with both places; what follows from the English alone is put right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from macros.problems import Problem

from .blocks import NO_ID, PARTS, Block, Part, blocks, essence
from .findings import Finding, Repair
from .tree import Tree


def differences(english: tuple[str, str], other: tuple[str, str]) -> Iterator[Finding]:
    """Yields what differs between a page in English and in another language, each given as file and text."""
    ours, theirs = blocks(*english), blocks(*other)
    aligned = SequenceMatcher(None, [it.key for it in ours], [it.key for it in theirs], autojunk=False)
    line = 1
    for kind, first, end, from_, to in aligned.get_opcodes():
        for our, their in zip_longest(ours[first:end], theirs[from_:to]):
            line = their.last_line if their else line
            if kind != "equal":
                yield from _compared(our, their, (other[0], line))


def _compared(our: Block | None, their: Block | None, place: tuple[str, int]) -> Iterator[Finding]:
    """Yields what differs between a block in English and another, both of one kind; else each alone."""
    if our and their and our.kind == their.kind:
        yield from _other_shape(our, their)
        yield from _other_parts(our, their)
        return
    if their:
        rule, name = their.rule
        message = f"{name} not in English; take it out, or write it in English too"
        yield Finding(Problem(their.file, their.first_line, message), rule)
    if our:
        rule, name = our.rule
        yield Finding(Problem(*place, f"{name} missing after this line; bring it over from {_place(our)}"), rule)


def _other_shape(our: Block, their: Block) -> Iterator[Finding]:
    rule, name = our.rule
    for allowed, found in zip(our.shape, their.shape, strict=True):
        if allowed != found:
            message = f"{name} differs from {_place(our)} (found {found}, allowed {allowed})"
            is_mendable = rule in ("headings", "admonitions") and found != NO_ID and allowed != NO_ID
            repair = Repair(their.first_line, their.last_line, found, allowed) if is_mendable else None
            yield Finding(Problem(their.file, their.first_line, message), rule, repair=repair)


def _other_parts(our: Block, their: Block) -> Iterator[Finding]:
    """Yields the parts that differ; one changed by mistake is told with the one it should be."""
    missing, extra = _left_over(our.parts, their.parts), _left_over(their.parts, our.parts)
    for part in extra:
        (rule, name), repair = PARTS[part[0]], None
        wanted = _nearest(part, missing)
        message = f"{name} not in {_place(our)}: {_shown(part)}"
        if wanted:
            missing.remove(wanted)
            message = f"{name} differs from {_place(our)} (found {_shown(part)}, allowed {_shown(wanted)})"
            repair = Repair(their.first_line, their.last_line, part[1], wanted[1])
        yield Finding(Problem(their.file, their.first_line, message), rule, repair=repair)
    for part in missing:
        rule, name = PARTS[part[0]]
        yield Finding(Problem(their.file, their.first_line, f"{name} missing: {_shown(part)} ({_place(our)})"), rule)


def _place(block: Block) -> str:
    return f"{block.file}:{block.first_line}"


def _shown(part: Part) -> str:
    return " ".join(part[1].split())[:120]


def _nearest(part: Part, missing: list[Part]) -> Part | None:
    """Returns the part that a changed one most probably was: of its kind, and a macro call of the same macro."""
    kind, text = part
    same = [it for it in missing if it[0] == kind and (kind != "macro" or it[1].split("(")[0] == text.split("(")[0])]
    return max(same, key=lambda it: SequenceMatcher(None, it[1], text).ratio(), default=None)


def _left_over(these: tuple[Part, ...], those: tuple[Part, ...]) -> list[Part]:
    """Returns the parts in excess of those of another block."""
    spare, left = Counter(map(essence, those)), []
    for part in these:
        if spare[essence(part)]:
            spare[essence(part)] -= 1
        else:
            left.append(part)
    return left


def parity_findings(tree: Tree) -> Iterator[Finding]:
    """Yields what differs in any page from the English it was made from."""
    for it in tree.passages:
        if it.is_page and it.english:
            yield from differences((it.english_file, it.english), (it.file, it.text))


def bring_into_line(tree: Tree) -> Iterator[str]:
    """Writes what English alone decides into each page: ids, levels, targets, calls; yields a line for each."""
    for it in tree.passages:
        text = it.text
        while it.is_page and it.english and (repair := _first_repair((it.english_file, it.english), (it.file, text))):
            text = repair.applied(text)
            yield f"{it.file}:{repair.first_line}: {repair.old} → {repair.new}"
        if text != it.text:
            (tree.folder / it.file).write_text(text, encoding="utf-8")


def _first_repair(english: tuple[str, str], other: tuple[str, str]) -> Repair | None:
    repairs = (it.repair for it in differences(english, other))
    return next((it for it in repairs if it and it.applied(other[1]) != other[1]), None)
