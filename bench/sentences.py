"""Our own pages → sentences and headings that stand side by side in the three languages, to be put together anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.page_files import page_texts
from macros.page_rules import PageSource, read_pages
from macros.statements import LANGUAGES, LanguageCode
from macros.templates import Call, parts
from macros.translator_notes import without_notes

from .lookups import MACROS, Lookups

Words = Mapping[LanguageCode, str]
"""The same words by language."""

_HEADING = re.compile(r"^## (.*) \{ #([a-z0-9-]+) \}$")
_NO_SENTENCE = re.compile(r"^[#|{\d-]|\]\(|`|:$")


@dataclass(frozen=True)
class Pool:
    """What generated pages are put together from."""

    sentences: Sequence[Words]
    headings: Sequence[Words]
    anchors: Sequence[tuple[str, str, Words]]
    """Page, id and words of each heading of our own pages that a link may lead to."""


def pool(docs: Path, lookups: Mapping[LanguageCode, Lookups]) -> Pool:
    """Returns the sentences and headings of the pages under `docs` that correspond in all three languages.

    A sentence is kept where its look-ups are the same in each language and simple enough for every tool.
    """
    pages = read_pages(page_texts(docs, []))
    sentences, anchors = [], []
    for page, sources in pages.items():
        for lines in _aligned(sources):
            heading = {code: _HEADING.match(line) for code, line in lines.items()}
            if all(heading.values()):
                found = {code: match[1] for code, match in heading.items() if match}
                anchors += [(page, match[2], found) for match in [heading["en"]] if match and "{{" not in match[1]]
            elif _is_sentence(lines, lookups):
                sentences.append(lines)
    return Pool(sentences, [words for _, _, words in anchors], anchors)


def _aligned(sources: Mapping[str, PageSource]) -> Iterator[Words]:
    """Yields the lines of a page by language, from each block that has as many lines in all three."""
    blocks = {
        code: [block.split("\n") for block in without_notes(sources[code].text).strip().split("\n\n")]
        for code in LANGUAGES
    }
    if len({len(found) for found in blocks.values()}) > 1:
        return
    for block in zip(*blocks.values(), strict=True):
        if len({len(lines) for lines in block}) == 1:
            yield from (dict(zip(LANGUAGES, line, strict=True)) for line in zip(*block, strict=True))


def _is_sentence(lines: Words, lookups: Mapping[LanguageCode, Lookups]) -> bool:
    calls = [sorted(map(str, calls_of(line))) for line in lines.values()]
    return (
        not any(_NO_SENTENCE.search(line) for line in lines.values())
        and all(line.rstrip().endswith((".", "}}")) and len(line) > 40 for line in lines.values())
        and all(found == calls[0] for found in calls)
        and all(answers(call, lookups[code]) for code, line in lines.items() for call in calls_of(line))
    )


def calls_of(text: str) -> list[Call]:
    """Returns the macro calls of a text, in their order."""
    return [part for part in parts(text, lambda line, message: None) if isinstance(part, Call)]


def answers(call: Call, lookups: Lookups) -> bool:
    """Whether the simple look-ups know what a call asks for."""
    if call.macro not in MACROS or call.named:
        return False
    try:
        getattr(lookups, call.macro)(*call.arguments)
    except (KeyError, TypeError, ValueError):
        return False
    return True
