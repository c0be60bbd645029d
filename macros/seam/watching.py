"""Which files were saved, told by the system at once instead of found by looking every half second."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from watchdog.events import (
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
from watchdog.observers.polling import PollingObserver

import macros

from ..page_files import is_passing

SAVING = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, FileClosedEvent]
"""What happens to a file that is saved; the system is not asked to tell that one was read, as all are after a save."""

GOING = [DirMovedEvent, DirDeletedEvent]
"""What happens to a folder that takes its files with it, of which nothing else may be told."""

PAUSE = 0.02
"""Seconds without a further change after which a save is complete."""


class Watching:
    """The watching of MkDocs' server; with POLL=1 in the environment by looking, for disks that tell nothing."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._changed: set[Path] = set()
        self._watched: set[Path] = set()

    def take_over(self) -> None:
        """Puts itself in place of the server's own watching."""
        server = self._server
        watched = list(server._watched_paths)
        server.observer = PollingObserver(timeout=0.2) if os.environ.get("POLL") else Observer()
        server.build_delay, server.watch = PAUSE, self.watch
        for path in watched:
            self.watch(path)

    def watch(self, path: str, *_: Any, **__: Any) -> None:
        """Watches a folder and all inside, or a file; a file through its folder, as editors may replace it."""
        place = Path(path).resolve()
        if place in self._watched:
            return
        self._watched.add(place)
        self._server._watched_paths[str(place)] = 1
        handler = FileSystemEventHandler()
        handler.on_any_event = self._hear  # type: ignore[method-assign]
        folder = place if place.is_dir() else place.parent
        self._server.observer.schedule(handler, str(folder), recursive=place.is_dir(), event_filter=[*SAVING, *GOING])
        files = (path for path in (place, *place.rglob("*")) if path.is_file())
        self._note(path for path in files if path.stat().st_ctime > macros.BEGAN)  # while the site was built first

    def changed(self) -> set[Path]:
        """Returns the files saved since the last time."""
        with self._server._rebuild_cond:
            found, self._changed = self._changed, set()
        return found

    def _hear(self, event: FileSystemEvent) -> None:
        self._note(Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path)

    def _note(self, paths: Iterable[Path]) -> None:
        ours = {path for path in paths if self._is_ours(path)}
        if not ours:
            return
        server = self._server
        with server._rebuild_cond:
            self._changed |= ours
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    def _is_ours(self, path: Path) -> bool:
        return not is_passing(path) and any(
            path == place or place in path.parents for place in self._watched if place.exists()
        )
