"""A real browser for tests: any Chromium; where there is none, its tests are counted as not run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from .not_run import not_run

SHELL = "chromium-headless-shell"
"""The same browser without windows: it shows a page as the whole one does, for two thirds of the work."""

NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WAY_OUT = (
    "no Chromium found; name one with CHROMIUM=/path/to/chromium, or get one with: "
    ".venv/bin/playwright install chromium, or on Debian: sudo apt install chromium-headless-shell"
)


def chromium() -> str:
    """Returns the path of a Chromium; without one the test is not run."""
    return _found() or not_run(WAY_OUT)


@cache
def _found() -> str | None:
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return named or _of_playwright()


def _of_playwright() -> str | None:
    """Returns the Chromium that Playwright has installed for itself, if it has."""
    code = (
        "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path, end='')"
    )
    command = [sys.executable, "-c", code]  # a process of its own: Playwright runs once in each
    path = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return path if path and Path(path).is_file() else None


def dom_after_scripts(address: str, profile: Path) -> str:
    """Returns the HTML of a page after its scripts have run."""
    command = [chromium(), *QUIET, f"--user-data-dir={profile}", "--virtual-time-budget=5000", "--dump-dom", address]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout
