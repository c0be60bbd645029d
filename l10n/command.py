"""The commands that follow English: status, diff, update, accept, impact, minor, check."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from macros.problems import Mistakes

from .impact import impact
from .new import new
from .reports import check, diff, status
from .work import Work

Command = Callable[[Work, argparse.Namespace], Iterator[str]]

COMMANDS: dict[str, tuple[str, Command]] = {
    "status": ("what is to be translated, segment by segment", lambda work, asked: status(work)),
    "diff": ("old and new English word by word, beside the translation", lambda work, asked: diff(work)),
    "update": ("carry over what needs no words, write a to-do above the rest", lambda work, asked: work.update()),
    "accept": ("say that a translation is up to date", lambda work, asked: work.accept(asked.only, is_new=asked.new)),
    "impact": ("what a change of English costs the translators", lambda work, asked: impact(work, asked.since)),
    "minor": (
        "say why a change of English needs no translation",
        lambda work, asked: work.minor(asked.why, asked.only),
    ),
    "new": ("begin a language, given by its code, such as ar", lambda work, asked: new(work.project, *work.named)),
    "check": ("name what must not be published; count what is stale", lambda work, asked: check(work)),
}


def add_commands(commands: Any) -> None:
    """Adds the commands to those of `python -m l10n`."""
    for name, (purpose, _) in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        if name == "impact":
            command.add_argument("since", nargs="?", default="HEAD", help="the commit to compare with (HEAD)")
            continue
        least = {"accept": "+", "minor": "+", "new": 1}.get(name, "*")
        command.add_argument("named", nargs=least, help="languages, files or folders; without any, all")
        if name in ("accept", "minor"):
            command.add_argument("--only", nargs="+", default=[], metavar="KEY", help="these segments alone")
        if name == "accept":
            command.add_argument("--new", action="store_true", help="only what has no pin yet")
        if name == "minor":
            command.add_argument("--why", required=True, help="the reason, for the translators")


def run(asked: argparse.Namespace, project: Path) -> int:
    """Runs one of the commands in a project, printing as it goes; returns the exit status."""
    try:
        for line in COMMANDS[asked.command][1](Work(project, tuple(getattr(asked, "named", ()))), asked):
            print(line)
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    return 0
