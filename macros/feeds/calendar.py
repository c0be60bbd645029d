"""Programme and language → iCalendar (RFC 5545, with the calendar properties of RFC 7986)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vText, vUri

from ..programme import Programme
from ..records import Meeting, Topic
from .addresses import AUTHORITY, CALENDAR, Addresses, calendar_of, folder, meeting_calendar
from .plain import confirmed, updated
from .sequences import Entry, Ledger, after, is_exact, led_by, place, sequence, status, withdrawn
from .words import Words

DAY = timedelta(days=1)
"""How often a program should look for changes (RFC 7986, section 5.7)."""


@dataclass(frozen=True)
class Calendars:
    """The calendars of a programme in one language."""

    words: Words
    addresses: Addresses
    ledger: Ledger

    @property
    def programme(self) -> Programme:
        """The programme the calendars are made from."""
        return self.words.programme

    def whole(self) -> bytes:
        """Returns every meeting, and as cancelled those that have left the data."""
        gone = [self._withdrawn(id, entry) for id, entry in withdrawn(self.programme, self.ledger).items()]
        path = f"{folder(self.words.language.code)}{CALENDAR}"
        return self._calendar("programme", path, self.words.say("calendar-whole"), self.programme.meetings, gone)

    def of_topic(self, topic: Topic) -> bytes:
        """Returns the meetings at which a topic is to be discussed."""
        meetings = [meeting for meeting in self.programme.meetings if meeting.id in topic.discussed_at]
        return self._part(topic, self.words.language.text(topic.name), meetings)

    def of_meeting(self, meeting: Meeting) -> bytes:
        """Returns one meeting."""
        return self._part(meeting, self.words.meeting(meeting), [meeting])

    def of_withdrawn(self, id: str) -> bytes:
        """Returns one meeting that has left the data, as cancelled, for those who subscribed to it."""
        path = meeting_calendar(self.words.language.code, id)
        event = self._withdrawn(id, withdrawn(self.programme, self.ledger)[id])
        return self._calendar(f"meeting-{id}-calendar", path, self.words.say("calendar-withdrawn"), (), [event])

    def _part(self, record: Meeting | Topic, name: str, meetings: Sequence[Meeting]) -> bytes:
        path = calendar_of(self.words.language.code, record)
        uid = f"{type(record).__name__.lower()}-{record.id}-calendar"
        return self._calendar(uid, path, self.words.say("calendar-part", name=name), meetings)

    def _calendar(
        self, uid: str, path: str, name: str, meetings: Sequence[Meeting], gone: Sequence[Event] = ()
    ) -> bytes:
        code = self.words.language.code
        calendar = Calendar()
        calendar.add("prodid", f"-//{AUTHORITY}//calendar 1//{code.upper()}")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("uid", f"{uid}@{AUTHORITY}")
        for key in ("name", "x-wr-calname"):
            calendar.add(key, vText(name, params={"LANGUAGE": code} if key == "name" else {}))
        calendar.add("description", self._text(self.words.say("calendar-about")))
        calendar.add("last-modified", _stamp(updated(self.programme)))
        calendar.add("url", vUri(self.addresses.page(code, "index.md")))
        # The library leaves out VALUE, which RFC 7986 asks for in both.
        calendar.add("refresh-interval", DAY, parameters={"VALUE": "DURATION"})
        calendar.add("source", vUri(self.addresses.file(path)), parameters={"VALUE": "URI"})
        calendar.add("x-published-ttl", vText("P1D"))
        for event in (*(self._event(meeting) for meeting in meetings), *gone):
            calendar.add_component(event)
        content: bytes = calendar.to_ical()
        return content

    def _event(self, meeting: Meeting) -> Event:
        statement, where, code = led_by(meeting), place(meeting), self.words.language.code
        period, address = statement.period, self.addresses.meeting(code, meeting)
        event = _dated(meeting.id, period.first, after(period.last), confirmed(self.programme, meeting))
        event.add("sequence", sequence(meeting, self.ledger))
        event.add("status", status(statement))
        event.add("summary", self._text(self._summary(meeting)))
        event.add("description", self._text(self._description(meeting, address)))
        if where is not None:
            event.add("location", self._text(self.words.place(where)))
        event.add("url", vUri(address))
        topics = (self.words.language.text(topic.name) for topic in self.programme.topics_at(meeting))
        event.add("categories", [self.words.say("feed-convention"), *topics], parameters={"LANGUAGE": code})
        return event

    def _summary(self, meeting: Meeting) -> str:
        statement, name = led_by(meeting), self.words.meeting(meeting)
        if not is_exact(statement):
            return self.words.say("calendar-window", name=name)
        return self.words.say("calendar-proposed", name=name) if statement.status == "proposed" else name

    def _description(self, meeting: Meeting, address: str) -> str:
        """Returns every statement on date and place, the last first, so that sources that disagree are all read."""
        window = [] if is_exact(led_by(meeting)) else [self.words.say("calendar-window-note")]
        facts = [
            self.words.say("feed-fact", fact=self.words.say(key), value=self.words.statement(statement))
            for key, statements in (("fact-dates", meeting.dates), ("fact-place", meeting.places))
            for statement in reversed(statements)
        ]
        return "\n".join([*window, *facts, self.words.say("calendar-about"), address])

    def _withdrawn(self, id: str, entry: Entry) -> Event:
        start, end = (date.fromisoformat(day) for day in (entry.exported.start, entry.exported.end))
        event = _dated(id, start, end, updated(self.programme))
        event.add("sequence", entry.sequence)
        event.add("status", entry.exported.status)
        event.add("summary", self._text(self.words.say("calendar-withdrawn")))
        event.add("description", self._text(self.words.say("calendar-withdrawn-note")))
        return event

    def _text(self, words: str) -> vText:
        return vText(words, params={"LANGUAGE": self.words.language.code})


def _dated(id: str, start: date, end: date, known: date) -> Event:
    """Returns an all-day event, free to be overlapped, dated by its data."""
    event = Event()
    event.add("uid", f"meeting-{id}@{AUTHORITY}")
    event.add("dtstamp", _stamp(known))
    event.add("last-modified", _stamp(known))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("transp", "TRANSPARENT")
    return event


def _stamp(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
