"""`python -m bench.loaded` in a project: the least memory that a build of ours holds while pages are made on all cores.

MkDocs with the plugins of the project, every module that makes pages, the data as a programme; and in the process of
each core one page with its macros filled in, which is held for a moment.
"""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

from mkdocs.config import load_config

import macros.seam.events  # noqa: F401 - all that makes pages, and what is published beside them
from macros.language import Language
from macros.load import load_programme
from macros.problems import Mistakes, Problem
from macros.programme import Programme
from macros.statements import LANGUAGES
from macros.templates import problem_in, render_page
from macros.workers import across_cores

PAGE = "index.md"
HELD = 0.5
"""Seconds, in which memory is looked at ten times."""


def main(project: Path) -> int:
    """Reads configuration and data of a project and makes one page for each core; returns how many."""
    load_config(str(project / "mkdocs.yml"))
    programme = load_programme(project / "data")
    return sum(1 for _ in across_cores(partial(_page, project, programme), range(os.cpu_count() or 1), fewest=2))


def _page(project: Path, programme: Programme, core: int) -> None:
    """Fills in the macros of the home page, for each core in another language; raises Mistakes where it holds any."""
    language = Language(LANGUAGES[core % len(LANGUAGES)], programme.phrases)
    text = (project / "docs" / language.code / PAGE).read_text(encoding="utf-8")
    problems: list[Problem] = []
    render_page(text, PAGE, programme, language, problem_in(PAGE, problems))
    if problems:
        raise Mistakes(problems)
    time.sleep(HELD)


if __name__ == "__main__":
    print(main(Path.cwd()), "pages")
