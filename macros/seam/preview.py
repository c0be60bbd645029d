"""`mkdocs serve`, made quick: a page is made when it is looked at, and only if it would come out otherwise.

A saved file is taken in at once, open pages are told to ask again, and what nobody looks at is only checked, later.
A mistake is shown above the last good page and in the terminal; the next save takes it away.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import macros

from ..problems import Problem
from .behind import Step, by_turns, check_links, checks, link_checks
from .beside import Beside
from .complaints import in_project
from .lasting import outdated
from .preview_answers import FILES, Start, answered, can_be, led_on, with_notice, without_content, without_page
from .tries import build, tried, with_way_out
from .turns import Turns
from .warnings import log_answers_apart
from .watching import Watching

log = logging.getLogger("mkdocs.preview")

READERS_FIRST = 0.3
"""Seconds in which an open page asks again for what was saved; until then nothing else is done."""

WRITER_PAUSES = 1.5
"""Seconds without a save after which what stands beside the pages is made; to who goes on writing, it is of no use."""

NOTHING, FAILED = "404 Not Found", "500 Internal Server Error"


class Preview:
    """What `mkdocs serve` shows. By turns, as several requests would share MkDocs' state."""

    def __init__(self, project: Path, newest: Callable[[], Any], server: Any, builder: Callable[[], None]) -> None:
        self._project, self._newest, self._server, self._build_anew = project, newest, server, builder
        self._turns = Turns()
        self._watching = Watching(server)
        self._mistake: tuple[str, ...] = ()
        self._elsewhere: tuple[str, ...] = ()
        self._good: dict[str, str] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._beside = Beside(newest, self._tried)
        self._saved: set[str] = set()
        self._has_templates, self._is_built = False, True
        self._settings: Any = None

    def take_over(self) -> None:
        """Puts itself in place of the server's watching, building and answering."""
        log_answers_apart()
        self._settings = self._newest().config
        sys.dont_write_bytecode = True  # Python takes code saved twice in a second, of one length, for the same
        self._watching.take_over()
        for room in (*macros.ROOMS, "data", "docs", "overrides"):
            self._watching.watch(str(self._project / room))
        self._server.builder = self.take_in
        self._server.set_app(self.answer)
        threading.Thread(target=self._check_the_rest, daemon=True).start()

    # What was saved

    def take_in(self, *_: Any) -> None:
        """Takes in what was saved; a mistake in it is told, and what was there before stays."""
        with self._turns.first():
            self._saved |= {in_project(path, self._project) for path in self._watching.changed()}
            mistake = self._tried(lambda: self._take_in(self._saved))
            if not mistake:
                self._saved = set()
            self._mistake = (*mistake, *outdated(self._newest().config, self._settings))
            self._elsewhere, self._found = (), {}
            self._beside.begin_anew()
            self._say(self._mistake)
        threading.Thread(target=self._check_the_rest, daemon=True).start()

    def _take_in(self, saved: set[str]) -> None:
        """Takes in all that was saved since the last time without a mistake; of pages, also where there is one."""
        self._has_templates = False
        events = self._newest()
        folders = {path.partition("/")[0] for path in saved}
        if self._is_built and not folders - {"data", "docs", "overrides"} and events.has_files_as_they_were():
            events.take_in(saved)
            return
        self._is_built = False
        with_way_out(self._build, events.take_in_known_pages, self._project)
        self._is_built = True

    def _build(self) -> None:
        build(self._project, self._newest, self._build_anew)

    def _tried(self, act: Callable[[], object]) -> tuple[str, ...]:
        return tried(act, self._project)

    def _say(self, problems: Sequence[str]) -> None:
        for problem in problems:
            log.error(problem)

    # What is not looked at

    def _check_the_rest(self) -> None:
        """Checks and makes, behind the reader's back, what nobody looks at; tells what is wrong above every page."""
        events, pages = self._newest(), self._newest().desk.pages
        time.sleep(READERS_FIRST)
        problems: list[Problem] = []
        checked = self._done(pages, chain(checks(pages, problems), [self._write_templates, events.desk.memory.keep]))
        if checked is None:
            return
        found = (*checked, *map(str, sorted({*problems})))
        self._tell_elsewhere(pages, found)
        time.sleep(WRITER_PAUSES)
        made = self._done(pages, self._beside.steps())
        if made is not None:
            self._done(pages, [partial(self._beside.keep, is_all=not made), events.desk.memory.keep])
            links = self._done(pages, link_checks(events.editions.values(), self._project)) or ()
            self._tell_elsewhere(pages, tuple(dict.fromkeys((*found, *made, *links))))

    def _done(self, pages: Any, steps: Iterable[Step]) -> Sequence[str] | None:
        return by_turns(steps, self._turns, self._tried, lambda: self._newest().desk.pages is not pages)

    def _tell_elsewhere(self, pages: Any, found: tuple[str, ...]) -> None:
        with self._turns.last():
            if self._newest().desk.pages is not pages or found == self._elsewhere:
                return
            before, self._elsewhere = self._elsewhere, found
            told = {*before, *self._mistake, *chain.from_iterable(self._found.values())}
            self._say([it for it in found if it not in told])  # in here, or a build would take it for its own
        self._call_open_pages()

    def _write_templates(self) -> None:
        """Writes what the theme publishes beside the pages, unless it has been since something was saved.

        A build has written it too, but without the titles of pages that nobody has looked at.
        """
        if not self._has_templates:
            self._newest().write_templates()
            self._has_templates = True

    def _call_open_pages(self) -> None:
        """Has open pages ask again; while something is taken in, the server is about to do so itself."""
        server = self._server
        with server._rebuild_cond, server._epoch_cond:
            if server._wanted_epoch == server._visible_epoch:
                server._visible_epoch = server._wanted_epoch = server._visible_epoch + 1
                server._epoch_cond.notify_all()

    # What a browser asks for

    def answer(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answers a request (PEP 3333): a page, what is published beside the pages, or a file as MkDocs does."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        answers = list[Iterable[bytes]]()
        problems = self._tried(lambda: answers.append(self._answer(path, environ, start)))
        found = answers[0] if answers else self._answered_problems(path, problems, start)
        return without_content(found) if environ["REQUEST_METHOD"] == "HEAD" else found

    def _answered_problems(self, path: str, problems: tuple[str, ...], start: Start) -> Iterable[bytes]:
        """Answers, where our own code fails at what is asked for, with what is wrong."""
        page = self._with_notice(path, without_page(path), problems, self._server._visible_epoch)
        return answered(start, "index.html", page, FAILED)

    def _answer(self, path: str, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        mount, epoch = self._server.mount_path, self._server._visible_epoch
        if path in FILES:
            return answered(start, path, FILES[path].read_bytes())
        if not can_be(path):
            return self._answered_nothing(start, epoch)
        if path.startswith("/livereload/"):
            return [*self._server.serve_request(environ, start)]  # whether there is something newer
        if self._is_page(f"{path}/"):
            return led_on(start, f"{path}/", environ.get("QUERY_STRING", ""))
        if path.startswith(mount):
            name = path.removeprefix(mount)
            content = self._content(f"{name}index.html" if not name or name.endswith("/") else name)
            if content is not None:
                return answered(start, path if not path.endswith("/") else "index.html", content)
        begun = list[Any]()
        found: Iterable[bytes] = self._server.serve_request(environ, lambda *answer: begun.append(answer))
        if begun[0][0] == NOTHING:
            return self._answered_nothing(start, epoch)
        start(*begun[0])
        return found

    def _is_page(self, address: str) -> bool:
        mount = self._server.mount_path
        edition, _ = self._newest().page_at(f"{address.removeprefix(mount)}index.html")
        return address.startswith(mount) and edition is not None

    def _answered_nothing(self, start: Start, epoch: int) -> Iterable[bytes]:
        """Answers who finds nothing, and follows the preview too, as something may come there."""
        page = self._server.error_handler(404) or NOTHING.encode()
        told = dict.fromkeys((*self._mistake, *self._elsewhere))
        return answered(start, "index.html", with_notice(page.decode(), tuple(told), epoch), NOTHING)

    def _content(self, path: str) -> bytes | None:
        """Returns a file of the site, or nothing where only MkDocs has it."""
        epoch = self._server._visible_epoch
        with self._turns.first():
            edition, page = self._newest().page_at(path)
            if edition is not None:
                return self._page(edition, page, epoch)
            found = self._beside.get(path)
            if found is not None:
                return found
            if self._newest().is_template(path):
                self._tried(self._write_templates)  # what is wrong with them is told behind the reader's back
            return None

    def _page(self, edition: Any, page: str, epoch: int) -> bytes:
        name = f"{edition.code}/{page}"
        checked: list[str] = []
        found = self._tried(lambda: self._make(name, edition, page, checked))
        return self._with_notice(name, self._good.get(name) or without_page(name), found, epoch, checked)

    def _with_notice(
        self, name: str, page: str, found: tuple[str, ...], epoch: int, checked: Sequence[str] = ()
    ) -> bytes:
        """Returns a page with all that is wrong above it; what was found in it is told in the terminal once."""
        if found != self._found.get(name, ()):
            self._say([it for it in found if it not in (*self._mistake, *self._elsewhere)])
        self._found[name] = found
        return with_notice(page, tuple(dict.fromkeys((*self._mistake, *checked, *found, *self._elsewhere))), epoch)

    def _make(self, name: str, edition: Any, page: str, checked: list[str]) -> None:
        """Makes a page, unless its own file holds mistakes; aborts where its links lead nowhere, though it is shown."""
        problems = self._newest().desk.pages.page(page).problems
        checked += map(str, problems)
        if any(it.file == f"docs/{name}" for it in problems):
            return
        self._good[name] = edition.sheet(page)
        check_links(edition, page, self._project)
