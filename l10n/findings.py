"""What a gate of wording finds: a mistake or a warning, the rule by which a page may waive it, and what mends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from macros.problems import Problem
from macros.translator_notes import front_matter


class Repair(NamedTuple):
    """Words of a translated page between two lines, and what is to stand there instead."""

    first_line: int
    last_line: int
    old: str
    new: str

    def applied(self, text: str) -> str:
        """Returns the page with the words replaced where they stand first."""
        lines = text.split("\n")
        between = "\n".join(lines[self.first_line - 1 : self.last_line])
        mended = between.replace(self.old, self.new, 1)
        return "\n".join([*lines[: self.first_line - 1], mended, *lines[self.last_line :]])


class Finding(NamedTuple):
    """One thing found at one place; a warning stops nothing."""

    problem: Problem
    rule: str
    is_error: bool = True
    repair: Repair | None = None

    def __str__(self) -> str:
        return str(self.problem) if self.is_error else f"{self.problem} [warning]"


def errors(findings: Iterable[Finding]) -> list[Problem]:
    """Returns the mistakes among what was found."""
    return [finding.problem for finding in findings if finding.is_error]


def waivers(text: str) -> Mapping[str, int]:
    """Returns the rules that a page waives in its front matter, with their lines."""
    located = front_matter(text, "", []) if "waive:" in text else None
    waived = located.value["l10n"].get("waive", []) if located else []
    return {it["rule"]: located.line(("l10n", "waive", index)) for index, it in enumerate(waived) if located}
