"""From saving a file to seeing it: `mkdocs serve`, an open page in Chromium, and how long until the page shows it."""

from __future__ import annotations

import math
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from .builders import OURS, STOCK, Builder
from .edits import DATE, PAGE, PHRASE, TEMPLATE, Edit
from .site import Site

PATIENCE = 180
"""Seconds until a preview counts as broken."""
POLL = 0.01
START = "first page served"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SERVED: tuple[tuple[Builder, tuple[Edit, ...]], ...] = ((OURS, (PAGE, PHRASE, DATE, TEMPLATE)), (STOCK, (PAGE, DATE)))
"""Stock MkDocs has no phrases and no templates of its own to change."""


class NotShownError(Exception):
    """A change did not show, or a server did not answer, in all the time it was given."""


@dataclass(frozen=True)
class Seen:
    """How long one change took to show."""

    server: str
    change: str
    pages: int
    """Pages of one language."""
    seconds: float
    """Infinity where it did not show in all the time it was given."""


def previews(site: Site, count: int, room: Path) -> Iterator[Seen]:
    """Yields how long starts and changes took, `count` times each; servers run one after the other."""
    for _ in range(count):
        for builder, edits in SERVED:
            project = builder.folder(room, site)
            builder.write(site, project)
            builder.forget(project)
            with server(project) as (_address, took):
                yield Seen(builder.name, f"{START}, cold", site.pages, took)
            with server(project) as (address, took):
                if builder.keeps:
                    yield Seen(builder.name, f"{START}, warm", site.pages, took)
                for edit, seconds in shown(project, address, edits):
                    yield Seen(builder.name, edit.name, site.pages, seconds)


@contextmanager
def server(project: Path) -> Iterator[tuple[str, float]]:
    """Serves a project; gives its address, and the seconds until its first page came."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    with (project / "serve.log").open("w", encoding="utf-8") as log:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=project, env=OURS.environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            _until(lambda: _answers(address, process), f"{project}: no page served; see serve.log")
            yield address, time.perf_counter() - start
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a server and whatever it started, which share a session of their own."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(timeout=10)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    if process.poll() is not None:
        raise NotShownError(f"mkdocs serve ended with status {process.returncode}; see serve.log in the project")
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (URLError, ConnectionError):
        return False


def shown(project: Path, address: str, edits: Sequence[Edit]) -> Iterator[tuple[Edit, float]]:
    """Yields the seconds from each change of a file to the open page showing it; then the change is undone.

    Where a change never shows, the rest would not either: it is told as infinity, and nothing follows.
    """
    from playwright.sync_api import sync_playwright  # only here: it comes with the tests

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for edit in edits:
            _until(partial(_goes, page, f"{address}{edit.page}"), f"{address}{edit.page} did not open")
            try:
                yield edit, _seconds(project, page, edit)
            except NotShownError:
                yield edit, math.inf
                break
        browser.close()


def _seconds(project: Path, page: Any, edit: Edit) -> float:
    """Returns the seconds from writing a change to the page holding it; puts the file back and waits for that too."""
    late = f"{project}: {edit.page} did not show “{edit.shown}” in {PATIENCE} s"
    if _holds(page, edit.shown):
        raise ValueError(f"{edit.page} shows “{edit.shown}” before it is written; bench/edits.py must change")
    start = time.perf_counter()
    edit.apply(project)
    _until(lambda: _holds(page, edit.shown), late)
    seconds = time.perf_counter() - start
    edit.undo(project)
    _until(lambda: _is_whole(page) and not _holds(page, edit.shown), late)
    return seconds


def _chromium() -> str | None:
    """Returns the browser named or found; none means Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)


def _holds(page: Any, words: str) -> bool:
    return bool(_asked(page, "words => document.documentElement.outerHTML.includes(words)", words))


def _is_whole(page: Any) -> bool:
    return bool(_asked(page, "() => document.readyState === 'complete' && document.querySelector('footer') !== null"))


def _goes(page: Any, address: str) -> bool:
    """Opens an address; fails where the preview has the page loaded again at the same moment."""
    from playwright.sync_api import Error

    try:
        return page.goto(address) is not None
    except Error:
        return False


def _asked(page: Any, question: str, argument: str | None = None) -> object:
    """Returns what a page answers; while it is being replaced by its new self it answers nothing."""
    from playwright.sync_api import Error

    try:
        return page.evaluate(question, argument)
    except Error:
        return None


def _until(is_so: Callable[[], bool], late: str) -> None:
    end = time.perf_counter() + PATIENCE
    while not is_so():
        if time.perf_counter() > end:
            raise NotShownError(late)
        time.sleep(POLL)
