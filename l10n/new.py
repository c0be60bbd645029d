"""A language begun: its pages as English has them, and a place for each of its other words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from macros.languages import begun, is_known, name_in
from macros.problems import Mistakes, Problem, counted
from macros.slots import CONFIGURATION, write_slots
from macros.statements import COMPLETE
from macros.translator_notes import TODO

from .draft import Draft
from .pins import Bases, with_pin
from .segments import segments
from .status import SOURCE


def new(project: Path, code: str) -> Iterator[str]:
    """Begins a language, and yields what is to be filled in; raises Mistakes for one that cannot be begun."""
    docs, bases = project / "docs", Bases(project)
    complaint = "" if is_known(code) else "CLDR knows no language by this code of two letters; ar is one for example"
    if code in {*COMPLETE, *begun(project)}:
        complaint = f"{name_in(code, 'en')} is there already"
    if complaint:
        raise Mistakes([Problem(f"docs/{code}", 1, complaint)])
    english = {path.relative_to(docs / SOURCE): path.read_text("utf-8") for path in (docs / SOURCE).rglob("*.md")}
    for path, text in english.items():
        (docs / code / path).parent.mkdir(parents=True, exist_ok=True)
        page = with_pin(_to_translate(text), bases.keep(text))
        (docs / code / path).write_text(page, encoding="utf-8", newline="\n")
    write_slots(project, code)
    yield f"docs/{code}/: {counted(len(english), 'page')}; translate what stands under each line {TODO}"
    yield f"data/*.yml: every text has a place for it, {code}:"
    yield f"{CONFIGURATION}: the names of the site and of its sections\nNext: make preview LANGUAGE={code}"


def _to_translate(english: str) -> str:
    """Returns an English page with a to-do above each of its segments."""
    draft = Draft(english)
    for line, found in groupby((it for it in segments(english) if not it.is_opaque), lambda it: it.first_line):
        in_table = any(it.kind == "table-cell" for it in found)
        draft.put_above(line, [f"{TODO} new: translate"], in_table=in_table)
    return draft.text
