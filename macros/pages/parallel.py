"""The place on a page where the programme stands in its languages, side by side; side_by_side.py fills it."""

from __future__ import annotations

from markupsafe import Markup

from .context import Context

PLACE = Markup('<div class="side-by-side"></div>')


def side_by_side(_context: Context) -> Markup:
    """Returns the place for the aligned paragraphs: a macro knows the data, not the pages of other languages."""
    return PLACE
