"""All outputs together: every date, place, status and number is the same in each; a change stays where it belongs."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import icalendar
import pytest

from macros.dates import Period, parse_edtf
from macros.feeds.addresses import Addresses, meeting_page
from macros.feeds.calendar import Calendars
from macros.feeds.changes import meeting_entries
from macros.feeds.feeds import json_feed
from macros.feeds.ledger import read_ledger
from macros.feeds.outputs import outputs
from macros.feeds.plain import plain
from macros.feeds.schema import dumped
from macros.feeds.sequences import led_by
from macros.feeds.shapes import kinds
from macros.feeds.tables import tables_of
from macros.feeds.words import Words
from macros.language import Language
from macros.programme import Programme
from macros.records import Meeting
from macros.statements import LANGUAGES, LanguageCode, Text

from .conftest import PROJECT, all_made
from .test_calendar import event_of, events, rebuilt, with_meeting
from .test_mutation import changed, leaves
from .test_site import article

SITE = "https://work-programme-2011.example/"


def made(programme: Programme) -> dict[str, bytes]:
    languages = {code: Language(code, programme.phrases) for code in LANGUAGES}
    return all_made(outputs(programme, languages, SITE, read_ledger(PROJECT / "data")))


@pytest.fixture(scope="module")
def files(programme: Programme) -> dict[str, bytes]:
    return made(programme)


def path(name: str, code: str) -> str:
    return name if code == "en" else f"{code}/{name}"


# The same facts everywhere


def test_the_files_built_are_the_outputs(site: Path, files: dict[str, bytes]) -> None:
    assert [name for name, content in files.items() if (site / name).read_bytes() != content] == []


def test_nothing_depends_on_the_clock_or_on_order(files: dict[str, bytes], programme: Programme) -> None:
    assert made(programme) == files


def shown_dates(site: Path, meeting: Meeting, code: str) -> Counter[str] | None:
    """The machine dates in the fact box of a meeting's page; none where it shares a page."""
    page, anchor = meeting_page(meeting)
    box = article(site, page, code).select_one("dl.facts dd")
    return None if anchor or box is None else Counter(str(tag["datetime"]) for tag in box("time"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_date_of_a_meeting_is_the_same_in_page_json_table_calendar_and_feed(
    site: Path, files: dict[str, bytes], programme: Programme, code: LanguageCode
) -> None:
    whole = json.loads(files["data/v1/programme.json"])
    rows = list(csv.DictReader(StringIO(files["data/v1/meetings-dates.csv"].decode(), newline="")))
    feed = {item["id"]: item for item in json.loads(files[path("changes.json", code)])["items"]}
    calendar = events(files[path("calendar.ics", code)])
    words = Words(programme, Language(code, programme.phrases))
    for meeting, record in zip(programme.meetings, whole["meetings"], strict=True):
        pages = shown_dates(site, meeting, code)
        own = [row for row in rows if row["meetings_id"] == meeting.id]
        for statement, found, row in zip(meeting.dates, record["dates"], own, strict=True):
            period = str(statement.period)
            assert (found["on"] or found["within"] or found["of"]) == period
            assert (row["on"] or row["within"] or row["of"]) == period
            assert pages is None or all(pages[end] for end in period.split("/"))
            entry = feed[f"tag:work-programme-2011.example,2026:meetings/{meeting.id}/dates/{statement.id}/{code}"]
            assert words.value(statement) in entry["title"]
            assert words.value(statement) in str(event_of(calendar, meeting.id)["DESCRIPTION"])
        period_shown = led_by(meeting).period
        event = event_of(calendar, meeting.id)
        assert event.decoded("DTSTART") == period_shown.first
        assert event.decoded("DTEND") == period_shown.last + timedelta(days=1)


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_statement_reads_the_same_on_the_page_and_in_the_feed(
    site: Path, files: dict[str, bytes], programme: Programme, code: LanguageCode
) -> None:
    words = Words(programme, Language(code, programme.phrases))
    entries = json.loads(files[path("changes.json", code)])["items"]
    for meeting in programme.meetings:
        page, anchor = meeting_page(meeting)
        if anchor:
            continue
        said = [plain(str(value)) for value in article(site, page, code).select("dl.facts .value")]
        told = Counter(item["title"] for item in entries if f":meetings/{meeting.id}/" in item["id"])
        for statement in meeting.statements:
            value = words.value(statement)
            assert value in said or value.lower() in " ".join(said).lower()
            assert any(title.endswith(value) for title in told)


def numbers(value: Any) -> Counter[str]:
    """Every date and every number in JSON, as written."""
    if isinstance(value, dict):
        return sum((numbers(inner) for inner in value.values()), Counter())
    if isinstance(value, list):
        return sum((numbers(inner) for inner in value), Counter())
    if isinstance(value, bool) or value is None:
        return Counter()
    if isinstance(value, int) or re.fullmatch(r"\d+|\d{4}-\d\d(-\d\d)?(/\d{4}-\d\d(-\d\d)?)?", str(value)):
        return Counter([str(value)])
    return Counter()


def test_json_and_tables_hold_the_same_dates_and_numbers(files: dict[str, bytes]) -> None:
    """Beyond what JSON holds, a table has the ends of each period, the owner of an item and its place in the list."""
    whole = json.loads(files["data/v1/programme.json"])
    del whole["about"]
    owners = {"position", *(f"{kind}_number" for kind in kinds(Programme))}
    written: Counter[str] = Counter()
    for name, content in files.items():
        if name.endswith(".csv") and not name.endswith("/citations.csv"):
            for row in csv.DictReader(StringIO(content.decode(), newline="")):
                for column, cell in row.items():
                    if not column.endswith(("_first", "_last")) and column not in owners:
                        written += numbers(cell)
    assert written == numbers(whole)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_is_the_same_in_every_language_of_feed_and_calendar(files: dict[str, bytes], code: str) -> None:
    """Figures in the words of feeds and calendars, in any order of words."""
    for name in ("changes.json", "calendar.ics"):
        english, other = (figures(files[path(name, one)].decode(), one) for one in ("en", code))
        assert other == english


def figures(text: str, code: str) -> Counter[str]:
    """Every figure of an output; Spanish writes the larger ordinals of names in figures, which English has in words."""
    unfolded = text.replace("\r\n ", "")
    own = unfolded.replace(f"/{code}/", "/") if code != "en" else unfolded
    own = re.sub(r"(?<=\d)\\?[,.\u00a0](?=\d{3}(?!\d))", "", own)  # 1,200 and 1\u00a0200
    return Counter(re.findall(r"\d++(?!ª)", own))


# A change stays where it belongs


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def languages_of(*names: str) -> set[str]:
    return {path(name, code) for name in names for code in LANGUAGES}


EVERYTHING = {"data/v1/programme.json"}


def test_a_moved_meeting_changes_its_files_and_those_that_list_it(
    programme: Programme, files: dict[str, bytes]
) -> None:
    meeting = programme.get("meetings", "aplc-standing-committees-2011")
    dates = tuple(it.model_copy(update={"on": parse_edtf("2011-05-02/2011-05-05")}) for it in meeting.dates)
    after = made(with_meeting(programme, meeting.model_copy(update={"dates": dates})))
    assert differing(files, after) == EVERYTHING | {
        "data/v1/meetings/aplc-standing-committees-2011.json",
        "data/v1/meetings-dates.csv",
    } | languages_of("calendar.ics", "meetings/aplc-standing-committees-2011.ics", "changes.atom", "changes.json")


def test_a_changed_place_name_changes_what_names_the_place(programme: Programme, files: dict[str, bytes]) -> None:
    places = tuple(
        it.model_copy(update={"name": Text(en="A", fr="B", es="C")}) if it.id == "beirut" else it
        for it in programme.places
    )
    there = {it.id for it in programme.meetings if any(found.city == "beirut" for found in it.places)}
    found = differing(files, made(rebuilt(programme, places=places)))
    assert languages_of("calendar.ics", "changes.atom", "changes.json") <= found
    assert {name for name in found if name.endswith(".ics") and "/meetings/" in f"/{name}"} == languages_of(
        *(f"meetings/{id}.ics" for id in there)
    )
    assert {name for name in found if name.endswith(".csv")} >= {"data/v1/places.csv"}
    assert "data/v1/places/beirut.json" in found
    assert "data/v1/meetings/2msp.json" not in found


def test_a_fund_changes_no_calendar_and_no_feed(programme: Programme, files: dict[str, bytes]) -> None:
    first, *rest = programme.funds
    funds = (first.model_copy(update={"name": Text(en="A", fr="B", es="C")}), *rest)
    assert differing(files, made(rebuilt(programme, funds=funds))) == EVERYTHING | {
        f"data/v1/funds/{first.id}.json",
        "data/v1/funds.csv",
    }


# The mutation proof, for outputs


def facts(programme: Programme) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Each date, number, status and text of the records that are exported, with another value."""
    for location, _, field, value in leaves(programme):
        if location[0] in ("fields", "phrases"):
            continue
        if isinstance(value, Text):
            yield location, Text(en="§en§", fr="§fr§", es="§es§")
        elif isinstance(value, Period):
            yield location, parse_edtf(OTHER_CENTURY[value.precision])
        elif isinstance(value, int) and not isinstance(value, bool):
            yield location, 77_777
        elif field in ("quote", "symbol", "address", "printed"):
            yield location, "§other§" if field != "address" else "https://other.example/"


def test_every_fact_changed_alone_changes_its_record_and_its_table(programme: Programme) -> None:
    before = {kind: [table.rows for table in tables_of(kind, getattr(programme, kind))] for kind in kinds(Programme)}
    found, alive = list(facts(programme)), []
    for location, value in found:
        kind, place = str(location[0]), location[1]
        other = getattr(changed(programme, location, value), kind)
        if dumped(other[place]) == dumped(getattr(programme, kind)[place]):
            alive.append(f"{location}: not in its record")
        if location[-1] != "quote" and [table.rows for table in tables_of(kind, other)] == before[kind]:
            alive.append(f"{location}: in no table")
    assert len(found) > 300
    assert alive == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_date_place_and_status_changed_alone_shows_in_calendar_and_feed(
    programme: Programme, code: LanguageCode
) -> None:
    alive, count = [], 0
    for index, meeting in enumerate(programme.meetings):
        before = of_one_meeting(programme, index, code)
        assert before is not None
        for field in ("dates", "places"):
            for place, statement in enumerate(getattr(meeting, field)):
                for leaf, value in leaf_changes(statement):
                    after = of_one_meeting(
                        changed(programme, ("meetings", index, field, place, leaf), value), index, code
                    )
                    count += after is not None
                    for output, content in (after or {}).items():
                        if content == before[output]:
                            alive.append(f"{meeting.id}.{field}.{place}.{leaf}: not in its {output}")
    assert count > 150
    assert alive == []


OTHER_CENTURY = {"year": "1801", "month": "1801-03", "day": "1801-03-04"}


def leaf_changes(statement: Any) -> Iterator[tuple[str, Any]]:
    for leaf in ("on", "within", "of"):
        period = getattr(statement, leaf, None)
        if period is not None:
            yield leaf, parse_edtf(OTHER_CENTURY[period.precision])
    if getattr(statement, "city", None) is not None:
        yield "city", "geneva" if statement.city != "geneva" else "beirut"
    yield "status", "decided" if statement.status != "decided" else "proposed"


def of_one_meeting(programme: Programme, index: int, code: LanguageCode) -> dict[str, bytes] | None:
    """Calendar and feed; none where a text asks for a fact that the data then no longer has, and is refused."""
    words, addresses, meeting = (
        Words(programme, Language(code, programme.phrases)),
        Addresses(SITE),
        programme.meetings[index],
    )
    calendar = Calendars(words, addresses, read_ledger(PROJECT / "data")).of_meeting(meeting)
    try:
        told = list(meeting_entries(words, addresses, meeting))
    except ValueError as refused:
        if 'with status "' in str(refused):
            return None
        raise
    return {"calendar": calendar, "feed": json_feed(words, addresses, told)}


def test_the_day_of_the_data_is_the_newest_of_the_calendar(files: dict[str, bytes], programme: Programme) -> None:
    newest = max(source.consulted.last for source in programme.sources)
    calendar = icalendar.Calendar.from_ical(files["calendar.ics"])
    assert calendar.decoded("LAST-MODIFIED").date() == newest
    assert newest <= date(2100, 1, 1)
