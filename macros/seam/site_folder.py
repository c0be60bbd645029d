"""The folder of the site: pages of an earlier build that come out the same are left as they are."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.utils import write_file

from ..memory import Made, Memory

ROOM = "put"


class SiteFolder:
    """A folder that is cleared, written and finished. Its pages are named by their whole path.

    What is hidden at its top is none of the site's, as MkDocs has it: `.git`, say, or `.domains`; but for what an
    earlier build put there.
    """

    def __init__(self, root: str, pages: Iterable[str], memory: Memory | None = None) -> None:
        self._root = root
        self._memory = memory or Memory()
        self._pages = frozenset(map(self._whole, pages))
        """Where this build writes pages; given by their path below the root."""
        self._before: dict[str, tuple[int, int]] = {}
        """What an earlier build left, and has not been written or taken away since."""

    def _whole(self, path: str) -> str:
        return os.path.normpath(os.path.join(self._root, path))  # noqa: PTH118 - for thousands of files

    def clear(self) -> None:
        """Takes away what an earlier build left, but for what will be written again; aborts where it may not."""
        _open(Path(self._root))
        put_before = self._memory.recall(ROOM, self._place, "")
        put = set(put_before.value if put_before else ())
        hidden = {path for path in put if path.startswith(".")}
        with _told():
            for file in (Path(self._root) / path for path in sorted(hidden)):
                _take_away(file)
                if file.parent != Path(self._root):
                    with suppress(OSError):  # it holds something else
                        file.parent.rmdir()
        again = self._pages.union(map(self._whole, put - hidden))
        mask = _mask()
        self._sweep(lambda it: _is_as_new(it, mask) and (it.path in again or it.is_dir(follow_symlinks=False)))
        self._before = {path: state for path in again if (state := _state_of(path))}

    def write(self, path: str, content: bytes) -> None:
        """Writes a file, unless the one that is there is the same.

        Another is taken away first, so that a copy elsewhere that shares its place on the disk keeps what it holds.
        """
        if path in self._before:
            del self._before[path]
            if _holds(path, content):
                return
            with _told():
                Path(path).unlink(missing_ok=True)
        write_file(content, path)

    def finish(self) -> None:
        """Takes away what an earlier build left and was not written again, be it by another hand."""
        self._sweep(
            lambda it: it.path not in self._before or self._before[it.path] != _state(it.stat(follow_symlinks=False))
        )
        self._before.clear()

    def make_way(self, files: Iterable[str]) -> None:
        """Takes away what an earlier build left where a file is to be, or a folder that holds one."""
        wanted = {*files}
        with _told():
            for folder in map(Path, map(self._whole, with_folders(wanted) - wanted)):
                if folder.is_file():
                    folder.unlink()
            for file in map(Path, map(self._whole, wanted)):
                if file.is_dir():
                    shutil.rmtree(file)

    def remember(self, paths: Iterable[str]) -> None:
        """Has the next build know what this one is going to put beside the pages; given by its path below the root."""
        self._memory.remember(ROOM, self._place, "", Made([*paths]))

    def put(self, path: str, content: bytes) -> None:
        """Writes what is no page, by its path below the root; of what is hidden, nothing was cleared."""
        file = self._whole(path)
        if os.path.commonpath((self._root, file)) != os.path.normpath(self._root):
            raise Abort(f"{path}: no place in the site; nothing is written elsewhere")
        with _told():
            if path.startswith("."):
                _open(Path(file).parent)
                _take_away(Path(file))
            elif file not in self._before:
                Path(file).unlink(missing_ok=True)
            self.write(file, content)

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


def _is_as_new(entry: os.DirEntry[str], mask: int) -> bool:
    """Whether this is a file or folder as it would be made with this mask.

    Just those may read and write it who then could, and no copy elsewhere shares its place on the disk.
    """
    found = entry.stat(follow_symlinks=False)
    as_new = {stat.S_IFDIR: 0o777, stat.S_IFREG: 0o666}.get(stat.S_IFMT(found.st_mode))
    is_its_own = found.st_nlink == 1 or stat.S_ISDIR(found.st_mode)
    return as_new is not None and is_its_own and found.st_mode & 0o777 == as_new & ~mask


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


def _state(found: os.stat_result) -> tuple[int, int]:
    """Returns what is another once a file was written again, whatever time it is given."""
    return found.st_ino, found.st_ctime_ns


def with_folders(paths: Iterable[str]) -> frozenset[str]:
    """Returns some paths, and those of the folders in which they stand."""
    found = set[str]()
    for path in paths:
        while path and path not in found:
            found.add(path)
            path = path.rpartition("/")[0]
    return frozenset(found)


def _state_of(page: str) -> tuple[int, int] | None:
    """Returns the state of a page that an earlier build left, if it did."""
    try:
        found = os.stat(page)  # noqa: PTH116
    except (OSError, ValueError):  # or no file may have such a name
        return None
    return _state(found) if stat.S_ISREG(found.st_mode) else None


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
