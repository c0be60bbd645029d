"""The kinds of record in the data files: meetings, topics, and who does what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from .holding import holding
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
    """What kind of meeting it is."""
    belongs_to: tuple[Literal["work-programme", "cycle"], ...] = ("cycle",)
    """The stories it is part of: the 2011 Work Programme, the Convention’s own cycle of meetings, or both."""
    page: Id | None = None
    """The page under `meetings/` that it shares with others; a meeting without one has a page of its own."""
    name: Text
    """Name as it stands inside a sentence."""
    short: Text
    """Name for the timeline."""
    dates: tuple[DateStatement, ...] = Field(min_length=1)
    """When it was to be held and when it was held."""
    places: tuple[PlaceStatement, ...] = ()
    """Where."""
    hosts: tuple[HostStatement, ...] = ()
    """Who hosts."""
    chairs: tuple[ChairStatement, ...] = ()
    """Who chairs."""
    formats: tuple[FormatStatement, ...] = ()
    """In which format."""
    languages: tuple[LanguagesStatement, ...] = ()
    """In which languages."""
    lengths: tuple[LengthStatement, ...] = ()
    """How long."""
    papers: tuple[PapersStatement, ...] = ()
    """Whether official documents are issued."""
    participants: tuple[ParticipantsStatement, ...] = ()
    """Who may take part."""
    attendance: tuple[AttendanceStatement, ...] = ()
    """How many took part."""
    follows: tuple[FollowsStatement, ...] = ()
    """Which meeting was held just before."""

    @property
    def statements(self) -> Iterator[Statement]:
        """Every statement on every fact of the meeting."""
        for field in holding(type(self), Statement):
            yield from getattr(self, field)


class Lead(Cited):
    """Who leads the work on a topic."""

    bodies: tuple[Annotated[str, Ref(("bodies",))], ...] = Field(min_length=1)
    """Those who lead."""
    note: Text | None = None
    """What a reader must know of it."""


class Topic(Cited, Identified):
    """One of the eight thematic topics (a) to (h)."""

    letter: Annotated[str, Field(pattern="^[a-h]$")]
    """Letter of the topic in the annex."""
    name: Text
    """Name of the topic."""
    article: Annotated[StrictInt, Ref(("articles",))]
    """The article of the Convention it rests on."""
    article_is_our_reading: StrictBool = False
    """True where no source makes the link between topic and article."""
    discussed_at: tuple[Annotated[str, Ref(("meetings",))], ...]
    """The meetings at which it was to be discussed."""
    plan_section: Annotated[StrictInt | None, Ref(("plan_sections",))] = None
    """Section of the Vientiane Action Plan; none where no source makes the link."""
    friends: tuple[Lead, ...] = ()
    """Who a source calls Friend of the President on the topic in 2011."""
    coordinators: tuple[Lead, ...] = ()
    """Who was to coordinate the work on the topic from the Second to the Third Meeting."""


class Duty(Cited):
    """Something a body is said to do, or to be asked to do."""

    text: Text
    """What, in our words."""
    status: DutyStatus
    """Whether it is proposed, was decided, or was carried out."""


class Body(Cited, Identified):
    """An organization, State, office, group, person or role named in the programme."""

    kind: Literal["organization", "state", "office", "group", "person", "role", "participant"]
    """What kind of body it is."""
    name: Text
    """Name as it stands inside a sentence."""
    short: Text | None = None
    """Acronym or short form in each language."""
    duties: tuple[Duty, ...] = ()
    """What it is said to do, or to be asked to do."""


class Act(Cited, Identified):
    """What someone is said to have proposed, offered, welcomed or invited."""

    kind: Literal["proposed", "consulted", "supported", "welcomed", "offered", "expressed-interest", "invited"]
    """What was done."""
    by: Annotated[str, Ref(("bodies",))]
    """Who did it."""
    text: Text
    """What it was about, in our words."""


class Purpose(Cited, Identified):
    """Why the draft wants a meeting where and when it does, or what the meeting is to produce."""

    meeting: Annotated[str, Ref(("meetings",))]
    """The meeting."""
    kind: Literal["reason", "output"]
    """Whether it is a reason or what the meeting is to produce."""
    text: Text
    """The purpose, in our words."""


class Fund(Cited, Identified):
    """Money the draft asks for: what for, and where it would be paid."""

    name: Text
    """What the money is for."""
    purpose: Text
    """How it would be paid."""
    held_by: Annotated[str | None, Ref(("bodies",))] = None
    """Who would hold it."""
