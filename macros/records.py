"""The kinds of record in the data files: meetings, topics, decisions, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, model_validator

from .dates import Edtf
from .statements import (
    ChairStatement,
    Citation,
    Cited,
    DateStatement,
    FollowsStatement,
    FormatStatement,
    HostStatement,
    Id,
    Identified,
    LanguageCode,
    LanguagesStatement,
    LengthStatement,
    PapersStatement,
    ParticipantsStatement,
    PlaceStatement,
    Record,
    Ref,
    Statement,
    Text,
    Words,
    as_citations,
)

DutyStatus = Literal["proposed", "decided", "carried-out"]
OutcomeStatus = Literal["adopted", "carried-out", "not-found"]


class Meeting(Identified):
    """Something with dates and a place; every fact is a list of statements, oldest first."""

    kind: Literal[
        "meeting-of-states-parties",
        "intersessional-meeting",
        "preparatory-meeting",
        "conference",
        "standing-committees",
    ]
    name: Text
    """Name as it stands inside a sentence."""
    short: Text
    """Name for the timeline."""
    dates: tuple[DateStatement, ...] = Field(min_length=1)
    places: tuple[PlaceStatement, ...] = Field(min_length=1)
    hosts: tuple[HostStatement, ...] = ()
    chairs: tuple[ChairStatement, ...] = ()
    formats: tuple[FormatStatement, ...] = ()
    languages: tuple[LanguagesStatement, ...] = ()
    lengths: tuple[LengthStatement, ...] = ()
    papers: tuple[PapersStatement, ...] = ()
    participants: tuple[ParticipantsStatement, ...] = ()
    follows: tuple[FollowsStatement, ...] = ()

    @property
    def statements(self) -> Iterator[Statement]:
        """Every statement on every fact of the meeting."""
        for field in type(self).model_fields:
            value = getattr(self, field)
            if isinstance(value, tuple):
                yield from value


class Topic(Cited, Identified):
    """One of the eight thematic topics (a) to (h)."""

    letter: Annotated[str, Field(pattern="^[a-h]$")]
    name: Text
    article: Annotated[StrictInt, Ref(("articles",))]
    article_is_our_reading: StrictBool = False
    """True where no source makes the link between topic and article."""
    discussed_at: tuple[Annotated[str, Ref(("meetings",))], ...]


class Filler(Cited):
    """What filled a blank, and by which source."""

    text: Text | None = None
    city: Annotated[str | None, Ref(("places",))] = None
    country: Annotated[str | None, Ref(("places",))] = None
    day: Edtf | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_value(self) -> Filler:
        given = [field for field in ("text", "city", "country", "day") if getattr(self, field) is not None]
        if len(given) != 1:
            found = " + ".join(given) or "none"
            raise ValueError(f"a blank is filled by one value (found {found}, allowed text, city, country or day)")
        return self


class Blank(Identified):
    """A "[...]" or unfinished symbol of the draft: a value of its own, filled only by a source."""

    printed: Words
    """The draft's own characters."""
    wanted: Text
    """What would fill it."""
    filled: Filler | None = None
    why_open: Text | None = None
    """Why the blank stays open, where a reader might think otherwise."""


class Outcome(Record):
    """What came of a proposed decision."""

    status: OutcomeStatus
    text: Text
    source: Annotated[tuple[Citation, ...], BeforeValidator(as_citations)] = ()

    @model_validator(mode="after")
    def _sourced(self) -> Outcome:
        if (self.status == "not-found") != (not self.source):
            raise ValueError(f"outcome {self.status} {'cannot have' if self.source else 'needs'} a source")
        return self


class Decision(Cited, Identified):
    """One of the seven possible decisions of the annex."""

    number: StrictInt
    title: Text
    summary: Text
    """The decision in our words."""
    binds: tuple[Annotated[str, Ref(("bodies",))], ...] = Field(min_length=1)
    fixes: tuple[Text, ...] = Field(min_length=1)
    meetings: tuple[Annotated[str, Ref(("meetings",))], ...]
    topics: tuple[Annotated[str, Ref(("topics",))], ...] = ()
    blanks: tuple[Blank, ...] = ()
    outcome: Outcome

    @property
    def open_blanks(self) -> tuple[Blank, ...]:
        """Blanks that no source fills."""
        return tuple(blank for blank in self.blanks if blank.filled is None)


class Source(Identified):
    """A paper or page outside the draft, and the day it was consulted."""

    title: Text
    publisher: Text
    short: Text
    """Name on a source mark."""
    kind: Literal["un", "support-unit", "government", "organization", "ngo", "press"]
    address: Annotated[str, Field(pattern=r"^https?://\S+$")]
    consulted: Edtf
    linked: StrictBool = True
    """False for mirrors and copies: named, not linked as the official address."""
    note: Text | None = None


class Document(Cited, Identified):
    """A paper with or without a symbol."""

    title: Text
    symbol: Words | None = None
    date: Edtf | None = None
    original: LanguageCode | None = None
    """Language of the original."""
    agenda_item: StrictInt | None = None
    agenda_title: Text | None = None
    meeting: Annotated[str, Ref(("meetings",))]
    submitted_by: Annotated[str | None, Ref(("bodies",))] = None
    prepared_by: Annotated[str | None, Ref(("bodies",))] = None
    paragraphs: tuple[Id, ...] = ()
    note: Text | None = None


class Place(Identified):
    """A city and its country."""

    name: Text
    country: Text


class Venue(Identified):
    """A building or room in a city."""

    name: Text
    city: Annotated[str, Ref(("places",))]


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


class KeyDecision(Cited, Identified):
    """One of the six decisions that paragraph 9 says are needed."""

    text: Text
    decisions: tuple[Annotated[str, Ref(("decisions",))], ...]
    """The annex's decisions that answer it; none where the annex does not."""


class Fund(Cited, Identified):
    """Money the draft asks for: what for, and where it would be paid."""

    name: Text
    purpose: Text
    held_by: Annotated[str | None, Ref(("bodies",))] = None


class Count(Cited, Identified):
    """A number that a source gives, and what it counts."""

    number: StrictInt
    of: Text
    meeting: Annotated[str | None, Ref(("meetings",))] = None


class Article(Cited):
    """An article of the Convention and its title in the authentic texts."""

    number: StrictInt
    title: Text

    @property
    def id(self) -> int:
        """The number, by which an article is asked for."""
        return self.number


class Term(Identified):
    """A word of the field that a reader may not know."""

    term: Text
    short: Text | None = None
    meaning: Text
