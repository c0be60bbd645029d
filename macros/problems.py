"""A mistake in data or pages: one line that says where it is, what is wrong and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

CLOSED = "may not be read; let whoever builds the site read it"
"""What is wrong with a file or a folder that the system keeps closed."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, with its file (relative to the project) and line (from 1)."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class Mistakes(Exception):  # noqa: N818 - a word of the project: the list of what is to be mended
    """Every problem found, at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


class Unknown(LookupError):  # noqa: N818 - what it is
    """Something asked for that is not there; its words say so without more."""


class UnknownPhrase(Unknown):
    """A phrase asked for by a key that no phrase has."""

    def __init__(self, key: object, known: Iterable[object]) -> None:
        super().__init__(
            f'no phrase "{key}" stands in data/phrases.yml{did_you_mean(key, known) or "; write it there"}'
        )


def report(problems: tuple[Problem, ...]) -> str:
    """Returns the problems as lines, then their count."""
    files = len({problem.file for problem in problems})
    count = f"{counted(len(problems), 'problem')} in {counted(files, 'file')}"
    return "\n".join([*map(str, problems), count])


def counted(number: int, noun: str) -> str:
    """Returns a number with its noun, in the plural where there is not exactly one."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def did_you_mean(found: object, known: Iterable[object]) -> str:
    """Returns `; did you mean "…"?` where a known word is near the one found, else nothing."""
    near = difflib.get_close_matches(str(found), [str(word) for word in known], n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""
