"""Dates as sources state them: EDTF values (ISO 8601-2, level 0), windows and parts of a month."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

Precision = Literal["year", "month", "day"]

_EDTF_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class Period:
    """A stretch of whole days, known to the year, the month or the day."""

    first: date
    last: date
    precision: Precision = "day"

    @property
    def is_one_day(self) -> bool:
        """Whether the period is a single calendar day."""
        return self.precision == "day" and self.first == self.last

    @property
    def is_in_one_month(self) -> bool:
        """Whether the period begins and ends in the same month."""
        return (self.first.year, self.first.month) == (self.last.year, self.last.month)

    @property
    def days(self) -> int:
        """Number of days from the first to the last, both counted."""
        return (self.last - self.first).days + 1

    def __contains__(self, other: Period) -> bool:
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        start, end = (_written(day, self.precision) for day in (self.first, self.last))
        return start if start == end else f"{start}/{end}"


def _written(day: date, precision: Precision) -> str:
    return {"year": f"{day.year:04}", "month": f"{day:%Y-%m}", "day": day.isoformat()}[precision]


def parse_edtf(text: str) -> Period:
    """Returns the period that an EDTF value names: a year, a month, a day, or two days or months with a slash.

    Raises ValueError, in words fit for an error line, for anything else and for an end before its start.
    """
    start, slash, end = text.partition("/")
    first = _parse_one(start)
    if not slash:
        return first
    last = _parse_one(end)
    if first.precision != last.precision or first.precision == "year":
        raise ValueError(f"a range needs two days or two months (found {text})")
    if last.first < first.first:
        raise ValueError(f"ends {end} before it starts {start}")
    if last.first == first.first:
        raise ValueError(f"a range of one {first.precision} (found {text}, write {start})")
    return Period(first.first, last.last, first.precision)


def _parse_one(text: str) -> Period:
    match = _EDTF_DATE.fullmatch(text)
    if not match:
        raise ValueError(f"not a date (found {text}, allowed YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD)")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the expression always captures a year
    try:
        if month is None:
            return Period(date(year, 1, 1), date(year, 12, 31), "year")
        if day is None:
            return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
        return Period(date(year, month, day), date(year, month, day))
    except ValueError:
        raise ValueError(f"no such day in the calendar (found {text})") from None


def _as_period(value: Any) -> Period:
    if isinstance(value, int):  # a bare year is a number to YAML
        value = str(value)
    if not isinstance(value, str):
        raise ValueError(f"not a date (found {value!r})")
    return parse_edtf(value)


Edtf = Annotated[
    Period,
    BeforeValidator(_as_period),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}(-\d{2}(-\d{2}(/\d{4}-\d{2}-\d{2})?|/\d{4}-\d{2})?)?$",
            "description": "EDTF level 0: year, month, day, or two days or months with a slash",
        }
    ),
]
