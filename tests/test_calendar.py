"""Calendars: two parsers read them back, and a subscription updates instead of duplicating."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from macros.dates import parse_edtf
from macros.feeds.addresses import Addresses, calendar_of
from macros.feeds.calendar import Calendars
from macros.feeds.ledger import accept, read_ledger, written
from macros.feeds.outputs import calendar_files
from macros.feeds.sequences import Ledger, exported, refreshed
from macros.feeds.words import Words
from macros.language import Language
from macros.meeting_statements import DateStatement
from macros.problems import Mistakes
from macros.programme import Programme
from macros.records import Meeting
from macros.statements import LANGUAGES, LanguageCode, shown_first

from .conftest import PROJECT, copy_project

SITE = "https://work-programme-2011.example/"
FACTS = ("DTSTART", "DTEND", "SEQUENCE", "STATUS", "DTSTAMP", "LAST-MODIFIED", "TRANSP")


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    return read_ledger(PROJECT / "data")


def of_language(programme: Programme, code: LanguageCode, ledger: Ledger | None = None) -> Calendars:
    return Calendars(Words(programme, Language(code, programme.phrases)), Addresses(SITE), ledger or {})


def calendars(programme: Programme, ledger: Ledger) -> dict[str, bytes]:
    return dict(file for code in LANGUAGES for file in calendar_files(of_language(programme, code, ledger)))


@pytest.fixture(scope="session")
def files(programme: Programme, ledger: Ledger) -> dict[str, bytes]:
    return calendars(programme, ledger)


def events(content: bytes) -> dict[str, Any]:
    """Events by uid, as icalendar reads them."""
    found = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
    assert len({str(event["UID"]) for event in found}) == len(found)
    return {str(event["UID"]): event for event in found}


def whole(files: dict[str, bytes], language: str = "en") -> dict[str, Any]:
    return events(files["calendar.ics" if language == "en" else f"{language}/calendar.ics"])


def with_meeting(programme: Programme, meeting: Meeting) -> Programme:
    meetings = tuple(meeting if it.id == meeting.id else it for it in programme.meetings)
    return rebuilt(programme, meetings=meetings)


def rebuilt(programme: Programme, **changes: Any) -> Programme:
    return Programme(**{field: getattr(programme, field) for field in Programme.model_fields} | changes)


def moved(programme: Programme, id: str, on: str) -> Programme:
    """The programme with the date that is shown of a meeting set to other days."""
    meeting = programme.get("meetings", id)
    shown = shown_first(meeting.dates)
    dates = tuple(it.model_copy(update={"on": parse_edtf(on)}) if it is shown else it for it in meeting.dates)
    return with_meeting(programme, meeting.model_copy(update={"dates": dates}))


def test_each_language_has_the_whole_each_topic_and_each_meeting(files: dict[str, bytes], programme: Programme) -> None:
    records = (*programme.meetings, *programme.topics)
    for code in LANGUAGES:
        prefix = "" if code == "en" else f"{code}/"
        assert {f"{prefix}calendar.ics", *(calendar_of(code, record) for record in records)} <= files.keys()
        assert len(whole(files, code)) == len(programme.meetings)
        for topic in programme.topics:
            assert len(events(files[calendar_of(code, topic)])) == len(topic.discussed_at)


def test_a_second_parser_reads_the_same_events(files: dict[str, bytes]) -> None:
    for content in files.values():
        ours = events(content)
        theirs = {event.uid.value: event for event in vobject.readOne(content.decode()).vevent_list}
        assert theirs.keys() == ours.keys()
        for uid, event in theirs.items():
            assert event.dtstart.value == ours[uid].decoded("DTSTART")
            assert event.dtend.value == ours[uid].decoded("DTEND")
            assert event.summary.value == str(ours[uid]["SUMMARY"])
            assert event.status.value == str(ours[uid]["STATUS"])


def test_a_file_read_and_written_again_is_the_same_bytes(files: dict[str, bytes]) -> None:
    for content in files.values():
        assert icalendar.Calendar.from_ical(content).to_ical() == content


def test_lines_end_with_crlf_and_have_at_most_75_bytes(files: dict[str, bytes]) -> None:
    for content in files.values():
        lines = content.split(b"\r\n")
        assert lines.pop() == b""
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75


def test_the_three_languages_have_the_same_events_in_other_words(files: dict[str, bytes]) -> None:
    english, *others = (whole(files, code) for code in LANGUAGES)
    for other in others:
        assert other.keys() == english.keys()
        for uid, event in other.items():
            assert [event[fact].to_ical() for fact in FACTS] == [english[uid][fact].to_ical() for fact in FACTS]
            assert event["DESCRIPTION"] != english[uid]["DESCRIPTION"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_name_their_language(files: dict[str, bytes], code: str) -> None:
    for event in whole(files, code).values():
        for name in ("SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES"):
            assert name not in event or event[name].params["LANGUAGE"] == code


def test_days_are_whole_and_the_end_is_the_day_after(files: dict[str, bytes], programme: Programme) -> None:
    found = whole(files)
    for meeting in programme.meetings:
        event, statement = event_of(found, meeting.id), shown_first(meeting.dates)
        assert statement is not None
        assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
        assert event.decoded("DTSTART") == statement.period.first
        assert event.decoded("DTEND") == statement.period.last + timedelta(days=1)


def event_of(found: dict[str, Any], id: str) -> Any:
    return found[f"meeting-{id}@work-programme-2011.example"]


def test_what_is_proposed_is_tentative_and_what_was_held_is_confirmed(
    files: dict[str, bytes], programme: Programme
) -> None:
    for meeting in programme.meetings:
        statement = shown_first(meeting.dates)
        assert statement is not None
        firm = statement.status != "proposed" and statement.on is not None and statement.on.precision == "day"
        assert str(event_of(whole(files), meeting.id)["STATUS"]) == ("CONFIRMED" if firm else "TENTATIVE")


WINDOWS: list[dict[str, Any]] = [
    {"within": "2011-09-10/2011-09-20", "at_most_days": 5},
    {"part": "mid", "of": "2011-09"},
    {"on": "2011-09"},
    {"on": "2011"},
]


@pytest.mark.parametrize("form", WINDOWS, ids=lambda form: "-".join(form))
@pytest.mark.parametrize("status", ["proposed", "held"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_window_is_tentative_over_the_whole_window_and_says_so(
    programme: Programme, form: dict[str, Any], status: str, code: LanguageCode
) -> None:
    statement = DateStatement.model_validate({"id": "w", "status": status, "source": "draft#p8", **form})
    meeting = programme.get("meetings", "2msp").model_copy(update={"dates": (statement,)})
    event = event_of(events(of_language(with_meeting(programme, meeting), code).whole()), "2msp")
    assert str(event["STATUS"]) == "TENTATIVE"
    assert event.decoded("DTSTART") == statement.period.first
    assert event.decoded("DTEND") == statement.period.last + timedelta(days=1)
    said = {key: getattr(programme.phrases[f"calendar-{key}"], code) for key in ("window", "window-note")}
    assert str(event["SUMMARY"]).endswith(said["window"].removeprefix("{name}"))
    assert str(event["DESCRIPTION"]).startswith(said["window-note"])


def test_every_statement_on_the_dates_is_told_in_the_description(files: dict[str, bytes], programme: Programme) -> None:
    for meeting in programme.meetings:
        lines = str(event_of(whole(files), meeting.id)["DESCRIPTION"]).splitlines()
        assert sum(line.startswith("When: ") for line in lines) == len(meeting.dates)
        assert sum(line.startswith("Where: ") for line in lines) == len(meeting.places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_says_how_often_to_look_and_where_it_stands(files: dict[str, bytes], language: str) -> None:
    for path, content in files.items():
        text = content.replace(b"\r\n ", b"").decode()
        assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in text
        assert f"\r\nSOURCE;VALUE=URI:{SITE}{path}\r\n" in text


def test_only_events_have_a_uid(files: dict[str, bytes]) -> None:
    """A calendar may have one (RFC 7986), but vdirsyncer then takes every event for the same, and keeps one."""
    for content in files.values():
        assert "UID" not in icalendar.Calendar.from_ical(content)


def test_every_date_stamp_is_a_day_of_a_source(files: dict[str, bytes], programme: Programme) -> None:
    days = {source.consulted.last for source in programme.sources}
    days |= {document.date.last for document in programme.documents if document.date}
    for content in files.values():
        for event in events(content).values():
            assert event.decoded("DTSTAMP").date() in days
            assert event.decoded("LAST-MODIFIED") == event.decoded("DTSTAMP")


def test_nothing_says_where_on_earth_without_a_source(files: dict[str, bytes]) -> None:
    assert not [path for path, content in files.items() if b"\r\nGEO" in content]


def test_the_ledger_is_up_to_date(programme: Programme, ledger: Ledger) -> None:
    assert refreshed(programme, ledger) == ledger, "calendars changed; look at it, then: make accept"


KEPT = {"sequence": 0, "start": "2022-08-30", "end": "2022-09-03", "place": "geneva", "status": "CONFIRMED"}


OTHERS = ({"start": "x"}, {"status": "Q"}, {"sequence": -1}, {"sequence": 2**31}, {"zz": ""}, {"end": "2022-08-30"})


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_a_ledger_that_holds_what_no_calendar_gives_is_told(tmp_path: Path, other: dict[str, object]) -> None:
    file = tmp_path / "calendar-ledger.json"
    file.write_text(json.dumps({"10msp": KEPT}), encoding="utf-8")
    assert read_ledger(tmp_path)["10msp"].exported.start == "2022-08-30"
    ids = ("../../escape", "", "a/b", "a\0b", "x" * 300)
    for text in (json.dumps({"10msp": KEPT | other}), "[" * 100_000, *(json.dumps({id: KEPT}) for id in ids)):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(Mistakes, match=r"calendar-ledger\.json:1: not readable; take it back"):
            read_ledger(tmp_path)


def subscribe(*versions: bytes) -> dict[str, Any]:
    """What a program holds that reads a calendar again and again: an event is replaced by a later one of its uid."""
    held: dict[str, Any] = {}
    for version in versions:
        for uid, event in events(version).items():
            if uid not in held or event["SEQUENCE"] > held[uid]["SEQUENCE"]:
                held[uid] = event
    return held


@pytest.fixture(scope="module")
def later(programme: Programme, ledger: Ledger) -> dict[str, bytes]:
    """The calendars once a meeting has moved."""
    return calendars(moved(programme, "intersessional-2011", "2011-05-02/2011-05-05"), ledger)


@pytest.mark.parametrize("path", ["calendar.ics", "meetings/intersessional-2011.ics", "topics/clearance.ics"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_subscription_shows_a_moved_meeting_once_and_moved(
    files: dict[str, bytes], later: dict[str, bytes], path: str, code: LanguageCode
) -> None:
    where = path if code == "en" else f"{code}/{path}"
    held = subscribe(files[where], later[where])
    assert held.keys() == events(files[where]).keys()
    assert event_of(held, "intersessional-2011").decoded("DTSTART") == date(2011, 5, 2)
    assert event_of(held, "intersessional-2011").decoded("DTEND") == date(2011, 5, 6)


def test_a_second_parser_sees_the_meeting_move(programme: Programme, ledger: Ledger, files: dict[str, bytes]) -> None:
    later = calendars(moved(programme, "intersessional-2011", "2011-05-02"), ledger)
    path = "meetings/intersessional-2011.ics"
    before, after = (vobject.readOne(made[path].decode()).vevent for made in (files, later))
    assert before.uid.value == after.uid.value
    assert int(after.sequence.value) == int(before.sequence.value) + 1
    assert (after.dtstart.value, after.dtend.value) == (date(2011, 5, 2), date(2011, 5, 3))


def changes(meeting: Meeting) -> Iterator[tuple[str, bool, Meeting]]:
    """Changes of a meeting, and whether a calendar gives out something else after them."""
    dates, places = meeting.dates, meeting.places
    day = {"on": parse_edtf("2011-05-02")}
    yield "date", True, meeting.model_copy(update={"dates": (*dates[:-1], dates[-1].model_copy(update=day))})
    yield (
        "place",
        True,
        meeting.model_copy(update={"places": (*places[:-1], places[-1].model_copy(update={"venue": "room-xix"}))}),
    )
    yield (
        "status",
        True,
        meeting.model_copy(update={"dates": tuple(it.model_copy(update={"status": "proposed"}) for it in dates)}),
    )
    yield "older date", False, meeting.model_copy(update={"dates": (dates[0].model_copy(update=day), *dates[1:])})
    yield "name", False, meeting.model_copy(update={"name": meeting.short})
    yield "source", False, meeting.model_copy(update={"hosts": meeting.chairs})


@pytest.mark.parametrize("index", range(6), ids=["date", "place", "status", "older date", "name", "source"])
def test_the_sequence_rises_when_and_only_when_what_is_given_out_changes(
    programme: Programme, ledger: Ledger, index: int
) -> None:
    _, rises, changed = list(changes(programme.get("meetings", "2msp")))[index]
    found = refreshed(with_meeting(programme, changed), ledger)
    before = ledger["2msp"]
    assert (exported(changed) != before.exported) == rises
    assert found["2msp"].sequence == before.sequence + rises
    assert {id: entry for id, entry in found.items() if id != "2msp"} == {
        id: entry for id, entry in ledger.items() if id != "2msp"
    }


def test_a_change_not_yet_accepted_counts_already_and_once(programme: Programme, ledger: Ledger) -> None:
    changed = moved(programme, "2msp", "2011-05-02")
    accepted = refreshed(changed, ledger)
    assert calendars(changed, ledger) == calendars(changed, accepted)
    assert refreshed(changed, accepted) == accepted


def test_a_meeting_moved_back_has_moved_twice(programme: Programme, ledger: Ledger) -> None:
    away = refreshed(moved(programme, "2msp", "2011-05-02"), ledger)
    assert refreshed(programme, away)["2msp"].sequence == ledger["2msp"].sequence + 2


def test_a_meeting_that_left_the_data_stays_as_cancelled(
    programme: Programme, ledger: Ledger, files: dict[str, bytes]
) -> None:
    gone = rebuilt(programme, meetings=programme.meetings[1:], phrases=programme.phrases)
    id = programme.meetings[0].id
    made = calendars(gone, ledger)
    for path in ("calendar.ics", f"meetings/{id}.ics", "fr/calendar.ics"):
        event = event_of(subscribe(files[path], made[path]), id)
        assert str(event["STATUS"]) == "CANCELLED"
        assert event["DTSTART"].to_ical() == event_of(events(files[path]), id)["DTSTART"].to_ical()
    kept = refreshed(gone, ledger)
    assert calendars(gone, kept) == made
    assert refreshed(gone, kept) == kept


SESSIONS = "meetings/intersessional-2011.ics"


def session_events(files: dict[str, bytes], code: str = "en") -> dict[str, Any]:
    """The sessions in the calendar of the June 2011 meeting, by id."""
    found = events(files[SESSIONS if code == "en" else f"{code}/{SESSIONS}"])
    return {
        uid.partition("@")[0].removeprefix("session-"): it for uid, it in found.items() if uid.startswith("session-")
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_calendar_of_a_meeting_has_its_sessions_on_their_days_and_the_whole_has_none(
    files: dict[str, bytes], programme: Programme, code: str
) -> None:
    found = session_events(files, code)
    assert list(found) == [session.id for session in programme.sessions]
    for session in programme.sessions:
        event, day = found[session.id], programme.day_of(session)
        assert event.decoded("DTSTART") == day.first
        assert event.decoded("DTEND") == day.last + timedelta(days=1)
        assert str(event["STATUS"]) == "CONFIRMED"
        assert str(event["RELATED-TO"]) == f"meeting-{session.meeting}@work-programme-2011.example"
        assert event["RELATED-TO"].params["RELTYPE"] == "PARENT"
        assert event["SUMMARY"].params["LANGUAGE"] == code
        said = str(event["DESCRIPTION"])
        counted = getattr(programme.phrases["calendar-session-day"], code).partition("{")[0]
        assert said.startswith(counted) == (session.on is None)
        assert str(event["URL"]).endswith(f"/meetings/{session.meeting}/#session-{session.id}")
    assert not [uid for uid in whole(files, code) if uid.startswith("session-")]


def with_dates(programme: Programme, **date: Any) -> Programme:
    """The programme with one date of the June 2011 meeting, on which its sessions are counted."""
    statement = DateStatement.model_validate({"id": "other", "source": "draft#p8", **date})
    meeting = programme.get("meetings", "intersessional-2011").model_copy(update={"dates": (statement,)})
    return with_meeting(programme, meeting)


def test_a_counted_session_is_as_firm_as_its_meeting_and_moves_with_it(
    programme: Programme, ledger: Ledger, files: dict[str, bytes]
) -> None:
    later = session_events(calendars(with_dates(programme, status="proposed", on="2011-05-02/2011-05-05"), ledger))
    before = session_events(files)
    for session in programme.sessions:
        if session.on is None:
            assert session.day_number is not None
            assert later[session.id].decoded("DTSTART") == date(2011, 5, 1) + timedelta(days=session.day_number)
        firm = session.on is not None
        assert str(later[session.id]["STATUS"]) == ("CONFIRMED" if firm else "TENTATIVE")
        assert later[session.id]["SEQUENCE"] == before[session.id]["SEQUENCE"] + (not firm)


@pytest.mark.parametrize("form", WINDOWS, ids=lambda form: "-".join(form))
def test_a_session_is_never_counted_from_a_window(programme: Programme, ledger: Ledger, form: dict[str, Any]) -> None:
    """Those whose source gives a date stay; the others, given out before, are cancelled where they stood."""
    dated = {session.id for session in programme.sessions if session.on is not None}
    undated = with_dates(programme, status="held", **form)
    assert session_events(calendars(undated, {})).keys() == dated
    found = session_events(calendars(undated, ledger))
    assert {id for id, event in found.items() if str(event["STATUS"]) != "CANCELLED"} == dated
    assert found.keys() == {session.id for session in programme.sessions}


def test_a_session_that_left_the_data_stays_as_cancelled(
    programme: Programme, ledger: Ledger, files: dict[str, bytes]
) -> None:
    gone = rebuilt(programme, sessions=programme.sessions[1:])
    id, made = programme.sessions[0].id, calendars(gone, ledger)
    held = subscribe(files[SESSIONS], made[SESSIONS])
    event = held[f"session-{id}@work-programme-2011.example"]
    assert str(event["STATUS"]) == "CANCELLED"
    assert len(held) == len(programme.sessions) + 1
    kept = refreshed(gone, ledger)
    assert calendars(gone, kept) == made
    assert refreshed(gone, kept) == kept


def test_sessions_of_a_meeting_that_left_the_data_are_cancelled_with_it(programme: Programme, ledger: Ledger) -> None:
    meetings = tuple(it for it in programme.meetings if it.id != "intersessional-2011")
    found = events(calendars(rebuilt(programme, meetings=meetings, sessions=()), ledger)[SESSIONS])
    assert len(found) == 1 + len(programme.sessions)
    assert {str(event["STATUS"]) for event in found.values()} == {"CANCELLED"}


def test_accepting_writes_what_is_read_back(tmp_path: Path) -> None:
    data = copy_project(tmp_path) / "data"
    (data / "calendar-ledger.json").unlink()
    accept(data)
    before = (data / "calendar-ledger.json").read_text(encoding="utf-8")
    assert written(read_ledger(data)) == before
    assert accept(data).endswith("(0 new, 0 changed)")
    assert (data / "calendar-ledger.json").read_text(encoding="utf-8") == before
