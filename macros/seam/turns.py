"""Whose turn it is to use what only one may use at a time: a reader's request, or what is done behind the readers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A lock with two doors. Who takes a lock again as soon as it is free would keep out all who wait for it."""

    def __init__(self) -> None:
        self._lock, self._next, self._last = threading.Lock(), threading.Lock(), threading.Lock()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Has the next turn, before anyone who waits to be last."""
        with self._next:
            self._lock.acquire()
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def last(self) -> Iterator[None]:
        """Has a turn when nobody else wants one."""
        with self._last, self.first():
            yield
