"""`python -m macros.feeds.ledger accept`: remembers what calendars give out, so that changes can be counted."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from ..load import load_programme
from ..problems import Mistakes, Problem
from ..regular_files import content_of
from ..statements import Id
from .sequences import Entry, Exported, Ledger, refreshed

FILE = "calendar-ledger.json"
"""In the data folder; written by this module only."""


class _Kept(BaseModel):
    """An entry as it stands in the ledger."""

    model_config = ConfigDict(extra="forbid")

    sequence: Annotated[int, Field(ge=0, lt=2**31)]
    start: date
    end: date
    place: Annotated[str, Field(pattern=r"^[a-z0-9/-]*$")]
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
    meeting: Id | Literal[""] = ""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end <= self.start:
            raise ValueError("an event ends after it starts")
        return self

    @property
    def entry(self) -> Entry:
        exported = Exported(self.start.isoformat(), self.end.isoformat(), self.place, self.status)
        return Entry(exported, self.sequence, self.meeting)


_KEPT = TypeAdapter(dict[Annotated[str, Field(pattern=r"^(sessions/)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)], _Kept])


def read_ledger(folder: Path) -> Ledger:
    """Returns the ledger of a data folder, empty where there is none; raises Mistakes where it cannot be read."""
    path = folder / FILE
    if not os.path.lexists(path):
        return {}
    try:
        return {key: it.entry for key, it in _KEPT.validate_json(content_of(path), strict=True).items()}
    except (OSError, ValueError):
        message = "not readable; take it back from the repository, then run make accept"
        raise Mistakes([Problem(f"{folder.name}/{FILE}", 1, message)]) from None


def written(ledger: Ledger) -> str:
    """Returns the text of the ledger, one event a line."""
    lines = (f"{json.dumps(id)}: {json.dumps(entry.as_data())}" for id, entry in ledger.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def accept(folder: Path) -> str:
    """Writes what calendars now give out into the ledger; returns one line that says what changed."""
    before = read_ledger(folder)
    ledger = refreshed(load_programme(folder), before)
    (folder / FILE).write_text(written(ledger), encoding="utf-8")
    new = len(ledger.keys() - before.keys())
    changed = sum(1 for id, entry in ledger.items() if id in before and entry != before[id])
    return f"{folder.name}/{FILE}: {len(ledger)} meetings and sessions ({new} new, {changed} changed)"


def main() -> int:
    """Accepts what the data folder of the current folder says; returns the exit status."""
    if sys.argv[1:] != ["accept"]:
        print("write: python -m macros.feeds.ledger accept", file=sys.stderr)
        return 2
    try:
        print(accept(Path("data")))
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
