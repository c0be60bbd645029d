"""Programs of other hands judge the pages: Lighthouse one of each kind, the Nu HTML checker every one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from macros.statements import LANGUAGES

from .audits import CATEGORIES, audited, in_language, page_of_each_kind
from .node_programs import FOLDER, INSTALL
from .not_run import not_run

CHECKER = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"
FALSE_ON_A_DISK = "Content Security Policy"
"""The checker reads files, of which 'self' is none; that the policy holds is seen in the browser, where it counts."""


@pytest.mark.parametrize("part", range(3))
def test_lighthouse_gives_every_kind_of_page_100_of_100(site: Path, part: int) -> None:
    kinds = sorted(page_of_each_kind(site).items())
    assert len(kinds) > 20
    pages = [in_language(page, LANGUAGES[at % 3]) for at, (_, page) in enumerate(kinds) if at % 3 == part]
    found = list(audited(site, pages))
    assert len(found) == len(pages)
    assert [audit for audit in found if audit.scores != (100,) * len(CATEGORIES)] == []


def test_every_page_is_valid_html(site: Path) -> None:
    java = shutil.which("java") or not_run("no Java found; on Debian: sudo apt install default-jre-headless")
    if not CHECKER.is_file():
        not_run(f"no HTML checker in tests/node; {INSTALL}")
    pages = [str(path) for path in sorted(site.rglob("*.html"))]
    command = [java, "-Xmx1g", "-jar", str(CHECKER), "--format", "json", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(done.stderr)["messages"]
    assert len(pages) > 180
    assert [it for it in said if FALSE_ON_A_DISK not in it["message"]] == []
