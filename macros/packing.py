"""Every text of the site also compressed beside itself, for hosts that hand out what is ready."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXTS = {
    ".html",
    ".css",
    ".js",
    ".svg",
    ".xml",
    ".json",
    ".jsonld",
    ".geojson",
    ".txt",
    ".csv",
    ".ics",
    ".atom",
    ".ttl",
    ".bib",
}


def pack(site: Path) -> None:
    """Writes `.br` (RFC 7932) and `.gz` (RFC 1952) beside each text; the same text gives the same bytes."""
    texts = [path for path in sorted(site.rglob("*")) if path.suffix in TEXTS and path.is_file()]
    with ThreadPoolExecutor() as pool:  # both compressors let other threads run
        list(pool.map(pack_one, texts))


def pack_one(path: Path) -> None:
    """Writes `.br` and `.gz` beside one text."""
    content = path.read_bytes()
    Path(f"{path}.br").write_bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=11))
    Path(f"{path}.gz").write_bytes(gzip.compress(content, compresslevel=9, mtime=0))
