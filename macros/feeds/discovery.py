"""The other forms of a page: its calendar, its data, the feeds of its language."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Meeting, Topic
from .addresses import (
    ATOM,
    CALENDAR,
    JSON_FEED,
    PROGRAMME_JSON,
    calendar_of,
    folder,
    json_of,
    meeting_page,
)
from .words import Words


@dataclass(frozen=True)
class Alternate:
    """Another form of a page: its media type, its path under the site, what it is called."""

    type: str
    path: str
    title: str


def alternates(words: Words, page: str) -> tuple[Alternate, ...]:
    """Returns the other forms of a page; `page` is its path under the folder of the language."""
    code, record = words.language.code, record_of(words, page)
    if record is None:
        name, calendar, data = words.say("whole-programme"), f"{folder(code)}{CALENDAR}", PROGRAMME_JSON
    else:
        name = words.language.sentence_case(record.name)
        calendar = calendar_of(code, record)
        data = json_of("meetings" if isinstance(record, Meeting) else "topics", record.id)
    return (
        Alternate("text/calendar", calendar, words.say("link-calendar", name=name)),
        Alternate("application/json", data, words.say("link-data", name=name)),
        Alternate("application/atom+xml", f"{folder(code)}{ATOM}", words.say("link-atom")),
        Alternate("application/feed+json", f"{folder(code)}{JSON_FEED}", words.say("link-json-feed")),
    )


def record_of(words: Words, page: str) -> Meeting | Topic | None:
    """Returns the meeting or topic that a page is about, if it is about one."""
    for meeting in words.programme.meetings:
        if meeting_page(meeting) == (page, ""):
            return meeting
    return next((topic for topic in words.programme.topics if page == f"topics/{topic.id}.md"), None)
