"""`python -m macros.published`: adds the addresses of the built site to those that must answer as long as it stands.

`data/addresses.txt` has a line for each page or file, below the home page of a language where all three have it, with
the places in it that can be linked to. Lines and places are only ever added.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from .lock import SITE
from .packing import TEXTS
from .statements import LANGUAGES

FILE = Path("data/addresses.txt")
HEAD = """\
# Every address ever published, with the places in it that can be linked to; written by make accept, only ever added to.
# An address below * stands in all three languages. A test holds that each still answers; one that must go is named
# under `moved:` in mkdocs.yml, with the address that takes its place.
"""

Addresses = Mapping[str, frozenset[str]]
"""Places that can be linked to, by address below the site's."""

_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_DRAWN = re.compile(r"<(svg|form)\b.*?</\1>", re.DOTALL)
_ID = re.compile(r'\sid="(?!letter-)([^"]+)"')
_OURS = ("assets/", "404.html", "downloads/")
"""Files that stand under an address nobody keeps, or that the build does not make."""


def addresses(site: Path) -> dict[str, frozenset[str]]:
    """Returns every address of the built site; the letters of an alphabet are no places, each language has its own."""
    endings = TEXTS | {".html"}
    paths = sorted(path for path in site.rglob("*") if path.suffix in endings and path.is_file())
    names = {path.relative_to(site).as_posix(): path for path in paths}
    return {
        name.removesuffix("index.html") or "./": places(path)
        for name, path in names.items()
        if not name.removeprefix("fr/").removeprefix("es/").startswith(_OURS) and "/." not in f"/{name}"
    }


def places(path: Path) -> frozenset[str]:
    """Returns the ids in the article of a page; none in a file of another kind."""
    if path.suffix != ".html":
        return frozenset()
    article = _ARTICLE.search(path.read_text(encoding="utf-8"))
    return frozenset(_ID.findall(_DRAWN.sub("", article[0]))) if article else frozenset()


def read(text: str) -> dict[str, frozenset[str]]:
    """Returns the addresses that a list holds, in every language."""
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        address, *ids = line.split()
        if not line.startswith("#"):
            homes = ("", *(f"{code}/" for code in LANGUAGES[1:])) if address.startswith("*") else ("",)
            found |= {(home + address.removeprefix("*/")) or "./": frozenset(ids) for home in homes}
    return found


def written(all_addresses: Addresses) -> str:
    """Returns a list of addresses as text, one line for what the three languages share."""
    return HEAD + "".join(f"{' '.join([address, *sorted(ids)])}\n" for address, ids in sorted(_folded(all_addresses)))


def _folded(found: Addresses) -> Iterator[tuple[str, frozenset[str]]]:
    """Yields `*/page/` for a page that stands under the same address, with the same places, in every language."""
    translated = {f"{code}/": code for code in LANGUAGES[1:]}
    shared = {
        address
        for address, ids in found.items()
        if all(found.get(home + address.removeprefix("./")) == ids for home in translated)
    }
    for address, ids in found.items():
        if address in shared:
            yield f"*/{address.removeprefix('./')}", ids
        elif not address.startswith(tuple(translated)) or (address[3:] or "./") not in shared:
            yield address, ids


def lost(promised: Addresses, found: Addresses) -> list[str]:
    """Returns the addresses promised that answer no more."""
    gone = []
    for address, ids in promised.items():
        if address not in found:
            gone.append(address)
        elif not _leads_on(found[address]):
            gone += [f"{address}#{id}" for id in sorted(ids - found[address])]
    return gone


def _leads_on(ids: frozenset[str]) -> bool:
    """Whether a page only leads to another: it has no article of its own."""
    return not ids


def main() -> int:
    """Adds the addresses of `site/` to the list; returns the exit status."""
    if not (SITE / "index.html").is_file():
        print(f"{SITE}/ is not built yet; run: make accept", file=sys.stderr)
        return 1
    before = read(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    now = addresses(SITE)
    everything = {
        address: before.get(address, frozenset()) | now.get(address, frozenset()) for address in {**before, **now}
    }
    FILE.write_text(written(everything), encoding="utf-8")
    new = sum(len(ids) + 1 for ids in everything.values()) - sum(len(ids) + 1 for ids in before.values())
    print(f"{FILE}: {len(everything)} addresses, {sum(map(len, everything.values()))} places in them ({new} new)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
