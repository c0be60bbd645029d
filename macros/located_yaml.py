"""YAML as plain values that remember their lines: a small, unsurprising subset of the language.

Words stay words (`no` is the text "no", `2011-06-27` the text of a date); only `true`, `false`, `null` and
decimal integers are read as such, as in the YAML 1.2 core schema. Duplicate keys, anchors, aliases and
tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .problems import Problem
from .regular_files import content_of

Location = tuple[str | int, ...]

LARGEST_FILE = 2_000_000
"""Bytes; the data of the whole programme is a tenth of that."""

DEEPEST = 12
"""Levels of lists and mappings; the data has eight."""

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,8})")
_CONSTANTS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True)
class LocatedValue:
    """The value of one file, which nobody changes, and the line of each key and item in it."""

    file: str
    value: Any
    lines: Mapping[Location, int]

    def line(self, location: Location) -> int:
        """Returns the line of the place named, or of the nearest one around it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def read_yaml(path: Path, name: str, problems: list[Problem]) -> LocatedValue | None:
    """Returns what a YAML file says; adds to the problems, and returns None where nothing could be read."""
    try:
        text = _text(path)
    except _Refused as refused:
        problems += (Problem(name, line, message) for line, message in refused.found)
        return None
    return yaml_in(text, name, problems)


def yaml_in(text: str, name: str, problems: list[Problem]) -> LocatedValue | None:
    """Returns what a YAML text says, as `read_yaml` does; `name` is the file it stands in."""
    before = _read_before.get(name)
    if before is None or before[0] != text:
        before = _read_before[name] = (text, *_read(text, name))  # of many files one is changed, and all are read again
    _, found, mistakes = before
    problems += mistakes
    return found


_read_before: dict[str, tuple[str, LocatedValue | None, Sequence[Problem]]] = {}
"""What each file said when it was last read."""


def _read(text: str, name: str) -> tuple[LocatedValue | None, Sequence[Problem]]:
    problems: list[Problem] = []
    try:
        node = _compose(text)
    except _Refused as refused:
        return None, [Problem(name, line, message) for line, message in refused.found]
    reader = _Reader(name, problems)
    return LocatedValue(name, reader.value(node, ()), reader.lines), problems


class _Refused(Exception):  # noqa: N818 - a word of this module
    """A file that is not read further, with the line and words of each reason."""

    def __init__(self, *found: tuple[int, str]) -> None:
        super().__init__(found)
        self.found = found


def _compose(text: str) -> yaml.Node:
    """Returns the nodes of a YAML text; raises _Refused for one that is not of our subset."""
    try:
        surprises = tuple(_surprises(text))
        node = None if surprises else yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Refused((mark.line + 1 if mark else 1, f"not YAML: {_yaml_words(error)}")) from None
    except yaml.YAMLError as error:
        raise _Refused((1, f"not YAML: {str(error).splitlines()[0]}")) from None
    if node is None:
        raise _Refused(*(surprises or ((1, "empty file"),)))
    return node


def _text(path: Path) -> str:
    """Returns the text of a file of the project; raises _Refused for one that is not to be read."""
    if path.is_symlink():
        raise _Refused((1, "a symbolic link; put the file itself here"))
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _Refused((1, f"too large (found {path.stat().st_size:,} bytes, allowed {LARGEST_FILE:,})"))
        content = content_of(path)
        text = content.decode("utf-8")
    except OSError as error:
        raise _Refused((1, f"cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _Refused((line, "not UTF-8; save the file as UTF-8")) from None
    if text.startswith("\ufeff"):
        raise _Refused((1, "begins with a byte-order mark; save the file as UTF-8 without it"))
    return text


def _surprises(text: str) -> Iterator[tuple[int, str]]:
    """Yields what this subset of YAML leaves out, before anything is built: aliases, anchors, tags, deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            yield line, "YAML alias; write the value out"
        elif getattr(event, "anchor", None):
            yield line, "YAML anchor; take it out and write the value where it is needed"
        elif getattr(event, "tag", None):
            yield line, f"YAML tag {getattr(event, 'tag', None)}; take it out"
        elif isinstance(event, yaml.DocumentStartEvent) and event.explicit:
            yield line, "a second YAML document or a “---” line; one file is one document"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            yield line, f"nested too deep (allowed {DEEPEST})"
            return


def _yaml_words(error: yaml.MarkedYAMLError) -> str:
    return ", ".join(part for part in (error.context, error.problem) if part)


class _Reader:
    """Walks the nodes of one file, writing down lines and refusing surprises."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self.lines: dict[Location, int] = {}

    def _complain(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self.name, node.start_mark.line + 1, message))

    def value(self, node: yaml.Node, location: Location) -> Any:
        """Returns the plain value of a node and notes the lines inside it."""
        self.lines.setdefault(location, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*location, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - YAML has no fourth kind of node
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self._complain(key_node, "a key must be a word")
                continue
            if key in result:
                first = self.lines[(*location, key)]
                self._complain(key_node, f'key "{key}" stands twice (first on line {first})')
                continue
            self.lines[(*location, key)] = key_node.start_mark.line + 1
            result[key] = self.value(value_node, (*location, key))
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = node.value
        if node.style in ("'", '"', "|", ">"):
            return text
        if text in _CONSTANTS or not text:
            return _CONSTANTS.get(text)
        return int(text) if _INTEGER.fullmatch(text) else text
