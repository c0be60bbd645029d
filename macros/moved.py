"""Addresses that were published and now lead elsewhere: a page for any host, rules for those that read some."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

import htpy as h

from .language import Language
from .languages import is_right_to_left
from .problems import did_you_mean
from .statements import LANGUAGES, LanguageCode

_ADDRESS = re.compile(r"[^\s/?#\\.][^\s/?#\\]*(?:/[^\s/?#\\.][^\s/?#\\]*)*/?")
LONGEST = 200
"""Bytes of an old address; some systems refuse names a little longer."""

Moved = Mapping[str, str]
"""Where each old address leads, both below the home page of a language: `old/` → `new/` or `new/#part`."""


def ways(moved: Moved) -> Iterator[tuple[LanguageCode, str, str]]:
    """Yields language, old and new address of each move, below the address of the site, in every language."""
    for code in LANGUAGES:
        home = "" if code == "en" else f"{code}/"
        for old, new in moved.items():
            yield code, home + old, home + new


def moved_pages(moved: Moved, languages: Mapping[LanguageCode, Language], site: str) -> dict[str, str]:
    """Returns a page at each old address that leads on by itself and names the new address as its own, by path.

    Only a page can lead on without the help of its host: an old file (`old.ics`) needs the rules.
    """
    return {f"{old}index.html": _page(languages[code], site + new) for code, old, new in ways(moved) if _is_page(old)}


def _is_page(address: str) -> bool:
    return address.endswith("/")


def _page(language: Language, address: str) -> str:
    head = h.head[
        h.meta(charset="utf-8"),
        h.meta(name="viewport", content="width=device-width,initial-scale=1"),
        h.meta(http_equiv="refresh", content=f"0;url={address}"),
        h.meta(name="robots", content="noindex"),
        h.link(rel="canonical", href=address),
        h.title[language.say("moved-title")],
    ]
    main = h.main[h.h1[language.say("moved-title")], h.p[h.a(href=address)[address]]]
    return (
        str(h.html(lang=language.code, dir="rtl" if is_right_to_left(language.code) else None)[head, h.body[main]])
        + "\n"
    )


def complaint(moved: Moved, built: set[str]) -> str | None:
    """Returns what is wrong with the first move that cannot be; `built` holds the addresses of all that was built."""
    hidden = next((old for old in moved if old.startswith(".")), None)
    if hidden is not None:
        return f'moved: "{hidden}" begins with a dot, as what belongs to the host; name an address of the site'
    wrong = next((old for old in moved if not _ADDRESS.fullmatch(old) or len(old.encode()) > LONGEST), None)
    if wrong is not None:
        return f"moved: {wrong!r} is no address below the home page; name one such as old/"
    for _, old, new in ways(moved):
        target, above = new.partition("#")[0], next(_files_above(old, built), None)
        if above is not None:
            return f'moved: "{old}" would stand below a file, "{above}"; name another address'
        if old in built:
            return f'moved: "{old}" is still a page; take it out of the list, or the page out of docs/'
        if target not in built:
            return f'moved: "{old}" leads to "{target}", which does not exist{did_you_mean(target, sorted(built))}'
    return None


def _files_above(old: str, built: Collection[str]) -> Iterator[str]:
    """Yields each file that is built where an old address would have a folder."""
    steps = old.split("/")
    for path in ("/".join(steps[:number]) for number in range(1, len(steps))):
        page = path.removesuffix("index.html")
        if path in built or (page != path and page in built):
            yield path


def redirects_file(moved: Moved, base: str) -> str:
    """Returns `_redirects`, which Netlify, Cloudflare Pages and GitLab Pages read."""
    return "".join(f"{base}{old} {base}{new} 301\n" for _, old, new in ways(moved))


def nginx_redirects(moved: Moved, base: str) -> list[str]:
    """Returns the lines of nginx that lead on."""
    return [f"location = {base}{old} {{ return 301 {base}{new}; }}" for _, old, new in ways(moved)]


def apache_redirects(moved: Moved, base: str) -> list[str]:
    """Returns the lines of Apache that lead on."""
    return [f'RedirectMatch 301 "^{re.escape(base + old)}$" "{base}{new}"' for _, old, new in ways(moved)]
