"""`python -m macros.feeds.ledger accept`: remembers what calendars give out, so that changes can be counted."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, NonNegativeInt, TypeAdapter

from ..load import load_programme
from ..problems import Mistakes, Problem
from ..regular_files import content_of
from .sequences import Entry, Exported, Ledger, refreshed

FILE = "calendar-ledger.json"
"""In the data folder; written by this module only."""


class _Kept(BaseModel):
    """An entry as it stands in the ledger."""

    model_config = ConfigDict(extra="forbid")

    sequence: NonNegativeInt
    start: date
    end: date
    place: str
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
    meeting: str = ""

    @property
    def entry(self) -> Entry:
        exported = Exported(self.start.isoformat(), self.end.isoformat(), self.place, self.status)
        return Entry(exported, self.sequence, self.meeting)


_KEPT = TypeAdapter(dict[str, _Kept])


def read_ledger(folder: Path) -> Ledger:
    """Returns the ledger of a data folder, empty where there is none; raises Mistakes where it cannot be read."""
    path = folder / FILE
    if not path.exists():
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
