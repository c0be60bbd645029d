"""`python -m l10n typography | lint …`: the gates of wording, run on the whole project."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.problems import Mistakes, Problem, counted

from .findings import Finding, errors
from .leftovers import leftover_findings
from .parity import bring_into_line, parity_findings
from .spelling import not_run, spelling_findings
from .terms import alarm_rate, term_findings
from .tree import Tree, read_tree
from .typography import mend_tree, typography_findings


@dataclass(frozen=True)
class Gate:
    """What one gate looks for, and how it mends what needs no decision."""

    purpose: str
    find: Callable[[Tree], Iterator[Finding]]
    mend: Callable[[Tree], Iterator[str]] | None = None
    figure: Callable[[Tree], str] | None = None
    """What is worth telling even where nothing is found."""


GATES = {
    "parity": Gate(
        "headings, blocks, links, macro calls of a page against English",
        parity_findings,
        bring_into_line,
    ),
    "typography": Gate("marks, spaces, capitals, words of another language", typography_findings, mend_tree),
    "terms": Gate("the terms of glossary and termbase", term_findings, None, alarm_rate),
    "leftovers": Gate("English left over", leftover_findings),
    "spelling": Gate("words that no dictionary knows", spelling_findings, None, not_run),
}


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
    for figure in filter(None, (GATES[name].figure for name in names)):
        print(figure(tree))
    return int(wrong > 0)


def _found(tree: Tree, names: Iterable[str]) -> list[Finding]:
    """Returns what gates find but for what pages waive; with all gates, also the waivers that waive nothing."""
    found = {finding for name in names for finding in GATES[name].find(tree)}
    kept = list(tree.unwaived(found))
    if set(names) == set(GATES):
        for file, rule in tree.waivers.keys() - {(finding.problem.file, finding.rule) for finding in found}:
            message = f'waiver of "{rule}" waives nothing; take it out'
            kept.append(Finding(Problem(file, tree.waivers[file, rule], message), rule))
    return sorted(kept, key=lambda it: it.problem)
