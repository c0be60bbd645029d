"""A running `mkdocs serve` as those see it who write and read: what is saved, and what a browser is answered."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

LONGEST = 120
"""Seconds after which the preview is taken not to answer at all."""

QUIET = 0.4
"""Seconds in which the system tells of a save."""

NOTICE = '<pre class="preview-notice" role="alert">'
TERMINAL = "terminal.log"


class Reader:
    """A browser's part: it asks for a page, and waits to be told that there is something newer."""

    def __init__(self, address: str, project: Path) -> None:
        self.address, self.project = address, project

    def content(self, path: str) -> bytes:
        """What is answered, be it that our own code fails; raises HTTPError where nothing is found."""
        try:
            with urlopen(f"{self.address}{path}", timeout=LONGEST) as answer:  # noqa: S310 - our own address
                return bytes(answer.read())
        except HTTPError as error:
            if error.code != 500:
                raise
            return error.read()

    def page(self, path: str) -> str:
        return self.content(path).decode()

    def found(self, path: str) -> bytes | None:
        """What stands at an address, if anything does."""
        try:
            return self.content(path)
        except HTTPError as error:
            if error.code != 404:
                raise
            return None

    def has(self, path: str) -> bool:
        return self.found(path) is not None

    def answer_where_nothing_is(self) -> str:
        try:
            self.content("zzyzx/nowhere/")
        except HTTPError as error:
            return error.read().decode()
        raise AssertionError("something is there")

    def terminal(self) -> str:
        return (self.project / TERMINAL).read_text(encoding="utf-8")

    def wait_until_told(self, words: str, since: int) -> None:
        """Waits until the terminal tells something, after so many characters."""
        end = time.monotonic() + LONGEST
        while words not in self.terminal()[since:]:
            assert time.monotonic() < end, f"never told in the terminal: {words}"
            time.sleep(0.05)

    def times_taken_in(self) -> int:
        return self.terminal().count("Reloading browsers")

    def wait_until_taken_in(self, before: int) -> None:
        """Waits until more was taken in than before, and nothing further is: only silence tells that it was all."""
        end, quiet_since = time.monotonic() + LONGEST, None
        while (now := time.monotonic()) < end:
            terminal, taken_in = self.terminal(), self.times_taken_in()
            is_quiet = taken_in > before and terminal.count("Detected file changes") == taken_in
            quiet_since = (quiet_since or now) if is_quiet else None
            if quiet_since is not None and now - quiet_since > QUIET:
                return
            time.sleep(0.05)
        raise AssertionError("what was saved is never taken in")

    def calls(self, shown: str) -> bool:
        """Whether a page as it was shown is asked to load again; waits until there is something newer."""
        epoch = re.search(r'data-epoch="(\d+)"', shown)
        assert epoch, "the page never asks"
        return float(self.page(f"livereload/{epoch[1]}/1")) > float(epoch[1])

    def followed(self, page: str, shown: str, until: Callable[[str], bool]) -> str:
        """The page once it shows what is wanted, loaded again as often as the preview asks for it, and no oftener."""
        end = time.monotonic() + LONGEST
        while not until(shown):
            assert time.monotonic() < end, "what is wanted is never shown"
            assert self.calls(shown), "the page was never asked to load again"
            shown = self.page(page)
        return shown

    def after_saving(self, file: str, old: str, new: str, page: str, until: Callable[[str], bool]) -> str:
        """The page as the browser shows it after a file was saved, once it shows what is wanted."""
        before = self.page(page)
        path = self.project / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self.followed(page, before, until)


@contextmanager
def preview_of(project: Path, **variables: str) -> Iterator[Reader]:
    """Runs the preview of a project; gives one who reads it, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""} | variables  # as it is used
    with (
        (project / TERMINAL).open("w", encoding="utf-8") as terminal,
        subprocess.Popen(command, cwd=project, env=environment, stdout=terminal, stderr=subprocess.STDOUT) as it,
    ):
        try:
            yield _once_it_answers(Reader(f"http://127.0.0.1:{port}/", project))
        finally:
            it.send_signal(signal.SIGINT)  # as with Ctrl-C, so that it takes away the folder that it answers from


def _once_it_answers(reader: Reader) -> Reader:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        try:
            reader.page("")
            break
        except URLError:
            time.sleep(0.1)
    return reader
