"""docs/ → the text of every page, refusing files that are no pages."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from .languages import begun
from .problems import CLOSED, Problem
from .statements import LANGUAGES, LanguageCode

LARGEST_PAGE = 200_000
"""Bytes; the longest page of the site is a tenth of that."""

PAGES = (".md", ".markdown", ".mkd", ".mkdn", ".mdown")
"""What MkDocs takes for a page; in the folder of a language, only the first is one."""

PASSING = re.compile(r"\.?#.*|\.(?!.*\.html$).*|.*(~|\.pyc(\.\d+)?|\.swp|\.swx|\.tmp|\.bak)")
"""Names of files that editors and Python write for themselves beside what is edited; a template may be hidden."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.md)?")


def page_texts(docs: Path, problems: list[Problem]) -> dict[LanguageCode, dict[str, str]]:
    """Returns the text of every page by language and path under its folder; adds unreadable files to the problems.

    What editors leave beside a page while it is open is none.
    """
    texts: dict[LanguageCode, dict[str, str]] = {language: {} for language in LANGUAGES}
    for language in LANGUAGES:
        problems += _closed_folders(docs.parent, f"docs/{language}")
        for page, entry in sorted(_entries(docs / language), key=lambda found: found[0].split("/")):
            try:
                text = _text(entry)
            except _Refused as refused:
                problems.append(Problem(f"docs/{language}/{_printable(page)}", 1, str(refused)))
                continue
            if text is not None:
                texts[language][page] = text
        problems += _pages_of_one_address(language, texts[language])
    problems += (*_pages_of_no_language(docs), *_unfit_files(docs.parent))
    return texts


def _pages_of_one_address(language: LanguageCode, pages: Collection[str]) -> Iterator[Problem]:
    for page in pages:
        other = f"{page.removesuffix('/index.md')}.md"
        if page.endswith("/index.md") and other in pages:
            yield Problem(f"docs/{language}/{page}", 1, f"has the address of docs/{language}/{other}; keep one of them")
        first = page.removesuffix(".md").partition("/")[0]
        if language == LANGUAGES[0] and first in LANGUAGES:  # that language stands at the root of the site
            yield Problem(f"docs/{language}/{page}", 1, f"has an address of docs/{first}/; name it otherwise")


def _pages_of_no_language(docs: Path) -> Iterator[Problem]:
    for file in _published_as_they_are(docs):
        if file.name.endswith(PAGES):
            told = "page of no language; put it into the folder of each: docs/en/, docs/fr/ and so on"
            yield Problem(file.relative_to(docs.parent).as_posix(), 1, told)


def _unfit_files(project: Path) -> Iterator[Problem]:
    """Yields what no build can name or read, among what is published as it is, templates, and what translators made."""
    tools = project / "l10n"
    yield from _closed_folders(project, "docs", "overrides", "l10n", "l10n/base")
    known = (*tools.glob("*.json"), *tools.glob("*.yml"), *tools.glob("base/*.md"))
    for file in (*_published_as_they_are(project / "docs"), *_paths_in(project / "overrides"), *known):
        shown = file.relative_to(project).as_posix()
        if shown != shown.encode(errors="ignore").decode():
            yield Problem(_printable(shown), 1, "a name that is no UTF-8; name it otherwise")
        elif file.exists() and not os.access(file, os.R_OK):
            yield Problem(shown, 1, CLOSED)
        elif not file.is_file() and os.path.lexists(file):  # or it went meanwhile
            yield Problem(shown, 1, "no file, or a link that leads to none; take it away")


def _published_as_they_are(docs: Path) -> Iterator[Path]:
    """Yields every file that stands beside the folders of the languages."""
    languages = {*LANGUAGES, *begun(docs.parent)}
    return (file for file in _paths_in(docs) if file.relative_to(docs).parts[0] not in languages)


def looked_at(project: Path) -> frozenset[Path]:
    """Returns every page, asset and template of a project, and the folder of each language begun, by its path."""
    folders = (project / "docs" / code for code in begun(project))
    return frozenset((*files_in(project / "docs", project / "overrides"), *folders))


def files_in(*folders: Path) -> Iterator[Path]:
    """Yields every file in some folders, also in those that are linked there, but for what is passing."""
    return (path for path in _paths_in(*folders) if path.is_file())


def _paths_in(*folders: Path) -> Iterator[Path]:
    """Yields what `files_in` does, and what only stands in the place of a file, or may not be looked into."""
    for folder in folders:
        for inside, others, files in os.walk(folder, followlinks=True):
            names = (*files, *(it for it in others if not os.access(Path(inside) / it, os.R_OK | os.X_OK)))
            yield from (path for path in (Path(inside) / name for name in names) if not is_passing(path))


def is_passing(path: Path) -> bool:
    """Whether a file is one that editors and Python write for themselves."""
    return PASSING.fullmatch(path.name) is not None


class _Refused(Exception):  # noqa: N818 - a word of this module
    """A file or folder that is none of docs/, and why."""


def _entries(folder: Path, inside: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yields every file and folder under a folder, by its path there, but for what is passing."""
    try:
        found = list(os.scandir(folder))
    except OSError:
        return  # there is none, or none any more
    for entry in found:
        if entry.is_dir() or not is_passing(Path(entry.name)):
            yield f"{inside}{entry.name}", entry
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(folder / entry.name, f"{inside}{entry.name}/")


def _text(entry: os.DirEntry[str]) -> str | None:
    """Returns the text of a page, or None for a folder; raises _Refused for what may not stand under docs/."""
    if entry.is_symlink():
        raise _Refused("a symbolic link; put the file itself here")
    if not _NAME.fullmatch(entry.name):
        raise _Refused("not a page name; small letters, digits and hyphens, ending in .md")
    if entry.is_dir():
        if _is_closed(Path(entry)):
            raise _Refused(CLOSED)
        return None
    if not entry.is_file():
        raise _Refused("no file; take it away")
    try:
        if (size := entry.stat().st_size) > LARGEST_PAGE:
            raise _Refused(f"too large (found {size:,} bytes, allowed {LARGEST_PAGE:,})")
        text = Path(entry).read_text(encoding="utf-8")
    except PermissionError:
        raise _Refused(CLOSED) from None
    except (OSError, UnicodeDecodeError):
        raise _Refused("cannot be read; save the file as UTF-8") from None
    if not entry.name.endswith(".md"):
        raise _Refused("not a page; only .md files stand here")
    return text


def _closed_folders(project: Path, *folders: str) -> Iterator[Problem]:
    """Yields the folders of a project that may not be looked into, or are none."""
    for folder in folders:
        if os.path.lexists(project / folder) and not (project / folder).is_dir():
            yield Problem(folder, 1, "a file, in place of a folder; take it away")
        elif _is_closed(project / folder):
            yield Problem(folder, 1, CLOSED)


def _is_closed(folder: Path) -> bool:
    """Whether a folder is there and may not be looked into."""
    return os.access(folder, os.F_OK) and not os.access(folder, os.R_OK | os.X_OK)


def _printable(page: str) -> str:
    return page.encode("unicode_escape").decode("ascii")
