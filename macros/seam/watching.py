"""Which files were saved, told by the system at once instead of found by looking every half second."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
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
from watchdog.observers.polling import PollingObserver

import macros

from ..page_files import is_passing

SAVING = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, FileClosedEvent]
"""What happens to a file that is saved; the system is not asked to tell that one was read, as all are after a save."""

GOING = [DirMovedEvent, DirDeletedEvent, DirCreatedEvent]
"""What happens to a folder that comes or goes with its files, of which nothing else may be told."""

PAUSE = 0.02
"""Seconds without a further change after which a save is complete."""


class Watching:
    """The watching of MkDocs' server; with POLL=1 in the environment by looking, for disks that tell nothing."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._changed: set[Path] = set()
        self._watched: dict[Path, Path] = {}
        """Each place that is watched, links followed, with what it is called in the project."""
        self._watches: dict[Path, ObservedWatch] = {}
        self._links: dict[Path, Path] = {}
        """Each link, by where it stands, with what it is called in the project."""
        self._handler = FileSystemEventHandler()
        self._handler.on_any_event = self._hear  # type: ignore[method-assign]

    def take_over(self) -> None:
        """Puts itself in place of the server's own watching."""
        server = self._server
        watched = list(server._watched_paths)
        server.observer = PollingObserver(timeout=0.2) if os.environ.get("POLL") else Observer()
        server.build_delay, server.watch = PAUSE, self.watch
        for path in watched:
            self.watch(path)

    def watch(self, path: str, *_: Any, **__: Any) -> None:
        """Watches a folder and all inside, or a file; a file through its folder, as editors may replace it.

        A folder is also watched from outside, as another may be put in its place; and what a link inside leads to.
        """
        place = Path(path).resolve()
        for link in _links(Path(path)):
            self._links[link] = Path(path)
            self._listen(link.parent, recursive=False)
        if place in self._watched:
            return
        self._watched[place] = Path(path)
        self._server._watched_paths[str(place)] = 1
        self._listen(place.parent, recursive=False)
        if place.is_dir():
            self._look_into(place)
        self._note(path for path in _files(place) if path.stat().st_ctime > macros.BEGAN)  # while it was built first

    def _look_into(self, folder: Path) -> None:
        """Watches what is in a folder; one that was watched before may have been another of the same name."""
        before = self._watches.pop(folder, None)
        if before is not None:
            self._server.observer.unschedule(before)
        self._watches[folder] = self._listen(folder, recursive=True)
        for link in (path for path in folder.rglob("*") if path.is_symlink()):
            self.watch(str(self._watched[folder] / link.relative_to(folder)))

    def _lead_anew(self, link: Path) -> None:
        """Watches what a link leads to now, in place of what it led to before."""
        self._watched = {place: name for place, name in self._watched.items() if name != link}
        self.watch(str(link))
        self._note(_files(link.resolve()))

    def _listen(self, folder: Path, *, recursive: bool) -> ObservedWatch:
        found: ObservedWatch = self._server.observer.schedule(
            self._handler, str(folder), recursive=recursive, event_filter=[*SAVING, *GOING]
        )
        return found

    def changed(self) -> set[Path]:
        """Returns the files saved since the last time."""
        with self._server._rebuild_cond:
            found, self._changed = self._changed, set()
        return found

    def _hear(self, event: FileSystemEvent) -> None:
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        for path in paths:
            if path in self._watched and path.is_dir():
                self._look_into(path)
                self._note(_files(path))
            elif path.is_symlink() or path in self._links:
                for name in {*self._names(path), *filter(None, [self._links.get(path)])}:
                    self._lead_anew(name)
        if not isinstance(event, DirCreatedEvent):  # of what comes in it more is told
            self._note(paths)

    def _note(self, paths: Iterable[Path]) -> None:
        ours = {name for path in paths for name in self._names(path)}
        if not ours:
            return
        server = self._server
        with server._rebuild_cond:
            self._changed |= ours
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    def _names(self, path: Path) -> Iterator[Path]:
        """Yields what a file is called in the project, where it is watched there; a link gives it another name."""
        if not is_passing(path):
            for place, name in [*self._watched.items()]:
                if path.is_relative_to(place) and place.exists():
                    yield name / path.relative_to(place)


def _links(path: Path) -> Iterator[Path]:
    """Yields where each link stands by which one gets from a path to what it leads to."""
    seen = set[Path]()
    while path.is_symlink() and path not in seen:
        seen.add(path)
        path = path.parent.resolve() / path.name
        yield path
        path = path.parent / path.readlink()


def _files(place: Path) -> Iterator[Path]:
    yield from (path for path in (place, *place.rglob("*")) if path.is_file())
