"""Sentences of our own pages → any number of pages like ours, the same bytes for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from macros.forms import NBSP
from macros.statements import LanguageCode

from .lookups import Lookups
from .sentences import Pool

SECTION = 20
"""Pages of a section."""

ROOM = "papers"


@dataclass(frozen=True)
class Writer:
    """Writes generated pages in one language; what is drawn by lot is the same in every language."""

    code: LanguageCode
    pool: Pool
    lookups: Lookups
    columns: dict[str, str]
    """The words of table headings, by phrase key."""
    count: int
    seed: int

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yields path and text of `count` pages: the first lists the rest."""
        if self.count:
            yield f"{ROOM}/index.md", self._index()
        for number in range(1, self.count):
            yield path(number), self._page(number)

    def title(self, number: int) -> str:
        """Returns the title of a page; no bare figure stands in it, for our check takes one for a fact."""
        words = self.pool.headings[number % len(self.pool.headings)][self.code]
        return f"{words} P-{number:04}"

    def _index(self) -> str:
        lot = Random(f"{self.seed}")  # noqa: S311 - nothing secret is drawn
        links = "\n".join(f"- [{self.title(n)}](../{path(n)})" for n in range(1, self.count, SECTION))
        return f"# {self._heading(lot)} {{ #papers }}\n\n{self._prose(lot, 2)}\n{{ .summary }}\n\n{links}\n"

    def _page(self, number: int) -> str:
        lot = Random(f"{self.seed}-{number}")  # noqa: S311 - nothing secret is drawn
        blocks = [
            f"# {self.title(number)} {{ #page-{number:04} }}",
            f"{self._prose(lot, 3)}\n{{ .summary }}",
            f"## {self._heading(lot)} {{ #part-1 }}",
            self._prose(lot, 3),
            self._meetings(lot),
            f"## {self._heading(lot)} {{ #part-2 }}",
            self._prose(lot, 3),
            self._links(lot, number),
            f"## {self._heading(lot)} {{ #part-3 }}",
            self._prose(lot, 2),
            f"### {self._heading(lot)} {{ #part-3-1 }}",
            self._prose(lot, 3),
            f"## {self._heading(lot)} {{ #part-4 }}",
            self._prose(lot, 3),
            self._sources(lot),
            f"## {self._heading(lot)} {{ #part-5 }}",
            self._prose(lot, 2),
            self._facts(lot),
        ]
        return "\n\n".join(blocks) + "\n"

    def _prose(self, lot: Random, count: int) -> str:
        return "\n".join(words[self.code] for words in lot.sample(self.pool.sentences, count))

    def _heading(self, lot: Random) -> str:
        return lot.choice(self.pool.headings)[self.code]

    def _drawn_meetings(self, lot: Random, count: int) -> list[str]:
        return lot.sample(self.lookups.plain_meetings(), count)

    def _meetings(self, lot: Random) -> str:
        rows = [
            f'| {{{{ meeting("{id}") }}}} | {{{{ dates("{id}") }}}} | {{{{ where("{id}") }}}} |'
            for id in self._drawn_meetings(lot, 4)
        ]
        return self._table(("column-meeting", "column-dates", "column-place"), rows)

    def _sources(self, lot: Random) -> str:
        ids = lot.sample(sorted(self.lookups.records["sources"]), 4)
        bodies = lot.sample(sorted(self.lookups.records["bodies"]), 4)
        rows = [
            f'| {{{{ body("{body}") }}}} | {{{{ source("{id}") }}}} |' for body, id in zip(bodies, ids, strict=True)
        ]
        return self._table(("column-who", "column-source"), rows)

    def _table(self, keys: tuple[str, ...], rows: list[str]) -> str:
        head = " | ".join(self.columns[key] for key in keys)
        return "\n".join([f"| {head} |", "|---" * len(keys) + "|", *rows])

    def _links(self, lot: Random, number: int) -> str:
        others = [lot.randrange(1, self.count) for _ in range(3)]
        links = [f"- [{self.title(n)}](../../{path(n)}#part-{lot.randint(1, 5)})" for n in [number, *others]]
        page, id, words = lot.choice(self.pool.anchors)
        return "\n".join([*links, f"- [{words[self.code]}](../../{page}#{id})"])

    def _facts(self, lot: Random) -> str:
        colon = f"{NBSP}:" if self.code == "fr" else ":"
        sentences = [
            f'{{{{ meeting("{id}") }}}}{colon} {{{{ when("{id}") }}}}, {{{{ where("{id}") }}}}. '
            f'{{{{ source("draft#p{lot.randint(1, 10)}") }}}}'
            for id in self._drawn_meetings(lot, 2)
        ]
        return "\n".join(sentences)


def path(number: int) -> str:
    """Returns where a generated page stands under its language's folder."""
    return f"{ROOM}/section-{(number - 1) // SECTION + 1:02}/page-{number:04}.md"


def nav(count: int) -> str:
    """Returns the entries of `mkdocs.yml` for generated pages: a section for every twenty."""
    if not count:
        return ""
    lines = [f"  - Papers:\n      - {ROOM}/index.md\n"]
    for number in range(1, count):
        if number % SECTION == 1:
            lines.append(f"      - Section {(number - 1) // SECTION + 1:02}:\n")
        lines.append(f"          - {path(number)}\n")
    return "".join(lines)
