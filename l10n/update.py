"""English of then, English of today and the page made from the first → the page brought as far as a tool can.

What is the same in every language is carried over: links, ids, macro arguments, code, and the place of a paragraph.
Where words are needed, a to-do stands above them. The same, without to-dos, makes the English that a translation
corresponds to when only some of its segments were done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from macros.translator_notes import TODO

from .alignment import Change, changes
from .differences import difference
from .draft import Draft
from .segments import OPAQUE, Segment, segments
from .status import Page

Rendering = Callable[[Change], Segment | None]


def updated(page: Page) -> str:
    """Returns the text of a stale page with its mechanical changes carried over and a to-do above each other one."""
    found = [it for it in page.changes if not (page.is_reshaped and it.kind in ("added", "removed", "moved"))]
    return _Bringing(page.text or "", page.english or "", page.rendering, is_done=False).over(found)


def merged(base: str, english: str, keys: Collection[str]) -> str | None:
    """Returns the English of then with only those changes taken in whose keys are named.

    None where they cannot be told from the others, as the cells of one new row.
    """
    found = changes(base, english)
    taken = [it for it in found if it.segment.key in keys or not it.is_stale]
    text = _Bringing(base, english, lambda change: change.old, is_done=True).over(taken)
    left = sorted((it.kind, it.segment.text) for it in changes(text, english) if it.is_stale)
    wanted = sorted((it.kind, it.segment.text) for it in found if it.is_stale and it not in taken)
    return text if left == wanted else None


class _Bringing:
    """A page on its way to the English of today; `is_done` takes words over where a translator would be asked."""

    def __init__(self, text: str, english: str, rendering: Rendering, *, is_done: bool) -> None:
        self.rendering, self.is_done = rendering, is_done
        self.draft, self.english = Draft(text), ["", *english.split("\n")]
        self.on_line = _by_line(segments(text))
        self.place = min((segment.first_line for segment in segments(text)), default=1) - 1
        self.english_place, self.is_new_table = 0, False

    def over(self, changes: Sequence[Change]) -> str:
        """Returns the page with the changes made."""
        come = {it.new for it in changes if it.kind in ("added", "moved")}
        gone = {self.rendering(it) for it in changes if it.kind in ("removed", "moved")}
        new_on_line = _by_line(it.new for it in changes if it.new)
        for change in changes:
            found, old, new = self.rendering(change), change.old, change.new
            if change.kind == "changed" and found and old and new:
                self._change(change, found, old, new)
            elif change.kind == "mechanical" and found and old and new and not self._carry(found, old, new):
                self._ask(change, found)
            moved = self._moved(found, old, new) if change.kind == "moved" and found and old and new else None
            if change.kind in ("removed", "moved") and found:
                self._remove(change, found, alone=gone >= set(self.on_line[found.first_line]))
            if new and change.kind in ("added", "moved") and come >= set(new_on_line[new.first_line]):
                self._insert(new, moved)
            elif found and change.kind != "removed":
                self.place, self.is_new_table = max(self.place, found.last_line), False
            self.english_place = max(self.english_place, new.last_line if new else 0)
        return self.draft.text

    def _change(self, change: Change, found: Segment, old: Segment, new: Segment) -> None:
        if not self.is_done:
            self._ask(change, found)
            self._carry(found, old, new)
        elif len(self.on_line[found.first_line]) > 1:
            self.draft.put(found, self.draft.held(found).replace(old.text, new.text, 1))
        else:
            self.draft.put(found, "\n".join(self._english_lines(new)))

    def _carry(self, found: Segment, old: Segment, new: Segment) -> bool:
        """Carries over the opaque parts and the marker of a segment; returns whether all found their place."""
        held = self.draft.held(found)
        if old.marker != new.marker and old.marker:
            held = held.replace(old.marker, new.marker, 1)
        if [part.kind for part in old.opaque] != [part.kind for part in new.opaque]:
            return False
        waiting: defaultdict[str, list[str]] = defaultdict(list)
        for before, after in zip(old.opaque, new.opaque, strict=True):
            waiting[before.text].append(after.text)

        def renewed(part: str) -> str:
            return waiting[part].pop(0) if waiting.get(part) else part

        if found.kind in ("code", "html", "reference"):
            is_as_english = found.text == old.text
            if is_as_english:
                self.draft.put(found, "\n".join(self._english_lines(new)))
            return is_as_english
        text = OPAQUE.sub(lambda part: renewed(part[0]), found.text)
        held = held.replace(found.text, text, 1) if found.text in held else OPAQUE.sub(lambda it: renewed(it[0]), held)
        self.draft.put(found, held)
        return all(after == before for before, left in waiting.items() for after in left)

    def _remove(self, change: Change, found: Segment, *, alone: bool) -> None:
        if alone:
            self.draft.take_out(found.first_line, found.last_line)
        elif not self.is_done:
            self._ask(change, found)

    def _moved(self, found: Segment, old: Segment, new: Segment) -> list[str]:
        """Returns the lines of a segment that changed its place."""
        self._carry(found, old, new)
        return self.draft.held(found).split("\n")

    def _insert(self, new: Segment, moved: list[str] | None) -> None:
        """Puts a segment of English, or a paragraph that changed its place, below what stands before it."""
        if new.first_line <= self.english_place:
            return  # another cell of a row that is there by now
        gap = self.english[self.english_place + 1 : new.first_line]
        lines = moved or self._english_lines(new)
        is_row = new.kind == "table-cell" and self.english_place and "" not in gap
        note = (
            [] if moved or self.is_done or new.is_opaque or is_row else [_indented(lines[0], f"{TODO} new: translate")]
        )
        if is_row and not self.is_done and not self.is_new_table:
            self.draft.put_above(self.place, [f"{TODO} new: translate the row {lines[0].strip()}"], in_table=True)
        self.is_new_table = new.kind == "table-cell" and (self.is_new_table or not is_row)
        self.draft.put_below(self.place, [*gap, *note, *lines, *([] if self.english_place else [""])])

    def _english_lines(self, segment: Segment) -> list[str]:
        return self.english[segment.first_line : segment.last_line + 1]

    def _ask(self, change: Change, found: Segment) -> None:
        """Puts a to-do above what renders a segment."""
        words = difference(change.old.text if change.old else "", change.new.text if change.new else "")
        notes = [f"{TODO} {change.kind}: {line}" for line in words]
        self.draft.put_above(found.first_line, notes, in_table=found.kind == "table-cell")


def _indented(line: str, note: str) -> str:
    return line[: len(line) - len(line.lstrip())] + note


def _by_line(found: Iterable[Segment]) -> defaultdict[int, list[Segment]]:
    lines: defaultdict[int, list[Segment]] = defaultdict(list)
    for segment in found:
        lines[segment.first_line].append(segment)
    return lines
