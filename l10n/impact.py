"""What a change of English costs its translators, told to the one who makes it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from macros.languages import begun
from macros.located_yaml import yaml_in
from macros.problems import Mistakes, Problem, counted

from .alignment import changes
from .data_texts import by_key
from .status import SOURCE, TRANSLATIONS
from .work import Work


def impact(work: Work, since: str) -> Iterator[str]:
    """Yields, for each English page and data file changed since a commit, what is to be translated; then the total."""
    total = 0
    for file in _git(
        work.project, "diff", "--name-only", "--no-renames", since, "--", f"docs/{SOURCE}", "data"
    ).split():
        before = _git(work.project, "show", f"{since}:{file}", missing="")
        path = work.project / file
        after = path.read_text(encoding="utf-8") if path.exists() else ""
        if not file.endswith((".md", ".yml")):
            continue
        unfinished, is_page = begun(work.project), file.endswith(".md")
        old, new = ({"": it} if is_page else by_key(yaml_in(it, file, []), unfinished) for it in (before, after))
        found = [it for key in sorted(new) for it in changes(old.get(key, ""), new[key])]
        stale, carried = [it for it in found if it.is_stale], [it for it in found if it.is_carried]
        words = sum(it.words for it in stale)
        total += words
        if stale or carried:
            cost = f"{counted(len(stale), 'segment')}, {counted(words, 'word')}"
            yield f"{file}: {cost}; {len(carried)} carried over by update"
        elif before != after:
            yield f"{file}: nothing to translate"
    languages = counted(len(TRANSLATIONS), "language")
    yield f"{counted(total, 'word')} to translate into each of {languages}." if total else "Nothing to translate."


def _git(project: Path, *arguments: str, missing: str | None = None) -> str:
    """Returns what git says; where it says nothing, raises Mistakes or returns what is to stand for it."""
    command = ["git", "-c", "core.quotepath=off", *arguments]  # the README asks for git
    done = subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - ours
    if done.returncode and missing is None:
        raise Mistakes([Problem(arguments[-1], 1, f"git: {(done.stderr.splitlines() or ['no answer'])[0]}")])
    return done.stdout if done.returncode == 0 else missing or ""
