"""What a preview does behind its readers, step by step, so that none of them waits for more than one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from ..problems import Problem
from .complaints import in_our_words
from .turns import Turns

Step = Callable[[], object]


def by_turns(
    steps: Iterable[Step], turns: Turns, tried: Callable[[Step], Iterable[str]], is_overtaken: Callable[[], bool]
) -> Sequence[str] | None:
    """Takes each step when nobody wants a turn; returns what went wrong, or None where the steps were overtaken."""
    left, failures, is_over = iter(steps), dict[str, None](), False

    def take() -> None:
        nonlocal is_over
        step = next(left, None)
        is_over = step is None
        if step is not None:
            step()

    while not is_over:
        with turns.last():
            if is_overtaken():
                return None
            failures |= dict.fromkeys(tried(take))
    return [*failures]


def checks(pages: Any, problems: list[Problem]) -> Iterator[Step]:
    """Yields the check of each page, which adds to the problems."""
    yield from (partial(_check, pages, page, problems) for page in pages.sources)


def link_checks(editions: Iterable[Any], project: Path) -> Iterator[Step]:
    """Yields the check of the links of each page, in each language."""
    yield from (partial(check_links, edition, page, project) for edition in editions for page in edition.pages)


def check_links(edition: Any, page: str, project: Path) -> None:
    """Aborts where links of a page lead to nothing, one line for each."""
    edition.populate([page])
    complaints = [line for it in edition.complaints(page) for line in in_our_words(it, project)]
    if complaints:
        raise Abort("\n".join(complaints))


def _check(pages: Any, page: str, problems: list[Problem]) -> None:
    problems += pages.page(page).problems
