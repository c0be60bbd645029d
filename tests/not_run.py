"""What a test does without its tool: it is counted as not run, loudly; where EVERY_TOOL is set, it fails."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

MARK = "NOT RUN: "


def not_run(reason: str) -> NoReturn:
    """Counts a test as not run, for a reason that tells the way out; fails it where every tool was promised."""
    if os.environ.get("EVERY_TOOL"):
        pytest.fail(f"{MARK}{reason}", pytrace=False)
    pytest.skip(f"{MARK}{reason}")


def told(reporter: pytest.TerminalReporter) -> None:
    """Prints under the results how many tests were not run, and why."""
    reasons = [str(report.longrepr[2]) for report in reporter.stats.get("skipped", []) if report.longrepr]
    missing = [reason.partition(MARK)[2] for reason in reasons if MARK in reason]
    if missing:
        reporter.write_sep("!", f"{len(missing)} tests were NOT RUN", red=True, bold=True)
        for reason in sorted(set(missing)):
            reporter.write_line(f"{missing.count(reason):>5}  {reason}", red=True)
