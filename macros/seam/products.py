"""What is published beside the pages: search, print, calendars, feeds, data, and what a host reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.exceptions import Abort

from .. import frame
from ..checked_pages import CODE
from ..feeds.addresses import published_at
from ..feeds.outputs import outputs
from ..hosting import host_files
from ..memory import Made
from ..moved import complaint, moved_pages
from ..pages.searching import INDEX
from ..paper import STYLE, running_titles
from ..reads import digest
from ..regular_files import text_of
from ..searchable import search_index
from ..statements import LanguageCode
from ..workers import across_cores
from .desk import Desk
from .editions import Edition

Group = Callable[[], Mapping[str, bytes]]
"""Makes some files together, by their path in the site."""

MAP_PACKED = "sitemap.xml.gz"
"""What MkDocs makes of the map of the site."""

ROOM, TOLD = "products", "told/"
"""What is told in calendars, feeds and data is remembered piece by piece, under a name that begins so."""


@dataclass(frozen=True)
class Task:
    """Something to be made, and a name for all that it is made from."""

    key: str
    make: Callable[[], Any]


class Products:
    """Files in groups; nothing is made before one of its group is asked for."""

    def __init__(self, desk: Desk, editions: Mapping[LanguageCode, Edition], config: Any) -> None:
        self._desk, self._editions, self._config = desk, editions, config
        self._made: dict[str, Mapping[str, bytes]] = {}
        self._tasks: dict[str, Task] = {}

    @property
    def _groups(self) -> Mapping[str, Group]:
        searches = {path: lambda path=path: {path: self._value(path)} for path in self._indexes}
        return {**searches, STYLE: self._style, "": self._data}

    def every(self) -> Iterator[tuple[str, bytes]]:
        """Yields path and content of every file; what is not remembered is made on all cores."""
        missing = [name for name in (*self._indexes, *self._pieces) if self._recalled(name) is None]
        made = across_cores(lambda name: self._task(name).make(), missing, fewest=2)
        for name, value in zip(missing, made, strict=True):
            self._remember(name, value)
        for name in self._groups:
            yield from self._group(name).items()

    def steps(self) -> Iterator[Callable[[], object]]:
        """Yields what makes all files, step by step; where some cannot be made, the others are."""
        return chain(self._steps_of_data(), self._steps_of_search())

    def _steps_of_data(self) -> Iterator[Callable[[], object]]:
        yield from (partial(self._value, name) for name in self._pieces)
        yield partial(self._group, "")

    def _steps_of_search(self) -> Iterator[Callable[[], object]]:
        for edition in self._editions.values():
            yield from (partial(edition.populate, [page]) for page in edition.pages)
        yield from (partial(self._group, name) for name in (STYLE, *self._indexes))

    @property
    def made(self) -> Mapping[str, bytes]:
        """What was made, by its path."""
        return {path: content for files in self._made.values() for path, content in files.items()}

    def get(self, path: str) -> bytes | None:
        """Returns the content of one file, or nothing where there is no such file, or MkDocs has copied it."""
        if path in self._groups:
            return self._group(path).get(path)
        return None if (Path(self._config.site_dir) / path).is_file() else self._group("").get(path)

    def check_moved(self) -> None:
        """Aborts where an old address is still in use, or leads nowhere."""
        if self._config.extra.get("moved"):
            self._group("")

    def _group(self, name: str) -> Mapping[str, bytes]:
        if name not in self._made:
            self._made[name] = self._groups[name]()
        return self._made[name]

    # What is remembered

    @cached_property
    def _indexes(self) -> Mapping[str, LanguageCode]:
        """The search index of each language, by its path."""
        return {f"{frame.home(code)}{INDEX}": code for code in self._editions}

    @cached_property
    def _pieces(self) -> Mapping[str, Group]:
        """What makes calendars, feeds and data."""
        desk, address = self._desk, self._config.site_url
        made = outputs(desk.programme, desk.languages, address, desk.ledger)
        return {f"{TOLD}{name}": make for name, make in made.items()}

    def _task(self, name: str) -> Task:
        if name not in self._tasks:
            self._tasks[name] = self._telling(name) if name in self._pieces else self._searching(self._indexes[name])
        return self._tasks[name]

    def _value(self, name: str) -> Any:
        found = self._recalled(name)
        return found.value if found is not None else self._remember(name, self._task(name).make())

    def _recalled(self, name: str) -> Made | None:
        return self._desk.memory.recall(ROOM, name, self._task(name).key, self._desk.pages.says)

    def _remember(self, name: str, value: Any) -> Any:
        self._desk.memory.remember(ROOM, name, self._task(name).key, Made(value), self._desk.pages.says)
        return value

    def _searching(self, code: LanguageCode) -> Task:
        """What a browser searches."""
        desk, edition = self._desk, self._editions[code]
        edition.populate_all()
        key = digest(CODE, desk.pages.all_facts, *(f"{path} {page.content}" for path, page in edition.pages.items()))
        return Task(key, lambda: search_index(desk.programme, desk.languages[code], edition.sections()).encode())

    def _telling(self, piece: str) -> Task:
        """A piece of calendars, feeds and data."""
        key = digest(CODE, self._desk.pages.all_facts, self._config.site_url, repr(self._desk.ledger))
        return Task(key, self._pieces[piece])

    # The groups

    def _style(self) -> Mapping[str, bytes]:
        """Returns the print style, which prints the name of the site in the language of the sheet."""
        titles = {code: edition.site_name for code, edition in self._editions.items()}
        try:
            rules = text_of(Path(self._config.docs_dir) / STYLE)
        except (OSError, UnicodeDecodeError):
            raise Abort(f"docs/{STYLE}: not readable; save it as UTF-8") from None
        return {STYLE: (rules + running_titles(titles)).encode()}

    def _data(self) -> Mapping[str, bytes]:
        """Returns calendars, feeds and data, and what a host reads."""
        made = {path: content for piece in self._pieces for path, content in self._value(piece).items()}
        every = {**made, **self._for_hosts(made)}
        self._check_that_none_is_given(every)
        return every

    def _check_that_none_is_given(self, data: Collection[str]) -> None:
        """Aborts where a file of the project would be overwritten by one that is made."""
        of_templates = {*self._config.theme.static_templates, MAP_PACKED}
        given = [Path("docs", path) for path in (*data, *sorted(of_templates))] + [Path("overrides", it) for it in data]
        again = next((path for path in given if (self._desk.project / path).exists()), None)
        if again is not None:
            raise Abort(f"{again.as_posix()}: the site writes this file itself; take it away")

    def _for_hosts(self, data: Collection[str]) -> Mapping[str, bytes]:
        """Returns what a host reads, and the pages at old addresses; aborts where one cannot lead on."""
        address, extra = self._config.site_url, self._config.extra
        moved, contact = extra.get("moved") or {}, extra.get("security_contact") or f"{address}about/#mistake"
        pages = [page.file.dest_uri for edition in self._editions.values() for page in edition.pages.values()]
        hosts = host_files(address, urlsplit(address).path, contact, self._desk.programme.last_read, moved)
        built = (*pages, *data, *hosts, *self._files())
        mistake = complaint(moved, {path.removesuffix("index.html") for path in built})
        if mistake:
            raise Abort(f"mkdocs.yml: {mistake}")
        there = moved_pages(moved, self._desk.languages, published_at(address))
        return {path: text.encode() for path, text in {**hosts, **there}.items()}

    def _files(self) -> Iterator[str]:
        """Yields the files that MkDocs writes, but for what it makes of templates for each language."""
        files = (file for edition in self._editions.values() for file in edition.files)
        yield from (file.dest_uri for file in files if file.inclusion.is_included())
        yield from (*self._config.theme.static_templates, MAP_PACKED)
