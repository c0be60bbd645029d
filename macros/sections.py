"""The HTML of a page → its sections: every element with an id is an address, and begins one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

UNREAD = {"svg", "script", "style"}
"""What holds no words of the page, or repeats them."""

HEADS = {"h1", "h2", "h3", "h4", "dt", "th"}
"""Elements whose words name a section."""

CLOSED = {"tr", "li"}
"""Elements that hold the whole of their section; what follows belongs to the section around."""

INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time"}
ASIDE = {"address", "note", "others"}
"""Classes of what is shown on a line of its own and names nothing."""

VOID = {"br", "hr", "img", "input", "link", "meta", "col", "wbr"}

_SPACES = re.compile(r"[ \t\r\n\f]+")
"""White space as HTML has it, without the spaces at which no line may break."""


@dataclass(eq=False)
class Section:
    """A part of a page that has an address: its id, its heading, its words, and where its links lead."""

    id: str
    heading: str = ""
    text: str = ""
    links: list[str] = field(default_factory=list)


def sections(html: str) -> Sequence[Section]:
    """Returns the sections of a page in their order; words before the first heading are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [_tidy(section) for section in reader.found]


def _tidy(section: Section) -> Section:
    text, heading = _SPACES.sub(" ", section.text).strip(" "), _SPACES.sub(" ", section.heading).strip(" ")
    return Section(section.id, heading or _beginning(text, 80), text, section.links)


def _beginning(text: str, length: int) -> str:
    """Returns the first words of a text, with an ellipsis where it goes on."""
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.") + "\u00a0…"


def opening(section: Section, length: int) -> str:
    """Returns how the words of a section begin, after its heading."""
    return _beginning(section.text.removeprefix(section.heading).strip(), length)


def resolved(link: str, page: str) -> str:
    """Returns where a link of a page leads, from the root of its language: `../2msp/#x` → `meetings/2msp/#x`."""
    path, hash, id = link.partition("#")
    return f"{posixpath.normpath(posixpath.join(page, path))}/{hash}{id}" if path and "://" not in path else ""


class _Reader(HTMLParser):
    """Walks the HTML of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Section] = []
        self._open: list[tuple[str, Section | None]] = []
        self._around: list[Section] = []
        self._head: str | None = None
        self._unread = 0

    def updatepos(self, i: int, j: int) -> int:
        """Does without the number of the line, for which nobody asks."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a section at an element with an id; leaves out what is not read."""
        given = dict(attrs)
        if self._unread or tag in UNREAD or given.get("class") == "headerlink":
            self._unread += tag not in VOID
            return
        if tag in VOID:
            self._write(" ")
            return
        is_aside = given.get("class") in ASIDE
        if is_aside or tag not in INLINE:
            self._write(" ")
        if is_aside:
            self._head = None
        section = self._begun(tag, given["id"]) if given.get("id") else None
        self._open.append((tag, section))
        if tag in HEADS and self._around and self._head is None and not self._around[-1].heading:
            self._head = tag
        if tag == "a" and self._around:
            self._around[-1].links.append(given.get("href") or "")

    def _begun(self, tag: str, id: str | None) -> Section:
        section = Section(id or "")
        self.found.append(section)
        if self._around and tag not in CLOSED:
            self._around.pop()
        self._around.append(section)
        return section

    def handle_endtag(self, tag: str) -> None:
        """Ends a section with its element, where the element holds all of it."""
        if self._unread:
            self._unread -= tag not in VOID
            return
        if tag in VOID:
            return
        if tag not in INLINE:
            self._write(" ")
        if tag == self._head:
            self._head = None
        while self._open:
            opened, section = self._open.pop()
            if opened in CLOSED and section is not None and len(self._around) > 1:
                self._around.remove(section)
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        """Adds words to the section they stand in."""
        if not self._unread:
            self._write(data)

    def _write(self, words: str) -> None:
        if self._around:
            self._around[-1].text += words
            if self._head is not None:
                self._around[-1].heading += words
