"""Two sentences word by word: what went stands in [-…-], what came in {+…+}, as git shows it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\{\{.*?\}\}|`[^`]*`|\]\([^)]*\)|\w+(?:[’'-]\w+)*|\s+|.", re.DOTALL)

TOO_DIFFERENT = 0.4
"""Under which likeness the two are easier to read one after the other."""


def pieces(old: str, new: str) -> list[tuple[str, str, str]]:
    """Returns a new text in pieces: what went before each, what came, and what stayed after it."""
    ours, theirs = _TOKEN.findall(" ".join(old.split())), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, ours, [" " if it.isspace() else it for it in theirs], autojunk=False)
    steps = matcher.get_opcodes()
    if matcher.ratio() < TOO_DIFFERENT:
        steps = [("replace", 0, len(ours), 0, len(theirs))]
    found, gone, come = [], "", ""
    for index, (tag, i1, i2, j1, j2) in enumerate(steps):
        before, after = "".join(ours[i1:i2]), "".join(theirs[j1:j2])
        is_joint = tag == "equal" and 0 < index < len(steps) - 1 and after == " "
        if tag == "equal" and not is_joint:
            found.append((gone, come, after))
            gone, come = "", ""
        else:
            gone, come = gone + before, come + after
    return [*found, (gone, come, "")]


def difference(old: str, new: str) -> list[str]:
    """Returns those lines of the new text in which words went or came, with the words marked."""
    lines = "".join(_marks(gone, come) + same for gone, come, same in pieces(old, new)).split("\n")
    return [line for line in lines if "[-" in line or "{+" in line] or lines[:1]


def _marks(gone: str, come: str) -> str:
    """Returns what went and came with its marks; a mark ends with its line."""
    came = "\n".join(f"{{+{line}+}}" for line in come.split("\n")) if come else ""
    return (f"[-{gone}-]" if gone else "") + came
