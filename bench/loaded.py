"""`python -m bench.loaded` in a project: the least memory a build of ours holds, before it looks at any page.

MkDocs with the plugins of the project, every module that makes pages, and the data as a programme.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config

import macros.seam.events  # noqa: F401 - all that makes pages, and what is published beside them
from macros.load import load_programme


def main(project: Path) -> int:
    """Reads configuration and data of a project; returns how many meetings it tells of."""
    load_config(str(project / "mkdocs.yml"))
    return len(load_programme(project / "data").meetings)


if __name__ == "__main__":
    print(main(Path.cwd()), "meetings")
