"""What a gate of wording finds: a mistake or a warning, and the rule by which a page may waive it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.problems import Problem


@dataclass(frozen=True, order=True)
class Finding:
    """One thing found at one place; a warning stops nothing."""

    problem: Problem
    rule: str
    is_error: bool = True

    def __str__(self) -> str:
        return str(self.problem) if self.is_error else f"{self.problem} [warning]"


def errors(findings: Iterable[Finding]) -> list[Problem]:
    """Returns the mistakes among what was found."""
    return [finding.problem for finding in findings if finding.is_error]
