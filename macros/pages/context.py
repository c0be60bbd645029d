"""What a fragment is made from: the programme, a language, and the page it stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Any

import htpy as h
from markupsafe import Markup

from ..language import Language
from ..problems import did_you_mean
from ..programme import Programme, Unknown
from ..statements import LanguageCode

SITE = "https://address-of-this-site.invalid/"
"""Stands for the address that the site is published under; only the seam knows that one, and puts it in."""


class MacroError(Exception):
    """A page asks for something that is not there; the message says what would be right."""


@dataclass(frozen=True)
class Context:
    """Where a fragment stands: `page` is a path under a language's folder, such as `meetings/2msp.md`."""

    programme: Programme
    language: Language
    page: str
    expand: Callable[[str], Markup]
    """Fills in the facts that a text of the data asks for."""

    def get(self, kind: str, id: str | int) -> Any:
        """Returns a record by its id; raises MacroError for an id that does not exist."""
        try:
            return self.programme.get(kind, id)
        except Unknown as unknown:
            hint = did_you_mean(unknown.id, unknown.known)
            raise MacroError(f'unknown id "{unknown.id}" among {kind.replace("_", " ")}{hint}') from None

    def link(self, page: str, anchor: str = "") -> str:
        """Returns the address of another page, or of a place in it, relative to this page."""
        fragment = f"#{anchor}" if anchor else ""
        if page == self.page and fragment:
            return fragment
        return f"{_way(page, self.page)}/{fragment}"

    def permanent(self, page: str, anchor: str = "") -> str:
        """Returns the whole address of a page, or of a place in it, under which it can be cited."""
        path = "/".join(filter(None, ("" if self.language.code == "en" else self.language.code, _address(page))))
        return f"{SITE}{path}{'/' if path else ''}{f'#{anchor}' if anchor else ''}"

    def twin(self, code: LanguageCode) -> str:
        """Returns the address of this page in another language, relative to this page; English stands at the root."""
        path = "/".join(filter(None, ("" if code == "en" else code, _address(self.page))))
        return f"{self._root}{path}{'/' if path else ''}" or "./"

    @property
    def _root(self) -> str:
        depth = _address(self.page).count("/") + 1 if _address(self.page) else 0
        return "../" * (depth + (self.language.code != "en"))

    def asset(self, name: str) -> str:
        """Returns the address of a file of docs/assets, which the languages share; English stands at the root."""
        return f"{self._root}assets/{name}"


@lru_cache(maxsize=16384)
def _way(page: str, start: str) -> str:
    """Returns how to get from one page to another, as posixpath.relpath does, which asks the disk where it is."""
    there, here = (_address(it).split("/") if _address(it) else [] for it in (page, start))
    shared = sum(1 for _ in takewhile(lambda steps: steps[0] == steps[1], zip(there, here, strict=False)))
    return "/".join([".."] * (len(here) - shared) + there[shared:]) or "."


def _address(page: str) -> str:
    """Returns the folder a page is served from: `meetings/2msp.md` → `meetings/2msp`, `index.md` → ``."""
    path = page.removesuffix(".md")
    return "" if path == "index" else path.removesuffix("/index")


def choose(value: str, allowed: tuple[str, ...], what: str) -> str:
    """Returns a value that is allowed; raises MacroError for any other."""
    if value not in allowed:
        raise MacroError(
            f"{what} not allowed (found {value}, allowed {', '.join(allowed)}{did_you_mean(value, allowed)})"
        )
    return value


def html(element: h.Renderable) -> Markup:
    """Returns an element as text that needs no further escaping."""
    return Markup(str(element))
