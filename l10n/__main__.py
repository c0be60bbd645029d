"""`python -m l10n …`: the commands of the translators."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .command import COMMANDS, add_commands, run
from .gates import GATES, run_gates


def main() -> int:
    """Runs the command named in the project of the current folder; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m l10n", description="The translator’s workbench.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    add_commands(commands)
    for name, purpose in (*((name, gate.purpose) for name, gate in GATES.items()), ("lint", "every gate of wording")):
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument("--fix", action="store_true", help="first mend what needs no decision")
    asked = parser.parse_args()
    if asked.command in COMMANDS:
        return run(asked, Path.cwd())
    return run_gates(Path.cwd(), GATES if asked.command == "lint" else (asked.command,), fix=asked.fix)


if __name__ == "__main__":
    sys.exit(main())
