"""What a calendar says of each meeting and session, and how often that changed (SEQUENCE, RFC 5545, 3.8.7.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from ..dates import Period
from ..history import Session
from ..meeting_statements import DateStatement, PlaceStatement
from ..programme import Programme
from ..records import Meeting
from ..statements import shown_first

CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Exported:
    """Dates, place and status of an event as calendars give them, whatever the language; `end` is exclusive."""

    start: str
    end: str
    place: str
    status: str


@dataclass(frozen=True)
class Entry:
    """What was last given out for an event, and how many times that had changed; of a session, also its meeting."""

    exported: Exported
    sequence: int
    meeting: str = ""

    def as_data(self) -> dict[str, str | int]:
        """Returns the entry as it stands in the ledger."""
        meeting = {"meeting": self.meeting} if self.meeting else {}
        return {"sequence": self.sequence, **asdict(self.exported), **meeting}


Ledger = Mapping[str, Entry]
"""Every meeting ever given out, by its id, and every session, by its key; none is ever taken out."""


def led_by(meeting: Meeting) -> DateStatement:
    """Returns the date statement that a calendar shows."""
    statement = shown_first(meeting.dates)
    assert statement is not None  # noqa: S101 - a meeting has at least one date
    return statement


def is_exact(statement: DateStatement) -> bool:
    """Whether a statement names days, rather than a window, a month or a year within which they fall."""
    return statement.on is not None and statement.on.precision == "day"


def status(statement: DateStatement) -> str:
    """Returns the status of an event: proposals and anything but exact days are tentative."""
    return "CONFIRMED" if statement.status != "proposed" and is_exact(statement) else "TENTATIVE"


def after(day: date) -> date:
    """Returns the day after, with which an all-day event ends (RFC 5545, section 3.6.1)."""
    return day + timedelta(days=1)


def place(meeting: Meeting) -> PlaceStatement | None:
    """Returns the place that a calendar shows."""
    return shown_first(meeting.places)


def exported(meeting: Meeting) -> Exported:
    """Returns what calendars give for a meeting."""
    statement, where = led_by(meeting), place(meeting)
    return Exported(
        start=statement.period.first.isoformat(),
        end=after(statement.period.last).isoformat(),
        place="/".join(part for part in (where.city, where.venue) if part) if where else "",
        status=status(statement),
    )


def session_key(session: Session) -> str:
    """Returns the key of a session in the ledger; no meeting can have it as its id."""
    return f"sessions/{session.id}"


def session_day(programme: Programme, session: Session) -> Period | None:
    """Returns the day of a session; none where it would have to be counted from a day that is not known."""
    period = programme.day_of(session)
    counted = session.on is None
    known = is_exact(led_by(programme.get("meetings", session.meeting))) if counted else period.precision == "day"
    return period if known else None


def dated_sessions(programme: Programme) -> dict[str, tuple[Session, Period]]:
    """Returns the sessions that have a day, by their keys."""
    days = ((session, session_day(programme, session)) for session in programme.sessions)
    return {session_key(session): (session, day) for session, day in days if day is not None}


def exported_session(programme: Programme, session: Session, day: Period) -> Exported:
    """Returns what calendars give for a session: a day that is counted is as firm as the dates of its meeting."""
    meeting = exported(programme.get("meetings", session.meeting))
    return Exported(
        start=day.first.isoformat(),
        end=after(day.last).isoformat(),
        place=meeting.place,
        status="CONFIRMED" if session.on is not None else meeting.status,
    )


def counted(key: str, now: Exported, ledger: Ledger) -> int:
    """Returns how often what is given out for an event changed, a change not yet in the ledger included."""
    entry = ledger.get(key)
    return 0 if entry is None else entry.sequence + (entry.exported != now)


def present(programme: Programme, ledger: Ledger) -> dict[str, Entry]:
    """Returns what is now given out for every meeting and every session that has a day."""
    meetings = ((meeting.id, exported(meeting), "") for meeting in programme.meetings)
    sessions = (
        (key, exported_session(programme, session, day), session.meeting)
        for key, (session, day) in dated_sessions(programme).items()
    )
    return {key: Entry(now, counted(key, now, ledger), of) for key, now, of in (*meetings, *sessions)}


def withdrawn(programme: Programme, ledger: Ledger) -> dict[str, Entry]:
    """Returns what is now to be given out for meetings and sessions that left the data: the same days, cancelled."""
    here = present(programme, ledger)
    return {
        key: entry
        if entry.exported.status == CANCELLED
        else replace(entry, exported=replace(entry.exported, status=CANCELLED), sequence=entry.sequence + 1)
        for key, entry in ledger.items()
        if key not in here
    }


def refreshed(programme: Programme, ledger: Ledger) -> dict[str, Entry]:
    """Returns the ledger with everything that is now given out."""
    return dict(sorted((withdrawn(programme, ledger) | present(programme, ledger)).items()))
