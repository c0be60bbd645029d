"""What sources say of meetings: when, where, who hosts and chairs, in which form, with how many."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StrictBool, StrictInt, model_validator

from .dates import Edtf, Period
from .statements import Identified, LanguageCode, Ref, Statement, Text


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
