"""Where each output stands, and the absolute addresses that machines need."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Meeting, Topic
from ..statements import LanguageCode

CALENDAR, ATOM, JSON_FEED = "calendar.ics", "changes.atom", "changes.json"
"""One of each in the folder of every language."""

DATA = "data/v1"
"""The folder of the data files, one for all languages; a change of their form gets a new number."""

PROGRAMME_JSON, SCHEMA, DATAPACKAGE = f"{DATA}/programme.json", f"{DATA}/schema.json", f"{DATA}/datapackage.json"

AUTHORITY = "work-programme-2011.example"
"""Names the site in ids that must outlive its address: a name reserved for examples, so nobody else's."""

MINTED = 2026
"""The year in which the ids of feeds were first given out (RFC 4151, section 2.1)."""


def folder(language: LanguageCode) -> str:
    """Returns the folder of a language: none for English, whose home page is that of the site."""
    return "" if language == "en" else f"{language}/"


def calendar_of(language: LanguageCode, record: Meeting | Topic) -> str:
    """Returns the path of the calendar of one meeting or one topic: the address of its page, ending in `.ics`."""
    if isinstance(record, Topic):
        return f"{folder(language)}topics/{record.id}.ics"
    return meeting_calendar(language, record.id)


def meeting_calendar(language: LanguageCode, id: str) -> str:
    """Returns the path of the calendar of one meeting by its id."""
    return f"{folder(language)}meetings/{id}.ics"


def json_of(kind: str, id: str | int) -> str:
    """Returns the path of the data of one record: `data/v1/meetings/2msp.json`."""
    return f"{DATA}/{kind.replace('_', '-')}/{id}.json"


def csv_of(table: str) -> str:
    """Returns the path of a table."""
    return f"{DATA}/{table}.csv"


def page_path(page: str) -> str:
    """Returns the folder from which a page is served: `meetings/2msp.md` → `meetings/2msp/`, `index.md` → ``."""
    path = page.removesuffix(".md")
    return "" if path == "index" else path.removesuffix("/index") + "/"


def meeting_page(meeting: Meeting) -> tuple[str, str]:
    """Returns the page of a meeting and, where it shares that page with others, its anchor there."""
    return f"meetings/{meeting.page or meeting.id}.md", meeting.id if meeting.page else ""


@dataclass(frozen=True)
class Addresses:
    """Absolute addresses under the one that the site is published at, which ends in a slash."""

    site: str

    def file(self, path: str) -> str:
        """Returns the address of an output by its path."""
        return f"{self.site}{path}"

    def subscription(self, path: str) -> str:
        """Returns the address by which a calendar program subscribes to a calendar."""
        return f"webcal://{self.file(path).partition('://')[2]}"

    def page(self, language: LanguageCode, page: str, anchor: str = "") -> str:
        """Returns the address of a page, or of a place in it, in a language."""
        return f"{self.site}{folder(language)}{page_path(page)}{'#' if anchor else ''}{anchor}"

    def meeting(self, language: LanguageCode, meeting: Meeting) -> str:
        """Returns the address of what the site tells of a meeting."""
        return self.page(language, *meeting_page(meeting))


def tag(address: str) -> str:
    """Returns the id that a fact keeps in feeds whatever the address of the site (RFC 4151)."""
    return f"tag:{AUTHORITY},{MINTED}:{address}"


PLACEHOLDER = "https://published-site.invalid/"
"""Stands in pages for the address of the site, which only the seam knows."""


def with_address(html: str, site: str) -> str:
    """Returns a page with the address of the site put in; also where a calendar program subscribes."""
    subscription = Addresses(PLACEHOLDER).subscription("")
    return html.replace(subscription, Addresses(site).subscription("")).replace(PLACEHOLDER, site)


def published_at(site: str) -> str:
    """Returns the address of a site with the slash it ends in."""
    return site.rstrip("/") + "/"
