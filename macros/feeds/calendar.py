"""Programme and language → iCalendar (RFC 5545, with the calendar properties of RFC 7986)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from icalendar import Calendar, Event, vText, vUri

from ..dates import Period
from ..history import Session
from ..programme import Programme
from ..records import Meeting, Topic
from .addresses import AUTHORITY, CALENDAR, Addresses, calendar_of, folder, meeting_calendar, meeting_page
from .plain import confirmed, updated
from .sequences import (
    Entry,
    Ledger,
    after,
    dated_sessions,
    is_exact,
    led_by,
    place,
    present,
    session_key,
    status,
    withdrawn,
)
from .words import Words

DAY = timedelta(days=1)
"""How often a program should look for changes (RFC 7986, section 5.7)."""

WITHDRAWN = {
    "meeting": ("calendar-withdrawn", "calendar-withdrawn-note"),
    "session": ("calendar-session-withdrawn", "calendar-session-withdrawn-note"),
}
"""The phrases that name and explain what has left the data."""


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

    @cached_property
    def _present(self) -> Mapping[str, Entry]:
        return present(self.programme, self.ledger)

    @cached_property
    def _gone(self) -> Mapping[str, Entry]:
        return withdrawn(self.programme, self.ledger)

    def whole(self) -> bytes:
        """Returns every meeting, and as cancelled those that have left the data."""
        gone = [self._withdrawn(key, entry) for key, entry in self._gone.items() if not entry.meeting]
        path = f"{folder(self.words.language.code)}{CALENDAR}"
        return self._calendar(path, self.words.say("calendar-whole"), self.programme.meetings, gone)

    def of_topic(self, topic: Topic) -> bytes:
        """Returns the meetings at which a topic is to be discussed."""
        meetings = [meeting for meeting in self.programme.meetings if meeting.id in topic.discussed_at]
        return self._part(topic, self.words.language.text(topic.name), meetings)

    def of_meeting(self, meeting: Meeting) -> bytes:
        """Returns one meeting with its sessions, which only this calendar holds, so that the whole stays short."""
        return self._part(meeting, self.words.meeting(meeting), [meeting], self._sessions(meeting.id))

    def of_withdrawn(self, id: str) -> bytes:
        """Returns one meeting that has left the data, as cancelled, for those who subscribed to it."""
        path = meeting_calendar(self.words.language.code, id)
        events = [self._withdrawn(id, self._gone[id]), *self._sessions(id)]
        return self._calendar(path, self.words.say("calendar-withdrawn"), (), events)

    def _sessions(self, meeting: str) -> list[Event]:
        """Returns the sessions of a meeting that have a day, and as cancelled those that have left the data."""
        dated = dated_sessions(self.programme).values()
        held = [self._session(session, day) for session, day in dated if session.meeting == meeting]
        return [*held, *(self._withdrawn(key, it) for key, it in self._gone.items() if it.meeting == meeting)]

    def _part(
        self, record: Meeting | Topic, name: str, meetings: Sequence[Meeting], others: Sequence[Event] = ()
    ) -> bytes:
        path = calendar_of(self.words.language.code, record)
        return self._calendar(path, self.words.say("calendar-part", name=name), meetings, others)

    def _calendar(self, path: str, name: str, meetings: Sequence[Meeting], others: Sequence[Event] = ()) -> bytes:
        code = self.words.language.code
        calendar = Calendar()
        calendar.add("prodid", f"-//{AUTHORITY}//calendar 1//{code.upper()}")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        # No UID of its own (RFC 7986, section 5.3): vdirsyncer takes it for that of each event, and keeps one of all.
        for key in ("name", "x-wr-calname"):
            calendar.add(key, vText(name, params={"LANGUAGE": code} if key == "name" else {}))
        calendar.add("description", self._text(self.words.say("calendar-about")))
        calendar.add("last-modified", _stamp(updated(self.programme)))
        calendar.add("url", vUri(self.addresses.page(code, "index.md")))
        # The library leaves out VALUE, which RFC 7986 asks for in both.
        calendar.add("refresh-interval", DAY, parameters={"VALUE": "DURATION"})
        calendar.add("source", vUri(self.addresses.file(path)), parameters={"VALUE": "URI"})
        calendar.add("x-published-ttl", vText("P1D"))
        for event in (*(self._event(meeting) for meeting in meetings), *others):
            calendar.add_component(event)
        content: bytes = calendar.to_ical()
        return content

    def _event(self, meeting: Meeting) -> Event:
        statement, where, code = led_by(meeting), place(meeting), self.words.language.code
        period, address = statement.period, self.addresses.meeting(code, meeting)
        event = _dated(uid(meeting.id), period.first, after(period.last), confirmed(self.programme, meeting))
        event.add("sequence", self._present[meeting.id].sequence)
        event.add("status", status(statement))
        event.add("summary", self._text(self._summary(meeting)))
        event.add("description", self._text(self._description(meeting, address)))
        if where is not None:
            event.add("location", self._text(self.words.place(where)))
        event.add("url", vUri(address))
        topics = (self.words.language.text(topic.name) for topic in self.programme.topics_at(meeting))
        event.add("categories", [self.words.say("feed-convention"), *topics], parameters={"LANGUAGE": code})
        return event

    def _session(self, session: Session, day: Period) -> Event:
        meeting, code = self.programme.get("meetings", session.meeting), self.words.language.code
        where, now = place(meeting), self._present[session_key(session)]
        address = self.addresses.page(code, meeting_page(meeting)[0], f"session-{session.id}")
        event = _dated(uid(session_key(session)), day.first, after(day.last), confirmed(self.programme, session))
        event.add("sequence", now.sequence)
        event.add("status", now.exported.status)
        event.add("related-to", vText(uid(meeting.id)), parameters={"RELTYPE": "PARENT"})
        event.add("summary", self._text(self.words.session_title(session)))
        event.add("description", self._text("\n".join([*self.words.session_facts(session), address])))
        if where is not None:
            event.add("location", self._text(self.words.place(where)))
        event.add("url", vUri(address))
        topics = [self.words.session(session)] if session.topic else []
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

    def _withdrawn(self, key: str, entry: Entry) -> Event:
        start, end = (date.fromisoformat(day) for day in (entry.exported.start, entry.exported.end))
        event, said = _dated(uid(key), start, end, updated(self.programme)), "session" if entry.meeting else "meeting"
        event.add("sequence", entry.sequence)
        event.add("status", entry.exported.status)
        for name, key in zip(("summary", "description"), WITHDRAWN[said], strict=True):
            event.add(name, self._text(self.words.say(key)))
        return event

    def _text(self, words: str) -> vText:
        return vText(words, params={"LANGUAGE": self.words.language.code})


def uid(key: str) -> str:
    """Returns the UID of a meeting by its id, or of a session by its key: equal in all languages, and for ever."""
    kind, _, id = key.rpartition("/")
    return f"{'session' if kind else 'meeting'}-{id}@{AUTHORITY}"


def _dated(uid: str, start: date, end: date, known: date) -> Event:
    """Returns an all-day event, free to be overlapped, dated by its data."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _stamp(known))
    event.add("last-modified", _stamp(known))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("transp", "TRANSPARENT")
    return event


def _stamp(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
