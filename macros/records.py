"""The kinds of record in the data files: meetings, topics, and who does what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from .meeting_statements import (
    AttendanceStatement,
    ChairStatement,
    DateStatement,
    FollowsStatement,
    FormatStatement,
    HostStatement,
    LanguagesStatement,
    LengthStatement,
    PapersStatement,
    ParticipantsStatement,
    PlaceStatement,
)
from .statements import Cited, Id, Identified, Ref, Statement, Text

DutyStatus = Literal["proposed", "decided", "carried-out"]


class Meeting(Identified):
    """Something with dates and a place; every fact is a list of statements, oldest first."""

    kind: Literal[
        "meeting-of-states-parties",
        "review-conference",
        "intersessional-meeting",
        "preparatory-meeting",
        "conference",
        "standing-committees",
    ]
    belongs_to: tuple[Literal["work-programme", "cycle"], ...] = ("cycle",)
    """The stories it is part of: the 2011 Work Programme, the Convention's own cycle of meetings, or both."""
    page: Id | None = None
    """The page under `meetings/` that it shares with others; a meeting without one has a page of its own."""
    name: Text
    """Name as it stands inside a sentence."""
    short: Text
    """Name for the timeline."""
    dates: tuple[DateStatement, ...] = Field(min_length=1)
    places: tuple[PlaceStatement, ...] = ()
    hosts: tuple[HostStatement, ...] = ()
    chairs: tuple[ChairStatement, ...] = ()
    formats: tuple[FormatStatement, ...] = ()
    languages: tuple[LanguagesStatement, ...] = ()
    lengths: tuple[LengthStatement, ...] = ()
    papers: tuple[PapersStatement, ...] = ()
    participants: tuple[ParticipantsStatement, ...] = ()
    attendance: tuple[AttendanceStatement, ...] = ()
    follows: tuple[FollowsStatement, ...] = ()

    @property
    def statements(self) -> Iterator[Statement]:
        """Every statement on every fact of the meeting."""
        for field in type(self).model_fields:
            value = getattr(self, field)
            if isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, Statement))


class Lead(Cited):
    """Who leads the work on a topic."""

    bodies: tuple[Annotated[str, Ref(("bodies",))], ...] = Field(min_length=1)
    note: Text | None = None


class Topic(Cited, Identified):
    """One of the eight thematic topics (a) to (h)."""

    letter: Annotated[str, Field(pattern="^[a-h]$")]
    name: Text
    article: Annotated[StrictInt, Ref(("articles",))]
    article_is_our_reading: StrictBool = False
    """True where no source makes the link between topic and article."""
    discussed_at: tuple[Annotated[str, Ref(("meetings",))], ...]
    plan_section: Annotated[StrictInt | None, Ref(("plan_sections",))] = None
    """Section of the Vientiane Action Plan; none where no source makes the link."""
    friends: tuple[Lead, ...] = ()
    """Who a source calls Friend of the President on the topic in 2011."""
    coordinators: tuple[Lead, ...] = ()
    """Who was to coordinate the work on the topic from the Second to the Third Meeting."""


class Duty(Cited):
    """Something a body is said to do, or to be asked to do."""

    text: Text
    status: DutyStatus


class Body(Cited, Identified):
    """An organisation, State, office, group, person or role named in the programme."""

    kind: Literal["organization", "state", "office", "group", "person", "role", "participant"]
    name: Text
    short: Text | None = None
    """Acronym or short form in each language."""
    duties: tuple[Duty, ...] = ()


class Act(Cited, Identified):
    """What someone is said to have proposed, offered, welcomed or invited."""

    kind: Literal["proposed", "consulted", "supported", "welcomed", "offered", "expressed-interest", "invited"]
    by: Annotated[str, Ref(("bodies",))]
    text: Text


class Purpose(Cited, Identified):
    """Why the draft wants a meeting where and when it does, or what the meeting is to produce."""

    meeting: Annotated[str, Ref(("meetings",))]
    kind: Literal["reason", "output"]
    text: Text


class Fund(Cited, Identified):
    """Money the draft asks for: what for, and where it would be paid."""

    name: Text
    purpose: Text
    held_by: Annotated[str | None, Ref(("bodies",))] = None
