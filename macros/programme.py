"""What exists: the programme, frozen, with every record to be had by its id. No I/O, no language, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from .dates import Period
from .evidence import Evidence, evidence_by_source
from .history import Contradiction, Correction, Milestone, Session, StateCount
from .holding import holding
from .meeting_statements import ChairStatement, HostStatement, ParticipantsStatement, PlaceStatement
from .proposals import Blank, Decision, KeyDecision
from .records import Act, Body, Fund, Meeting, Purpose, Topic
from .references import Article, Document, Place, PlanSection, Source, Term, Venue
from .statements import Record, Statement, Text, shown_first


@dataclass(frozen=True)
class Unknown(Exception):  # noqa: N818 - a word of the project: what was asked for is not there
    """An id that no record of its kind has."""

    kind: str
    id: str | int
    known: tuple[str | int, ...]


class Programme(Record):
    """Every record, checked and with every reference resolved."""

    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    places: tuple[Place, ...]
    venues: tuple[Venue, ...]
    articles: tuple[Article, ...]
    plan_sections: tuple[PlanSection, ...]
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    topics: tuple[Topic, ...]
    decisions: tuple[Decision, ...]
    key_decisions: tuple[KeyDecision, ...]
    acts: tuple[Act, ...]
    purposes: tuple[Purpose, ...]
    funds: tuple[Fund, ...]
    sessions: tuple[Session, ...]
    milestones: tuple[Milestone, ...]
    counts: tuple[StateCount, ...]
    contradictions: tuple[Contradiction, ...]
    corrections: tuple[Correction, ...]
    glossary: tuple[Term, ...]
    fields: Mapping[str, Text]
    phrases: Mapping[str, Text]

    def _index(self, kind: str) -> Mapping[Any, Any]:
        """Returns the records of a kind by their ids; each kind by itself, so that a page reads no other with it."""
        match kind:
            case "attendance":
                return self._attendance
            case "blanks":
                return self._blanks
            case "citations":
                return self._citations
            case "phrases":
                return self.phrases
        return self._records[kind]

    @cached_property
    def _records(self) -> Mapping[str, Mapping[Any, Any]]:
        kinds = {field: getattr(self, field) for field in type(self).model_fields if field not in ("fields", "phrases")}
        return {kind: {record.id: record for record in records} for kind, records in kinds.items()}

    @cached_property
    def _attendance(self) -> Mapping[Any, Any]:
        return {found.id: found for meeting in self.meetings for found in meeting.attendance}

    @cached_property
    def _blanks(self) -> Mapping[Any, Any]:
        return {blank.id: blank for blank in self.blanks}

    @cached_property
    def _citations(self) -> Mapping[Any, Any]:
        """What can be cited: each source, and each paragraph of a document, as `draft#p8`."""
        sources = {source.id: source.id for source in self.sources}
        named = (f"{document.id}#{paragraph}" for document in self.documents for paragraph in document.paragraphs)
        return sources | {name: name for name in named}

    def get(self, kind: str, id: str | int) -> Any:
        """Returns the record of this kind with this id; raises Unknown if there is none."""
        known = self._index(kind)
        try:
            return known[id]
        except KeyError:
            raise Unknown(kind, id, tuple(known)) from None

    def knows(self, kind: str, id: str | int) -> bool:
        """Whether a record of this kind has this id."""
        return id in self._index(kind)

    def ids(self, kind: str) -> Iterable[str | int]:
        """Ids of the records of one kind, in the order of the data file."""
        return self._index(kind).keys()

    @cached_property
    def blanks(self) -> tuple[Blank, ...]:
        """The draft's blanks, in its own order."""
        return tuple(blank for decision in self.decisions for blank in decision.blanks)

    @cached_property
    def evidence(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The facts that cite each document or outside source, by its id."""
        return evidence_by_source(self)

    @cached_property
    def symbols(self) -> Mapping[str, str]:
        """The symbol of each document that has one → the id of the document."""
        return {document.symbol: document.id for document in self.documents if document.symbol}

    @cached_property
    def counted(self) -> Mapping[int, tuple[str, ...]]:
        """Each number that a source states of who took part → the ids of what it counts."""
        found: dict[int, tuple[str, ...]] = {}
        for count in (count for meeting in self.meetings for count in meeting.attendance):
            found[count.number] = (*found.get(count.number, ()), count.id)
        return found

    @cached_property
    def naming(self) -> Mapping[tuple[str, str], tuple[Meeting, ...]]:
        """Each place, venue and body, by kind and id → the meetings of which a statement names it."""
        found: dict[tuple[str, str], dict[str, Meeting]] = {}
        for meeting in self.meetings:
            for named in (named for statement in meeting.statements for named in _named(statement)):
                found.setdefault(named, {})[meeting.id] = meeting
        return {named: tuple(meetings.values()) for named, meetings in found.items()}

    @cached_property
    def made_of(self) -> Mapping[type[BaseModel], tuple[BaseModel, ...]]:
        """Each model → every record of it, or of a model made from it, at any depth, in the order of the data."""
        found: dict[type[BaseModel], list[BaseModel]] = {}
        for field in type(self).model_fields:
            for record in _inside(getattr(self, field)):
                for model in type(record).__mro__:
                    found.setdefault(model, []).append(record)
        return {model: tuple(records) for model, records in found.items()}

    @property
    def last_read(self) -> date:
        """The last day that a source was read; it dates the site, which knows no clock."""
        return max(source.consulted.last for source in self.sources)

    def decision_of(self, blank: Blank) -> Decision:
        """Returns the decision in which the draft left the blank."""
        return next(decision for decision in self.decisions if blank in decision.blanks)

    def decisions_on(self, meeting: Meeting) -> tuple[Decision, ...]:
        """Returns the decisions that concern a meeting, in their order."""
        return tuple(decision for decision in self.decisions if meeting.id in decision.meetings)

    def topics_at(self, meeting: Meeting) -> tuple[Topic, ...]:
        """Returns the topics to be discussed at a meeting, by letter."""
        return tuple(topic for topic in self.topics if meeting.id in topic.discussed_at)

    def meetings_of(self, story: str) -> tuple[Meeting, ...]:
        """Returns the meetings of the `work-programme` or of the `cycle`, oldest first."""
        return tuple(meeting for meeting in self.meetings if story in meeting.belongs_to)

    def day_of(self, session: Session) -> Period:
        """Returns the day of a session: its source's date, or counted from the first day its meeting was held."""
        if session.on is not None:
            return session.on
        dates = shown_first(self.get("meetings", session.meeting).dates)
        assert dates is not None  # noqa: S101 - a meeting has at least one date
        assert session.day_number is not None  # noqa: S101 - Session holds
        day = dates.period.first + timedelta(days=session.day_number - 1)
        return Period(day, day)


def _named(statement: Statement) -> Iterator[tuple[str, str]]:
    """Yields kind and id of each place, venue and body that a statement names."""
    match statement:
        case PlaceStatement():
            yield "places", statement.city
            if statement.venue is not None:
                yield "venues", statement.venue
        case ChairStatement() | HostStatement():
            yield "bodies", statement.body
        case ParticipantsStatement():
            yield from (("bodies", body) for body in statement.bodies)


def _inside(value: Any) -> Iterator[BaseModel]:
    """Yields every record in a value, each before those inside it."""
    if isinstance(value, tuple):
        for item in value:
            yield from _inside(item)
    elif isinstance(value, BaseModel):
        yield value
        for field in holding(type(value), BaseModel):
            yield from _inside(getattr(value, field))
