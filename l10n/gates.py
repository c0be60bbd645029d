"""`python -m l10n typography | lint …`: the gates of wording, run on the whole project."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.problems import Mistakes, counted

from .findings import Finding, errors
from .tree import Tree, read_tree
from .typography import mend_tree, typography_findings


@dataclass(frozen=True)
class Gate:
    """What one gate looks for, and how it mends what needs no decision."""

    purpose: str
    find: Callable[[Tree], Iterator[Finding]]
    mend: Callable[[Tree], Iterator[str]] | None = None


GATES = {
    "typography": Gate("marks, spaces, capitals, words of another language", typography_findings, mend_tree),
}


def run_gates(folder: Path, names: Iterable[str], *, fix: bool) -> int:
    """Prints what the gates named find in a project, after mending if asked to; returns the exit status."""
    try:
        if fix:
            for name in names:
                mend = GATES[name].mend
                for line in mend(read_tree(folder)) if mend else ():
                    print(line)
        tree = read_tree(folder)
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    found = sorted({finding for name in names for finding in GATES[name].find(tree)})
    for finding in found:
        print(finding, file=sys.stderr)
    wrong = len(errors(found))
    print(f"{', '.join(names)}: {counted(wrong, 'mistake')}, {counted(len(found) - wrong, 'warning')}"
          f" in {len(tree.passages)} pages and texts")  # fmt: skip
    return int(wrong > 0)
