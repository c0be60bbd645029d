"""Which English text a translation was made from: a pin in the page, and that text itself in the base store.

The pin is the beginning of the git blob id of the English page. It needs no history, so it survives squash, rebase
and shallow clones, and a change of both languages can carry it.

The base store keeps the English behind every pin from the day it is pinned, also while it is still the current one.
Were it stored only once English has moved on, somebody would have to store it before the old text is gone: an author
in a browser, without the workbench, could not, and a shallow clone of his change has no older text to take it from.
Kept from the start it cannot be lost, and costs next to nothing: git holds one copy of two files with the same bytes.
What no pin names any more is taken out by `accept`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.regular_files import text_of
from macros.translator_notes import front_matter

BASES = Path("l10n/base")

_SOURCE = re.compile(r"^  source:.*$", re.MULTILINE)


def digest(text: str) -> str:
    """Returns the pin of an English text: `en-` and twelve digits of what `git hash-object` gives for it."""
    data = text.encode()
    blob = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False)
    return f"en-{blob.hexdigest()[:12]}"


def pin_of(text: str) -> str | None:
    """Returns the pin that stands in a page, if one does."""
    located = front_matter(text, "", []) if text.startswith("---") else None
    pinned = located.value.get("l10n") if located and isinstance(located.value, dict) else None
    return str(pinned["source"]) if isinstance(pinned, dict) and "source" in pinned else None


def with_pin(text: str, pin: str) -> str:
    """Returns a page with its pin set; what else stands in its front matter stays."""
    source = f'  source: "{pin}"'
    if pin_of(text) is None:
        return f"---\nl10n:\n{source}\n---\n{text}"
    return _SOURCE.sub(source, text, count=1)


@dataclass(frozen=True)
class Bases:
    """The base store of a project: English texts by their digests."""

    project: Path

    def text(self, pin: str) -> str | None:
        """Returns the English text behind a pin; none where it is not kept, or was changed by hand."""
        try:
            text = text_of(self._file(pin))
        except (OSError, UnicodeDecodeError):
            return None
        return text if digest(text) == pin else None

    def keep(self, text: str) -> str:
        """Keeps an English text; returns its pin."""
        pin = digest(text)
        self._file(pin).parent.mkdir(parents=True, exist_ok=True)
        self._file(pin).write_text(text, encoding="utf-8", newline="\n")
        return pin

    def unused(self, pins: Iterable[str]) -> Iterator[Path]:
        """Yields the files that none of the pins names."""
        named = {self._file(pin) for pin in pins}
        yield from (path for path in sorted((self.project / BASES).glob("*.md")) if path not in named)

    def _file(self, pin: str) -> Path:
        return self.project / BASES / f"{pin.removeprefix('en-')}.md"
