"""What MkDocs and templates complain of, in the words of the project: file, line if it is known, fault, the way out."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from jinja2 import Environment, TemplateNotFound
from mkdocs.exceptions import Abort

from ..faults import closed, said
from ..page_files import is_passing
from ..places import place_in_code
from ..problems import did_you_mean

log = logging.getLogger("mkdocs.templates")

SETTINGS, TEMPLATES = "mkdocs.yml", "overrides"

_LINK = re.compile(
    r"Doc file '(?P<file>[^']+)' contains an? (?P<kind>absolute |unrecognized relative )?link '(?P<link>.*?)', "
    r"(?P<what>(?:but the doc '(?P<doc>[^']+)'|but there is no such anchor)?.*?)"
    r"(?: Did you mean (?P<meant>'.*')\?)?$"
)
_NOT_IN_NAV = re.compile(r'The following pages exist in the docs directory, .*"nav" configuration:\n')
_NO_PAGE = re.compile(r"A reference to '(?P<page>[^']+)' is included in the 'nav' configuration")
_AT_A_HOST = re.compile(r"An absolute path to '(?P<page>[^']+)' is included in the 'nav' configuration")
_SETTING = re.compile(r"Config value '(?P<key>[^']+)': (?P<what>.*)", re.DOTALL)
_NOT_YAML = re.compile(r"MkDocs encountered an error parsing the configuration file: (?P<what>.*)", re.DOTALL)
_TRACE = re.compile(r"\n  File .*\n(?=\S)", re.DOTALL)
_NO_MAPPING = re.compile(r"The configuration is invalid\. Expected a key-value mapping")
_NO_SETTINGS = re.compile(r"Config file '.*' does not exist\.")
_YAML_PLACE = re.compile(r"\s*in \"[^\"]*\", line (\d+), column \d+:?")
_IDS = re.compile(r"""\{[^}\n]*#([\w-]+)[^}\n]*\}|\bid=["']([\w-]+)["']""")


def in_our_words(message: str, project: Path) -> list[str]:
    """Returns the mistakes that a message of MkDocs tells, one line each; what is none of these, as it is."""
    for form, told in _FORMS.items():
        found = form.match(message)
        if found:
            return list(told(found, project))
    return message.splitlines()


def in_one_line(error: BaseException, project: Path, room: str = ".") -> str:
    """Returns where in the project, or in a room of it, something went wrong, and what; no traceback."""
    if isinstance(error, ImportError) and isinstance(error.__context__, ImportError):
        error = error.__context__  # of which mkdocs-macros says only that something is not there
    place = place_in_code(error, project, room)
    if isinstance(error, TemplateNotFound):
        if is_passing(Path(str(error.name))):
            return f'{place}template "{error.name}" has the name of what editors leave behind; name it otherwise'
        return f'{place}no template "{error.name}" stands in {TEMPLATES}/ or the theme; name one that does'
    return closed(error, project) or place + said(error)


def in_project(path: Path, project: Path) -> str:
    """Returns what a file is called in the project; one that stands elsewhere keeps its whole name."""
    return (path.relative_to(project) if path.is_relative_to(project) else path).as_posix()


def place_of(project: Path, file: str, words: str) -> str:
    """Returns a file and the first line on which words stand in it; the file alone where a macro wrote them."""
    lines = _text(project, file).splitlines()
    return next((f"{file}:{number}" for number, line in enumerate(lines, 1) if words in line), file)


def with_mistakes_in_one_line(env: Environment, project: Path) -> None:
    """Has what fails in a template, be it in what the template calls, stop with one line that names its place there."""
    raise_as_jinja_does = env.handle_exception

    def handle_exception(source: str | None = None) -> NoReturn:
        try:
            raise_as_jinja_does(source)
        except Abort:
            raise  # of a template inside this one
        except Exception as error:
            log.debug("", exc_info=True)
            raise Abort(in_one_line(error, project, TEMPLATES)) from None

    env.handle_exception = handle_exception  # type: ignore[method-assign]


class InOurWords(logging.Filter):
    """Puts what is about to be printed into our words."""

    def __init__(self, project: Path) -> None:
        super().__init__()
        self._project = project

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes warnings and errors; lets everything pass."""
        if record.levelno >= logging.WARNING:
            record.msg, record.args = "\n".join(in_our_words(record.getMessage(), self._project)), None
        return True


def _link(found: re.Match[str], project: Path) -> Iterator[str]:
    file, link = f"docs/{found['file']}", found["link"]
    yield f'{place_of(project, file, f"({link})")}: link "{link}" {_wrong_with(found, project)}'


def _wrong_with(found: re.Match[str], project: Path) -> str:
    """Returns what is wrong with a link, and what would be right."""
    meant = f'; did you mean "{found["meant"].strip(chr(39))}"?' if found["meant"] else ""
    if "anchor" in found["what"]:
        doc = f"docs/{found['doc'] or found['file']}"
        ids = [first or second for first, second in _IDS.findall(_text(project, doc))]
        return f"leads to no part of {doc}" + (
            did_you_mean(found["link"].partition("#")[2], ids) or "; name the id of a heading there"
        )
    if found["kind"] == "absolute ":
        return "is an address on this host" + (meant or "; name the file of the page, such as ../about.md")
    if found["kind"]:
        return "names no file" + (meant or "; name the file of a page, such as about.md")
    if "assets/" in found["link"]:
        return "leads to no file" + (meant or "; name one that stands in docs/assets/, such as ../assets/icon.svg")
    return "leads to no page" + (meant or f"; name a page that stands in docs/{found['file'].partition('/')[0]}/")


def _not_in_nav(found: re.Match[str], _project: Path) -> Iterator[str]:
    for line in found.string[found.end() :].splitlines():
        yield f"docs/{line.strip(' -')}: page in no navigation; name it under nav: in {SETTINGS}, or take it away"


def _no_page(found: re.Match[str], project: Path) -> Iterator[str]:
    page = found["page"]
    place = place_of(project, SETTINGS, page)
    yield f'{place}: nav names "{page}", which is no page; write it in each language, or take the line out'


def _at_a_host(found: re.Match[str], project: Path) -> Iterator[str]:
    page = found["page"]
    place = place_of(project, SETTINGS, page)
    yield f'{place}: nav names "{page}", an address on this host; name the file of the page, such as about.md'


def _setting(found: re.Match[str], project: Path) -> Iterator[str]:
    key, what = found["key"], _TRACE.sub(" ", found["what"])
    yield f"{place_of(project, SETTINGS, f'{key}:')}: {key}: {' '.join(what.split())}"


def _not_yaml(found: re.Match[str], _project: Path) -> Iterator[str]:
    lines = _YAML_PLACE.findall(found["what"])
    place = f"{SETTINGS}:{lines[-1]}" if lines else SETTINGS
    yield f"{place}: not YAML: {' '.join(_YAML_PLACE.sub(' ', found['what']).split())}"


def _no_mapping(_found: re.Match[str], _project: Path) -> Iterator[str]:
    yield f"{SETTINGS}: no settings; write them as key: value"


def _no_settings(_found: re.Match[str], _project: Path) -> Iterator[str]:
    yield f"{SETTINGS}: does not exist; put it back"


_FORMS: dict[re.Pattern[str], Callable[[re.Match[str], Path], Iterator[str]]] = {
    _LINK: _link,
    _NOT_IN_NAV: _not_in_nav,
    _NO_PAGE: _no_page,
    _AT_A_HOST: _at_a_host,
    _SETTING: _setting,
    _NOT_YAML: _not_yaml,
    _NO_SETTINGS: _no_settings,
    _NO_MAPPING: _no_mapping,
}


def _text(project: Path, file: str) -> str:
    path = project / file
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
