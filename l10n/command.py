"""The commands that follow English: status, diff, update, accept, impact, minor, check."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.problems import Mistakes, counted

from .impact import impact
from .reports import diff, problems, status, stock
from .work import Work

COMMANDS = {
    "status": "what is to be translated, segment by segment",
    "diff": "old and new English word by word, beside the translation",
    "update": "carry over what needs no words, and write a to-do above the rest",
    "accept": "write down that a translation says what English says now",
    "impact": "what a change of English costs the translators",
    "minor": "declare a change of English to need no translation, with the reason",
    "check": "name what must not be published; count what is stale",
}


def add_commands(commands: Any) -> None:
    """Adds the commands to those of `python -m l10n`."""
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        if name == "impact":
            command.add_argument("since", nargs="?", default="HEAD", help="the commit to compare with (HEAD)")
        else:
            least = "+" if name in ("accept", "minor") else "*"
            command.add_argument("named", nargs=least, help="languages, files or folders; without any, all")
        if name in ("accept", "minor"):
            command.add_argument("--only", nargs="+", default=[], metavar="KEY", help="these segments alone")
        if name == "accept":
            command.add_argument("--new", action="store_true", help="only what has no pin yet")
        if name == "minor":
            command.add_argument("--why", required=True, help="the reason, for the translators")


def run(asked: argparse.Namespace, project: Path) -> int:
    """Runs one of the commands in a project, printing as it goes; returns the exit status."""
    work = Work(project, tuple(getattr(asked, "named", ())))
    try:
        for line in _lines(asked, work):
            print(line)
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    return 0


def _lines(asked: argparse.Namespace, work: Work) -> Iterator[str]:
    match asked.command:
        case "status":
            return status(work)
        case "diff":
            return diff(work)
        case "update":
            return work.update()
        case "accept":
            return work.accept(asked.only, is_new=asked.new)
        case "impact":
            return impact(work, asked.since)
        case "minor":
            return work.minor(asked.why, asked.only)
        case _:
            return _check(work)


def _check(work: Work) -> Iterator[str]:
    """Yields what is counted and let pass; raises Mistakes with what must be mended."""
    found = list(problems(work))
    yield from stock(work)
    if found:
        raise Mistakes(found)
    whole = f"{counted(len(work.pages), 'page')} and {counted(len(work.texts), 'text')} of the data"
    yield f"No translation is missing and no to-do left: {whole}."
