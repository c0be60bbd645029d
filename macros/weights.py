"""How many bytes a reader's connection carries for each page, compressed as a host would serve it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

_LOADED = re.compile(r'<(?:script|img)\b[^>]*\bsrc="([^"]+)"|<link rel="(?:stylesheet|icon)"[^>]*\bhref="([^"]+)"')


@dataclass(frozen=True)
class Weight:
    """Bytes of one page after compression: `own` for the page alone, `first` with all that it loads."""

    page: str
    own: int
    first: int
    loaded: frozenset[str]

    @property
    def requests(self) -> int:
        """How often a browser asks for something before the page is complete."""
        return 1 + len(self.loaded)

    @property
    def kind(self) -> str:
        """The type of page: the first word of its address after the language, `home` for the home page."""
        parts = [part for part in self.page.split("/")[:-1] if part not in ("fr", "es")]
        return "home" if not parts else parts[0] + ("/…" if len(parts) > 1 else "")


def weights(site: Path) -> list[Weight]:
    """Returns the weight of each page; the site must be packed. Headers are not counted."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return [_weight(site, page) for page in pages]


def _weight(site: Path, page: str) -> Weight:
    html = (site / page).read_text(encoding="utf-8")
    loaded = frozenset(urlsplit(urljoin(f"/{page}", script or link)).path for script, link in _LOADED.findall(html))
    own = _served(site / page)
    return Weight(page, own, own + sum(_served(site / path.lstrip("/")) for path in loaded), loaded)


def _served(path: Path) -> int:
    packed = Path(f"{path}.br")
    return (packed if packed.exists() else path).stat().st_size


def weights_table(site: Path) -> str:
    """Returns the heaviest page of each type, as a table in plain text."""
    kinds: dict[str, list[Weight]] = defaultdict(list)
    for weight in weights(site):
        kinds[weight.kind].append(weight)
    rows = [
        (
            kind,
            str(len(of)),
            _kb(max(w.first for w in of)),
            _kb(max(w.own for w in of)),
            str(max(w.requests for w in of)),
        )
        for kind, of in sorted(kinds.items(), key=lambda kind: -max(weight.first for weight in kind[1]))
    ]
    head = ("page", "pages", "first view", "next page", "requests")
    return "\n".join("{:<18}{:>7}{:>12}{:>12}{:>10}".format(*row) for row in (head, *rows))


def _kb(size: int) -> str:
    return f"{size / 1000:.1f} kB"
