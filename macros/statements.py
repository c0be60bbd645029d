"""Statements: one source saying one thing about one fact, and the rule for which is shown first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, cast, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
)

from .docstrings import keep_source
from .in_preview import UNFINISHED

LanguageCode = Literal["en", "fr", "es"]
COMPLETE: tuple[LanguageCode, ...] = get_args(LanguageCode)
"""The languages of the site, each complete or not shipped."""

LANGUAGES: tuple[LanguageCode, ...] = (*COMPLETE, *cast("list[LanguageCode]", UNFINISHED.split()))
"""The languages of the site, and one in preview."""


def language_code(text: str) -> LanguageCode:
    """Returns the code of a language of the site; raises KeyError for any other."""
    return {str(code): code for code in LANGUAGES}[text]


QUOTE_LIMIT = 25
"""A quote has fewer words than this."""

Status = Literal["proposed", "decided", "held"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Words = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]


@dataclass(frozen=True)
class Ref:
    """Marks a field whose value is the id of a record of one of these kinds."""

    kinds: tuple[str, ...]


class Record(BaseModel):
    """A frozen record that knows all its keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,  # data in which nothing changed are remembered, and so not read
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Keeps what the code says of the record's fields."""
        keep_source(cls)


class Spoken(Record):
    """Words by language; those of a language in preview need no field."""

    model_config = ConfigDict(extra="allow" if UNFINISHED else "forbid")


class Text(Spoken):
    """The same words in the three languages; there is no text with a language missing."""

    en: Words
    """The words in English."""
    fr: Words
    """The words in French."""
    es: Words
    """The words in Spanish."""

    def __getitem__(self, language: LanguageCode) -> str:
        return str(getattr(self, language))


class Titles(Spoken):
    """A title in each language in which it was found; there is no translation of ours among them."""

    en: Words | None = None
    """The English title, where it was found."""
    fr: Words | None = None
    """The French title, where it was found."""
    es: Words | None = None
    """The Spanish title, where it was found."""

    def __getitem__(self, language: LanguageCode) -> str | None:
        found: str | None = getattr(self, language, None)
        return found


class Citation(Record):
    """Where a fact stands: `document#paragraph`, or the id of an outside source."""

    at: Annotated[str, Ref(("citations",))]
    """A document and its paragraph, such as `draft#p8`, or the id of an outside source."""
    quote: Words | None = None
    """The source’s own words, fewer than 25."""
    language: LanguageCode = "en"
    """The language of the quote."""

    @field_validator("quote")
    @classmethod
    def _short(cls, quote: str | None) -> str | None:
        if quote is not None and len(quote.split()) >= QUOTE_LIMIT:
            raise ValueError(f"quote too long (found {len(quote.split())} words, allowed {QUOTE_LIMIT - 1})")
        return quote

    @property
    def source(self) -> str:
        """Id of the document or outside source."""
        return self.at.partition("#")[0]

    @property
    def paragraph(self) -> str | None:
        """Id of the paragraph, where the source is a document."""
        return self.at.partition("#")[2] or None


def as_citations(value: Any) -> Any:
    """Accepts one citation or a list, and a bare string for a citation without a quote."""
    items = value if isinstance(value, list) else [value]
    return [{"at": item} if isinstance(item, str) else item for item in items]


Citations = Annotated[tuple[Citation, ...], Field(min_length=1), BeforeValidator(as_citations)]


class Cited(Record):
    """A record that says where it comes from."""

    source: Citations
    """Where the fact stands."""


class Identified(Record):
    """A record with an id that is never reused."""

    id: Id
    """Name of the record for programs; it never changes and is never used again."""


class Statement(Cited):
    """One source saying one thing about one fact."""

    status: Status
    """Whether the source proposes the fact, says that it was decided, or says that it happened."""
    note: Text | None = None
    """What a reader must know to weigh the statement."""


StatementT = TypeVar("StatementT", bound=Statement)
STATUS_ORDER: tuple[Status, ...] = ("proposed", "decided", "held")
"""From what is only said to what happened."""


def shown_first(statements: Sequence[StatementT]) -> StatementT | None:
    """Returns the statement a page leads with: held before decided before proposed, then the latest recorded."""
    return max(reversed(statements), key=lambda statement: STATUS_ORDER.index(statement.status), default=None)
