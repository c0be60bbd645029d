"""Markdown cut into segments: the pieces a translator renders one by one, each with its exact lines.

A segment has words, and beside them *opaque* parts that are the same in every language: macro calls, code, link
targets, ids, footnote marks. What is left without the opaque parts, the wrapping and the emphasis is its `normal`
form: two segments with the same normal form say the same, and no translator is needed between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from macros.translator_notes import without_todos

OPAQUE = re.compile(
    r"(?P<macro>\{\{.*?\}\}|\{%.*?%\}|^--8<--.*$)"
    r"|(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<id>\{:?[ ]*[#.][^{}\n]*\})"
    r"|(?P<link>(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|(?<=\])\[[^\]\n]*\]"
    r"|<[a-z]+:[^>\s]+>|https?://[^\s)>\]]+)"
    r"|(?P<footnote>\[\^[\w-]+\])"
    r"|(?P<html></?[a-zA-Z][^>]*>|<!--.*?-->)",
    re.DOTALL | re.MULTILINE,
)
_ID = re.compile(r"#([\w-]+)")
_MACRO_NAME = re.compile(r"\w+")
_EMPHASIS = re.compile(r"(?<![\w*])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?![\w*])|\\(?=[\W_])")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})
_WORD = re.compile(r"[^\W_]+(?:['.,-][^\W_]+)*")
_TAB = re.compile(r"^(\s*)===[!+]*(?= *\")", re.MULTILINE)
_TITLE = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]*)[^\"]*\"(.*)\"")

_PARSER = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(admon_plugin).use(footnote_plugin)
_PARSER.disable(["inline", "footnote_tail", "text_join"])

_CONTAINERS = {
    "list_item_open": "list-item",
    "blockquote_open": "quote",
    "footnote_reference_open": "footnote",
    "admonition_title_open": "admonition-title",
    "th_open": "table-cell",
    "td_open": "table-cell",
}
"""What a piece is called after the block around it; without one it is a paragraph."""


@dataclass(frozen=True)
class Opaque:
    """A part that is the same in every language: its kind (macro, code, id, link, footnote, html) and its text."""

    kind: str
    text: str


@dataclass(frozen=True)
class Segment:
    """One piece of a page. Lines count from 1; the text is as written, without markers and indentation around it.

    Kinds: title, heading, paragraph, list-item, quote, footnote, table-cell, admonition-title, tab-title,
    front-matter-value; and those without words: macro, code, html, reference. The marker tells a heading's level
    (`##`), a list's sign (`-`, `.`), an admonition's type (`!!! note`), a code block's language.
    """

    kind: str
    first_line: int
    last_line: int
    text: str
    key: str
    """Stable while the headings keep their ids: `meetings/paragraph-2`; a heading's own: `meetings`."""
    marker: str = ""

    @cached_property
    def opaque(self) -> tuple[Opaque, ...]:
        """The opaque parts, in their order."""
        if self.kind in ("code", "html", "reference"):
            return (Opaque(self.kind, self.text),)
        found = OPAQUE.finditer(self.text)
        return tuple(Opaque(next(kind for kind, text in it.groupdict().items() if text), it[0]) for it in found)

    @cached_property
    def normal(self) -> str:
        """What must be translated, in one line; a macro call leaves its name, code a mark, a link its brackets."""
        if self.kind in ("code", "html", "reference"):
            return ""
        words = _EMPHASIS.sub("", OPAQUE.sub(_place, self.text)).translate(_PLAIN)
        return " ".join(words.split())

    @cached_property
    def words(self) -> int:
        """How many words there are to translate."""
        return len(_WORD.findall(re.sub(r"⟨\w*⟩", " ", self.normal)))

    @property
    def is_opaque(self) -> bool:
        """Whether nothing in it is to be translated."""
        return self.words == 0


def _place(found: re.Match[str]) -> str:
    """Returns what stands in the normal form where an opaque part stood."""
    if found["macro"]:
        name = _MACRO_NAME.search(found[0])
        return f"⟨{name[0] if name else ''}⟩"
    return "⟨⟩" if found["code"] or found[0].startswith("http") else ""


@lru_cache(maxsize=4096)
def segments(text: str) -> tuple[Segment, ...]:
    """Returns the segments of a page in their order; to-dos are no part of it."""
    environment: dict[str, Any] = {}
    readable = without_todos(text)
    tokens = _PARSER.parse(_TAB.sub(r"\1!!! l10n-tab", readable), environment)
    pieces = [*_pieces(tokens, readable.split("\n")), *_references(environment, readable.split("\n"))]
    return tuple(_with_keys(sorted(pieces, key=lambda piece: piece.first_line)))


def _pieces(tokens: list[Token], lines: list[str]) -> Iterator[Segment]:
    """Yields the segments, their keys still empty."""
    around: list[Token] = []
    for token in tokens:
        first, last = token.map or (0, 0)
        if token.nesting > 0:
            around.append(token)
        elif token.nesting < 0:
            around.pop()
        elif token.type == "front_matter":
            yield from _front_matter(token.content, first + 2)
        elif token.type in ("fence", "code_block"):
            yield Segment("code", first + 1, last, token.content, "", token.info.strip())
        elif token.type == "html_block":
            yield Segment("html", first + 1, last, token.content, "")
        elif token.type == "inline" and token.content:
            yield from _inline(token, around, lines)


def _inline(token: Token, around: list[Token], lines: list[str]) -> Iterator[Segment]:
    first, last = token.map or (0, 0)
    kind, marker = _kind(around)
    if kind == "admonition-title":
        if (title := _TITLE.search(lines[first])) is None:  # the plugin makes one up where none is written
            return
        if "l10n-tab" in marker:
            kind, marker = "tab-title", "==="
        token.content = title[1]
    segment = Segment(kind, first + 1, last, token.content, "", marker)
    if segment.is_opaque and around[-1].type == "paragraph_open" and "macro" in {it.kind for it in segment.opaque}:
        segment = Segment("macro", first + 1, last, token.content, "", marker)
    yield segment


def _kind(around: list[Token]) -> tuple[str, str]:
    """Returns kind and marker of what stands inside the blocks named, the innermost last."""
    block = around[-1]
    if block.type == "heading_open":
        level = int(block.tag[1])
        return ("title" if level == 1 else "heading"), "#" * level
    for outer in reversed(around):
        if outer.type in _CONTAINERS:
            return _CONTAINERS[outer.type], outer.markup.strip()
    return "paragraph", ""


def _front_matter(text: str, first_line: int) -> Iterator[Segment]:
    """Yields the plain values of a front matter but those under `l10n`, which speak of the translation itself."""
    with suppress(yaml.YAMLError):  # told by those who read what it says
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(value, yaml.ScalarNode) and key.value != "l10n":
                first, end = value.start_mark.line, value.end_mark.line - (value.end_mark.column == 0)
                place = (first_line + first, first_line + max(first, end))
                yield Segment("front-matter-value", *place, value.value, "", key.value)


def _references(environment: dict[str, Any], lines: list[str]) -> Iterator[Segment]:
    """Yields the definitions of link targets (`[name]: https://…`)."""
    for reference in environment.get("references", {}).values():
        first, last = reference["map"]
        yield Segment("reference", first + 1, last, "\n".join(lines[first:last]), "")


def _with_keys(pieces: list[Segment]) -> Iterator[Segment]:
    section, seen = "", Counter[str]()
    for piece in pieces:
        if piece.kind in ("title", "heading"):
            ids = (_ID.search(part.text) for part in piece.opaque if part.kind == "id")
            named = next((id[1] for id in ids if id), None)
            key = section = named or "-".join(piece.normal.lower().split())
        elif piece.kind == "front-matter-value":
            key = f"front-matter/{piece.marker}"
        else:
            stem = f"{section}/{piece.kind}"
            seen[stem] += 1
            key = f"{stem}-{seen[stem]}"
        yield Segment(piece.kind, piece.first_line, piece.last_line, piece.text, key, piece.marker)
