"""One trilingual site of N pages a language, as our project builds it and as any other tool can."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.language import Language
from macros.load import load_programme
from macros.page_files import page_texts
from macros.programme import Programme
from macros.statements import LANGUAGES, LanguageCode
from macros.templates import parts, render
from macros.translator_notes import without_notes

from .lookups import Lookups
from .pages import Writer, nav
from .sentences import answers, pool

PROJECT = Path(__file__).resolve().parent.parent
OWN_PARTS = ("data", "docs", "l10n", "macros", "overrides", "mkdocs.yml", "pyproject.toml")
SEED = 2011
COLUMNS = ("column-meeting", "column-dates", "column-place", "column-who", "column-source")

_NAV = re.compile(r"^nav:\n(?:[ #].*\n)*", re.MULTILINE)


Pages = Mapping[LanguageCode, Mapping[str, str]]
"""The text of pages by language and path."""


class TooFewError(Exception):
    """A site is asked for that is smaller than our own."""


@dataclass(frozen=True)
class Site:
    """The pages of a site by language and path: our own, and as many generated ones as make up the number."""

    pages: int
    """Pages of one language."""
    own: Pages
    generated: Pages
    nav: str
    """The navigation, as `mkdocs.yml` writes it."""


def site(pages: int | None = None) -> Site:
    """Returns a site of so many pages a language; without a number, our own and nothing else.

    Raises TooFewError where our own pages are more.
    """
    programme = load_programme(PROJECT / "data")
    lookups = {code: Lookups(PROJECT / "data", code) for code in LANGUAGES}
    own = page_texts(PROJECT / "docs", [])
    count = 0 if pages is None else pages - len(own["en"])
    if count < 0:
        raise TooFewError(f"N={pages} is fewer than our own {len(own['en'])} pages; write N=own, or more")
    drawn = pool(PROJECT / "docs", lookups)
    columns = {code: {key: programme.phrases[key][code] for key in COLUMNS} for code in LANGUAGES}
    generated = {
        code: dict(Writer(code, drawn, lookups[code], columns[code], count, SEED).pages()) for code in LANGUAGES
    }
    found = _NAV.search((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert found  # noqa: S101 - our own file has one
    return Site(len(own["en"]) + count, own, generated, found[0].rstrip("\n") + "\n" + nav(count))


def write_own(site: Site, folder: Path) -> None:
    """Writes a copy of our project with the pages of a site; what stood in the folder is thrown away."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in OWN_PARTS:
        if (PROJECT / part).is_dir():
            shutil.copytree(PROJECT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(PROJECT / part, folder / part)
    (folder / "data/published.json").unlink()  # a date is going to change, and no correction to be written
    configuration = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_NAV.sub(lambda _: site.nav, configuration), encoding="utf-8")
    write_pages(site.generated, folder / "docs")


def write_pages(pages: Pages, folder: Path) -> None:
    """Writes pages under a folder, each under its language."""
    for code, texts in pages.items():
        for path, text in texts.items():
            file = folder / code / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def simple_pages(site: Site) -> Pages:
    """Returns every page with no other calls than the simple look-ups answer; the rest is filled in already.

    Other tools so have less to do for our own pages than we: they do not make tables, lists and drawings.
    """
    programme = load_programme(PROJECT / "data")
    lookups = {code: Lookups(PROJECT / "data", code) for code in LANGUAGES}
    return {
        code: {
            **{page: _simple(text, page, programme, code, lookups[code]) for page, text in site.own[code].items()},
            **site.generated[code],
        }
        for code in LANGUAGES
    }


def _simple(text: str, page: str, programme: Programme, code: LanguageCode, lookups: Lookups) -> str:
    language = Language(code, programme.phrases)

    def complain(line: int, message: str) -> None:
        raise ValueError(f"docs/{code}/{page}:{line}: {message}")

    return "".join(
        part
        if isinstance(part, str)
        else f"{{{{ {part} }}}}"
        if answers(part, lookups)
        else render(f"{{{{ {part} }}}}", page, programme, language, complain)
        for part in parts(without_notes(text).lstrip(), complain)
    )
