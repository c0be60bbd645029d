"""The look-ups of a page as a project without our code would write them: one YAML file a kind, simple date wording.

Stands alone, so that a stock MkDocs project takes it as its `main.py` and the bare floor imports it. `define_env` is
the door of mkdocs-macros.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import yaml

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
JOINT = {"en": " ", "fr": " ", "es": " de "}
FORMS = {
    "en": ("on {}", "from {} to {}", "{}–{}", "in {}, {}", "¶ {}"),
    "fr": ("le {}", "du {} au {}", "{}-{}", "à {} ({})", "¶ {}"),
    "es": ("el {}", "del {} al {}", "{} a {}", "en {} ({})", "¶ {}"),
}
"""A day, a range in a sentence, a range in a table, a place, a paragraph of the draft."""

ORDER = ("proposed", "decided", "held")
FILES = ("programme", "sources", "glossary")
"""The files of the data that look-ups need."""
MACROS = ("when", "dates", "where", "meeting", "source", "body", "term")
"""What a page may call."""


class Lookups:
    """What the pages of one language ask the data for; `page` is set to the page being filled in."""

    def __init__(self, data: Path, code: str) -> None:
        self.code = code
        self.page = ""
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value as it is written: `on` is a key, not true
        programme, sources, terms = (
            yaml.load((data / f"{name}.yml").read_text(encoding="utf-8"), loader)  # noqa: S506 - both only make text, lists and mappings
            for name in FILES
        )
        kinds = ("meetings", "places", "bodies", "topics")
        self.records = {kind: {record["id"]: record for record in programme[kind]} for kind in kinds}
        self.records["sources"] = {record["id"]: record for record in sources}
        self.records["glossary"] = {record["id"]: record for record in terms}

    def when(self, id: str, statement: str | None = None) -> str:
        """Returns when a meeting is, with its preposition."""
        return self._period(id, statement, FORMS[self.code][1])

    def dates(self, id: str, statement: str | None = None) -> str:
        """Returns the dates of a meeting for a table."""
        return self._period(id, statement, FORMS[self.code][2])

    def where(self, id: str, status: str | None = None) -> str:
        """Returns the city and country of a meeting, with their preposition."""
        found = [place for place in self.records["meetings"][id]["places"] if status in (None, place["status"])]
        city = self.records["places"][_lead(found)["city"]]
        return FORMS[self.code][3].format(city["name"][self.code], city["country"][self.code])

    def meeting(self, id: str) -> str:
        """Returns a link to a meeting by its name."""
        found = self.records["meetings"][id]
        page, anchor = found.get("page", id), f"#{id}" if "page" in found else ""
        return f'<a href="{self._link(f"meetings/{page}")}{anchor}">{escape(found["name"][self.code], quote=False)}</a>'

    def source(self, at: str) -> str:
        """Returns the mark of a source, linked to where it stands."""
        document, _, paragraph = at.partition("#")
        if paragraph:
            words = FORMS[self.code][4].format(paragraph.removeprefix("p"))
            return f'<a class="source" href="{self._link("programme")}#{paragraph}">{words}</a>'
        found = self.records["sources"][document]["short"][self.code]
        return f'<a class="source" href="{self._link("sources")}#{document}">{escape(found, quote=False)}</a>'

    def body(self, id: str) -> str:
        """Returns the name of a body."""
        return escape(self.records["bodies"][id]["name"][self.code], quote=False)

    def term(self, id: str) -> str:
        """Returns a term, linked to its meaning."""
        words = escape(self.records["glossary"][id]["term"][self.code], quote=False)
        return f'<a class="term" href="{self._link("glossary")}#{id}">{words}</a>'

    def plain_meetings(self) -> list[str]:
        """Returns the meetings whose firmest date is a day or a range of days, and that have a place."""
        return [
            id
            for id, found in self.records["meetings"].items()
            if found.get("places") and len(str(_lead(found["dates"]).get("on", ""))) >= len("2011-06-27")
        ]

    def _period(self, id: str, statement: str | None, form: str) -> str:
        found = [it for it in self.records["meetings"][id]["dates"] if statement in (None, it["id"])]
        first, _, last = str(_lead(found)["on"]).partition("/")
        if not last:
            return FORMS[self.code][0].format(self._day(first)) if form == FORMS[self.code][1] else self._day(first)
        return form.format(self._day(first, last), self._day(last))

    def _day(self, day: str, last: str = "") -> str:
        """Returns a day in words; inside one month or year it leaves to the last day what they share."""
        year, month, number = day.split("-")
        words = str(int(number))
        if day[:7] != last[:7]:
            words += JOINT[self.code] + MONTHS[self.code].split()[int(month) - 1]
        if day[:4] != last[:4]:
            words += JOINT[self.code] + year
        return f'<time datetime="{day}">{words}</time>'

    def _link(self, page: str) -> str:
        here = self.page.removesuffix(".md").removesuffix("/index")
        return posixpath.relpath(page, "" if here == "index" else here) + "/"


def _lead(statements: list[dict[str, Any]]) -> dict[str, Any]:
    """Returns the firmest statement, the latest recorded of its kind."""
    return max(reversed(statements), key=lambda it: ORDER.index(it["status"]))


def define_env(env: Any) -> None:
    """Gives every macro to the pages; the data are read once a language, when a page first asks."""
    languages: dict[str, Lookups] = {}

    def bound(name: str) -> Callable[..., str]:
        def call(*arguments: str) -> str:
            code, _, page = env.page.file.src_uri.partition("/")
            if code not in languages:
                languages[code] = Lookups(Path(env.project_dir) / "data", code)
            languages[code].page = page
            return str(getattr(languages[code], name)(*arguments))

        return call

    for name in MACROS:
        env.macro(bound(name), name)
