"""What a calendar says of each meeting, and how often that changed: the SEQUENCE of RFC 5545, section 3.8.7.4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from ..meeting_statements import DateStatement, PlaceStatement
from ..programme import Programme
from ..records import Meeting
from ..statements import shown_first

CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Exported:
    """Dates, place and status of a meeting as calendars give them, whatever the language; `end` is exclusive."""

    start: str
    end: str
    place: str
    status: str


@dataclass(frozen=True)
class Entry:
    """What was last given out for a meeting, and how many times that had changed."""

    exported: Exported
    sequence: int

    def as_data(self) -> dict[str, str | int]:
        """Returns the entry as it stands in the ledger."""
        return {"sequence": self.sequence, **asdict(self.exported)}


Ledger = Mapping[str, Entry]
"""Every meeting ever given out, by its id; none is ever taken out."""


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


def sequence(meeting: Meeting, ledger: Ledger) -> int:
    """Returns how often what is given out for a meeting changed, a change not yet in the ledger included."""
    entry = ledger.get(meeting.id)
    if entry is None:
        return 0
    return entry.sequence + (entry.exported != exported(meeting))


def withdrawn(programme: Programme, ledger: Ledger) -> dict[str, Entry]:
    """Returns what is now to be given out for meetings that left the data: the same days, cancelled."""
    gone = {id: entry for id, entry in ledger.items() if not programme.knows("meetings", id)}
    return {
        id: entry
        if entry.exported.status == CANCELLED
        else Entry(replace(entry.exported, status=CANCELLED), entry.sequence + 1)
        for id, entry in gone.items()
    }


def refreshed(programme: Programme, ledger: Ledger) -> dict[str, Entry]:
    """Returns the ledger with everything that is now given out."""
    present = {meeting.id: Entry(exported(meeting), sequence(meeting, ledger)) for meeting in programme.meetings}
    return dict(sorted((withdrawn(programme, ledger) | present).items()))
