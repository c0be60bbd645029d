"""What the site asks of settings and code, so that every build is whole and shows nothing that changed meanwhile."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import MethodType
from typing import Any

import click
from mkdocs.exceptions import Abort

from ..reads import digest
from ..statements import LANGUAGES, LanguageCode
from .complaints import SETTINGS, TEMPLATES, in_project, place_of
from .unseen_code import place_out_of_sight, strange_code, unseen

PLUGINS = {"macros", "i18n"}
"""Plugins of which it is known what they read."""

READING = {"pymdownx.b64", "pymdownx.emoji", "pymdownx.snippets"}
"""Extensions of Markdown that read files."""

_MOMENT = re.compile(r"[0-9]{1,11}")
"""A number of seconds; with one digit more, what it counts from 1970 may be after the last year that Python knows."""

_INHERITS = re.compile(r"""^["']?INHERIT["']?\s*:""", re.MULTILINE)

DIFFERING = {"locale", "name", "link", "build", "default", "site_name", "nav_translations"}
"""What one language may have otherwise than the others; of the rest, MkDocs has one for all of them."""

PAGES_AND_PLACES = {
    *("nav", "exclude_docs", "draft_docs", "not_in_nav"),
    *("config_file_path", "docs_dir", "site_dir", "watch", "dev_addr", "theme", "plugins", "hooks"),
}
"""Settings that say which pages there are, which is told of otherwise, or that are named apart or show on no page."""

OPTIONS = {
    "clean": (False, "--dirty leaves what was taken away; a build makes no page anew that comes out the same anyway"),
    "build_type": ("dirty", "--dirty is what a preview does anyway, and rightly; leave it out"),
    "livereload": (False, "--no-livereload leaves no one to make the pages; leave it out"),
}
"""Options of MkDocs' commands under which a site would not be whole, and why."""


def heed(config: Any, project: Path) -> None:
    """Aborts, one line for each, where the settings ask for what the site is not made for."""
    asked = click.get_current_context(silent=True)
    for option, (value, why) in OPTIONS.items():
        if asked is not None and asked.params.get(option) == value:
            raise Abort(f"mkdocs {asked.info_name}: {why}")
    told = [f"{place_of(project, SETTINGS, words)}: {complaint}" for words, complaint in _complaints(config, project)]
    told += [*strange_code(project), *_strange_surroundings(config, project)]
    if told:
        raise Abort("\n".join(told))


def command() -> str | None:
    """Returns the command of MkDocs that is running, where one is."""
    context = click.get_current_context(silent=True)
    return context.info_name if context else None


def named(config: Any) -> str:
    """Returns a name for what MkDocs has loaded of the settings, whatever their file says by now."""
    return digest(_said(_shown(config)))


def _shown(config: Any) -> list[Any]:
    """Returns the settings that show on pages."""
    plugins = sorted((name, plugin.config) for name, plugin in config.plugins.items() if name in PLUGINS)
    rest = sorted((key, value) for key, value in config.items() if key not in PAGES_AND_PLACES)
    return [config.theme.name, sorted(config.theme.items()), plugins, rest]


def _said(value: Any) -> str:
    """Returns what a setting says, the same in every build: code by its name, not by where it lies in memory."""
    inside = _inside(value)
    if inside is not None:
        return f"{type(value).__name__}[{', '.join(map(_said, inside))}]"
    return _name(value) if hasattr(value, "__qualname__") else repr(value)


def _name(code: Any) -> str:
    return f"{getattr(code, '__module__', None) or 'builtins'}.{code.__qualname__}"


def _code_in(value: Any) -> Iterator[Any]:
    """Yields the functions and classes that a setting names (`!!python/name:`)."""
    yield from (it for inner in _inside(value) or () for it in _code_in(inner))
    if hasattr(value, "__qualname__"):
        yield value


def _inside(value: Any) -> Iterable[Any] | None:
    """Returns what a setting is made of, if it is of several parts."""
    if isinstance(value, partial):
        return (value.func, value.args, value.keywords)
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, re.Pattern):
        return (value.pattern, value.flags)  # of which Python otherwise says only the beginning
    return value if isinstance(value, list | tuple) else None


def site_names(config: Any) -> dict[LanguageCode, str]:
    """Returns the name of the site in each language; `config` is as the first language has it."""
    own = {it.locale: it.site_name for it in config.plugins["i18n"].config.languages}
    return {code: own.get(code) or config.site_name for code in LANGUAGES}


def _complaints(config: Any, project: Path) -> Iterator[tuple[str, str]]:
    """Yields what is wrong, after words that stand where it is."""
    if _INHERITS.search(Path(config.config_file_path).read_text(encoding="utf-8")):
        yield "INHERIT", "INHERIT: write the settings here; a preview looks at no other file"
    if "i18n" not in config.plugins:
        yield "plugins:", "plugins: i18n is missing; it makes the languages"
        return
    yield from _wrong_languages(config.plugins["i18n"].config)
    for key, found, wanted in (
        ("docs_dir", config.docs_dir, "docs"),
        ("custom_dir", config.theme.custom_dir, TEMPLATES),
    ):
        if not found or Path(found).resolve() != (project / wanted).resolve():
            yield f"{key}:", f"{key}: must be {wanted}, the folder that is looked at for changes"
    if not config.use_directory_urls:
        yield "use_directory_urls:", "use_directory_urls: must be true; calendars and feeds give such addresses"
    yield from _wrong_addresses(config)
    if config.extra_templates:
        way_out = (
            "no build finds them beside the languages; put them into overrides/, named as static_templates: of theme:"
        )
        yield "extra_templates:", f"extra_templates: {way_out}"
    translated = [it.nav_translations or {} for it in config.plugins["i18n"].config.languages]
    for title in (*_titles(config.nav), *(title for it in translated for title in it.values())):
        if re.search(r"\{[{%]", title):
            yield title, f'nav: "{title}" holds a macro; name no title there, and the page gives its own'
    yield from _what_reads(config)
    yield from _what_names_code(config, project)


def _wrong_languages(config: Any) -> Iterator[tuple[str, str]]:
    built = [it.locale for it in config.languages if it.build]
    if built != list(LANGUAGES):
        wanted = ", ".join(LANGUAGES)
        yield "languages:", f"languages: must be {wanted} with build: true, in this order (found {', '.join(built)})"
    for language in config.languages:
        given = [key for key, value in language.items() if value is not None and key not in DIFFERING]
        yield from (("languages:", f"languages: {language.locale}: {key} is one for all languages") for key in given)
    if config.docs_structure != "folder":
        yield "docs_structure:", "docs_structure: must be folder; each language stands in its own"


def _titles(nav: Any) -> Iterator[str]:
    """Yields the titles that a navigation gives."""
    for title, inside in (pair for item in nav or () if isinstance(item, Mapping) for pair in item.items()):
        yield str(title)
        yield from _titles(inside if isinstance(inside, list) else ())


def _what_names_code(config: Any, project: Path) -> Iterator[tuple[str, str]]:
    """Yields what names code that no build knows to have changed."""
    for code in _code_in(_shown(config)):
        place = place_out_of_sight(_name(code).partition(".")[0])
        if place is not None:
            yield _name(code), f"{_name(code)} {unseen(place, project)}"
        elif "<" in code.__qualname__ or isinstance(code, MethodType):
            yield code.__module__, f"{_name(code)} may be one of several; name a function of a module"


def _what_reads(config: Any) -> Iterator[tuple[str, str]]:
    """Yields what reads files of which no build knows, or may."""
    read = "reads what no build looks at, so its pages would go stale; make a macro of it"
    yield from (("hooks:", f'hooks: "{name}" {read}') for name in config.hooks)
    modules = config.plugins["macros"].config["modules"]
    yield from (("modules:", f'modules: "{name}" {read}') for name in modules)
    plugins = [name.removeprefix("material/") for name in config.plugins if name not in config.hooks]
    yield from (("plugins:", f'plugins: "{name}" {read}') for name in plugins if name not in PLUGINS)
    extensions = [name for name in config.markdown_extensions if _reads(name)]
    yield from (("markdown_extensions:", f'markdown_extensions: "{name}" {read}') for name in extensions)


def _wrong_addresses(config: Any) -> Iterator[tuple[str, str]]:
    if not config.site_url:
        yield "site_url:", "site_url: must be the address of the site; calendars and feeds give it (found none)"
    elif re.search(r"[?#]", config.site_url):
        yield "site_url:", f'site_url: must be an address without "?" and "#" (found {config.site_url})'
    moved = config.extra.get("moved") or {}
    if not isinstance(moved, Mapping) or not all(isinstance(it, str) for pair in moved.items() for it in pair):
        yield "moved:", f"moved: must name old addresses and new ones, such as old/: about/ (found {moved!r})"
    for key in ("security_contact", "edit_address"):
        if not isinstance(config.extra.get(key) or "", str):
            yield f"{key}:", f"{key}: must be an address (found {config.extra[key]!r})"


def _reads(extension: str) -> bool:
    """Whether an extension of Markdown may read files: another's than Python-Markdown's and PyMdown's."""
    module = extension.partition(":")[0]
    name = module.removeprefix("markdown.extensions.")
    own = "." not in name and find_spec(f"markdown.extensions.{name}") is not None
    return not own and (module in READING or not module.startswith("pymdownx."))


def _strange_surroundings(config: Any, project: Path) -> Iterator[str]:
    site = Path(config.site_dir)
    if os.path.lexists(site) and not site.is_dir():
        yield f"{in_project(site, project)}: a file, in place of which a folder would be made; take it away"
    moment = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not _MOMENT.fullmatch(moment):
        yield f"SOURCE_DATE_EPOCH: must be a whole number of seconds since 1970 (found {moment!r})"
