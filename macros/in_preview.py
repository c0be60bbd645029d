"""Which language is in preview, if one is: asked of the environment once, before anything is loaded."""

from __future__ import annotations

import os

VARIABLE = "UNFINISHED_LANGUAGE"
"""What the environment calls it."""

UNFINISHED = os.environ.get(VARIABLE, "")
"""The code of one more language, where a preview of it is made or its translators look at their work; or nothing."""
