"""JSON-LD of the built pages: only properties that schema.org gives the type, and the same facts as the data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from macros.dates import parse_edtf
from macros.feeds.addresses import Addresses, meeting_page
from macros.feeds.linked_data import event, moved_from
from macros.feeds.words import Words
from macros.language import Language
from macros.meeting_statements import DateStatement
from macros.programme import Programme
from macros.records import Meeting
from macros.statements import LANGUAGES, LanguageCode, shown_first

from .node_programs import FOLDER as NODE
from .node_programs import node
from .test_site import PAGES, address, exists, soup

SITE = "https://work-programme-2011.example/"
THING = {"@id": "text", "name": "text", "url": "address", "description": "text", "alternateName": "text"}
VOCABULARY: dict[str, dict[str, str]] = {
    "BreadcrumbList": THING | {"itemListElement": "ListItem"},
    "ListItem": THING | {"position": "number", "item": "address"},
    "Event": THING
    | {
        "startDate": "date",
        "endDate": "date",
        "previousStartDate": "date",
        "eventStatus": "enumeration",
        "eventAttendanceMode": "enumeration",
        "location": "Place",
        "inLanguage": "language",
        "organizer": "Organization Person",
        "superEvent": "EventSeries",
        "subEvent": "Event",
    },
    "EventSeries": THING,
    "Place": THING | {"address": "PostalAddress"},
    "PostalAddress": THING | {"addressLocality": "text", "addressCountry": "text"},
    "Organization": THING,
    "GovernmentOrganization": THING,
    "Person": THING,
    "Dataset": THING
    | {
        "license": "address",
        "creator": "Organization Person",
        "inLanguage": "language",
        "dateModified": "date",
        "isAccessibleForFree": "truth",
        "distribution": "DataDownload",
    },
    "DataDownload": THING | {"encodingFormat": "text", "contentUrl": "address"},
    "DefinedTermSet": THING | {"inLanguage": "language", "hasDefinedTerm": "DefinedTerm"},
    "DefinedTerm": THING | {"inDefinedTermSet": "address"},
}
"""Each type used, its properties used, and what schema.org expects of their values (schema.org/<type>)."""

FORMS = {
    "text": r"\S(.*\S)?",
    "address": r"https://\S+",
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
    "language": "en|fr|es",
    "enumeration": r"https://schema\.org/(Event(Scheduled|Rescheduled)|(Online|Mixed)EventAttendanceMode)",
}
BROADER = {"GovernmentOrganization": "Organization"}


def on_page(site: Path, page: str, language: str) -> list[dict[str, Any]]:
    scripts = soup(site, address(page, language)).select('head script[type="application/ld+json"]')
    return [json.loads(script.get_text()) for script in scripts]


def faults(thing: dict[str, Any], where: str = "") -> list[str]:
    """What a thing says that its type does not know, or says in another form."""
    kind = thing["@type"]
    found = []
    for name, value in thing.items():
        if name in ("@type", "@context"):
            continue
        wanted = VOCABULARY[kind].get(name, "nothing")
        for one in value if isinstance(value, list) else [value]:
            found += value_faults(one, wanted, f"{where}{kind}.{name}")
    return found


def value_faults(value: Any, wanted: str, where: str) -> list[str]:
    if isinstance(value, dict):
        fits = value["@type"] in wanted.split() or BROADER.get(value["@type"]) in wanted.split()
        return faults(value, f"{where}.") if fits else [f"{where}: {value['@type']}"]
    if isinstance(value, bool | int):
        return [] if wanted == {bool: "truth", int: "number"}[type(value)] else [f"{where}: {value}"]
    return [] if wanted in FORMS and re.fullmatch(FORMS[wanted], str(value)) else [f"{where}: {value}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_property_is_one_of_its_type_and_of_the_right_form(site: Path, language: str) -> None:
    seen = set()
    for page in PAGES:
        for thing in on_page(site, page, language):
            assert thing["@context"] == "https://schema.org"
            assert faults(thing) == []
            seen.add(thing["@type"])
    assert seen == {"BreadcrumbList", "Event", "Dataset", "DefinedTermSet"}


@pytest.mark.parametrize(
    "wrong",
    [{"startTime": "2011"}, {"startDate": "June"}, {"location": {"@type": "Event", "name": "x"}}, {"name": 3}],
    ids=["property", "form", "type", "number"],
)
def test_the_check_of_properties_finds_a_fault(wrong: dict[str, Any]) -> None:
    assert faults({"@type": "Event", "name": "x", **wrong})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_on_this_site_exists(site: Path, language: str) -> None:
    for page in PAGES:
        for found in re.findall(rf'"({re.escape(SITE)}[^"]*)"', json.dumps(on_page(site, page, language))):
            parts = urlsplit(found)
            named = parts.fragment in ("", "series") or parts.fragment.startswith("meeting-")
            assert exists(site, parts.path, "" if named else parts.fragment), found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_says_what_the_data_says(site: Path, programme: Programme, language: str) -> None:
    for meeting in programme.meetings:
        page, anchor = meeting_page(meeting)
        if anchor:
            continue
        found = next(thing for thing in on_page(site, page, language) if thing["@type"] == "Event")
        statement, where, spoken = (shown_first(it) for it in (meeting.dates, meeting.places, meeting.languages))
        assert statement is not None
        assert (found.get("startDate"), found.get("endDate")) == ends(statement)
        assert found.get("inLanguage") == (list(spoken.codes) if spoken else None)  # type: ignore[attr-defined]
        if where is not None:
            city = programme.get("places", where.city)  # type: ignore[attr-defined]
            assert found["location"]["address"]["addressLocality"] == city.name[language]  # type: ignore[index]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sessions_of_a_meeting_are_its_parts_on_their_days(site: Path, programme: Programme, language: str) -> None:
    for meeting in programme.meetings:
        page, anchor = meeting_page(meeting)
        if anchor:
            continue
        found = next(thing for thing in on_page(site, page, language) if thing["@type"] == "Event")
        told = [
            (it["@id"].partition("#session-")[2], it["startDate"], it["endDate"]) for it in found.get("subEvent", [])
        ]
        own = [session for session in programme.sessions if session.meeting == meeting.id]
        assert told == [(it.id, str(programme.day_of(it)), str(programme.day_of(it))) for it in own]
    assert programme.sessions


def ends(statement: DateStatement) -> tuple[str | None, str | None]:
    if statement.on is None:
        return None, None
    start, _, end = str(statement.on).partition("/")
    return start, end or start


def test_the_three_languages_say_the_same_of_the_same_thing(site: Path) -> None:
    for page in PAGES:
        english, *others = ([bare(thing) for thing in on_page(site, page, language)] for language in LANGUAGES)
        assert others == [english, english]


def bare(thing: dict[str, Any]) -> dict[str, Any]:
    """What a thing says that no language changes."""
    same = ("@type", "startDate", "endDate", "eventStatus", "previousStartDate", "license", "dateModified", "position")
    return {key: value for key, value in thing.items() if key in same or (thing["@type"] == "Event" and key == "@id")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_from_home_ends_at_the_page(site: Path, language: str) -> None:
    for page in PAGES:
        ways = [thing for thing in on_page(site, page, language) if thing["@type"] == "BreadcrumbList"]
        assert len(ways) == (page != "index.md")
        for way in ways:
            steps = way["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert steps[0]["item"] == SITE + address("index.md", language)
            assert steps[-1]["item"] == SITE + address(page, language)


def told(programme: Programme, meeting: Meeting, code: LanguageCode = "en") -> dict[str, Any]:
    return event(Words(programme, Language(code, programme.phrases)), Addresses(SITE), meeting)


def meeting_with(programme: Programme, *dates: dict[str, Any]) -> Meeting:
    made = tuple(
        DateStatement.model_validate({"id": f"s{place}", "source": "draft#p8", **date})
        for place, date in enumerate(dates)
    )
    found: Meeting = programme.get("meetings", "2msp").model_copy(update={"dates": made})
    return found


WINDOW = {"status": "proposed", "within": "2011-09-10/2011-09-20", "at_most_days": 5}
PROPOSED, DECIDED = ({"status": status, "on": "2011-09-12/2011-09-16"} for status in ("proposed", "decided"))
HELD = {"status": "held", "on": "2011-10-03/2011-10-07"}


def test_a_window_gives_no_dates(programme: Programme) -> None:
    found = told(programme, meeting_with(programme, WINDOW))
    assert "startDate" not in found
    assert "endDate" not in found
    assert "10–20\u00a0September 2011" in found["description"]


def test_a_date_known_to_the_month_stays_a_month(programme: Programme) -> None:
    assert told(programme, meeting_with(programme, {"status": "proposed", "on": "2011-09"}))["startDate"] == "2011-09"


def test_a_moved_announced_date_is_told(programme: Programme) -> None:
    found = told(programme, meeting_with(programme, PROPOSED, DECIDED, HELD))
    assert found["previousStartDate"] == ["2011-09-12"]
    assert found["eventStatus"] == "https://schema.org/EventRescheduled"


@pytest.mark.parametrize(
    "dates",
    [
        (WINDOW, HELD),
        (PROPOSED, HELD),
        (DECIDED, {"status": "held", "on": "2011-09-12/2011-09-16"}, {"status": "held", "on": "2011-09-13/2011-09-16"}),
        (DECIDED, {"status": "decided", "on": "2011-09-13/2011-09-16"}),
    ],
    ids=["window", "proposal", "confirmed by one source", "sources disagree"],
)
def test_what_was_not_announced_or_not_moved_is_not_a_previous_date(
    programme: Programme, dates: tuple[dict[str, Any], ...]
) -> None:
    assert "previousStartDate" not in told(programme, meeting_with(programme, *dates))


def test_an_announcement_replaced_by_another_is_moved(programme: Programme) -> None:
    meeting = meeting_with(programme, DECIDED, {"status": "decided", "on": "2012-03-05/2012-03-09"})
    assert [statement.on for statement in moved_from(meeting)] == [parse_edtf("2011-09-12/2011-09-16")]


def test_a_text_cannot_close_the_script_it_stands_in(programme: Programme) -> None:
    from macros.feeds.linked_data import linked_data

    words = Words(programme, Language("en", programme.phrases))
    assert "<" not in "".join(linked_data(words, Addresses(SITE), "x.md", [("a", SITE), ("</script>", SITE)]))


# The published vocabulary: schema-dts holds every type of schema.org, its properties and what they expect


ANY_WORDS = re.compile(r'"(name|item|@id)": "[^"\\]*(?:\\.[^"\\]*)*"')
"""Properties that hold whatever text: things that differ in these alone are one to the compiler."""


def vocabulary_faults(things: list[dict[str, Any]], folder: Path) -> list[int]:
    """Which of the things the compiler refuses as what they say they are, under the types of schema-dts."""
    (folder / "node_modules").symlink_to(NODE / "node_modules")
    lines = ['import type * as schema from "schema-dts";']
    for place, thing in enumerate(things):
        lines.append(f"const _{place}: schema.WithContext<schema.{thing['@type']}> = {json.dumps(thing)};")
    (folder / "things.ts").write_text("\n".join(lines), encoding="utf-8")
    options = ["--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "bundler", "--module", "esnext"]
    done = node("node_modules/typescript/bin/tsc", *options, str(folder / "things.ts"))
    found = [int(line) - 2 for line in re.findall(r"things\.ts\((\d+),\d+\): error TS", done.stdout)]
    assert bool(found) == bool(done.returncode), done.stdout + done.stderr
    assert min(found, default=0) >= 0, done.stdout
    return found


def test_every_thing_on_every_page_is_one_of_the_published_vocabulary(site: Path, tmp_path: Path) -> None:
    things = [thing for language in LANGUAGES for page in PAGES for thing in on_page(site, page, language)]
    assert len(things) > 200
    kinds = list({ANY_WORDS.sub(r'"\1": ""', json.dumps(thing)): thing for thing in things}.values())
    assert len(kinds) > 50
    assert vocabulary_faults(kinds, tmp_path) == []


def test_the_published_vocabulary_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    right: dict[str, Any] = {"@context": "https://schema.org", "@type": "Event", "name": "x"}
    wrong = [
        {"startTime": "2011"},
        {"eventStatus": "https://schema.org/EventMoved"},
        {"location": {"@type": "Event", "name": "x"}},
        {"superEvent": {"@type": "Dataset", "name": "x"}},
    ]
    assert vocabulary_faults([right, *(right | one for one in wrong)], tmp_path) == [1, 2, 3, 4]
