"""What a preview answers of what is published beside the pages: as it is now, or as it was when it could be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .behind import Step


class Beside:
    """Calendars, data, search and the rest, of whatever the events of the newest build give."""

    def __init__(self, newest: Callable[[], Any], tried: Callable[[Callable[[], object]], tuple[str, ...]]) -> None:
        self._newest, self._tried = newest, tried
        self._products: Any = None
        self._kept: dict[str, bytes] = {}

    def begin_anew(self) -> None:
        """Has all be made again, as something was saved."""
        self._products = None

    def steps(self) -> Iterator[Step]:
        """Yields what makes all of it, step by step."""
        yield self._newest().desk.progress
        yield from self._now().steps()

    def keep(self, *, is_all: bool) -> None:
        """Keeps what was made; where that is all, nothing else."""
        self._kept = {**({} if is_all else self._kept), **self._now().made}

    def get(self, path: str) -> bytes | None:
        """Returns a file, if this is one; what is wrong is told by whoever takes the steps."""
        events, found = self._newest(), list[bytes | None]()
        if path.endswith("index.html") and not events.config.extra.get("moved"):
            return None  # of pages, only those at old addresses stand beside the others
        if self._tried(lambda: found.append(self._now().get(path))):
            return self._kept.get(path)
        self._kept.pop(path, None)
        if found[0] is not None:
            self._kept[path] = found[0]
        return found[0]

    def _now(self) -> Any:
        if self._products is None:
            self._products = self._newest().products()
        return self._products
