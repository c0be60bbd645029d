"""`python -m bench.floor FOLDER`: the least that any builder in Python does for the same pages; one process, no plugin.

Look-ups by a regular expression, Python-Markdown with the extensions of the site, a trivial template with the
languages and the pages of the section. A bound to measure against, not a tool.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from markdown import Markdown

from .lookups import Lookups

LANGUAGES = ("en", "fr", "es")
EXTENSIONS = ("attr_list", "tables", "toc")
CALL = re.compile(r'\{\{ (\w+)\("([^"]*)"(?:, "([^"]*)")?\) \}\}')
_LINK = re.compile(r"\]\(([^):#]*)\.md")
_TITLE = re.compile(r"<h1[^>]*>(.*?)<a class=\"headerlink\"", re.DOTALL)
TEMPLATE = """<!doctype html>
<html lang="{code}">
<head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="{root}assets/site.css"></head>
<body>
<nav>{languages}</nav>
<main>{content}</main>
<nav>{section}</nav>
</body>
</html>
"""


def main(folder: Path) -> int:
    """Builds the pages under `docs/` of a folder into its `site/`; returns how many it wrote."""
    return sum(build(folder, code) for code in LANGUAGES)


def build(folder: Path, code: str) -> int:
    """Builds the pages of one language; returns how many."""
    lookups = Lookups(folder / "data", code)
    converter = Markdown(extensions=EXTENSIONS, extension_configs={"toc": {"permalink": True, "toc_depth": 3}})
    root = folder / "docs" / code
    contents = {}
    for file in sorted(root.rglob("*.md")):
        page = file.relative_to(root).as_posix()
        contents[page] = converter.reset().convert(filled(file.read_text(encoding="utf-8"), page, lookups))
    titles = {page: _title(html) for page, html in contents.items()}
    for page, html in contents.items():
        target = folder / "site" / ("" if code == "en" else code) / address(page) / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_framed(code, page, html, titles), encoding="utf-8")
    return len(contents)


def filled(text: str, page: str, lookups: Lookups) -> str:
    """Returns the Markdown of a page with its look-ups filled in and its links resolved."""
    lookups.page = page

    def words(match: re.Match[str]) -> str:
        return str(getattr(lookups, match[1])(*filter(None, match.groups()[1:])))

    return with_addresses(CALL.sub(words, text), page)


def with_addresses(text: str, page: str) -> str:
    """Returns a Markdown text whose links to pages lead to where those pages are served."""
    return _LINK.sub(lambda match: f"]({link(page, posixpath.join(posixpath.dirname(page), match[1]))}", text)


def link(page: str, other: str) -> str:
    """Returns the address of another page relative to a page."""
    return posixpath.relpath(address(posixpath.normpath(other)) or ".", address(page) or ".") + "/"


def address(page: str) -> str:
    """Returns the folder that a page is served from: `meetings/2msp.md` → `meetings/2msp`, `index.md` → ``."""
    path = page.removesuffix(".md")
    return "" if path == "index" else path.removesuffix("/index")


def _title(html: str) -> str:
    found = _TITLE.search(html)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def _framed(code: str, page: str, html: str, titles: Mapping[str, str]) -> str:
    here = posixpath.dirname(page)
    to = partial(link, page)
    section = "".join(
        f'<a href="{to(other)}">{title}</a>' for other, title in titles.items() if posixpath.dirname(other) == here
    )
    root = "../" * (address(page).count("/") + bool(address(page)) + (code != "en"))
    languages = "".join(
        f'<a href="{root}{"" if other == "en" else other + "/"}{address(page)}">{other}</a>' for other in LANGUAGES
    )
    return TEMPLATE.format(code=code, title=titles[page], root=root, languages=languages, content=html, section=section)


if __name__ == "__main__":
    print(main(Path(sys.argv[1])), "pages")
