"""The folder of the site: pages of an earlier build that come out the same are left as they are."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.utils import write_file

PAGE = "index.html"


class SiteFolder:
    """A folder that is cleared, written and finished. Pages are named by their whole path.

    What is hidden at its top is none of the site's, as MkDocs has it: `.git`, say, or `.domains`.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._before: set[str] = set()

    def clear(self) -> None:
        """Takes away what an earlier build left, but for its pages; aborts where it may not."""
        if Path(self._root).is_dir():
            self._clear(self._root)

    def write(self, path: str, content: bytes) -> None:
        """Writes a page, unless the one that is there is the same.

        Another is taken away first, so that a copy elsewhere that shares its place on the disk keeps what it holds.
        """
        if path in self._before:
            self._before.discard(path)
            if Path(path).read_bytes() == content:
                return
            _take_away(path)
        write_file(content, path)

    def finish(self, others: Iterable[str]) -> None:
        """Takes away pages of an earlier build that were not written again; `others` were, but not by this."""
        if self._before:
            self._before.difference_update(others)
        for path in self._before:
            _take_away(path)
        self._before.clear()
        if Path(self._root).is_dir():
            self._is_empty(self._root)

    def _clear(self, folder: str) -> None:
        for entry in self._entries(folder):
            if entry.is_dir(follow_symlinks=False):
                self._clear(entry.path)
            elif entry.name == PAGE and not entry.is_symlink():
                self._before.add(entry.path)
            else:
                _take_away(entry.path)

    def _is_empty(self, folder: str) -> bool:
        """Takes away the folders in it that hold nothing; returns whether it then holds nothing itself."""
        kept = 0
        for entry in self._entries(folder):
            if entry.is_dir(follow_symlinks=False) and self._is_empty(entry.path):
                Path(entry.path).rmdir()
            else:
                kept += 1
        return not kept

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        with os.scandir(folder) as entries:
            return [it for it in entries if folder != self._root or not it.name.startswith(".")]


def _take_away(path: str) -> None:
    try:
        Path(path).unlink()
    except OSError as error:
        raise Abort(f"{path}: {error.strerror}; take it away yourself") from None
