"""docs/ → the text of every page, refusing files that are no pages."""

from __future__ import annotations

import re
from pathlib import Path

from .problems import Problem
from .statements import LANGUAGES, LanguageCode

LARGEST_PAGE = 200_000
"""Bytes; the longest page of the site is a tenth of that."""

PASSING = re.compile(r"[.#].*|.*(~|\.pyc(\.\d+)?|\.swp|\.swx|\.tmp|\.bak)")
"""Names of files that editors and Python write for themselves, beside what is being edited."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.md)?")


def page_texts(docs: Path, problems: list[Problem]) -> dict[LanguageCode, dict[str, str]]:
    """Returns the text of every page by language and path under its folder; adds unreadable files to the problems.

    What editors leave beside a page while it is open is none.
    """
    texts: dict[LanguageCode, dict[str, str]] = {language: {} for language in LANGUAGES}
    for language in LANGUAGES:
        for path in sorted(it for it in (docs / language).rglob("*") if it.is_dir() or not is_passing(it)):
            page = path.relative_to(docs / language).as_posix()
            complaint = _complaint(path)
            if complaint:
                problems.append(Problem(f"docs/{language}/{_printable(page)}", 1, complaint))
            elif path.is_file():
                texts[language][page] = path.read_text(encoding="utf-8")
    return texts


def is_passing(path: Path) -> bool:
    """Whether a file is one that editors and Python write for themselves."""
    return PASSING.fullmatch(path.name) is not None


def _complaint(path: Path) -> str | None:
    """Returns what is wrong with a file or folder under docs/, if anything."""
    if path.is_symlink():
        return "a symbolic link; put the file itself here"
    if not _NAME.fullmatch(path.name):
        return "not a page name; small letters, digits and hyphens, ending in .md"
    if path.is_dir():
        return None
    if path.stat().st_size > LARGEST_PAGE:
        return f"too large (found {path.stat().st_size:,} bytes, allowed {LARGEST_PAGE:,})"
    try:
        path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return "cannot be read; save the file as UTF-8"
    return None if path.suffix == ".md" else "not a page; only .md files stand here"


def _printable(page: str) -> str:
    return page.encode("unicode_escape").decode("ascii")
