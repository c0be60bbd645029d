"""Which facts are read while something is made from them, so that it is made again only when one of them changes.

A fact is a field of a record, `meetings/2msp/dates`; a phrase, `phrases/legend`; or which records there are:
`meetings`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from .programme import Programme
from .regular_files import content_of
from .statements import LANGUAGES, Record, Spoken

Says = Callable[[str], str]
"""What a fact says now, as a digest; empty where there is no such fact."""

_plain: Callable[[Any, str], Any] = BaseModel.__getattribute__


def digest(*parts: object) -> str:
    """Returns a short name of some values; two lists of values that differ have different names."""
    return hashlib.blake2b("\0".join(map(str, parts)).encode(errors="surrogateescape"), digest_size=12).hexdigest()


def written(project: Path, files: Iterable[Path]) -> str:
    """Returns a short name of some files of a project and of what stands in them."""
    return digest(*(f"{file.relative_to(project)} {content(file)!r}" for file in sorted(files)))


def content(file: Path) -> bytes | str:
    """Returns what stands in a file, or why it cannot be read: one that is missing may be, another may not."""
    try:
        return content_of(file)
    except OSError as error:
        return type(error).__name__


def stamp(files: Iterable[Path]) -> str:
    """Returns a short name of some files that changes whenever one is touched, also where it is put back after."""
    return digest(*(f"{file} {_touched(file)}" for file in sorted(files)))


def _touched(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return found.st_ino, found.st_ctime_ns


def came(file: Path) -> float:
    """Returns when a file was saved or, where that is later, came to be where it is; in seconds since 1970."""
    found = file.stat()
    return max(found.st_mtime, found.st_ctime)


def library(folder: Path) -> str:
    """Returns a name of a library as it was installed, also where its version is the same: its files are listed anew.

    Given is the folder that tells of it. A system that packs it otherwise may keep no list.
    """
    files = folder / "RECORD"
    found = files.stat() if files.is_file() else None
    return f"{folder.name} {found and (found.st_size, found.st_mtime_ns)}"


def said(names: Iterable[str], says: Says) -> str:
    """Returns a digest of what some facts say together."""
    return digest(*(f"{name}={says(name)}" for name in sorted(names)))


class Facts:
    """The facts of one programme by name: which of them are read, and what each says."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._records: dict[int, str] = {id(programme): ""}
        self._inside: dict[int, str] = {}
        self._noted: dict[tuple[int, str], Collection[str]] = {}
        self._says: dict[str, str] = {}
        for kind in type(programme).model_fields:
            for name, record in named(kind, getattr(programme, kind)):
                self._records[id(record)] = f"{name}/"
                for field, value in _fields(record):
                    self._own(value, f"{name}/{field}" if kind != "phrases" else name)

    def _own(self, value: Any, fact: str) -> None:
        """Remembers of which fact each record inside a value is a part."""
        if isinstance(value, tuple):
            for item in value:
                self._own(item, fact)
        elif isinstance(value, BaseModel):
            self._inside[id(value)] = fact
            for _, inner in _fields(value):
                self._own(inner, fact)

    @contextmanager
    def read(self) -> Iterator[set[str]]:
        """Gives the set to which the name of each fact is added that is read inside the block."""
        found: set[str] = set()

        noted = self._noted.get

        def note(record: Record, name: str) -> Any:
            facts = noted((id(record), name))
            found.update(self._note(record, name) if facts is None else facts)
            return _plain(record, name)

        before = Record.__getattribute__
        Record.__getattribute__ = note  # type: ignore[method-assign, assignment]
        try:
            yield found
        finally:
            Record.__getattribute__ = before  # type: ignore[method-assign]

    def _note(self, record: Record, name: str) -> Collection[str]:
        """Returns the facts that are read with an attribute; found once for each record of the programme."""
        if id(record) not in self._records and id(record) not in self._inside:
            return ()  # a record that a macro made for itself, from facts noted when it read them
        facts = tuple(self._facts_in(record, name))
        self._noted[id(record), name] = facts
        return facts

    def _facts_in(self, record: Record, name: str) -> Iterable[str]:
        base, model = self._records.get(id(record), ""), type(record)
        if name.startswith("__") and name != "__dict__":
            return ()
        if id(record) in self._inside:
            return (self._inside[id(record)],)
        if name == "id":
            return ()  # a record with another id is another record: who reads it has read which records there are
        if name in model.model_fields or (issubclass(model, Spoken) and name in LANGUAGES):
            return (base + name if not base.startswith("phrases/") else base.rstrip("/"),)
        if name in ("__dict__", "model_fields_set"):  # compared with another, or which are given: every field is read
            return (base + field for field in model.model_fields)
        return self._gathered(name) if isinstance(getattr(model, name, None), cached_property) else ()

    def _gathered(self, name: str) -> frozenset[str]:
        """Returns the facts from which the programme gathers something once for all pages."""
        if name not in self._derived:
            gather = getattr(type(self.programme), name).func
            with self.read() as found:
                gather(self.programme)
            self._derived[name] = frozenset(found)
        return self._derived[name]

    @cached_property
    def _derived(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _by_name(self) -> dict[str, Any]:
        kinds = type(self.programme).model_fields
        return {name: record for kind in kinds for name, record in named(kind, getattr(self.programme, kind))}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every fact that there is."""
        fields = (f"{name}/{field}" for name, record in self._by_name.items() for field, _ in _fields(record))
        phrases = (name for name in self._by_name if name.startswith("phrases/"))
        return (*type(self.programme).model_fields, *(it for it in fields if not it.startswith("phrases/")), *phrases)

    def says(self, fact: str) -> str:
        """Returns what a fact says now, as a digest; nothing where there is no such fact."""
        if fact not in self._says:
            self._says[fact] = self._digest(fact)
        return self._says[fact]

    def _digest(self, fact: str) -> str:
        if fact in type(self.programme).model_fields:
            return digest(*(name for name, _ in named(fact, getattr(self.programme, fact))))
        record = self._by_name.get(fact)
        if record is not None:
            return digest(repr(record))
        name, _, field = fact.rpartition("/")
        record = self._by_name.get(name)
        if record is None or not hasattr(record, field):
            return ""
        return digest(repr(getattr(record, field)), field in record.model_fields_set)  # given, or there by default


def named(kind: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yields each record of a kind by its name, `meetings/2msp`."""
    if isinstance(value, tuple):
        yield from ((f"{kind}/{record.id}", record) for record in value)
    else:
        yield from ((f"{kind}/{key}", text) for key, text in value.items())


def _fields(record: BaseModel) -> Iterator[tuple[str, Any]]:
    yield from ((field, getattr(record, field)) for field in type(record).model_fields)
