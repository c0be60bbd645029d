"""Builds into the `site/` of one project come one after the other, whichever command makes them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

SITE, LOCK = Path("site"), Path("build/site.lock")


def lock(project: Path) -> TextIO:
    """Waits until no other build is at work, and has others wait until what is returned is closed.

    Where the system cannot tell, goes on; where something else stands in the place of the lock, ends the program.
    """
    try:
        (project / LOCK).parent.mkdir(exist_ok=True)
        file = (project / LOCK).open("w")
    except OSError as error:
        place = Path(error.filename).relative_to(project)
        sys.exit(f"{place}: {error.strerror}; it is made by builds, so take away what hinders them")
    if fcntl is not None:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # unlike flock, no process forked from this one has it
        except (BlockingIOError, PermissionError):
            print("Waiting for another build to end ...", flush=True)
            fcntl.lockf(file, fcntl.LOCK_EX)
    return file
