"""`python -m macros.offline`: one ZIP for each language of the built site, to be opened from a disk.

It packs `site/` as it stands, whatever has changed since it was built; `make offline` builds it first.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from .build import dated
from .check import check
from .downloads import file_name, offer
from .language import Language
from .lock import SITE
from .offline_pack import DOWNLOADS, Pack, zipped
from .pages.offline import BEGIN, END
from .problems import Mistakes
from .programme import Programme
from .statements import LANGUAGES, LanguageCode

LARGEST = 1_500_000
"""Bytes a pack may have, so that it can be sent to a phone."""


def main() -> int:
    """Packs `site/` and puts the packs into `site/downloads/`; returns the exit status."""
    try:
        programme = check(Path.cwd())
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    if not (SITE / "index.html").is_file():
        print(f"{SITE}/ is not built yet; run: make offline", file=sys.stderr)
        return 1
    moment = datetime.fromtimestamp(int(dated(programme)["SOURCE_DATE_EPOCH"]), UTC)
    site, address = built_files(SITE, programme), published_address(SITE)
    packs = {}
    for code in LANGUAGES:
        print(f"Packing {code} ...", flush=True)
        folder = file_name(code, "zip").removesuffix(".zip")
        packs[file_name(code, "zip")] = zipped(Pack(site, code, address).files(), folder, moment)
    written = offer(SITE, packs, programme)
    for file in written:
        print(f"{SITE}/{DOWNLOADS}{file.name}: {file.size / 1e6:.2f} MB, SHA-256 {file.sha256}")
    too_large = [file.name for file in written if file.size > LARGEST]
    if too_large:
        print(f"too large (allowed {LARGEST:,} bytes): {', '.join(too_large)}", file=sys.stderr)
    return 1 if too_large else 0


def built_files(site: Path, programme: Programme) -> dict[str, bytes]:
    """Returns the files of the built site by their paths; pages as they were before they told of downloads."""
    none = {code: str(Language(code, programme.phrases).say("downloads-none")) for code in LANGUAGES}
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    names = ((path.relative_to(site).as_posix(), path.read_bytes()) for path in paths)
    return {name: _without_downloads(content, none[_language_of(name)]) for name, content in names}


def _language_of(path: str) -> LanguageCode:
    """Returns the language of a page by its folder; English stands at the root of the site."""
    return next((code for code in LANGUAGES if path.startswith(f"{code}/")), "en")


def _without_downloads(content: bytes, none: str) -> bytes:
    """Returns a page without the checksums of the packs: a pack cannot tell its own."""
    begin, end = (str(mark).encode() for mark in (BEGIN, END))
    between = begin + f"<p>{none}</p>".encode() + end
    return re.sub(re.escape(begin) + rb".*?" + re.escape(end), lambda _: between, content, flags=re.DOTALL)


def published_address(site: Path) -> str:
    """Returns the address under which the site was built, which its first page names as its own."""
    found = re.search(r'<link rel="canonical" href="([^"]+)"', (site / "index.html").read_text(encoding="utf-8"))
    return found[1] if found else ""


if __name__ == "__main__":
    sys.exit(main())
