"""What the draft proposes to decide: decisions, their blanks and what came of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictInt, model_validator

from .dates import Edtf
from .statements import Citation, Cited, Identified, Record, Ref, Text, Words, as_citations

OutcomeStatus = Literal["reported-adopted", "adopted-in-part", "carried-out", "not-found"]


class Filler(Cited):
    """What filled a blank, and by which source."""

    text: Text | None = None
    """The words that fill it."""
    city: Annotated[str | None, Ref(("places",))] = None
    """The city that fills it."""
    country: Annotated[str | None, Ref(("places",))] = None
    """The city whose country fills it."""
    day: Edtf | None = None
    """The day that fills it."""
    note: Text | None = None
    """What a reader must know of it."""

    @model_validator(mode="after")
    def _one_value(self) -> Filler:
        given = [field for field in ("text", "city", "country", "day") if getattr(self, field) is not None]
        if len(given) != 1:
            found = " + ".join(given) or "none"
            raise ValueError(f"a blank is filled by one value (found {found}, allowed text, city, country or day)")
        return self


class Blank(Identified):
    """A “[...]” or unfinished symbol of the draft: a value of its own, filled only by a source."""

    printed: Words
    """The draft’s own characters."""
    wanted: Text
    """What would fill it."""
    filled: Filler | None = None
    """What filled it; none where it is still blank."""
    why_open: Text | None = None
    """Why the blank stays open, where a reader might think otherwise."""


class Outcome(Record):
    """What came of a proposed decision."""

    status: OutcomeStatus
    """What is known of it, from reported adopted to not found."""
    text: Text
    """What came of it, in our words."""
    source: Annotated[tuple[Citation, ...], BeforeValidator(as_citations)] = ()
    """Where that stands; none where no source was found."""

    @model_validator(mode="after")
    def _sourced(self) -> Outcome:
        if (self.status == "not-found") != (not self.source):
            raise ValueError(f"outcome {self.status} {'cannot have' if self.source else 'needs'} a source")
        return self


class Decision(Cited, Identified):
    """One of the seven possible decisions of the annex."""

    number: StrictInt
    """Number of the decision in the annex."""
    title: Text
    """Short name of the decision."""
    summary: Text
    """The decision in our words."""
    binds: tuple[Annotated[str, Ref(("bodies",))], ...] = Field(min_length=1)
    """Whom it would bind."""
    fixes: tuple[Text, ...] = Field(min_length=1)
    """What it would fix."""
    meetings: tuple[Annotated[str, Ref(("meetings",))], ...]
    """The meetings it concerns."""
    topics: tuple[Annotated[str, Ref(("topics",))], ...] = ()
    """The topics it concerns."""
    blanks: tuple[Blank, ...] = ()
    """What the draft left blank in it."""
    outcome: Outcome
    """What came of it."""

    @property
    def open_blanks(self) -> tuple[Blank, ...]:
        """Blanks that no source fills."""
        return tuple(blank for blank in self.blanks if blank.filled is None)


class KeyDecision(Cited, Identified):
    """One of the six decisions that paragraph 9 says are needed."""

    text: Text
    """What must be decided, in our words."""
    decisions: tuple[Annotated[str, Ref(("decisions",))], ...]
    """The annex’s decisions that answer it; none where the annex does not."""
