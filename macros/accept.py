"""`python -m macros.accept`: remembers today's facts as published; a fact that changed must have its correction."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from .corrections import Change, published_facts, unexplained
from .data_rules import TO_FILL_IN
from .load import PUBLISHED, load_programme, load_published
from .problems import Mistakes

DATA = Path("data")

ENTRY = """\
- id: {id}
  fact: {fact}
  was: {was}
  now: {now}
  made: {todo}   # the day, as 2026-11-24
  why: {{en: {todo}, fr: {todo}, es: {todo}}}
  source: {todo}"""


def main() -> int:
    """Writes the snapshot of published facts, or prints the corrections still to be written; returns the status."""
    try:
        programme = load_programme(DATA)
        before = load_published(DATA)
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    missing = unexplained(programme, before)
    if missing:
        print(_entries(missing), file=sys.stderr)
        return 1
    facts = {fact: value for fact, (value, _) in published_facts(programme).items()}
    text = json.dumps(facts, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    (DATA / PUBLISHED).write_text(text, encoding="utf-8")
    new, gone = len(facts.keys() - before.keys()), len(before.keys() - facts.keys())
    changed = sum(1 for fact in facts.keys() & before.keys() if facts[fact] != before[fact])
    print(f"data/{PUBLISHED}: {len(facts)} facts ({new} new, {changed} changed, {gone} taken back)")
    return 0


def _entries(missing: Iterable[Change]) -> str:
    """Returns the corrections to fill in, ready to paste at the top of data/corrections.yml."""
    lines = [
        "Published facts changed. Put each of these at the top of data/corrections.yml, "
        f"fill in each {TO_FILL_IN}, run again:",
        "",
    ]
    for change in missing:
        id = change.fact.replace("/", "-")
        lines.append(
            ENTRY.format(id=id, fact=change.fact, was=_yaml(change.was), now=_yaml(change.now), todo=TO_FILL_IN)
        )
    return "\n".join(lines)


def _yaml(value: str | None) -> str:
    return "null" if value is None else json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
