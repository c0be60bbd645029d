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
    publisher: Text
    short: Text
    """Name on a source mark."""
    kind: SourceKind
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
    """A building or room; the statement that names it says in which city."""

    name: Text


class Article(Cited):
    """An article of the Convention and its title in the authentic texts."""

    number: StrictInt
    title: Titles

    @property
    def id(self) -> int:
        """The number, by which an article is asked for."""
        return self.number


class PlanSection(Cited):
    """A section of the Vientiane Action Plan."""

    number: StrictInt
    title: Text
    first_action: StrictInt | None = None
    """Number of the action it opens with, where a source gives it."""

    @property
    def id(self) -> int:
        """The number, by which a section is asked for."""
        return self.number


class Term(Identified):
    """A word of the field that a reader may not know."""

    term: Text
    short: Text | None = None
    meaning: Text
