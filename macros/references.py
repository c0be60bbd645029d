"""What records refer to: sources, documents, places, articles, sections of the plan, terms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from .dates import Edtf
from .statements import Cited, Id, Identified, LanguageCode, Ref, Text, Titles, Words

SourceKind = Literal["un", "support-unit", "government", "organization", "ngo", "press"]


class Source(Identified):
    """A paper or page outside the draft, and the day it was consulted."""

    title: Text
    """What the page or paper is called."""
    publisher: Text
    """Who published it."""
    short: Text
    """Name on a source mark."""
    kind: SourceKind
    """What kind of publisher it has."""
    address: Annotated[str, Field(pattern=r"^https?://\S+$")]
    """Address at which it was read."""
    consulted: Edtf
    """Day on which it was last read."""
    linked: StrictBool = True
    """False for mirrors and copies: named, not linked as the official address."""
    note: Text | None = None
    """What a reader must know to weigh the source."""


class Document(Cited, Identified):
    """A paper with or without a symbol."""

    title: Text
    """Title of the document."""
    symbol: Words | None = None
    """Symbol of the document, as printed."""
    date: Edtf | None = None
    """Date of the document."""
    original: LanguageCode | None = None
    """Language of the original."""
    agenda_item: StrictInt | None = None
    """Number of the agenda item it belongs to."""
    agenda_title: Text | None = None
    """Title of that agenda item."""
    meeting: Annotated[str, Ref(("meetings",))]
    """The meeting it was written for."""
    submitted_by: Annotated[str | None, Ref(("bodies",))] = None
    """Who submitted it."""
    prepared_by: Annotated[str | None, Ref(("bodies",))] = None
    """Who prepared it."""
    paragraphs: tuple[Id, ...] = ()
    """Its paragraphs that this site cites."""
    note: Text | None = None
    """What a reader must know of the document."""


class Place(Identified):
    """A city and its country."""

    name: Text
    """Name of the city."""
    country: Text
    """Name of the country."""


class Venue(Identified):
    """A building or room; the statement that names it says in which city."""

    name: Text
    """Name of the building or room, as it stands inside a sentence."""


class Article(Cited):
    """An article of the Convention and its title in the authentic texts."""

    number: StrictInt
    """Number of the article."""
    title: Titles
    """Title in each authentic text in which it was found."""

    @property
    def id(self) -> int:
        """The number, by which an article is asked for."""
        return self.number


class PlanSection(Cited):
    """A section of the Vientiane Action Plan."""

    number: StrictInt
    """Number of the section."""
    title: Text
    """Title of the section."""
    first_action: StrictInt | None = None
    """Number of the action it opens with, where a source gives it."""

    @property
    def id(self) -> int:
        """The number, by which a section is asked for."""
        return self.number


class Term(Identified):
    """A word of the field that a reader may not know."""

    term: Text
    """The word."""
    short: Text | None = None
    """Its acronym or short form."""
    meaning: Text
    """What it means, in plain words."""
