"""What follows from the code of a language, as Unicode CLDR knows it; and English in place of what one lacks.

English that stands in for another language is put between U+2066 and U+2069, which isolate words that are read from
left to right (Unicode Standard Annex 9). They do so in any text; a preview makes elements of them where it can.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from babel import Locale, localedata
from babel.dates import get_month_names

from .problems import Problem
from .statements import COMPLETE, LANGUAGES

OPENS, CLOSES = "\u2066", "\u2069"
"""Between them stands English where another language is missing."""


def is_known(code: str) -> bool:
    """Whether CLDR knows a language by this code of two letters."""
    return len(code) == 2 and localedata.exists(code)


def own_name(code: str) -> str:
    """Returns what a language calls itself, with a capital: `Español`."""
    name = name_in(code, code)
    return name[:1].upper() + name[1:]


def name_in(code: str, language: str) -> str:
    """Returns what a language is called in another, as it stands inside a sentence there."""
    return str(Locale.parse(code).get_display_name(language))


def english_name(code: str) -> str:
    """Returns the English name in small letters, by which stemmers and LaTeX know the languages: `spanish`."""
    return name_in(code, "en").lower()


def is_right_to_left(code: str) -> bool:
    """Whether a language is written from right to left."""
    return str(Locale.parse(code).character_order) == "right-to-left"


def months(code: str) -> str:
    """Returns the names of the months, as they stand beside a day, in their order."""
    return " ".join(get_month_names("wide", "format", code).values())


def begun(project: Path) -> frozenset[str]:
    """Returns the languages that have a folder of pages, and are not yet among those of the site."""
    found = {folder.name for folder in (project / "docs").glob("??") if folder.is_dir()}
    return frozenset(found - set(COMPLETE))


def not_begun(code: str) -> Problem:
    """Returns what there is to say where a language is asked for that has no folder of pages yet."""
    way_out = f"no such language is begun; first: python -m l10n new {code or 'ar'}"
    return Problem(f"docs/{code}", 1, way_out)


def in_place(words: str) -> str:
    """Returns English words as they stand in for those of another language."""
    return f"{OPENS}{words}{CLOSES}"


def spoken(value: Any, unfinished: Collection[str], *, complete: bool) -> Any:
    """Returns a value of the data with those languages alone that are asked for.

    Where it is to be complete, English stands in for what the language being previewed has not said yet.
    """
    if isinstance(value, list):
        return [spoken(item, unfinished, complete=complete) for item in value]
    if not isinstance(value, dict):
        return value
    if not value or not value.keys() <= {*COMPLETE, *unfinished}:
        return {key: spoken(item, unfinished, complete=complete) for key, item in value.items()}
    said = {code: words for code, words in value.items() if code in COMPLETE or (words and code in LANGUAGES)}
    return said | _stand_ins(said) if complete and said.keys() >= set(COMPLETE) else said


def _stand_ins(text: dict[str, Any]) -> dict[str, str]:
    return {code: in_place(str(text["en"])) for code in LANGUAGES if code not in text}
