"""What stands in files of the project. A pipe in the place of one would keep its reader waiting for ever."""

from __future__ import annotations

import errno
import stat
from pathlib import Path


def content_of(file: Path) -> bytes:
    """Returns what stands in a file; raises OSError where there is none, or something else in its place."""
    mode = file.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "no file", str(file))
    return file.read_bytes()


def text_of(file: Path) -> str:
    """Returns the text of a file with line feeds alone; raises as `content_of`, and UnicodeDecodeError."""
    return content_of(file).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
