"""YAML as plain values that remember their lines: a small, unsurprising subset of the language.

Words stay words (`no` is the text "no", `2011-06-27` the text of a date); only `true`, `false`, `null` and
decimal integers are read as such, as in the YAML 1.2 core schema. Duplicate keys, anchors, aliases and
tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .problems import Problem

Location = tuple[str | int, ...]

_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_CONSTANTS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True)
class LocatedValue:
    """The value of one file, and the line of each key and item in it."""

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
        text = path.read_bytes().decode("utf-8")
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except OSError as error:
        problems.append(Problem(name, 1, f"cannot be read: {error.strerror}"))
        return None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(name, line, "not UTF-8; save the file as UTF-8"))
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.append(Problem(name, mark.line + 1 if mark else 1, f"not YAML: {_yaml_words(error)}"))
        return None
    except yaml.YAMLError as error:
        problems.append(Problem(name, 1, f"not YAML: {str(error).splitlines()[0]}"))
        return None
    if node is None:
        problems.append(Problem(name, 1, "empty file"))
        return None
    reader = _Reader(name, problems)
    return LocatedValue(name, reader.value(node, ()), reader.lines)


def _yaml_words(error: yaml.MarkedYAMLError) -> str:
    return ", ".join(part for part in (error.context, error.problem) if part)


class _Reader:
    """Walks the nodes of one file, writing down lines and refusing surprises."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        self.lines: dict[Location, int] = {}
        self._values: dict[int, Any] = {}

    def _complain(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self.name, node.start_mark.line + 1, message))

    def value(self, node: yaml.Node, location: Location) -> Any:
        """Returns the plain value of a node and notes the lines inside it."""
        self.lines.setdefault(location, node.start_mark.line + 1)
        if id(node) in self._values:
            problem = Problem(self.name, self.lines[location], "YAML alias; write the value out")
            self.problems.append(problem)
            return self._values[id(node)]
        self._values[id(node)] = None  # what an alias inside its own anchor finds
        self._values[id(node)] = self._value(node, location)
        return self._values[id(node)]

    def _value(self, node: yaml.Node, location: Location) -> Any:
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
