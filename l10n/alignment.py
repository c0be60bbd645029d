"""Two texts of one page, segment beside segment: what stayed, what changed and how, what came and what went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from .segments import Segment, segments

Kind = Literal["same", "cosmetic", "mechanical", "moved", "changed", "added", "removed"]
"""What became of a segment. *Cosmetic*: wrapping, emphasis, marks: nothing to do. *Mechanical*: only links, ids,
macro arguments or code, which are the same in every language. *Changed*: its words."""

ALIKE = 0.5
"""From which likeness of words two segments are one that changed, where their place does not tell."""


@dataclass(frozen=True)
class Change:
    """What became of one segment between the English translated and the English of today."""

    kind: Kind
    old: Segment | None
    new: Segment | None

    @property
    def segment(self) -> Segment:
        """The segment as it is, or was last."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 - one side is always there
        return found

    @property
    def is_stale(self) -> bool:
        """Whether a translator has something to do; what came or went without words is carried over."""
        has_words = any(segment and segment.words for segment in (self.old, self.new))
        return self.kind in ("changed", "added", "removed") and has_words

    @property
    def is_carried(self) -> bool:
        """Whether the tool can bring it over by itself."""
        return self.kind not in ("same", "cosmetic") and not self.is_stale

    @property
    def words(self) -> int:
        """How many words a translator has to look at."""
        return self.new.words if self.is_stale and self.new else 0


@lru_cache(maxsize=1024)
def changes(old_text: str, new_text: str) -> tuple[Change, ...]:
    """Returns every segment of two texts of one page, in the order of the new one; what went stands where it was."""
    old, new = segments(old_text), segments(new_text)
    if old_text == new_text:
        return tuple(Change("same", before, after) for before, after in zip(old, new, strict=True))
    found = list(_matched(old, new))
    gone = {_token(it.segment): it for it in found if it.new is None}
    come = {_token(it.segment): it for it in found if it.old is None}
    moved = {come[token]: Change("moved", gone[token].old, come[token].new) for token in gone.keys() & come.keys()}
    left = {gone[_token(it.segment)] for it in moved}
    return tuple(moved.get(it, it) for it in found if it not in left)


def _token(segment: Segment) -> tuple[str, str, str]:
    """Returns what makes two segments the same one: sort, level, and words, or what stands in place of words."""
    return segment.kind, segment.marker, segment.text if segment.is_opaque else segment.normal


def _matched(old: Sequence[Segment], new: Sequence[Segment]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, [*map(_token, old)], [*map(_token, new)], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from (Change(_kind(a, b), a, b) for a, b in zip(old[i1:i2], new[j1:j2], strict=True))
        else:
            yield from _paired(old[i1:i2], new[j1:j2])


def _paired(old: Sequence[Segment], new: Sequence[Segment]) -> Iterator[Change]:
    """Yields the changes between two runs of which nothing is the same: pairs where they are likely, in their order."""
    if [(it.kind, it.marker) for it in old] == [(it.kind, it.marker) for it in new]:
        yield from (Change(_kind(a, b), a, b) for a, b in zip(old, new, strict=True))
        return
    start = 0
    for after in new:
        likeness = [(_likeness(before, after), -index) for index, before in enumerate(old[start:])]
        best, place = max(likeness, default=(0.0, 0))
        if best < ALIKE:
            yield Change("added", None, after)
            continue
        yield from (Change("removed", before, None) for before in old[start : start - place])
        before = old[start - place]
        yield Change(_kind(before, after), before, after)
        start += 1 - place
    yield from (Change("removed", before, None) for before in old[start:])


def _likeness(old: Segment, new: Segment) -> float:
    if old.kind != new.kind or old.is_opaque != new.is_opaque:
        return 0.0
    if old.kind in ("heading", "title") and old.key == new.key:
        return 1.0
    words = (old.text.split(), new.text.split()) if old.is_opaque else (old.normal.split(), new.normal.split())
    return SequenceMatcher(None, *words, autojunk=False).ratio()


def _kind(old: Segment, new: Segment) -> Kind:
    if old.normal != new.normal and (old.words or new.words):
        return "changed"
    if (old.opaque, old.marker) != (new.opaque, new.marker):
        return "mechanical"
    return "same" if old.text == new.text else "cosmetic"


def beside(english: Sequence[Segment], translation: Sequence[Segment]) -> dict[Segment, Segment]:
    """Returns the segment of a translation that renders each English one; pages that differ in structure lack some."""
    ours, theirs = ([(it.kind, it.marker, it.key) for it in page] for page in (english, translation))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return {
        english[block.a + step]: translation[block.b + step]
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
