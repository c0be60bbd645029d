"""What happened, as far as sources tell: sessions, milestones, counts, sources that disagree, our own corrections."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt, model_validator

from .dates import Edtf
from .statements import Cited, Identified, Record, Ref, Text, Words


def _one_of(record: Record, *fields: str) -> None:
    """Raises ValueError unless exactly one of the fields is given."""
    given = [field for field in fields if getattr(record, field) is not None]
    if len(given) != 1:
        raise ValueError(f"needs one of {', '.join(fields)} (found {' + '.join(given) or 'none'})")


class Session(Cited, Identified):
    """A sitting of a meeting; its day is dated by its source, or counted from the first day of the meeting."""

    meeting: Annotated[str, Ref(("meetings",))]
    """The meeting it belongs to."""
    day_number: Annotated[StrictInt | None, Field(ge=1)] = None
    """Number of the day of the meeting, where the source gives no date."""
    on: Edtf | None = None
    """Its day, where the source gives a date."""
    topic: Annotated[str | None, Ref(("topics",))] = None
    """The topic discussed."""
    title: Text | None = None
    """Its name, where it has no topic."""
    chair: Annotated[str | None, Ref(("bodies",))] = None
    """Who chaired."""
    note: Text | None = None
    """What a reader must know to weigh it."""

    @model_validator(mode="after")
    def _dated_and_named(self) -> Session:
        _one_of(self, "day_number", "on")
        _one_of(self, "topic", "title")
        return self


class Milestone(Cited, Identified):
    """A day in the life of the Convention that is no meeting."""

    on: Edtf
    """The day."""
    text: Text
    """What happened."""


class StateCount(Cited, Identified):
    """How many States stood where on a day; every number is printed with its day."""

    on: Edtf
    """The day of the count."""
    signed: StrictInt | None = None
    """All that ever signed, as the depositary counts."""
    states_parties: StrictInt | None = None
    """States that had ratified, accepted, approved or acceded."""
    signatories: StrictInt | None = None
    """States that had signed and not yet ratified, as non-governmental organizations count."""
    joined: StrictInt | None = None
    """States Parties and such signatories together."""
    note: Text | None = None
    """What a reader must know to weigh the count."""


class Reading(Cited):
    """What some sources say where others say otherwise: a date or words."""

    on: Edtf | None = None
    """The date that these sources give."""
    text: Text | None = None
    """The words that these sources give."""

    @model_validator(mode="after")
    def _one_value(self) -> Reading:
        _one_of(self, "on", "text")
        return self


class Contradiction(Identified):
    """Sources that disagree, and what this site shows and why."""

    about: Text
    """What the sources disagree on."""
    meeting: Annotated[str | None, Ref(("meetings",))] = None
    """The meeting concerned, if it is one."""
    topic: Annotated[str | None, Ref(("topics",))] = None
    """The topic concerned, if it is one."""
    readings: tuple[Reading, ...] = Field(min_length=2)
    """What each side says."""
    explanation: Text
    """What this site shows, and why."""


class Correction(Cited, Identified):
    """A published fact that was wrong: what stood here, what stands now, why, and since when."""

    fact: Words
    """The fact’s address in the data, such as `meetings/2msp/dates/held/on`."""
    was: Words
    """The value that stood here, as the data writes it."""
    now: Words | None = None
    """The value that stands here now; none where the fact was taken back."""
    made: Edtf
    """The day of the correction."""
    why: Text
    """Why it was wrong."""
