"""What of a page is the same in every language, line by line: enough to see at a glance that nothing differs.

Two pages of the same outline have the same blocks with the same marks, calls, links and figures. Pages whose outlines
differ may still agree, as when a sentence is broken elsewhere; the workbench reads those with care.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.segments import OPAQUE

from .translator_notes import without_notes

_OPENING = re.compile(r"[ \t]*(?:[>#*+:-]+|\d+[.)]|!!![^\"]*|\?\?\?[^\"]*|===[^\"]*|\[[^\]]*\]:|```.*|~~~.*)?[ \t]*")
_LETTER = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"\d+")
_CELL = re.compile(r"\\?\|")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


def outline(page: str) -> tuple[object, ...]:
    """Returns what each line holds besides its words; a line without words, and a line of code, as it stands."""
    text = without_notes(page).strip("\n")
    parts: dict[int, list[str]] = {}
    for found in OPAQUE.finditer(text):
        parts.setdefault(text.count("\n", 0, found.start()), []).append(found[0])
    return tuple(_lines(text, parts))


def _lines(text: str, parts: dict[int, list[str]]) -> Iterator[object]:
    is_code = False
    for number, line in enumerate(text.splitlines()):
        is_fence = bool(_FENCE.match(line))
        if is_code or is_fence or not _LETTER.search(line):
            yield line
        else:
            opening = _OPENING.match(line)
            words = OPAQUE.sub("", line)
            marks = tuple(sorted(parts.get(number, ())))
            yield opening and opening[0], marks, tuple(_CELL.findall(words)), sorted(_FIGURE.findall(words))
        is_code ^= is_fence
