"""What a translator wrote, with what is not prose made unreadable at its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from macros.statements import LanguageCode

from .segments import OPAQUE, Segment, segments

_STRUCTURE = re.compile(
    r"\A---\n.*?^---$|^[ \t]*>>>[^\n]*$"  # front matter and to-dos
    r"|^(?P<fence>[ \t]*(?:```|~~~)).*?^(?P=fence)[^\n]*$"
    r"|^[ \t]*(?:!!!|\?\?\?\+?|===)[ \t]*[\w +-]*|^\|[ :|-]+$|!(?=\[)"  # admonitions, tabs, table rules, pictures
    r"|\{\w+\}|^\[\^?[\w-]+\]:(?: https?://\S*)?",  # places in a phrase, references
    re.MULTILINE | re.DOTALL,
)
_PLACE = re.compile(r"(?<!\{)\{\w+\}(?!\})")
_NAME = re.compile(r"[\w-]+(?:[./][\w-]+)+")
"""A document symbol or the name of a web site."""

_FIRST, _FILLER = 0xE000, "\ufffc"
_HIDDEN = re.compile("[\ue000-\uf8ff]\ufffc*")


class Pair(NamedTuple):
    """The words of one segment in English and in the translation, each in one line, without macros and addresses."""

    line: int
    english: str
    words: str


@dataclass(frozen=True)
class Passage:
    """A page, or a text of the data, in one language, and the same in English; lines count from 1."""

    file: str
    language: LanguageCode
    first_line: int
    text: str
    english: str
    verbatim: re.Pattern[str] | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is a whole page."""
        return self.file.startswith("docs/")

    @cached_property
    def prose(self) -> str:
        """The text, with each part that is no prose (macro, code, address, id) as a private sign and fillers.

        Every character keeps its place, so that what is found in the prose is found in the text.
        """
        hidden = iter(range(_FIRST, _FIRST + 6400))

        def hide(found: re.Match[str]) -> str:
            lines = found[0].split("\n")
            return "\n".join(line and chr(next(hidden)) + _FILLER * (len(line) - 1) for line in lines)

        prose = OPAQUE.sub(hide, _STRUCTURE.sub(hide, self.text))
        return self.verbatim.sub(hide, prose) if self.verbatim else prose

    def with_prose(self, prose: str) -> Passage:
        """Returns the passage with its prose changed and all that is no prose put back."""
        behind = {it[0]: self.text[it.start() : it.end()] for it in _HIDDEN.finditer(self.prose)}
        return replace(self, text=_HIDDEN.sub(lambda found: behind[found[0]], prose))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The words of each segment beside those of its English, without what stands verbatim."""
        if not self.is_page:
            return (Pair(self.first_line, _bare(self.english, self.verbatim), _bare(self.text, self.verbatim)),)
        english = {it.key: it for it in segments(self.english)}
        return tuple(
            Pair(it.first_line, english[it.key].normal if it.key in english else "", _bare(it.text, self.verbatim))
            for it in segments(self.text)
            if not it.is_opaque
        )

    def line(self, offset: int) -> int:
        """Returns the line on which a character stands."""
        return self.first_line + self.text.count("\n", 0, offset)


def rewritten(file_text: str, before: Passage, after: Passage) -> str | None:
    """Returns the text of a file with one of its passages changed, or None where the passage is not written as such."""
    if file_text == before.text:
        return after.text
    lines = file_text.split("\n")
    pieces = lines[before.first_line - 1].split(before.text)
    lines[before.first_line - 1] = after.text.join(pieces)
    return "\n".join(lines) if len(pieces) == 2 else None


def _bare(text: str, verbatim: re.Pattern[str] | None = None) -> str:
    """Returns the words of a text of one segment; places in a phrase and what stands verbatim are left out."""
    readable = _PLACE.sub("⟨⟩", verbatim.sub("⟨⟩", text) if verbatim else text)
    return _NAME.sub("⟨⟩", Segment("paragraph", 1, 1, readable, "").normal)
