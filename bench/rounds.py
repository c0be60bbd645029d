"""Builds by turns: every builder once, then again, so that a busy moment of the machine does not fall on one alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.statements import LANGUAGES

from .builders import COLD, STEPS, Builder
from .edits import Edit
from .measure import Measure, measure
from .site import Site


class NotBuiltError(Exception):
    """A build left pages out or did not show a change; its figures would mean nothing."""


@dataclass(frozen=True)
class Result:
    """What one build took."""

    builder: str
    case: str
    pages: int
    """Pages of one language."""
    round: int
    took: Measure


def rounds(site: Site, builders: Sequence[Builder], count: int, room: Path) -> Iterator[Result]:
    """Yields what each build takes, `count` rounds of all builders; each starts from a project freshly written."""
    for number in range(1, count + 1):
        for builder in builders:
            project = builder.folder(room, site)
            builder.write(site, project)
            for case, took in _cases(builder, project, site.pages * len(LANGUAGES)):
                yield Result(builder.name, case, site.pages, number, took)


def _cases(builder: Builder, project: Path, pages: int) -> Iterator[tuple[str, Measure]]:
    builder.forget(project)
    yield COLD, _built(builder, project, pages)
    for case, edit in STEPS if builder.keeps else ():
        if edit is not None:
            _is_shown(edit, builder, project, wanted=False)
            edit.apply(project)
        yield case, _built(builder, project, pages)
        if edit is not None:
            _is_shown(edit, builder, project, wanted=True)


def _built(builder: Builder, project: Path, pages: int) -> Measure:
    took = measure(builder.command, project, builder.environment)
    found = builder.pages(project)
    wanted = pages if builder.makes_pages else 0
    if found < wanted or found > wanted == 0:
        raise NotBuiltError(f"{builder.name}: {found} pages built, {wanted} wanted ({project})")
    return took


def _is_shown(edit: Edit, builder: Builder, project: Path, *, wanted: bool) -> None:
    if (edit.shown in builder.page(project, edit.page)) != wanted:
        raise NotBuiltError(f"{builder.name}: {edit.page} {'lacks' if wanted else 'already holds'} “{edit.shown}”")
