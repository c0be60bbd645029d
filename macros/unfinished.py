"""`python -m macros.unfinished ar`: the site with one more language as far as it is translated, only to be looked at.

It is made in a copy of the project in `build/preview/`, in which English stands wherever the language has no words
yet, marked as English. No page of the site leads to it, and no search engine is let in.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from l10n.segments import Segment, segments

from .build import dated
from .forms import FORMS
from .in_preview import VARIABLE
from .languages import CLOSES, OPENS, begun, in_place, name_in, not_begun
from .load import FILES, load_programme
from .located_yaml import read_yaml
from .problems import Mistakes, counted
from .slots import CONFIGURATION
from .statements import COMPLETE
from .translator_notes import TODO, todos

PREVIEW = Path("build/preview")
PARTS = ("data", "docs", "l10n", "macros", "overrides")
SITEMAPS = "sitemap.xml*"

_AS_IN_ENGLISH = re.compile(r"([\w ]+\w): \1(?=[,}])")
_ATTRIBUTES = re.compile(r"\s*\{:? *[#.][^{}]*\}$")
_TOKEN = re.compile(rf"<(script|style|title|svg)\b.*?</\1>|<[^>]*>|[{OPENS}{CLOSES}]", re.DOTALL)
_SPAN = {OPENS: '<span lang="en">', CLOSES: "</span>"}


def main() -> int:
    """Makes the preview of the language named, and tells what is left to translate; returns the exit status."""
    code = sys.argv[1] if len(sys.argv) == 2 else ""
    try:
        if code not in begun(Path.cwd()):
            raise Mistakes([not_begun(code)])
        left, folder = list(_left(Path.cwd(), code)), PREVIEW / code
        _copy(folder, code)
        if _built(folder, code):
            return 1
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    mark(folder / "site")
    print(
        *left or ["Nothing is left to translate; MAINTAINING.md tells how it becomes one of the site."],
        sep="\n",
    )
    print(f"{folder}/site/ is complete; to look at it: {sys.executable} -m http.server --directory {folder}/site")
    return 0


def _left(project: Path, code: str) -> Iterator[str]:
    """Yields what is still to be translated: a line for pages, for each data file, and for the forms of dates."""
    docs = project / "docs"
    waiting = [path for path in sorted((docs / code).rglob("*.md")) if any(todos(path.read_text(encoding="utf-8")))]
    missing = {path.relative_to(docs / "en") for path in (docs / "en").rglob("*.md")} - {
        path.relative_to(docs / code) for path in (docs / code).rglob("*.md")
    }
    if waiting or missing:
        yield f"docs/{code}/: {counted(len(waiting), 'page')} with to-dos, {len(missing)} missing"
    for name in FILES:
        found = read_yaml(project / "data" / name, f"data/{name}", [])
        empty = _empty(found.value, code) if found else 0
        if empty:
            yield f"data/{name}: {counted(empty, 'text')} without {code}:"
    if code not in FORMS:
        yield f"macros/forms.py: no forms of dates and lists for {name_in(code, 'en')}; English ones stand in for them"


def _empty(value: object, code: str) -> int:
    """Returns how many texts inside a value have no words in a language."""
    if isinstance(value, list):
        return sum(_empty(item, code) for item in value)
    if not isinstance(value, dict):
        return 0
    if value.keys() >= set(COMPLETE):
        return not value.get(code)
    return sum(_empty(item, code) for item in value.values())


def _copy(folder: Path, code: str) -> None:
    """Copies the project, its pages in the language complete and the language switched on."""
    for part in PARTS:
        shutil.rmtree(folder / part, ignore_errors=True)
        shutil.copytree(part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    configuration = Path(CONFIGURATION).read_text(encoding="utf-8")
    (folder / CONFIGURATION).write_text(_switched_on(configuration, code), encoding="utf-8")
    for source in (folder / "docs/en").rglob("*.md"):
        page = folder / "docs" / code / source.relative_to(folder / "docs/en")
        is_there, page_text = page.is_file(), (page if page.is_file() else source).read_text(encoding="utf-8")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(completed(page_text, all_english=not is_there), encoding="utf-8")


def _switched_on(configuration: str, code: str) -> str:
    """Returns the configuration with the language built, the names that are still as in English marked so."""
    before, opening, rest = configuration.partition(f"        - locale: {code}\n")
    own, ending, after = rest.partition("\n\n")
    site = configuration.partition("\nsite_name: ")[2].partition("\n")[0]
    own = own.replace("build: false", "build: true").replace(f"site_name: {site}", f"site_name: {in_place(site)}")
    return before + opening + _AS_IN_ENGLISH.sub(lambda it: f"{it[1]}: {in_place(it[1])}", own) + ending + after


def completed(page: str, *, all_english: bool) -> str:
    """Returns a page without to-dos, what stands under one marked as English; where all is English, the whole page."""
    lines = page.split("\n")
    for segment in segments(page):
        above = lines[segment.first_line - 2].lstrip() if segment.first_line > 1 else ""
        if not segment.is_opaque and segment.kind != "front-matter-value" and (all_english or above.startswith(TODO)):
            _mark(lines, segment)
    kept = [line for line in lines if not line.lstrip().startswith(TODO)]
    return "\n".join(kept)


def _mark(lines: list[str], segment: Segment) -> None:
    """Marks the words of a segment as English, without the attributes after them."""
    words = _ATTRIBUTES.sub("", segment.text).split("\n")
    first, last = segment.first_line - 1, segment.first_line - 2 + len(words)
    lines[first] = lines[first].replace(words[0], OPENS + words[0], 1)
    lines[last] = lines[last].replace(words[-1], words[-1] + CLOSES, 1)


def _built(folder: Path, code: str) -> int:
    """Builds the copy; returns the status of MkDocs, whose complaints are printed."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", "site"]
    environment = os.environ | dated(load_programme(Path("data"))) | {VARIABLE: code}
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode  # noqa: S603 - our own command


def mark(site: Path) -> None:
    """Makes elements of the marks of English in a site, and leaves nothing for a search engine to find it by."""
    for path in site.rglob("*.html"):
        path.write_text(marked(path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in site.glob(SITEMAPS):
        path.unlink()
    (site / "robots.txt").write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")


def marked(page: str) -> str:
    """Returns a page with its marks made elements, where elements may stand; elsewhere the marks serve as they are."""
    return _TOKEN.sub(lambda token: _SPAN.get(token[0], token[0]), page)


if __name__ == "__main__":
    sys.exit(main())
