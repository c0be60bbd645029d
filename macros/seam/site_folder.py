"""The folder of the site: pages of an earlier build that come out the same are left as they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.utils import write_file

PAGE = "index.html"


def others(files: Any, config: Any) -> Iterator[str]:
    """Yields the whole path of each file of a language that MkDocs itself writes into the folder."""
    for file in files:
        if not file.is_documentation_page() and file.inclusion.is_included():
            yield file.abs_dest_path
    for name in (*config.theme.static_templates, *config.extra_templates):
        yield os.path.normpath(Path(config.site_dir) / name)


class SiteFolder:
    """A folder that is cleared, written and finished. Pages are named by their whole path.

    What is hidden at its top is none of the site's, as MkDocs has it: `.git`, say, or `.domains`.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._before: set[str] = set()

    def clear(self) -> None:
        """Takes away what an earlier build left, but for its pages; aborts where it may not."""
        self._sweep(self._is_page)

    def write(self, path: str, content: bytes) -> None:
        """Writes a page, unless the one that is there is the same.

        Another is taken away first, so that a copy elsewhere that shares its place on the disk keeps what it holds.
        """
        if path in self._before:
            self._before.discard(path)
            if _holds(path, content):
                return
            with _told():
                Path(path).unlink()
        write_file(content, path)

    def make_room(self, files: Iterable[str]) -> None:
        """Takes away the folders that stand where files are to be written, pages and all."""
        for path in (path for path in files if Path(path).is_dir() and path != self._root):
            with _told():
                shutil.rmtree(path)
            self._before = {page for page in self._before if not page.startswith(path + os.sep)}

    def finish(self, written: Iterable[str]) -> None:
        """Takes away pages of an earlier build that were not written again, by this or by others."""
        if self._before:
            self._before.difference_update(written)
        self._sweep(lambda file: file.path not in self._before)
        self._before.clear()

    def _is_page(self, file: os.DirEntry[str]) -> bool:
        """Whether a file is a page, which is then known to be there."""
        is_page = file.name == PAGE and file.is_file(follow_symlinks=False)
        if is_page:
            self._before.add(file.path)
        return is_page

    def _sweep(self, stays: Callable[[os.DirEntry[str]], bool]) -> None:
        with _told():
            if Path(self._root).is_dir():
                self._swept(self._root, stays)

    def _swept(self, folder: str, stays: Callable[[os.DirEntry[str]], bool]) -> bool:
        """Takes away files, and the folders that then hold none; returns whether this is such a folder."""
        left = 0
        for entry in self._entries(folder):
            if entry.is_dir(follow_symlinks=False):
                if self._swept(entry.path, stays):
                    Path(entry.path).rmdir()
                else:
                    left += 1
            elif stays(entry):
                left += 1
            else:
                Path(entry.path).unlink()
        return not left

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        with os.scandir(folder) as entries:
            return [it for it in entries if folder != self._root or not it.name.startswith(".")]


def _holds(path: str, content: bytes) -> bool:
    try:
        return Path(path).read_bytes() == content
    except OSError:
        return False  # it may not be read


@contextmanager
def _told() -> Iterator[None]:
    """Aborts with one line where something may not be taken away."""
    try:
        yield
    except OSError as error:
        raise Abort(f"{error.filename}: {error.strerror}; take it away yourself") from None
