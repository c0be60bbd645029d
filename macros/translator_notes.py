"""What a page file holds for its translators and not for its readers: the pin in its front matter, and to-dos.

A translated page begins with the digest of the English text it corresponds to:

    ---
    l10n:
      source: "en-3f2a9c1b7d40"
    ---

A to-do is a line that begins with `>>>` and stands above the paragraph it speaks of. `python -m l10n update` writes
it, a preview shows it, and no site is built while one is left.
"""

from __future__ import annotations

import re

TODO = ">>>"
"""What a line for the translator begins with."""

_TODO = re.compile(r"^[ \t]*>>>.*$", re.MULTILINE)


def without_todos(text: str) -> str:
    """Returns a page with its to-do lines left empty, so that every other line keeps its number."""
    return _TODO.sub("", text)
