"""Calendars in a program of another hand: ical.js, a third family of parsers, reads them again and again."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from macros.feeds.sequences import Ledger
from macros.programme import Programme
from macros.statements import LANGUAGES, LanguageCode

from .node_programs import node
from .test_calendar import SITE, calendars, events, files, ledger, moved, rebuilt

__all__ = ["files", "ledger"]  # fixtures


def held(versions: dict[str, Sequence[bytes | str]]) -> dict[str, Any]:
    """What ical.js holds of each calendar after reading its versions, texts or addresses, one after the other."""
    given = json.dumps(
        {path: [it if isinstance(it, str) else it.decode() for it in them] for path, them in versions.items()}
    )
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
    new = {
        uid: (event.decoded("DTSTART").isoformat(), event.decoded("DTEND").isoformat())
        for uid, event in events(later[where]).items()
    }
    assert after == new
    assert after.keys() == before.keys()
    moved_with_it = {uid.partition("-")[0] for uid in after if after[uid] != before[uid]}
    assert moved_with_it == ({"meeting", "session"} if "/intersessional" in path else {"meeting"})
    assert after["meeting-intersessional-2011@work-programme-2011.example"] == ("2011-05-02", "2011-05-06")


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


class Host:
    """A host on loopback: a file is of one build when first asked for, and of the next from then on."""

    def __init__(self, first: dict[str, bytes], second: dict[str, bytes]) -> None:
        asked: Counter[str] = Counter()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.lstrip("/")
                content = (second if asked[path] else first)[path]
                asked[path] += 1
                self.send_response(200)
                self.send_header("Content-Type", "text/calendar; charset=utf-8")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.asked = asked
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self) -> Host:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/{path}"


def test_a_subscription_over_the_network_shows_the_moved_meeting_once(
    programme: Programme, ledger: Ledger, files: dict[str, bytes]
) -> None:
    later = calendars(moved(programme, "2msp", "2011-10-03/2011-10-07"), ledger)
    paths = ["calendar.ics", "fr/calendar.ics", "es/calendar.ics", "meetings/2msp.ics"]
    with Host(files, later) as host:
        found = held({path: [host.address(path)] * 2 for path in paths})
        assert host.asked == dict.fromkeys(paths, 2)
    for path in paths:
        shown = [event for event in found[path]["events"] if event["uid"].startswith("meeting-2msp@")]
        assert [(event["start"], event["end"]) for event in shown] == [("2011-10-03", "2011-10-08")]
        assert len(found[path]["events"]) == len(events(files[path]))
