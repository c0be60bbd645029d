"""What MkDocs warns of while something is made, wherever it is made."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

MKDOCS = logging.getLogger("mkdocs")
"""Counts warnings in a strict build, and prints them."""


ANSWERS = logging.getLogger("mkdocs.livereload")
"""Where MkDocs' server tells, among other things, what a browser asked for in vain."""


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args = record.getMessage(), None  # what it was made from may not leave its process
        self.records.append(record)


@contextmanager
def held_back() -> Iterator[list[logging.LogRecord]]:
    """Gives the list to which warnings go inside the block, in place of MkDocs' own handlers."""
    collector = _Collector()
    handlers, MKDOCS.handlers, spreads, MKDOCS.propagate = MKDOCS.handlers, [collector], MKDOCS.propagate, False
    try:
        yield collector.records
    finally:
        MKDOCS.handlers, MKDOCS.propagate = handlers, spreads


def let_out(records: list[logging.LogRecord]) -> None:
    """Hands warnings that were held back to MkDocs."""
    for record in records:
        MKDOCS.handle(record)


def log_answers_apart() -> None:
    """Has the server print what it tells, but not to those who count the warnings of a build that goes on meanwhile."""
    ANSWERS.handlers, ANSWERS.propagate = list(MKDOCS.handlers), False
