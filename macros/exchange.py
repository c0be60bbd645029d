"""Two folders change places in one step, so that a build killed at any moment leaves one whole site."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_HERE = -100  # AT_FDCWD: paths are relative to the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE (Linux, renameat2) and RENAME_SWAP (macOS, renamex_np)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Waits until no other process is inside the same block of the same lock; where the system cannot, goes on."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("Waiting for another build to end ...", flush=True)
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def exchange(one: Path, other: Path) -> bool:
    """Makes two existing paths change places; returns False, nothing changed, where the system cannot."""
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None)
        if hasattr(library, "renameat2"):
            return bool(library.renameat2(_HERE, first, _HERE, second, _EXCHANGE) == 0)
        return bool(library.renamex_np(first, second, _EXCHANGE) == 0)
    except (OSError, AttributeError, TypeError):
        return False
