"""Random edits of the project, each followed by a warm build and a cold one elsewhere, which must be the same bytes.

`python -m tests.warm_builds 200` goes through so many sequences of edits; WARM_SEED repeats a run.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .conftest import copy_project
from .edits import asked, edit_at_random, never_published

TIMES = {"SOURCE_DATE_EPOCH": "1700000000"}
"""The one time of all builds, as their environment tells it."""

ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
"""What no byte may come from: the zone, the locale, the order of sets."""


def build(project: Path, site: Path, **variables: str) -> dict[str, bytes]:
    """Builds a project; returns every file of its site."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | TIMES | variables
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def cold(project: Path, folder: Path, **variables: str) -> dict[str, bytes]:
    """Builds a copy of a project in another place, where nothing is remembered; returns every file of its site."""
    site = build(copy_project(folder, project), folder / "site", **ELSEWHERE, **variables)
    shutil.rmtree(folder)
    return site


def compare(project: Path, folder: Path, told: str) -> int:
    """Builds a project with what is remembered, and a copy from nothing; returns of how many files, all the same.

    What is remembered is built over the site before it, as on the disk of whoever works on it.
    """
    warm, anew = build(project, folder / "warm"), cold(project, folder / "cold")
    differing = sorted(path for path in warm.keys() | anew.keys() if warm.get(path) != anew.get(path))
    assert differing == [], f"after {told}: {differing[:5]}"
    return len(warm)


def go_through(project: Path, folder: Path, sequences: int, chance: random.Random) -> None:
    """Makes sequences of edits of a project built before, one upon the other; stops at the first that differs warm."""
    never_published(project)
    for number in range(1, sequences + 1):
        names = edit_at_random(project, chance)
        print(f"{number} of {sequences}: {names}: {compare(project, folder, names)} files the same", flush=True)


def main() -> None:
    """Goes through the number of sequences named, and says how many."""
    sequences, chance = asked()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = copy_project(folder / "project")
        build(project, folder / "warm")
        go_through(project, folder, sequences, chance)
    print(f"{sequences} sequences: a warm build is always a cold one")


if __name__ == "__main__":
    main()
