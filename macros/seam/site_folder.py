"""The folder of the site: pages of an earlier build that come out the same are left as they are."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import Abort
from mkdocs.utils import write_file

from ..memory import Made, Memory

ROOM = "hidden"


class SiteFolder:
    """A folder that is cleared, written and finished. Its pages are named by their whole path.

    What is hidden at its top is none of the site's, as MkDocs has it: `.git`, say, or `.domains`; but for what an
    earlier build put there.
    """

    def __init__(self, root: str, pages: Iterable[str], memory: Memory | None = None) -> None:
        self._root = root
        self._memory = memory or Memory()
        self._hidden: list[str] = []
        self._pages = frozenset(os.path.normpath(Path(root) / page) for page in pages)
        """Where this build writes pages; given by their path below the root."""
        self._before: dict[str, tuple[int, int]] = {}

    def clear(self) -> None:
        """Takes away what an earlier build left, but for what stands where pages will; aborts where it may not."""
        _open(Path(self._root))
        put_before = self._memory.recall(ROOM, self._place, "")
        with _told():
            for file in (Path(self._root) / path for path in (put_before.value if put_before else ())):
                _take_away(file)
                if file.parent != Path(self._root):
                    with suppress(OSError):  # it holds something else
                        file.parent.rmdir()
        self._sweep(lambda it: _is_as_new(it) and (it.path in self._pages or it.is_dir(follow_symlinks=False)))
        self._before = {page: _state(Path(page).stat()) for page in self._pages if Path(page).is_file()}

    def write(self, path: str, content: bytes) -> None:
        """Writes a page, unless the one that is there is the same.

        Another is taken away first, so that a copy elsewhere that shares its place on the disk keeps what it holds.
        """
        if path in self._before:
            del self._before[path]
            if _holds(path, content):
                return
            with _told():
                Path(path).unlink()
        write_file(content, path)

    def finish(self) -> None:
        """Takes away pages of an earlier build that were not written again, be it by another hand."""
        self._sweep(
            lambda it: it.path not in self._before or self._before[it.path] != _state(it.stat(follow_symlinks=False))
        )
        self._before.clear()

    def make_way(self, files: Iterable[str]) -> None:
        """Takes away what an earlier build left where a file is to be, or a folder that holds one."""
        with _told():
            for path in map(PurePosixPath, files):
                for folder in (Path(self._root) / it for it in path.parents):
                    if folder.is_file():
                        folder.unlink()
                if (Path(self._root) / path).is_dir():
                    shutil.rmtree(Path(self._root) / path)

    def put(self, path: str, content: bytes) -> None:
        """Writes what is no page, by its path below the root; of what is hidden, nothing was cleared."""
        target = Path(self._root) / path
        with _told():
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.startswith("."):
                _open(target.parent)
                _take_away(target)
                self._hidden.append(path)
            else:
                target.unlink(missing_ok=True)
            target.write_bytes(content)
        if path.startswith("."):
            self._memory.remember(ROOM, self._place, "", Made(self._hidden))

    @property
    def _place(self) -> str:
        return str(Path(self._root).resolve())

    def _sweep(self, stays: Callable[[os.DirEntry[str]], bool]) -> None:
        with _told():
            if Path(self._root).is_dir():
                self._swept(self._root, stays)

    def _swept(self, folder: str, stays: Callable[[os.DirEntry[str]], bool]) -> bool:
        """Takes away files, and the folders that then hold none; returns whether this is such a folder.

        Where a folder does not stay, nothing in it does.
        """
        left = 0
        for entry in self._entries(folder):
            if entry.is_dir(follow_symlinks=False):
                if self._swept(entry.path, stays if stays(entry) else _nothing):
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


def _take_away(file: Path) -> None:
    """Takes away a file with what was packed of it."""
    for it in (file, Path(f"{file}.br"), Path(f"{file}.gz")):
        it.unlink(missing_ok=True)


def _nothing(_entry: os.DirEntry[str]) -> bool:
    return False


def _is_as_new(entry: os.DirEntry[str]) -> bool:
    """Whether this is a file or folder that just those may read and write who could if it were made now."""
    mode = entry.stat(follow_symlinks=False).st_mode
    as_new = {stat.S_IFDIR: 0o777, stat.S_IFREG: 0o666}.get(stat.S_IFMT(mode))
    return as_new is not None and mode & 0o777 == as_new & ~_mask()


def _open(folder: Path) -> None:
    """Lets in whoever could come into a folder if it were made now; whom else its owner lets in is not ours to say."""
    with suppress(OSError):  # there is none, or it is not ours either
        mode = stat.S_IMODE(folder.stat().st_mode)
        folder.chmod(mode | 0o777 & ~_mask())


def _mask() -> int:
    """Returns what is taken from the mode of each file that is made."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _state(stat: os.stat_result) -> tuple[int, int]:
    """Returns what is another once a file was written again, whatever time it is given."""
    return stat.st_ino, stat.st_ctime_ns


def _holds(path: str, content: bytes) -> bool:
    try:
        return Path(path).read_bytes() == content
    except OSError:
        return False  # it may not be read


@contextmanager
def _told() -> Iterator[None]:
    """Aborts with one line where something may not be taken away, or what is hidden stands in the way."""
    try:
        yield
    except OSError as error:
        raise Abort(f"{error.filename}: {error.strerror}; take it away yourself") from None
