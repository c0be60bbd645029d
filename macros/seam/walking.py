"""What stands in folders, where links lead, and what changed there before anybody listened.

Nothing here raises over what may not be looked into, as `Path.is_dir` and its like do.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import macros

COMPILED = "__pycache__"
"""The folder in which Python keeps what it compiled."""


def missed(places: Iterable[Path]) -> Iterator[Path]:
    """Yields what changed in places while the site was built first, when nobody listened."""
    return chain(_modules_that_went(), *map(_changed_since, places))


def is_folder(path: Path) -> bool:
    """Whether a folder stands at a path."""
    return os.path.isdir(path)  # noqa: PTH112 - `Path.is_dir` raises over what may not be looked into


def is_link(path: Path) -> bool:
    """Whether a link stands at a path, wherever it leads."""
    return os.path.islink(path)  # noqa: PTH114 - as `is_folder`


def led_to(path: Path) -> Path:
    """Returns the place to which a path leads; links that lead in a circle lead to one of them."""
    return Path(os.path.realpath(path))


def links(path: Path) -> Iterator[Path]:
    """Yields where each link stands by which one gets from a path to what it leads to."""
    seen = set[Path]()
    while is_link(path) and path not in seen:
        seen.add(path)
        path = led_to(path.parent) / path.name
        yield path
        path = path.parent / path.readlink()


def files(place: Path) -> Iterator[Path]:
    """Yields the files of a place, or the one that it is."""
    yield from (path for path in (place, *inside(place)) if os.path.isfile(path))  # noqa: PTH113 - as `is_folder`


def inside(folder: Path) -> Iterator[Path]:
    """Yields what stands in a folder, but for what goes meanwhile."""
    for around, folders, others in os.walk(folder):
        yield from (Path(around) / name for name in (*folders, *others))


def _changed_since(place: Path) -> Iterator[Path]:
    """Yields what changed in a place while the site was built first; of what went, the folder in which it stood."""
    for path in (it for it in (place, *inside(place)) if not is_folder(it / COMPILED)):  # Python compiles there
        try:
            changed = path.stat().st_ctime
        except OSError:
            continue  # it went meanwhile
        if changed > macros.BEGAN:
            yield path


def _modules_that_went() -> Iterator[Path]:
    """Yields where modules that run stood; the folder does not tell, as Python compiles there."""
    places = (Path(module.__file__) for module in macros.modules().values() if module.__file__)
    yield from (place for place in places if not os.path.exists(place))  # noqa: PTH110 - as `is_folder`
