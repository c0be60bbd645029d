"""What sources say of meetings: when, where, who hosts and chairs, in which form, with how many."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StrictBool, StrictInt, model_validator

from .dates import Edtf, Period
from .statements import Identified, LanguageCode, Ref, Statement, Text


class DateStatement(Statement, Identified):
    """What a source says of a date: a period, a window with a limit of days, or a part of a month."""

    on: Edtf | None = None
    """The date or dates, as exactly as the source gives them."""
    within: Edtf | None = None
    """A window: the meeting may fall inside these days."""
    at_most_days: StrictInt | None = None
    """How many days inside the window at most."""
    part: Literal["early", "mid", "late"] | None = None
    """The part of a month, where the source says no more."""
    of: Edtf | None = None
    """The month of which it is a part."""

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
    """The city."""
    venue: Annotated[str | None, Ref(("venues",))] = None
    """The building or room, where the source names it."""


class ChairStatement(Statement):
    """What a source says of who chairs."""

    body: Annotated[str, Ref(("bodies",))]
    """Who chairs."""


class HostStatement(Statement):
    """What a source says of who hosts."""

    body: Annotated[str, Ref(("bodies",))]
    """Who hosts."""


class LanguagesStatement(Statement):
    """What a source says of the languages of a meeting."""

    codes: tuple[LanguageCode, ...]
    """The languages, by their codes."""


class LengthStatement(Statement):
    """What a source says of a meeting’s length, counted in half days."""

    half_days: StrictInt
    """Length in half days."""


class PapersStatement(Statement):
    """What a source says of official documents: issued or not."""

    official: StrictBool
    """Whether official documents are issued."""


class FormatStatement(Statement):
    """What a source says of a meeting’s format."""

    format: Literal["formal", "informal", "formal-or-informal", "virtual", "hybrid"]
    """The format."""


class ParticipantsStatement(Statement):
    """Who a source says may take part."""

    bodies: tuple[Annotated[str, Ref(("bodies",))], ...]
    """Those who may take part."""


class AttendanceStatement(Statement, Identified):
    """A number that a source gives of those who took part, and what it counts."""

    number: StrictInt
    """The number."""
    of: Text
    """What the number counts."""


class FollowsStatement(Statement):
    """What a source says of the meeting held just before."""

    meeting: Annotated[str, Ref(("meetings",))]
    """The meeting held just before."""
