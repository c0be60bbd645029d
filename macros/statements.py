"""Statements: one source saying one thing about one fact, and the rule for which is shown first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    field_validator,
    model_validator,
)

from .dates import Edtf, Period

LanguageCode = Literal["en", "fr", "es"]
LANGUAGES: tuple[LanguageCode, ...] = ("en", "fr", "es")
"""The languages of the site, each complete or not shipped."""


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

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Text(Record):
    """The same words in the three languages; there is no text with a language missing."""

    en: Words
    fr: Words
    es: Words

    def __getitem__(self, language: LanguageCode) -> str:
        return str(getattr(self, language))


class Titles(Record):
    """A title in each language in which it was found; there is no translation of ours among them."""

    en: Words | None = None
    fr: Words | None = None
    es: Words | None = None

    def __getitem__(self, language: LanguageCode) -> str | None:
        found: str | None = getattr(self, language)
        return found


class Citation(Record):
    """Where a fact stands: `document#paragraph`, or the id of an outside source."""

    at: Annotated[str, Ref(("citations",))]
    """`draft#p8`, or `hrw-2010-11-13`."""
    quote: Words | None = None
    """The source's own words, fewer than 25."""
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


Citations = Annotated[tuple[Citation, ...], BeforeValidator(as_citations), Field(min_length=1)]


class Cited(Record):
    """A record that says where it comes from."""

    source: Citations


class Identified(Record):
    """A record with an id that is never reused."""

    id: Id


class Statement(Cited):
    """One source saying one thing about one fact."""

    status: Status
    note: Text | None = None
    """What a reader must know to weigh the statement."""


class DateStatement(Statement, Identified):
    """What a source says of a date: a period, a window with a limit of days, or a part of a month."""

    on: Edtf | None = None
    within: Edtf | None = None
    at_most_days: StrictInt | None = None
    part: Literal["early", "mid", "late"] | None = None
    of: Edtf | None = None

    @model_validator(mode="after")
    def _one_form(self) -> DateStatement:
        forms = {
            "on": self.on is not None,
            "within + at_most_days": self.within is not None and self.at_most_days is not None,
            "part + of": self.part is not None and self.of is not None,
        }
        given = [field for field in ("on", "within", "at_most_days", "part", "of") if getattr(self, field) is not None]
        complete = [form for form, is_given in forms.items() if is_given]
        if len(complete) != 1 or len(given) != (1 if complete == ["on"] else 2):
            raise ValueError(
                f"date in no known form (found {' + '.join(given) or 'nothing'}, allowed {', '.join(forms)})"
            )
        return self

    @property
    def is_window(self) -> bool:
        """Whether the statement only says inside which days the meeting may fall."""
        return self.on is None

    @property
    def period(self) -> Period:
        """The period named, or the one inside which the date falls."""
        period = self.on or self.within or self.of
        assert period is not None  # noqa: S101 - _one_form holds
        return period


class PlaceStatement(Statement):
    """What a source says of the place: a city and, where given, the building."""

    city: Annotated[str, Ref(("places",))]
    venue: Annotated[str | None, Ref(("venues",))] = None


class ChairStatement(Statement):
    """What a source says of who chairs."""

    body: Annotated[str, Ref(("bodies",))]


class HostStatement(Statement):
    """What a source says of who hosts."""

    body: Annotated[str, Ref(("bodies",))]


class LanguagesStatement(Statement):
    """What a source says of the languages of a meeting."""

    codes: tuple[LanguageCode, ...]


class LengthStatement(Statement):
    """What a source says of a meeting's length, counted in half days."""

    half_days: StrictInt


class PapersStatement(Statement):
    """What a source says of official documents: issued or not."""

    official: StrictBool


class FormatStatement(Statement):
    """What a source says of a meeting's format."""

    format: Literal["formal", "informal", "formal-or-informal", "virtual", "hybrid"]


class ParticipantsStatement(Statement):
    """Who a source says may take part."""

    bodies: tuple[Annotated[str, Ref(("bodies",))], ...]


class AttendanceStatement(Statement, Identified):
    """A number that a source gives of those who took part, and what it counts."""

    number: StrictInt
    of: Text


class FollowsStatement(Statement):
    """What a source says of the meeting held just before."""

    meeting: Annotated[str, Ref(("meetings",))]


StatementT = TypeVar("StatementT", bound=Statement)
STATUS_ORDER: tuple[Status, ...] = ("proposed", "decided", "held")
"""From what is only said to what happened."""


def shown_first(statements: Sequence[StatementT]) -> StatementT | None:
    """Returns the statement a page leads with: held before decided before proposed, then the latest recorded."""
    return max(reversed(statements), key=lambda statement: STATUS_ORDER.index(statement.status), default=None)
