"""Which files were saved, told by the system at once instead of found by looking every half second."""

from __future__ import annotations

import errno
import logging
import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from watchdog.events import (
    DirAttribEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserverVFS

from ..page_files import is_passing
from .walking import COMPILED, files, inside, is_folder, is_link, led_to, links, missed

log = logging.getLogger("mkdocs.preview")

SAVING = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, FileClosedEvent, FileAttribEvent]
"""What happens to a file that is saved, or that one may read now, or no more; the system is not asked to tell that one
was read, as all are after a save."""

GOING = [DirMovedEvent, DirDeletedEvent, DirCreatedEvent, DirAttribEvent]
"""What happens to a folder that comes or goes with its files, of which nothing else may be told."""

EXHAUSTED = (errno.ENOSPC, errno.EMFILE)
"""What the system says where it has no more room to tell of files."""

PAUSE = 0.02
"""Seconds without a further change after which a save is complete."""


class Watching:
    """The watching of MkDocs' server; with POLL=1 in the environment by looking, for disks that tell nothing."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._changed: set[Path] = set()
        self._watched: dict[Path, Path] = {}
        """Each place that is watched, links followed, with what it is called in the project."""
        self._watches: dict[tuple[Path, bool], ObservedWatch] = {}
        """What is listened to: each folder, and whether with all inside."""
        self._links: dict[Path, Path] = {}
        """Each link, by where it stands, with what it is called in the project."""
        self._handler = FileSystemEventHandler()
        self._handler.on_any_event = self._hear  # type: ignore[method-assign]

    def take_over(self) -> None:
        """Puts itself in place of the server's own watching."""
        server = self._server
        watched = list(server._watched_paths)
        try:
            server.observer = _looking() if os.environ.get("POLL") else Observer()
        except OSError as error:
            self._look_instead(error)
        server.observer.start = self._start
        server.build_delay, server.watch = PAUSE, self.watch
        logging.getLogger("watchdog.observers.inotify_c").addHandler(_Overflow(self._hear_of_all))
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)  # for each folder that comes back
        for path in watched:
            self.watch(path)

    def _start(self) -> None:
        observer = self._server.observer
        try:
            type(observer).start(observer)
        except OSError as error:
            self._look_instead(error)
            self._server.observer.start()
        self._note(missed(self._watched))

    def _look_instead(self, error: OSError) -> None:
        """Looks at files from now on, as the system has no more room to tell of all of them."""
        log.info(f"{error.strerror}: files are looked at instead, as with POLL=1")  # a warning would stop a build
        self._server.observer.stop()
        self._server.observer = _looking()
        heard, self._watches = self._watches, {}
        for folder, recursive in heard:
            self._listen(folder, recursive=recursive)

    def watch(self, path: str, *_: Any, **__: Any) -> None:
        """Watches a folder and all inside, or a file; a file through its folder, as editors may replace it.

        A folder is also watched from outside, as another may be put in its place; and what a link inside leads to.
        """
        place = led_to(Path(path))
        for link in links(Path(path)):
            self._links[link] = Path(path)
            self._listen(link.parent, recursive=False)
        if place in self._watched:
            return
        self._watched[place] = Path(path)
        self._server._watched_paths[str(place)] = 1
        self._listen(place.parent, recursive=False)
        if is_folder(place):
            self._look_into(place)

    def _look_into(self, folder: Path) -> None:
        """Watches what is in a folder; one that was watched before may have been another of the same name."""
        self._listen(folder, recursive=True, anew=True)
        for link in (path for path in inside(folder) if is_link(path)):
            self.watch(str(self._watched[folder] / link.relative_to(folder)))

    def _lead_anew(self, link: Path) -> None:
        """Watches what a link leads to now, in place of what it led to before."""
        self._watched = {place: name for place, name in self._watched.items() if name != link}
        self.watch(str(link))
        self._note(files(led_to(link)))

    def _listen(self, folder: Path, *, recursive: bool, anew: bool = False) -> None:
        """Listens to a folder; where there is none, to the nearest one around it, as it may come."""
        for place in (it for it in (folder, *folder.parents) if is_folder(it)):
            try:
                self._schedule(place, recursive and place == folder, anew)
            except OSError as error:
                if error.errno not in EXHAUSTED:
                    continue  # it went meanwhile
                self._look_instead(error)
                self._schedule(place, recursive and place == folder, anew)
                self._server.observer.start()
            return

    def _schedule(self, place: Path, recursive: bool, anew: bool) -> None:
        observer, before = self._server.observer, self._watches.pop((place, recursive), None)
        if before is not None and (anew or self._has_ended(before)):
            observer.unschedule(before)
        self._watches[place, recursive] = observer.schedule(
            self._handler, str(place), recursive=recursive, event_filter=[*SAVING, *GOING]
        )

    def _has_ended(self, watch: ObservedWatch) -> bool:
        """Whether nothing is told of a folder any more, as it was taken away."""
        return not any(it.watch == watch and it.should_keep_running() for it in self._server.observer.emitters)

    def changed(self) -> set[Path]:
        """Returns the files saved since the last time."""
        with self._server._rebuild_cond:
            found, self._changed = self._changed, set()
        return found

    def _hear(self, event: FileSystemEvent) -> None:
        """Takes note of an event; whatever it is about, nothing may be raised here, as no other would be heard."""
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        with _whatever_is_raised():
            for path in paths:
                self._follow(path)
        with _whatever_is_raised():
            if not any(path.name == COMPILED for path in paths):
                self._note(paths, of_folders=event.is_directory)

    def _hear_of_all(self) -> None:
        """Takes note of every file, as it is not known which were saved."""
        self._note(path for place in [*self._watched] for path in files(place))

    def _follow(self, path: Path) -> None:
        """Goes on watching what comes, or comes in the place of another."""
        if is_link(path) or path in self._links:
            names = self._names(path) if _matters(path) else ()
            for name in {*names, *filter(None, [self._links.get(path)])}:
                self._lead_anew(name)
            return
        for place in [it for it in self._watched if path in (it, *it.parents)]:
            self._listen(place.parent, recursive=False)
            if is_folder(place):
                self._look_into(place)
            self._note(files(place))

    def _note(self, paths: Iterable[Path], *, of_folders: bool = False) -> None:
        """Takes note of paths; `of_folders` says that they are of folders, as one that went does not show it."""
        ours = {name for path in paths if of_folders or _matters(path) for name in self._names(path)}
        if not ours:
            return
        server = self._server
        with server._rebuild_cond:
            self._changed |= ours
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    def _names(self, path: Path) -> Iterator[Path]:
        """Yields what a file is called in the project, where it is watched there; a link gives it another name."""
        for place, name in [*self._watched.items()]:
            if path.is_relative_to(place):
                yield name / path.relative_to(place)


def _matters(path: Path) -> bool:
    """Whether what happens at a path may show: what a folder holds is published whatever the name of the folder."""
    return is_folder(path) or not is_passing(path)


@contextmanager
def _whatever_is_raised() -> Iterator[None]:
    """Goes on: who stops listening hears nothing more."""
    try:
        yield
    except Exception:
        log.debug("", exc_info=True)


def _looking() -> PollingObserverVFS:
    return PollingObserverVFS(_dated, os.scandir, polling_interval=0.2)


def _dated(path: str) -> os.stat_result:
    """Returns what the system says of a file, dated so that it is another also where its old date was put back."""
    found = Path(path).stat()
    return os.stat_result(found[:10], {"st_mtime": found.st_mtime + found.st_ctime})


class _Overflow(logging.Handler):
    """Hears watchdog say that the system had more to tell than it keeps, so that nobody knows what."""

    def __init__(self, hear: Callable[[], None]) -> None:
        super().__init__()
        self._hear = hear

    def emit(self, record: logging.LogRecord) -> None:
        """Takes note where that is what is said."""
        if "overflow" in record.getMessage():
            with _whatever_is_raised():
                self._hear()
