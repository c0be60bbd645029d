"""A page being changed: lines replaced, put above and put below, all by the line numbers it had at first."""

from __future__ import annotations

import re
from collections import defaultdict

from .segments import Segment

_RULE = re.compile(r"(?=.*\|)(?=.*-)[ \t|:-]+")


class Draft:
    """The lines of a page, and what is to become of them."""

    def __init__(self, text: str) -> None:
        self._lines = ["", *text.split("\n")]
        self._replaced: dict[int, list[str]] = {}
        self._above: defaultdict[int, list[str]] = defaultdict(list)
        self._below: defaultdict[int, list[str]] = defaultdict(list)

    def held(self, segment: Segment) -> str:
        """Returns the lines of a segment as they are by now, markers and indentation with them."""
        numbers = range(segment.first_line, segment.last_line + 1)
        return "\n".join(line for number in numbers for line in self._replaced.get(number, [self._lines[number]]))

    def put(self, segment: Segment, text: str) -> None:
        """Replaces the lines of a segment."""
        self._replaced |= {number: [] for number in range(segment.first_line + 1, segment.last_line + 1)}
        self._replaced[segment.first_line] = text.split("\n")

    def take_out(self, first: int, last: int) -> None:
        """Removes lines, the rule under the head of a table, and the empty line that would be left over."""
        last += bool(_RULE.fullmatch("".join(self._lines[last + 1 : last + 2])))
        if not self._lines[first - 1].strip() and (last + 1 == len(self._lines) or not self._lines[last + 1].strip()):
            first -= first > 1
        self._replaced |= {number: [] for number in range(first, last + 1)}

    def put_above(self, line: int, notes: list[str], *, in_table: bool = False) -> None:
        """Puts lines above a line, indented as it is; above the whole table where it is a row."""
        while in_table and self._lines[line - 1].strip():
            line -= 1
        indent = self._lines[line][: len(self._lines[line]) - len(self._lines[line].lstrip())]
        self._above[line] += (indent + note for note in notes)

    def put_below(self, line: int, lines: list[str]) -> None:
        """Puts lines below a line; below line 0 is above all."""
        self._below[line] += lines

    @property
    def text(self) -> str:
        """The page as changed."""
        found = [*self._below[0]]
        for number, line in enumerate(self._lines[1:], start=1):
            found += [*self._above[number], *self._replaced.get(number, [line]), *self._below[number]]
        return "\n".join(found)
