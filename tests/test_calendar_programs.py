"""Calendars in a program of another hand: ical.js, a third family of parsers, reads them again and again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from macros.feeds.sequences import Ledger
from macros.programme import Programme
from macros.statements import LANGUAGES, LanguageCode

from .node_programs import node
from .test_calendar import SITE, calendars, events, files, ledger, moved, rebuilt

__all__ = ["files", "ledger"]  # fixtures


def held(versions: dict[str, Sequence[bytes]]) -> dict[str, Any]:
    """What ical.js holds of each calendar after reading its versions one after the other."""
    given = json.dumps({path: [text.decode() for text in texts] for path, texts in versions.items()})
    done = node("subscribe.mjs", given=given)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def read(files: dict[str, bytes]) -> dict[str, Any]:
    """Every calendar, read twice."""
    return held({path: [content, content] for path, content in files.items()})


def test_ical_js_reads_the_same_events_once_though_it_reads_twice(
    files: dict[str, bytes], read: dict[str, Any]
) -> None:
    assert read.keys() == files.keys()
    for path, content in files.items():
        ours = events(content)
        assert [event["uid"] for event in read[path]["events"]] == list(ours)
        for event in read[path]["events"]:
            own = ours[event["uid"]]
            assert event["start"] == own.decoded("DTSTART").isoformat()
            assert event["end"] == own.decoded("DTEND").isoformat()
            assert event["sequence"] == own["SEQUENCE"]
            assert event["all_day"]
            assert event["transparent"]
            for name in ("status", "summary", "location", "description"):
                assert event[name] == (str(own[name]) if name in own else None)


@pytest.mark.parametrize("code", LANGUAGES)
def test_ical_js_reads_how_often_to_look_and_in_which_language(read: dict[str, Any], code: LanguageCode) -> None:
    path = "calendar.ics" if code == "en" else f"{code}/calendar.ics"
    assert read[path]["refresh"] == "P1D"
    assert read[path]["source"] == SITE + path
    assert {event["language"] for event in read[path]["events"]} == {code}


@pytest.mark.parametrize("path", ["calendar.ics", "meetings/intersessional-2011.ics", "topics/clearance.ics"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_ical_js_shows_a_moved_meeting_once_and_moved(
    programme: Programme, ledger: Ledger, files: dict[str, bytes], path: str, code: LanguageCode
) -> None:
    where = path if code == "en" else f"{code}/{path}"
    later = calendars(moved(programme, "intersessional-2011", "2011-05-02/2011-05-05"), ledger)
    before, after = (
        {event["uid"]: (event["start"], event["end"]) for event in found[where]["events"]}
        for found in (held({where: [files[where]]}), held({where: [files[where], later[where]]}))
    )
    uid = "meeting-intersessional-2011@work-programme-2011.example"
    assert after == before | {uid: ("2011-05-02", "2011-05-06")}


def test_ical_js_keeps_the_newer_copy_when_an_older_one_is_opened_after_it(
    programme: Programme, ledger: Ledger, files: dict[str, bytes]
) -> None:
    path = "calendar.ics"
    later = calendars(moved(programme, "2msp", "2011-05-02"), ledger)
    assert held({path: [later[path], files[path]]}) == held({path: [later[path]]})


def test_ical_js_sees_a_meeting_that_left_the_data_as_cancelled(
    programme: Programme, ledger: Ledger, files: dict[str, bytes]
) -> None:
    gone = calendars(rebuilt(programme, meetings=programme.meetings[1:]), ledger)
    found = held({"calendar.ics": [files["calendar.ics"], gone["calendar.ics"]]})["calendar.ics"]["events"]
    cancelled = [event["uid"] for event in found if event["status"] == "CANCELLED"]
    assert cancelled == [f"meeting-{programme.meetings[0].id}@work-programme-2011.example"]
    assert len(found) == len(programme.meetings)
