"""What a template may say and ask, beside what MkDocs gives it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import frame
from ..hosting import PAGE_POLICY
from ..in_preview import UNFINISHED
from ..languages import is_right_to_left
from ..statements import LanguageCode
from .crumbs import target
from .desk import Desk


def template_names(code: LanguageCode, desk: Desk, config: Any, files: Any, titles: str) -> Mapping[str, Any]:
    """Returns the names that templates of a language know: `say("unofficial")` speaks it.

    `titles` is what the print style says above and below each sheet, by which it has its address.
    """
    home = frame.home(code)
    return {
        "say": lambda *key, **values: desk.languages[code].say(*key, **values),
        "say_in": lambda code, key: desk.languages[code].say(key),
        "home": home,
        "target": target,
        "is_right_to_left": is_right_to_left(code),
        "is_preview": bool(UNFINISHED),
        "is_unfinished": code == UNFINISHED,
        "alternates": frame.alternates(code, home),
        "alternates_of": lambda file: frame.alternates(file.locale, file.url),
        "search_address": next((file.url for file in files if file.url == f"{home}search/"), None),
        "asset": lambda path: frame.asset(Path(config.docs_dir), path, titles, desk.look),
        "content_policy": PAGE_POLICY,
    }
