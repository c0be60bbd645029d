"""Two folders change places in one step, so that a build killed at any moment leaves one whole site."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are relative to the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE (Linux, renameat2) and RENAME_SWAP (macOS, renamex_np)


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
