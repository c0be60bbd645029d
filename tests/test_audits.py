"""Programs of other hands judge the pages: Lighthouse the heaviest, the Nu HTML checker every one, or some of them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from macros.statements import LANGUAGES

from .audits import CATEGORIES, audited, heaviest_of_each_load, language_of
from .conftest import some
from .node_programs import FOLDER, INSTALL
from .not_run import not_run

CHECKER = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"
FALSE_ON_A_DISK = "Content Security Policy"
"""The checker reads files, of which 'self' is none; that the policy holds is seen in the browser, where it counts."""


def test_lighthouse_gives_pages_100_of_100(site: Path) -> None:
    """What all pages of a kind have in common is seen of each page elsewhere; here, what it takes to load them."""
    heaviest = heaviest_of_each_load(site)
    assert {language_of(page) for page in heaviest} == set(LANGUAGES)
    pages = some(heaviest, len(heaviest))
    found = list(audited(site, pages))
    assert [audit.page for audit in found] == pages
    assert [audit for audit in found if audit.scores != (100,) * len(CATEGORIES)] == []


def test_a_page_is_valid_html(site: Path) -> None:
    java = shutil.which("java") or not_run("no Java found; on Debian: sudo apt install default-jre-headless")
    if not CHECKER.is_file():
        not_run(f"no HTML checker in tests/node; {INSTALL}")
    pages = some([str(path) for path in sorted(site.rglob("*.html"))], 2)
    command = [java, "-Xmx1g", "-jar", str(CHECKER), "--format", "json", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(done.stderr)["messages"]
    assert len(pages) > 90
    assert [it for it in said if FALSE_ON_A_DISK not in it["message"]] == []
