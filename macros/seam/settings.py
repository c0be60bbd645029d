"""What the site asks of settings and code, so that every build is whole and shows nothing that changed meanwhile."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from mkdocs.exceptions import Abort
from mkdocs.utils.yaml import yaml_load

import macros

from ..reads import digest
from ..statements import LANGUAGES
from .complaints import SETTINGS, TEMPLATES, place_of

PLUGINS = {"macros", "i18n"}
"""Plugins of which it is known what they read."""

READING = {"pymdownx.b64", "pymdownx.emoji", "pymdownx.snippets"}
"""Extensions of Markdown that read files."""

_INHERITS = re.compile(r"""^["']?INHERIT["']?\s*:""", re.MULTILINE)

DIFFERING = {"locale", "name", "link", "build", "default", "site_name", "nav_translations"}
"""What one language may have otherwise than the others; of the rest, MkDocs has one for all of them."""

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
    told += _strange_code(project)
    if told:
        raise Abort("\n".join(told))


def named(config: Any) -> str:
    """Returns a name for what the settings say of everything but the navigation."""
    with Path(config.config_file_path).open("rb") as file:
        settings = yaml_load(file)
    return digest(config.theme.name, *(f"{key} {value!r}" for key, value in settings.items() if key != "nav"))


def _complaints(config: Any, project: Path) -> Iterator[tuple[str, str]]:
    """Yields what is wrong, after words that stand where it is."""
    if _INHERITS.search(Path(config.config_file_path).read_text(encoding="utf-8")):
        yield "INHERIT", "INHERIT: write the settings here; a preview looks at no other file"
    built = [it.locale for it in config.plugins["i18n"].config.languages if it.build]
    if built != list(LANGUAGES):
        wanted = ", ".join(LANGUAGES)
        yield "languages:", f"languages: must be {wanted} with build: true, in this order (found {', '.join(built)})"
    for language in config.plugins["i18n"].config.languages:
        given = [key for key, value in language.items() if value is not None and key not in DIFFERING]
        yield from (("languages:", f"languages: {language.locale}: {key} is one for all languages") for key in given)
    for key, found, wanted in (
        ("docs_dir", config.docs_dir, "docs"),
        ("custom_dir", config.theme.custom_dir, TEMPLATES),
    ):
        if not found or Path(found).resolve() != (project / wanted).resolve():
            yield f"{key}:", f"{key}: must be {wanted}, the folder that is looked at for changes"
    if not config.use_directory_urls:
        yield "use_directory_urls:", "use_directory_urls: must be true; calendars and feeds give such addresses"
    read = "reads what no build looks at, so its pages would go stale; make a macro of it"
    yield from (("hooks:", f'hooks: "{name}" {read}') for name in config.hooks)
    plugins = [name.removeprefix("material/") for name in config.plugins if name not in config.hooks]
    yield from (("plugins:", f'plugins: "{name}" {read}') for name in plugins if name not in PLUGINS)
    extensions = [name for name in config.markdown_extensions if _reads(name)]
    yield from (("markdown_extensions:", f'markdown_extensions: "{name}" {read}') for name in extensions)


def _reads(extension: str) -> bool:
    """Whether an extension of Markdown may read files: another's than Python-Markdown's and PyMdown's."""
    module = extension.partition(":")[0]
    name = module.removeprefix("markdown.extensions.")
    own = "." not in name and find_spec(f"markdown.extensions.{name}") is not None
    return not own and (module in READING or not module.startswith("pymdownx."))


def _strange_code(project: Path) -> Iterator[str]:
    """Yields what is wrong with code that runs: changed since, where it cannot be imported anew, or out of sight."""
    if Path(macros.__file__).read_bytes() != macros.OWN:
        yield "macros/__init__.py: taken in only at the start; start again"
    inside, known = f"{project}/", tuple(f"{place}/" for place in (*map(project.joinpath, macros.ROOMS), sys.prefix))
    files = {Path(file).as_posix() for it in [*sys.modules.values()] if (file := getattr(it, "__file__", None))}
    for file in sorted(files):
        if file.startswith(inside) and not file.startswith(known):
            yield f"{file.removeprefix(inside)}: code stands in macros/, where a change of it is seen; move it there"
