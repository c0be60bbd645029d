"""What was made before, kept on disk: made again only when what it was made from says something else.

One file, `.cache/pages.sqlite`, outside the site. It may be deleted at any time; one that cannot be read is begun anew.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .reads import Says, digest, said

FILE = Path(".cache/pages.sqlite")
_FORM = """CREATE TABLE IF NOT EXISTS made (
    room TEXT, name TEXT, key TEXT, reads TEXT, said TEXT, value BLOB, PRIMARY KEY (room, name)) WITHOUT ROWID"""
_WANTED = "SELECT reads, said, value FROM made WHERE room = ? AND name = ? AND key = ?"
_DAMAGED = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What is raised over a file that is none of ours; the second, over the words of the first."""

_UNREADABLE = (*_DAMAGED, pickle.UnpicklingError, AttributeError, ImportError, TypeError)

MOST_WAITING = 8_000_000
"""Bytes that are remembered before they are written."""

_MARK = 16
"""Bytes before a value by which one is known that a disk has changed."""


def nothing(_fact: str) -> str:
    """What facts say to what is made without reading any."""
    return ""


@dataclass(frozen=True)
class Made:
    """Something made, and the facts read on the way."""

    value: Any
    reads: Collection[str] = ()


class Memory:
    """Values made before: a room holds one value a name, such as `bodies` the body of each page.

    A value is known by its key, which names all it was made from that was known beforehand, and by what the facts
    said that were read while it was made. Without a file, nothing outlives the program.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._store = _opened(file)
        self._new: dict[tuple[str, str], tuple[str, str, str, bytes]] = {}
        self._waiting = 0

    def recall(self, room: str, name: str, key: str, says: Says = nothing) -> Made | None:
        """Returns what was made from this key, if the facts read then say the same now."""
        try:
            row = self._row(room, name, key)
            if row is None:
                return None
            reads = row[0].split("\n") if row[0] else []
            place = digest(room, name, key, *row[:2])
            return Made(_taken_out(row[2], place), reads) if said(reads, says) == row[1] else None
        except _UNREADABLE:
            self._begin_anew()
            return None

    def _row(self, room: str, name: str, key: str) -> tuple[str, str, bytes] | None:
        new = self._new.get((room, name))
        if new is not None:
            return new[1:] if new[0] == key else None
        found: tuple[str, str, bytes] | None = self._store.execute(_WANTED, (room, name, key)).fetchone()
        return found

    def remember(self, room: str, name: str, key: str, made: Made, says: Says = nothing) -> None:
        """Keeps what was made, in place of what was made before under this name."""
        reads = sorted(made.reads)
        row = ("\n".join(reads), said(reads, says))
        value = _put_in(made.value, digest(room, name, key, *row))
        self._new[room, name] = (key, *row, value)
        self._waiting += len(value)
        if self._waiting > MOST_WAITING:
            self.keep()

    def made(
        self, room: str, name: str, key: Callable[[], str], make: Callable[[], Any], touched: Callable[[], str]
    ) -> Any:
        """Returns what was made from this key, made now where it was not.

        What may come from two states is not remembered, nor is nothing: where something was saved meanwhile, be it put
        back after, `touched` says something else.
        """
        state, before = touched(), key()
        found = self.recall(room, name, before)
        if found is not None:
            return found.value
        value = make()
        if value is not None and touched() == state and key() == before:
            self.remember(room, name, before, Made(value))
        return value

    def keep(self) -> None:
        """Writes to the disk what was remembered since the last time."""
        rows = [(*place, *row) for place, row in self._new.items()]
        try:
            with self._store:
                self._store.executemany("REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?)", rows)
        except _DAMAGED:
            self._begin_anew()
        self._new.clear()
        self._waiting = 0

    def _begin_anew(self) -> None:
        self._store.close()
        self._store = _opened(self._file, anew=True)


def _put_in(value: Any, place: str) -> bytes:
    content = pickle.dumps(value, protocol=5)
    return _mark(content, place) + content


def _taken_out(kept: bytes, place: str) -> Any:
    """Returns a value as it was put in at this place; raises UnpicklingError where it is not the same bytes."""
    if _mark(kept[_MARK:], place) != kept[:_MARK]:
        raise pickle.UnpicklingError("changed on the disk")
    return pickle.loads(kept[_MARK:])  # noqa: S301 - our own


def _mark(content: bytes, place: str) -> bytes:
    return hashlib.blake2b(content, key=place.encode(), digest_size=_MARK).digest()


def _opened(file: Path | None, *, anew: bool = False) -> sqlite3.Connection:
    """Returns the store in a file, begun anew where the file is damaged; in none, where no file may be written."""
    if file is None:
        return _connected(":memory:")
    try:
        file.parent.mkdir(exist_ok=True)  # not the project itself, should it be elsewhere by now
        if anew:
            file.unlink(missing_ok=True)
        return _connected(str(file))
    except _DAMAGED:
        return _opened(None if anew else file, anew=True)
    except OSError:
        return _opened(None)


def _connected(file: str) -> sqlite3.Connection:
    store = sqlite3.connect(file, check_same_thread=False, timeout=60)
    store.execute("PRAGMA synchronous = OFF")  # what a crash loses is made again
    store.execute(_FORM)
    return store
