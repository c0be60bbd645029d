"""The build of a language by MkDocs, some of its steps done otherwise.

Pages are made together, or later, by an edition; of the theme's files only our own are published; git is not asked for
what no page tells; and in a preview no file is seen half written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from mkdocs import utils
from mkdocs.commands import build as loop
from mkdocs.structure.files import Files
from mkdocs_macros import context

EVENTS = "macros-seam"

BESIDE = ".written.tmp"
"""What a file is called until it is whole; none that is published has such a name."""


def _own(place: Any, name: str) -> Any:
    """Returns a step of MkDocs' own, also when `mkdocs serve` has loaded this module before."""
    step = getattr(place, name)
    return getattr(step, "stands_for", step)


own_populate_page, own_build_page = _own(loop, "_populate_page"), _own(loop, "_build_page")
own_add_files_from_theme = _own(Files, "add_files_from_theme")
own_write_file, own_copy_file = _own(utils, "write_file"), _own(utils, "copy_file")


def populate_page(page: Any, config: Any, files: Any, *rest: Any) -> None:
    """Gives a page its body, and with the first page of a language all the others; a preview makes pages when asked."""
    events = config.plugins.get(EVENTS)
    if events is None:
        own_populate_page(page, config, files, *rest)
    else:
        events.populate(config)


def build_page(page: Any, config: Any, files: Any, nav: Any, env: Any, *rest: Any, **more: Any) -> None:
    """Writes a page as it is published."""
    events = config.plugins.get(EVENTS)
    if events is None:
        own_build_page(page, config, files, nav, env, *rest, **more)
        return
    events.write_sheet(page)


def add_files_from_theme(files: Any, env: Any, config: Any) -> None:
    """Adds what `overrides/` holds beside templates; of Material's twelve thousand files none is used as it is."""
    if EVENTS in config.plugins:
        env = env.overlay(loader=FileSystemLoader(config.theme.custom_dir))
    own_add_files_from_theme(files, env, config)


def get_git_info() -> dict[str, str]:
    """Tells mkdocs-macros nothing of the last commit; it asks git twelve times for each language."""
    return {}


def clear_by(clear: Callable[[], None]) -> None:
    """Lets the folder of the site be cleared otherwise than by MkDocs, once."""
    own = utils.clean_directory

    def instead(directory: str) -> None:
        utils.clean_directory = own
        clear()

    utils.clean_directory = instead


def write_file(content: bytes, output_path: str) -> None:
    """Writes a file whole, for who is answered meanwhile."""
    _put_whole(own_write_file, content, output_path)


def copy_file(source_path: str, output_path: str) -> None:
    """Copies a file whole, for who is answered meanwhile."""
    _put_whole(own_copy_file, source_path, output_path)


def _put_whole(make: Callable[[Any, str], None], origin: Any, path: str) -> None:
    """Makes a file beside its place, then puts it there."""
    place = Path(path)
    beside = place.with_name(BESIDE)
    make(origin, str(beside))
    beside.replace(place)


def take_over(*, answers_meanwhile: bool) -> None:
    """Puts these steps in place of the others' own; those that write files, where they are looked at meanwhile."""
    whole: tuple[tuple[Any, str, Any], ...] = ((utils, "write_file", write_file), (utils, "copy_file", copy_file))
    steps: tuple[tuple[Any, str, Any], ...] = (
        *(whole if answers_meanwhile else ()),
        (loop, "_populate_page", populate_page),
        (loop, "_build_page", build_page),
        (Files, "add_files_from_theme", add_files_from_theme),
        (context, "get_git_info", get_git_info),
    )
    for place, name, step in steps:
        step.stands_for = _own(place, name)
        setattr(place, name, step)
