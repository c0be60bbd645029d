"""Five hundred changes of our own translations, drawn by lot: each is caught by the gate that should catch it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle, islice

from l10n.findings import Finding
from l10n.parity import differences
from l10n.prose import Passage
from l10n.segments import segments
from l10n.terms import Term, stems, term_findings, terms, wanting
from l10n.tree import Tree, read_tree
from l10n.typography import typography_findings
from l10n.words import leftover_findings, words_in

from .conftest import PROJECT

MUTATIONS = 500
TABLE = '| a | b |\n|---|---|\n| {{ where("2msp") }} | c |\n| d | e |\n\n!!! note "Titre"\n    Texte.\n'
"""Our pages hold no table and no admonition: these stand at the end of the pages whose tables are changed."""

Mutate = Callable[[str, random.Random], str | None]
"""Takes the text of a page and a lot, returns it changed once, or None where there is nothing of the kind."""


@cache
def ours() -> Tree:
    return read_tree(PROJECT)


def one(pattern: str, put: str | Callable[[re.Match[str]], str]) -> Mutate:
    """Replaces one of the places that match."""

    def mutate(text: str, lot: random.Random) -> str | None:
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if not found:
            return None
        it = lot.choice(found)
        return text[: it.start()] + (put if isinstance(put, str) else put(it)) + text[it.end() :]

    return mutate


def without_segment(*kinds: str) -> Mutate:
    """Takes out the lines of one segment."""

    def mutate(text: str, lot: random.Random) -> str | None:
        found = [it for it in segments(text) if it.kind in kinds]
        if not found:
            return None
        it = lot.choice(found)
        lines = text.split("\n")
        return "\n".join([*lines[: it.first_line - 1], *lines[it.last_line :]])

    return mutate


STRUCTURE: dict[str, Mutate] = {
    "heading gone": without_segment("heading"),
    "heading level": one(r"^##(?=#* \S)", "###"),
    "id changed": one(r"\{ #[a-z]", lambda it: f"{it[0]}x"),
    "id gone": one(r" \{ #[\w-]+ \}$", ""),
    "paragraph gone": without_segment("paragraph"),
    "paragraph cut in two": one(r"(?<=[.:])\n(?=[A-ZÉÀL])", "\n\n"),
    "call paragraph gone": without_segment("macro"),
    "list item gone": without_segment("list-item"),
    "row gone": one(r"^\| [cd{][^\n]*\n", ""),
    "cell gone": one(r" \| (?:c|e) \|$", " |"),
    "admonition type": one(r"^!!! note", "!!! danger"),
    "argument changed": one(r"(?<=\(\")[\w#-]+(?=\")", lambda it: f"{it[0]}-x"),
    "call gone": one(r"\{\{[^}]*\}\}", ""),
    "link target": one(r"(?<=\]\()[\w./#-]+(?=\))", lambda it: f"x-{it[0]}"),
    "link gone": one(r"\[([^\]]+)\]\([^)]+\)", lambda it: it[1]),
}
MARKS: dict[str, dict[str, Mutate]] = {
    "fr": {
        "space before a mark": one("\u00a0(?=[;:!?»])", " "),
        "no space before a mark": one("\u00a0(?=[;!?])", ""),
        "straight apostrophe": one("(?<=\\w)’(?=\\w)", "'"),
        "straight quotes": one("«\u00a0([^»]*)\u00a0»", lambda it: f'"{it[1]}"'),
        "capital of States": one("États parties", "États Parties"),
    },
    "es": {
        "space before a mark": one("(?<=\\w)(?=[;:] )", " "),
        "guillemets": one("“([^”]*)”", lambda it: f"«{it[1]}»"),
        "capital of States": one("(?<!Reunión de los )(?<!Reuniones de los )Estados partes", "Estados Partes"),
        "Parte in the singular": one("Estados partes", "Estados Parte"),
        "thin space": one("(?<=\\w) (?=\\w+\\.$)", "\u2009"),
    },
}


def tree_of(passage: Passage) -> Tree:
    tree = replace(ours())
    tree.__dict__["passages"] = (passage,)
    return tree


def caught(passage: Passage, gate: Callable[[Tree], Iterator[Finding]]) -> bool:
    """Whether a gate finds more in a passage than in the same one as it was."""
    return any(finding.problem.file == passage.file for finding in gate(tree_of(passage)))


def changed(
    passages: list[Passage], mutate: Mutate, lot: random.Random, text_of: Callable[[Passage], str]
) -> Iterator[tuple[Passage, str]]:
    """Yields the first passage, in an order drawn by lot, that holds what is to be changed, and its text changed."""
    in_lot = lot.sample(passages, len(passages))
    found = ((it, after) for it in in_lot if (after := mutate(text_of(it), lot)) is not None)
    yield from islice(found, 1)


def structural(lot: random.Random) -> Iterator[tuple[str, bool]]:
    pages = [it for it in ours().passages if it.is_page]
    for name in cycle(STRUCTURE):
        ending = f"\n{TABLE}" if name in ("row gone", "cell gone", "admonition type") else ""
        for page, after in changed(pages, STRUCTURE[name], lot, lambda it, ending=ending: it.text + ending):
            yield name, any(differences(("docs/en/x.md", page.english + ending), (page.file, after)))


def marked(lot: random.Random) -> Iterator[tuple[str, bool]]:
    for language, name in cycle((language, name) for language, names in MARKS.items() for name in names):
        passages = [it for it in ours().passages if it.language == language]
        for passage, prose in changed(passages, MARKS[language][name], lot, lambda it: it.prose):
            yield name, caught(passage.with_prose(prose), typography_findings)


def swapped(lot: random.Random) -> Iterator[tuple[str, bool]]:
    while True:
        passage = lot.choice(ours().passages)
        pair = lot.choice(passage.pairs)
        if len(words_in(pair.english)) >= 5:
            alone = Passage("data/x.yml", passage.language, 1, pair.english, pair.english)
            yield "left in English", caught(alone, leftover_findings)


def misnamed(lot: random.Random) -> Iterator[tuple[str, bool]]:
    """A term is replaced by a forbidden one, or by a word that is no form of it."""
    found = terms(ours())
    while True:
        passage = lot.choice(ours().passages)
        used = [term for _, term, lacks in wanting(passage, found) if not lacks]
        term = lot.choice(used) if used else None
        written = term.written[passage.language] if term else "\0"
        if term is None or written not in passage.text or passage.is_page:
            continue
        wrong = lot.choice([*term.forbidden[passage.language].values(), "truc"])
        after = replace(passage, text=passage.text.replace(written, wrong))
        if not _is_still_there(term, after):
            yield ("forbidden word" if wrong != "truc" else "term lost"), caught(after, term_findings)


def _is_still_there(term: Term, passage: Passage) -> bool:
    """Whether another form of the term, or a longer term that holds it, stands in the text all the same."""
    text = " ".join(stems(passage.text, passage.language))
    return any(" ".join(form) in text for form in term.forms[passage.language])


def test_every_change_of_a_translation_is_caught_by_the_gate_that_should(
    record_property: Callable[[str, object], None],
) -> None:
    lot = random.Random(2011)  # noqa: S311 - a lot to be drawn again
    shares = {structural: 260, marked: 120, swapped: 60, misnamed: 60}
    results = [(name, it) for source, share in shares.items() for (name, it), _ in zip(source(lot), range(share))]  # noqa: B905
    tried, alive = Counter(name for name, _ in results), Counter(name for name, it in results if not it)
    assert len(results) == MUTATIONS
    score = f"gates: {MUTATIONS - sum(alive.values())} of {MUTATIONS} changes of translations caught"
    record_property("score", score)
    assert alive == {}, f"{score}; not caught: {dict(alive)}"
    every = {*STRUCTURE, *MARKS["fr"], *MARKS["es"], "left in English", "forbidden word", "term lost"}
    assert every == set(tried)


def test_what_is_not_changed_is_not_caught() -> None:
    for passage in random.Random(7).sample([it for it in ours().passages if it.is_page], 30):  # noqa: S311 - as above
        english, text = (f"{it}\n{TABLE}" for it in (passage.english, passage.text))
        assert list(differences(("docs/en/x.md", english), (passage.file, text))) == []
        assert not caught(passage, typography_findings)
        assert not caught(passage, leftover_findings)
