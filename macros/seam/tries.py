"""What a mistake may stop while a preview goes on: a build, or any other act, and what is told of it then."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from logging import LogRecord
from pathlib import Path
from typing import Any

from mkdocs import utils
from mkdocs.exceptions import Abort, ConfigurationError

import macros

from ..regular_files import content_of
from .complaints import SETTINGS, in_one_line, in_our_words
from .warnings import held_back, let_out

log = logging.getLogger("mkdocs.preview")


def tried(act: Callable[[], object], project: Path) -> tuple[str, ...]:
    """Acts, and returns what is wrong, if anything; a mistake in code or a template must not end the preview."""
    try:
        act()
    except Abort as abort:
        return tuple(str(abort).splitlines())
    except ConfigurationError as error:
        return tuple(in_our_words(str(error), project))
    except (Exception, SystemExit) as error:
        log.debug("", exc_info=True)
        return (in_one_line(error, project),)
    return ()


def with_way_out(act: Callable[[], object], way_out: Callable[[], object], project: Path) -> None:
    """Acts; where a mistake stops that, takes the way out, and aborts with what is wrong with either."""
    mistakes = tried(act, project)
    if mistakes:
        raise Abort("\n".join(dict.fromkeys((*mistakes, *tried(way_out, project)))))


def build(project: Path, newest: Callable[[], Any], build_anew: Callable[[], None]) -> None:
    """Builds the site anew; aborts with what stops MkDocs, in our words."""
    clean_directory = utils.clean_directory
    events, code = newest(), macros.modules()
    with held_back() as warned:
        try:
            if (project / SETTINGS).exists() and not (project / SETTINGS).is_file():
                raise Abort(f"{SETTINGS}: no file; put one in its place")
            settings = None
            while settings != (settings := _content(project / SETTINGS)):
                events, code = newest(), macros.modules()
                _anew(build_anew, warned)  # again, if they were saved after MkDocs had read them
        except Abort as abort:
            said = str(abort)
            own = [] if said.startswith("Aborted with") else said.splitlines()  # how many warnings, and not which
            found = (line for record in warned for line in in_our_words(record.msg, project))
            raise Abort("\n".join([*own, *dict.fromkeys(found)]) or said) from None
        finally:
            utils.clean_directory = clean_directory  # static-i18n keeps it from its work until a build is complete
            if newest() is events:
                sys.modules.update(code)  # by which pages as they were go on being made
    let_out(warned)


def _anew(build_anew: Callable[[], None], warned: list[LogRecord]) -> None:
    """Builds; once more where MkDocs warns of settings, for of those it refused before it keeps what it warned of."""
    try:
        build_anew()
    except Abort as abort:
        if "configuration warning" not in str(abort):
            raise
        warned.clear()
        build_anew()


def _content(file: Path) -> bytes:
    try:
        return content_of(file)
    except OSError:
        return b""  # of which MkDocs tells
