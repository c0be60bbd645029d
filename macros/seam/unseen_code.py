"""Code of which no build would know that it changed: it stands neither in our rooms nor in a library."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from site import getusersitepackages
from sysconfig import get_path

import macros

from ..page_files import files_in
from ..reads import content
from .complaints import in_project, place_of
from .lasting import ONCE
from .walking import COMPILED

_IMPORTS = re.compile(r"^[ \t]*(?:from[ \t]+(\w+)\S*[ \t]+import\b|import[ \t]+(\w[^\n#]*))", re.MULTILINE)


def strange_code(project: Path) -> Iterator[str]:
    """Yields what is wrong with our code: changed where it cannot be imported anew, or in need of code out of sight.

    A library has its version; of other code outside our rooms no build would know that it changed.
    """
    if content(Path(macros.__file__)) != macros.OWN:
        yield f"macros/__init__.py: {ONCE if Path(macros.__file__).is_file() else 'does not exist; put it back'}"
    for file in (it for room in macros.ROOMS for it in (project / room).rglob("*.pyc") if it.parent.name != COMPILED):
        yield f"{in_project(file, project)}: compiled code, of which no change is seen; put its source there"
    strange: dict[str, Path | None] = {}
    for file in sorted(it for room in macros.ROOMS for it in files_in(project / room) if it.suffix == ".py"):
        code = file.read_text(encoding="utf-8", errors="replace")
        for name in _imported(code):
            if name not in strange:
                strange[name] = place_out_of_sight(name)
            if (place := strange[name]) is not None:
                yield f"{place_of(project, in_project(file, project), name)}: {name} {unseen(place, project)}"


def unseen(place: Path, project: Path) -> str:
    """Returns what is wrong with code that stands in such a place, after its name."""
    return f"stands in {in_project(place, project)}, where no change of it is seen; move it into macros/"


def place_out_of_sight(name: str) -> Path | None:
    """Returns where a package or module stands that is neither ours nor a library's."""
    place = _place_of_module(name) if name not in macros.ROOMS else None
    libraries = map(Path, (sys.prefix, sys.base_prefix, get_path("stdlib"), getusersitepackages()))
    return None if place is None or any(place.is_relative_to(it) for it in libraries) else place


def _imported(code: str) -> Iterator[str]:
    """Yields the name of each package that code imports, but for what is named from where it stands itself."""
    for source, names in _IMPORTS.findall(code):
        yield from [source] if source else [it.split(".")[0].split()[0] for it in names.split(",") if it.strip()]


def _place_of_module(name: str) -> Path | None:
    """Returns where a package or module stands that may be imported, if it is one of Python's files."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return None
    places = [spec.origin, *(spec.submodule_search_locations or ())] if spec else []
    return next((Path(it) for it in places if it and Path(it).exists()), None)
