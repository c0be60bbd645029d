"""Programs of other hands that run on Node.js (tests/node); where they are missing, their tests count as not run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from .not_run import not_run

FOLDER = Path(__file__).resolve().parent / "node"
INSTALL = "install Node.js 20 or newer with npm, then: make test"


def node(script: Path | str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a script of tests/node, or of what is installed there; `given` is its standard input.

    Where Node.js or the programs are missing the test is counted as not run.
    """
    program = shutil.which("node")
    if program is None or not (FOLDER / "node_modules").is_dir():
        not_run(f"no {'Node.js' if program is None else 'programs in tests/node'}; {INSTALL}")
    command = [str(program), str(FOLDER / script), *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False, timeout=300, cwd=FOLDER)
