"""What a page is about, for search engines and other programs: schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ..meeting_statements import DateStatement, PlaceStatement
from ..records import Meeting
from ..statements import LANGUAGES, shown_first
from .addresses import CALENDAR, DATAPACKAGE, PROGRAMME_JSON, SCHEMA, Addresses, csv_of, folder, meeting_page
from .discovery import record_of
from .plain import updated
from .schema import LICENCE_ADDRESS
from .sequences import dated_sessions, is_exact, led_by
from .tables import tables
from .words import Words

Thing = dict[str, Any]
Crumb = tuple[str, str]
"""Title and absolute address of a page on the way from the home page."""

_BODIES = {"state": "GovernmentOrganization", "person": "Person", "role": "Person"}
_ATTENDANCE = {"virtual": "OnlineEventAttendanceMode", "hybrid": "MixedEventAttendanceMode"}


def linked_data(words: Words, addresses: Addresses, page: str, crumbs: Sequence[Crumb]) -> list[str]:
    """Returns the JSON-LD of a page, each part fit to stand in a script element."""
    return [_script({"@context": "https://schema.org", **thing}) for thing in _things(words, addresses, page, crumbs)]


def _script(thing: Thing) -> str:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _things(words: Words, addresses: Addresses, page: str, crumbs: Sequence[Crumb]) -> Iterator[Thing]:
    if len(crumbs) > 1:
        yield breadcrumbs(crumbs)
    record = record_of(words, page)
    if isinstance(record, Meeting):
        yield event(words, addresses, record)
    if page == "data.md":
        yield dataset(words, addresses)
    if page == "glossary.md":
        yield terms(words, addresses)


def breadcrumbs(crumbs: Sequence[Crumb]) -> Thing:
    """Returns the way from the home page to a page."""
    steps = [
        {"@type": "ListItem", "position": place, "name": title, "item": address}
        for place, (title, address) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def event(words: Words, addresses: Addresses, meeting: Meeting) -> Thing:
    """Returns a meeting; what no source states is left out, and a window is told in words only."""
    code, statement, where = words.language.code, led_by(meeting), shown_first(meeting.places)
    address = addresses.meeting(code, meeting)
    found: Thing = {
        "@type": "Event",
        "@id": f"{addresses.meeting('en', meeting).partition('#')[0]}#meeting-{meeting.id}",
        "name": words.meeting(meeting),
        "url": address,
        "description": words.say("feed-fact", fact=words.say("fact-dates"), value=words.statement(statement)),
        **_dates(meeting, statement),
        "location": _place(words, where) if where else None,
        "inLanguage": list(spoken.codes) if (spoken := shown_first(meeting.languages)) else None,
        "eventAttendanceMode": _attendance(meeting),
        "organizer": _host(words, meeting),
        "subEvent": _sessions(words, addresses, meeting) or None,
        "superEvent": {
            "@type": "EventSeries",
            "@id": addresses.page("en", "meetings/index.md") + "#series",
            "name": words.say("series-name"),
            "url": addresses.page(code, "meetings/index.md"),
        },
    }
    return {key: value for key, value in found.items() if value is not None}


def _sessions(words: Words, addresses: Addresses, meeting: Meeting) -> list[Thing]:
    """Returns the sessions of a meeting that have a day; a day that is only counted is told in words too."""
    page, code = meeting_page(meeting)[0], words.language.code
    return [
        {
            "@type": "Event",
            "@id": addresses.page("en", page, f"session-{session.id}"),
            "name": words.session(session),
            "url": addresses.page(code, page, f"session-{session.id}"),
            "description": " ".join(words.session_facts(session)[:-1]),
            "startDate": str(day),
            "endDate": str(day),
        }
        for session, day in dated_sessions(words.programme).values()
        if session.meeting == meeting.id
    ]


def _dates(meeting: Meeting, statement: DateStatement) -> Thing:
    before = moved_from(meeting)
    status = {"eventStatus": f"https://schema.org/Event{'Rescheduled' if before else 'Scheduled'}"}
    previous = {"previousStartDate": [it.period.first.isoformat() for it in before]} if before else {}
    if statement.on is None:
        return status | previous
    start, _, end = str(statement.on).partition("/")
    return {"startDate": start, "endDate": end or start, **status, **previous}


def moved_from(meeting: Meeting) -> list[DateStatement]:
    """Returns the announced dates that the meeting did not keep; a proposal is no announcement.

    A date that another source of the same weight confirms, if only in its first day, was kept: sources disagree.
    """
    shown = led_by(meeting)
    if not is_exact(shown):
        return []
    same = {it.period.first for it in meeting.dates if it.status == shown.status and is_exact(it)}
    announced = [it for it in meeting.dates if it.status == "decided" and is_exact(it) and it is not shown]
    if shown.status == "decided":
        return [it for it in announced if it.period.last < shown.period.first or shown.period.last < it.period.first]
    return [it for it in announced if it.period.first not in same]


def _place(words: Words, statement: PlaceStatement) -> Thing:
    city = words.programme.get("places", statement.city)
    address = {
        "@type": "PostalAddress",
        "addressLocality": words.language.text(city.name),
        "addressCountry": words.language.text(city.country),
    }
    venue = words.programme.get("venues", statement.venue).name if statement.venue else city.name
    return {"@type": "Place", "name": words.language.sentence_case(venue), "address": address}


def _attendance(meeting: Meeting) -> str | None:
    shown = shown_first(meeting.formats)
    mode = _ATTENDANCE.get(shown.format) if shown else None
    return f"https://schema.org/{mode}" if mode else None


def _host(words: Words, meeting: Meeting) -> Thing | None:
    shown = shown_first(meeting.hosts)
    if shown is None:
        return None
    body = words.programme.get("bodies", shown.body)
    return {"@type": _BODIES.get(body.kind, "Organization"), "name": words.language.text(body.name)}


def dataset(words: Words, addresses: Addresses) -> Thing:
    """Returns the data as a whole, with every file in which it can be had."""
    code = words.language.code
    files = [
        *(("application/json", path) for path in (PROGRAMME_JSON, SCHEMA, DATAPACKAGE)),
        *(("text/csv", csv_of(table.name)) for table in tables(words.programme)),
        ("text/calendar", f"{folder(code)}{CALENDAR}"),
    ]
    return {
        "@type": "Dataset",
        "@id": addresses.file(PROGRAMME_JSON),
        "name": words.say("data-title"),
        "description": words.say("data-description"),
        "url": addresses.page(code, "data.md"),
        "license": LICENCE_ADDRESS,
        "creator": {"@type": "Organization", "name": words.say("feed-title"), "url": addresses.page(code, "about.md")},
        "inLanguage": list(LANGUAGES),
        "dateModified": updated(words.programme).isoformat(),
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": type, "contentUrl": addresses.file(path)}
            for type, path in files
        ],
    }


def terms(words: Words, addresses: Addresses) -> Thing:
    """Returns the glossary, each term with its meaning."""
    code, text = words.language.code, words.language.text
    address = addresses.page(code, "glossary.md")
    defined = [
        {
            "@type": "DefinedTerm",
            "@id": f"{address}#{term.id}",
            "name": text(term.term),
            **({"alternateName": text(term.short)} if term.short else {}),
            "description": words.text(text(term.meaning)),
            "inDefinedTermSet": address,
        }
        for term in words.programme.glossary
    ]
    name = words.say("glossary-name")
    return {"@type": "DefinedTermSet", "@id": address, "name": name, "url": address, "inLanguage": code} | {
        "hasDefinedTerm": defined
    }
