"""The rules of wording and of marks in French and Spanish texts: which are broken where, and texts mended by them.

The rules are data: l10n/typography.yml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from macros.located_yaml import read_yaml
from macros.page_rules import MONTHS
from macros.problems import Mistakes, Problem
from macros.statements import LanguageCode

from .findings import Finding
from .prose import Passage, rewritten
from .tree import Tree

TABLE = Path(__file__).with_name("typography.yml")
_MONTHS = {"{MF}": MONTHS["fr"], "{ME}": f"{MONTHS['es']} setiembre", "{MX}": MONTHS["en"]}
_FOUND = {"fr": "trouvé", "es": "hallado"}
_NOT_COMPOSED = {"fr": "lettre et accent séparés (NFC attendu)", "es": "letra y acento separados (se espera NFC)"}
_AROUND = 12


class Rule(NamedTuple):
    """One rule in one language: what must not stand, in which words that is told, what is put in its place."""

    id: str
    is_error: bool
    pattern: re.Pattern[str]
    message: str
    repairs: tuple[tuple[re.Pattern[str], str], ...]


def _compiled(expression: str) -> re.Pattern[str]:
    for sign, names in _MONTHS.items():
        expression = expression.replace(sign, f"(?:{'|'.join(names.split())})")
    return re.compile(expression)


@cache
def rules(language: LanguageCode) -> tuple[Rule, ...]:
    """Returns the rules of one language, in the order of the table."""
    problems: list[Problem] = []
    table = read_yaml(TABLE, f"l10n/{TABLE.name}", problems)
    if table is None or problems:
        raise Mistakes(problems)
    return tuple(
        Rule(
            rule["id"],
            rule["level"] == "error",
            _compiled(rule["expression"]),
            rule["message"][language],
            tuple((_compiled(find), put) for find, put in rule.get("fix", {}).get(language, ())),
        )
        for rule in table.value
        if language in rule["message"]
    )


def broken_rules(passage: Passage) -> Iterator[tuple[Rule, int]]:
    """Yields each rule that a passage breaks, and the offset at which it does."""
    for rule in rules(passage.language):
        yield from ((rule, found.start()) for found in rule.pattern.finditer(passage.prose))


def mended(passage: Passage) -> Passage:
    """Returns the passage with everything mended that needs no decision; mending twice is mending once."""
    passage = passage.with_prose(unicodedata.normalize("NFC", passage.prose))
    for rule in rules(passage.language):
        if rule.pattern.search(passage.prose):
            for find, put in rule.repairs:
                passage = passage.with_prose(find.sub(put, passage.prose))
    return passage


def typography_findings(tree: Tree, passages: Iterable[Passage] | None = None) -> Iterator[Finding]:
    """Yields what breaks a rule, in the words of the one who can mend it; in all passages, or in those named."""
    for it in tree.passages if passages is None else passages:
        if not unicodedata.is_normalized("NFC", it.text):
            yield Finding(Problem(it.file, it.first_line, _NOT_COMPOSED[it.language]), "NFC")
        for rule, offset in broken_rules(it):
            around = " ".join(it.text[max(0, offset - _AROUND) : offset + _AROUND].split("\n"))
            message = f"{rule.id}: {rule.message} ({_FOUND[it.language]} “{around}”)"
            yield Finding(Problem(it.file, it.line(offset), message), rule.id, rule.is_error)
    yield from (Finding(problem, "verbatim") for problem in tree.unused_verbatim())


def mend_tree(tree: Tree) -> Iterator[str]:
    """Writes every text that can be mended back into its file; yields a line for each line changed."""
    for it in tree.passages:
        better, path = mended(it), tree.folder / it.file
        if better.text != it.text:
            text = rewritten(path.read_text(encoding="utf-8"), it, better)
            done = "mended" if text else "not mended, write it yourself"
            path.write_text(text or path.read_text(encoding="utf-8"), encoding="utf-8")
            pairs = enumerate(zip(it.text.split("\n"), better.text.split("\n"), strict=True), it.first_line)
            yield from (f"{it.file}:{at}: {done}: {new.strip()}" for at, (old, new) in pairs if old != new)
