"""Which of the files that MkDocs finds are published with a language, and where none may stand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from mkdocs.exceptions import Abort
from mkdocs.structure.files import InclusionLevel

from ..page_files import is_passing
from ..statements import LANGUAGES, LanguageCode
from .complaints import in_project
from .site_folder import with_folders


def leave_own(files: Any, language: LanguageCode, published: Iterable[str], project: Path) -> None:
    """Leaves of MkDocs' files those of one language, and what all share; aborts where one stands in the way.

    What editors write for themselves is not published, nor is a draft, in a preview either. Given is also where the
    pages of all languages are published.
    """
    others = tuple(f"{code}/" for code in LANGUAGES if code != language)
    for file in [*files]:
        is_draft = file.inclusion is InclusionLevel.DRAFT
        if is_draft or file.src_uri.startswith(others) or is_passing(Path(file.src_uri)):
            files.remove(file)
    taken = with_folders(published)
    for file in files:
        if file.dest_uri.startswith("."):
            _refuse(file, project, "what begins with a dot belongs to the host")
        if file.dest_uri in taken and not file.is_documentation_page():
            _refuse(file, project, "stands where a page or its folder is published")


def _refuse(file: Any, project: Path, reason: str) -> NoReturn:
    raise Abort(f"{in_project(Path(file.abs_src_path), project)}: {reason}; name it otherwise")
