"""`python -m l10n typography | lint …`: the gates of wording, run on the whole project."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from macros.problems import Mistakes, Problem, counted

from .findings import Finding, errors
from .parity import bring_into_line, parity_findings
from .terms import alarm_rate, term_findings
from .tree import Tree, read_tree
from .typography import mend_tree, typography_findings
from .words import leftover_findings, not_run, spelling_findings


class Gate(NamedTuple):
    """What one gate looks for, and how it mends what needs no decision."""

    purpose: str
    find: Callable[[Tree], Iterator[Finding]]
    mend: Callable[[Tree], Iterator[str]] | None = None
    figure: Callable[[Tree], str] | None = None
    """What is worth telling even where nothing is found."""


GATES = {
    "parity": Gate("headings, blocks, links, calls against English", parity_findings, bring_into_line),
    "typography": Gate("marks, spaces, capitals, words of another language", typography_findings, mend_tree),
    "terms": Gate("the terms of glossary and termbase", term_findings, None, alarm_rate),
    "leftovers": Gate("English left over", leftover_findings),
    "spelling": Gate("words that no dictionary knows", spelling_findings, None, not_run),
}


def run_gates(folder: Path, names: Iterable[str], *, fix: bool) -> int:
    """Prints what the gates named find in a project, after mending if asked to; returns the exit status."""
    try:
        for mend in filter(None, (GATES[name].mend for name in names if fix)):
            sys.stdout.writelines(f"{line}\n" for line in mend(read_tree(folder)))
        tree = read_tree(folder)
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    found = _found(tree, names)
    sys.stderr.writelines(f"{finding}\n" for finding in found)
    wrong, figures = len(errors(found)), filter(None, (GATES[name].figure for name in names))
    counts = f"{counted(wrong, 'mistake')}, {counted(len(found) - wrong, 'warning')} in {len(tree.passages)}"
    print(f"{', '.join(names)}: {counts} pages and texts", *(figure(tree) for figure in figures), sep="\n")
    return int(wrong > 0)


def _found(tree: Tree, names: Iterable[str]) -> list[Finding]:
    """Returns what gates find but for what pages waive; with all gates, also the waivers that waive nothing."""
    found = {finding for name in names for finding in GATES[name].find(tree)}
    unused = tree.waivers.keys() - {(it.problem.file, it.rule) for it in found} if set(names) == set(GATES) else ()
    lines = (Problem(file, tree.waivers[file, it], f'"{it}" waives nothing; take it out') for file, it in unused)
    return sorted((*tree.unwaived(found), *(Finding(it, "waivers") for it in lines)), key=lambda it: it.problem)
