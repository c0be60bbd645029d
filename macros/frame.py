"""What the frame of a page says about it: the page in the other languages, its summary, its contents, its assets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .forms import forms_of
from .languages import own_name
from .page_files import files_in
from .paper import STYLE
from .problems import Unknown, did_you_mean
from .statements import LANGUAGES

FEWEST_HEADINGS = 3
"""A page with fewer headings has no list of contents."""

_SUMMARY = re.compile(r'<p class="summary">(.*?)</p>', re.DOTALL)


@dataclass(frozen=True)
class Alternate:
    """A page in one language: its address under the site's, without the first slash."""

    code: str
    address: str
    is_current: bool

    @property
    def name(self) -> str:
        """The language in its own words."""
        return own_name(self.code)

    @property
    def locale(self) -> str:
        """The language as Open Graph writes it."""
        return forms_of(self.code).locale


def home(code: str) -> str:
    """Returns the address of a language's home page: English stands at the root, `fr/` and `es/` below it."""
    return "" if code == LANGUAGES[0] else f"{code}/"


def alternates(code: str, address: str) -> list[Alternate]:
    """Returns a page in the three languages, in their constant order; `address` is the page's own, in language `code`.

    A page stands at the same address under each language's home (RFC 5646 codes).
    """
    page = address.removeprefix("./").removeprefix(home(code))
    return [Alternate(other, home(other) + page, other == code) for other in LANGUAGES]


def description(html: str) -> str:
    """Returns the first sentence of a page's summary, in plain words, for search engines and previews."""
    found = _SUMMARY.search(html)
    return str(Markup(found[1].splitlines()[0]).striptags()) if found else ""


def opened(html: str) -> tuple[str, str]:
    """Returns a page cut after its summary; the second part is empty where there is none."""
    found = _SUMMARY.search(html)
    return (html[: found.end()], html[found.end() :]) if found else (html, "")


def contents(titles: Sequence[Any], words: Mapping[str, str], *, is_home: bool) -> list[tuple[str, str]]:
    """Returns id and words of the headings under a page's title, or none where a list of them would not help.

    The words of each id are the page's own: MkDocs makes an ordinary space of one at which no line may break.
    """
    ids = [heading.id for title in titles for heading in title.children]
    return [] if is_home or len(ids) < FEWEST_HEADINGS else [(id, words[id]) for id in ids]


@cache
def asset(docs: Path, path: str, titles: str, _look: str) -> str:
    """Returns the address of an asset, which changes with its content, so that a browser may keep it for ever.

    The print style is published with its running titles. Raises Unknown where none of this path stands in docs/assets/.
    """
    assets = {file.relative_to(docs).as_posix() for file in files_in(docs / "assets")}
    if path not in assets:
        raise Unknown(f'no asset "{path}" stands in docs/assets/{did_you_mean(path, assets) or "; put it there"}')
    content = (docs / path).read_bytes() + (titles.encode() if path == STYLE else b"")
    return f"{path}?{hashlib.sha256(content).hexdigest()[:8]}"
