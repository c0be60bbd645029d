"""The data files of the project, each read once: tests load them a thousand times, with one of them changed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from macros.load import FILES
from macros.located_yaml import LocatedValue, read_yaml
from macros.problems import Problem

PROJECT = Path(__file__).resolve().parent.parent
DATA = {name: (PROJECT / "data" / name).read_bytes() for name in FILES}


def read_known(path: Path, name: str, problems: list[Problem]) -> LocatedValue | None:
    """Returns what `read_yaml` does, for which it stands in; a file that is as in the project is not read again."""
    if path.is_file() and not path.is_symlink() and path.read_bytes() == DATA[path.name]:
        return replace(_as_it_is(path.name), file=name)
    return read_yaml(path, name, problems)


@cache
def _as_it_is(name: str) -> LocatedValue:
    found = read_yaml(PROJECT / "data" / name, name, [])
    assert found is not None
    return found
