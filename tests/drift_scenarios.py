"""Changes of English of every family, made in our own pages, each with the segments it makes stale.

The maker of a scenario knows what it changed; the label is written from that, never from what the workbench answers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from l10n.segments import Segment, segments

Made = tuple[str, str, set[str]]
"""English before, English after, and the keys of the segments whose words changed, came or went."""

EXTRAS = """
## Extras { #extras }

| State | Word |
|---|---|
| Chile | the first word |
| Peru | the second word |

!!! note "A first title"
    A body of the note.[^1]

```sh
make test
```

=== "A first tab"
    Inside of it.

[^1]: A first note.
"""
"""What our pages have not, and others may."""


@dataclass(frozen=True)
class Scenario:
    """One change: its family, where it was made, and its label."""

    family: str
    page: str
    before: str
    after: str
    stale: frozenset[str]


def scenarios(pages: dict[str, str], seed: int = 2011) -> Iterator[Scenario]:
    """Yields each family once for every page in which it can be made."""
    for page, text in sorted(pages.items()):
        for family, make in FAMILIES.items():
            rng = random.Random(f"{seed} {page} {family}")  # noqa: S311 - the same changes each time
            made = make(text, rng)
            if made is not None and made[0] != made[1]:
                yield Scenario(family, page, made[0], made[1], frozenset(made[2]))


def _one(text: str, rng: random.Random, *kinds: str, words: int = 6) -> Segment | None:
    found = [it for it in segments(text) if it.kind in kinds and it.words >= words]
    return rng.choice(found) if found else None


def _inside(text: str, segment: Segment, change: Callable[[str], str]) -> str:
    """Changes the lines of one segment and no others."""
    lines = text.split("\n")
    held = "\n".join(lines[segment.first_line - 1 : segment.last_line])
    return "\n".join([*lines[: segment.first_line - 1], change(held), *lines[segment.last_line :]])


def _in_words(rng: random.Random) -> Callable[[str], str]:
    """Replaces one word that stands outside of macros, code, links, ids and the signs at the head of a line."""

    def change(held: str) -> str:
        opaque = r"\{\{.*?\}\}|`.*?`|\]\(.*?\)|\{ [#.].*?\}"
        safe = re.sub(opaque, lambda it: "\0" * len(it[0]), held, flags=re.DOTALL)
        places = [it.span() for it in re.finditer(r"(?<![\w\0])[a-z]{3,}(?![\w\0])", safe)]
        start, end = rng.choice(places)
        return held[:start] + "otherwise" + held[end:]

    return change


def _changing(*kinds: str, words: int = 6, extras: bool = False) -> Callable[[str, random.Random], Made | None]:
    """One word of a segment of these kinds is another."""

    def make(text: str, rng: random.Random) -> Made | None:
        before = text + EXTRAS if extras else text
        segment = _one(before, rng, *kinds, words=words)
        if segment is None or (extras and not segment.key.startswith("extras")):
            return None
        after = _inside(before, segment, _in_words(rng))
        return before, after, {segment.key}

    return make


def _replacing(old: str, new: str, *keys: str) -> Callable[[str, random.Random], Made | None]:
    """Something of the extras is written otherwise."""

    def make(text: str, rng: random.Random) -> Made | None:
        before = text + EXTRAS
        return before, before.replace(old, new), set(keys)

    return make


def _everywhere(pattern: str, new: str) -> Callable[[str, random.Random], Made | None]:
    """Something without words is written otherwise on the whole page."""
    return lambda text, rng: (text, re.sub(pattern, new, text, flags=re.MULTILINE), set())


def _sentence_added(text: str, rng: random.Random) -> Made | None:
    segment = _one(text, rng, "paragraph")
    if segment is None:
        return None
    return text, _inside(text, segment, lambda held: f"It is said beforehand.\n{held}"), {segment.key}


def _paragraph_added(text: str, rng: random.Random) -> Made | None:
    heading = _one(text, rng, "heading", words=1)
    if heading is None:
        return None
    after = _inside(text, heading, lambda held: f"{held}\n\nThis stands here since today, and nothing like it did.")
    return text, after, {f"{heading.key}/paragraph-1"}


def _split(text: str, rng: random.Random) -> Made | None:
    """One paragraph is two, between sentences."""
    found = [it for it in segments(text) if it.kind == "paragraph" and re.search(r"[.?]\n(?=[A-Z])", it.text)]
    if not found:
        return None
    segment = rng.choice(found)
    stem, _, number = segment.key.rpartition("-")
    after = _inside(text, segment, lambda held: re.sub(r"(?<=[.?])\n(?=[A-Z])", "\n\n", held, count=1))
    return text, after, {segment.key, f"{stem}-{int(number) + 1}"}


def _column_added(text: str, rng: random.Random) -> Made | None:
    before = text + EXTRAS
    after = before.replace("Word |\n|---", "Word | Year |\n|---|---").replace("first word |", "first word | none |")
    return before, after.replace("second word |", "second word | some |"), {f"extras/table-cell-{n}" for n in (3, 6, 9)}


def _taken_out(*kinds: str) -> Callable[[str, random.Random], Made | None]:
    def make(text: str, rng: random.Random) -> Made | None:
        segment = _one(text, rng, *kinds)
        if segment is None:
            return None
        lines = text.split("\n")
        end = segment.last_line + (segment.kind == "paragraph")
        return text, "\n".join([*lines[: segment.first_line - 1], *lines[end:]]), {segment.key}

    return make


def _item_added(text: str, rng: random.Random) -> Made | None:
    items = [it for it in segments(text) if it.kind == "list-item"]
    if not items:
        return None
    item = rng.choice(items)
    stem, _, number = item.key.rpartition("-")
    after = _inside(text, item, lambda held: f"{held}\n- something wholly new to the list")
    return text, after, {f"{stem}-{int(number) + 1}"}


def _rewrapped(text: str, rng: random.Random) -> Made | None:
    segment = _one(text, rng, "paragraph", words=12)
    if segment is None:
        return None
    return text, _inside(text, segment, lambda held: re.sub(r"(?<=\w) (?=[a-z])", "\n", held, count=1)), set()


def _moved(text: str, rng: random.Random) -> Made | None:
    parts = re.split(r"(?m)^(?=## )", text.rstrip("\n") + "\n\n")
    if len(parts) < 3:
        return None
    return text, "".join([parts[0], *parts[2:], parts[1]]).rstrip("\n") + "\n", set()


def _emphasis(text: str, rng: random.Random) -> Made | None:
    segment = _one(text, rng, "paragraph")
    if segment is None:
        return None
    return text, _inside(text, segment, lambda held: re.sub(r"^(\w+)(?=[ ,])", r"**\1**", held, count=1)), set()


def _argument(text: str, rng: random.Random) -> Made | None:
    calls = re.findall(r'\w+\("[^"]+"', text)
    if not calls:
        return None
    call = rng.choice(calls)
    return text, text.replace(call, call[:-1] + '-2"', 1), set()


def _macro_renamed(text: str, rng: random.Random) -> Made | None:
    found = [it for it in segments(text) if it.words and it.kind == "paragraph" and "{{ when(" in it.text]
    if not found:
        return None
    segment = rng.choice(found)
    return text, _inside(text, segment, lambda held: held.replace("{{ when(", "{{ where(", 1)), {segment.key}


def _heading_renamed(text: str, rng: random.Random) -> Made | None:
    segment = _one(text, rng, "heading", words=1)
    if segment is None:
        return None
    after = _inside(text, segment, lambda held: re.sub(r"^(#+) .* (?=\{ #)", r"\1 Otherwise named ", held))
    return text, after, {segment.key}


def _two_at_once(text: str, rng: random.Random) -> Made | None:
    first = _changing("paragraph")(text, rng)
    second = _heading_renamed(first[1], rng) if first and first[0] != first[1] else None
    return (text, second[1], first[2] | second[2]) if first and second else None


def _last_line(text: str, rng: random.Random) -> Made | None:
    return text, text + "\n", set()


def _front_matter(text: str, rng: random.Random) -> Made | None:
    head = '---\ntitle: "Words of a title"\nhide: toc\n---\n'
    return head + text, head.replace('title: "Words', 'title: "Other words') + text, {"front-matter/title"}


FAMILIES: dict[str, Callable[[str, random.Random], Made | None]] = {
    "a word of a paragraph": _changing("paragraph"),
    "a word of a list item": _changing("list-item"),
    "a word of a table cell": _changing("table-cell", words=2, extras=True),
    "an admonition’s title": _replacing("A first title", "A second title", "extras/admonition-title-1"),
    "an admonition’s body": _replacing("A body of", "The text of", "extras/paragraph-1"),
    "a tab’s title": _replacing("A first tab", "A second tab", "extras/tab-title-1"),
    "a footnote": _replacing("A first note", "A second note", "extras/footnote-1"),
    "a column added": _column_added,
    "a row added": _replacing("| Peru", "| Cuba | no word |\n| Peru", "extras/table-cell-5", "extras/table-cell-6"),
    "a row taken out": _replacing(
        "| Peru | the second word |\n", "", "extras/table-cell-5", "extras/table-cell-6"
    ),
    "code changed": _replacing("make test", "make check --all"),
    "an admonition’s type": _replacing("!!! note", "!!! tip"),
    "a sentence added": _sentence_added,
    "a paragraph added": _paragraph_added,
    "a paragraph split in two": _split,
    "a paragraph taken out": _taken_out("paragraph"),
    "a list item added": _item_added,
    "a list item taken out": _taken_out("list-item"),
    "re-wrapped": _rewrapped,
    "links only": _everywhere(r"\]\((?=[a-z])", "](../"),
    "emphasis only": _emphasis,
    "list signs only": _everywhere(r"^- ", "* "),
    "no-break spaces and quotes": _everywhere(r"’", "'"),
    "a section moved": _moved,
    "a macro argument": _argument,
    "another macro in a sentence": _macro_renamed,
    "a heading renamed": _heading_renamed,
    "ids of headings": _everywhere(r"\{ #", "{ #x-"),
    "levels of headings": _everywhere(r"^## ", "### "),
    "front matter": _front_matter,
    "two changes at once": _two_at_once,
    "a last empty line": _last_line,
}  # fmt: skip
