"""`python -m l10n typography | lint …`: the gates of wording, run on the whole project."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.problems import Mistakes, Problem, counted, did_you_mean

from .blocks import RULES
from .findings import Finding, errors, waivers
from .parity import bring_into_line, parity_findings
from .tree import Tree, read_tree
from .typography import mend_tree, rule_ids, typography_findings


@dataclass(frozen=True)
class Gate:
    """What one gate looks for, and how it mends what needs no decision."""

    purpose: str
    find: Callable[[Tree], Iterator[Finding]]
    mend: Callable[[Tree], Iterator[str]] | None = None
    rules: frozenset[str] = frozenset()
    """What a page may waive of it, with a reason."""


GATES = {
    "parity": Gate(
        "headings, blocks, links, macro calls of a page against English", parity_findings, bring_into_line, RULES
    ),
    "typography": Gate(
        "marks, spaces, capitals, words of another language", typography_findings, mend_tree, rule_ids()
    ),
}


def hold(folder: Path, names: Iterable[str]) -> None:
    """Raises Mistakes with what the gates named find in a project, if anything stops them."""
    found = errors(_found(read_tree(folder), names))
    if found:
        raise Mistakes(found)


def run_gates(folder: Path, names: Iterable[str], *, fix: bool) -> int:
    """Prints what the gates named find in a project, after mending if asked to; returns the exit status."""
    try:
        for mend in [GATES[name].mend for name in names if fix]:
            for line in mend(read_tree(folder)) if mend else ():
                print(line)
        tree = read_tree(folder)
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    found = _found(tree, names)
    for finding in found:
        print(finding, file=sys.stderr)
    wrong = len(errors(found))
    counts = f"{counted(wrong, 'mistake')}, {counted(len(found) - wrong, 'warning')}"
    print(f"{', '.join(names)}: {counts} in {len(tree.passages)} pages and texts")
    return int(wrong > 0)


def _found(tree: Tree, names: Iterable[str]) -> list[Finding]:
    found = {finding for name in names for finding in GATES[name].find(tree)}
    return sorted(found | set(_unknown_waivers(tree)), key=lambda it: it.problem)


def _unknown_waivers(tree: Tree) -> Iterator[Finding]:
    known = frozenset[str]().union(*(gate.rules for gate in GATES.values()))
    for passage in tree.passages:
        for rule, line in waivers(passage.text).items() if passage.is_page else ():
            if rule not in known:
                message = f'"{rule}" is no rule{did_you_mean(rule, known)}'
                yield Finding(Problem(passage.file, line, message), "waivers")
