"""Every text of the site also compressed beside itself, for hosts that hand out what is ready."""

from __future__ import annotations

import gzip
import hashlib
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from .memory import Made, Memory
from .reads import digest

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


ROOM = "packed"
COMPRESSORS = (brotli.__version__, zlib.ZLIB_RUNTIME_VERSION, sys.version, Path(__file__).read_text(encoding="utf-8"))
"""What packs: two libraries; Python, of which not all versions begin a `.gz` alike; and how they are called here."""

Packed = tuple[bytes, bytes]


def pack(site: Path, memory: Memory) -> None:
    """Writes `.br` (RFC 7932) and `.gz` (RFC 1952) beside each text; the same text gives the same bytes.

    A text that was packed before is not packed again.
    """
    texts = {path: path.read_bytes() for path in sorted(site.rglob("*")) if path.suffix in TEXTS and path.is_file()}
    keys = {path: digest(*COMPRESSORS, hashlib.blake2b(text).hexdigest()) for path, text in texts.items()}
    known = {path: memory.recall(ROOM, path.relative_to(site).as_posix(), keys[path], _says) for path in texts}
    new = [path for path, found in known.items() if found is None]
    with ThreadPoolExecutor() as pool:  # both compressors let other threads run
        for path, packed in zip(new, pool.map(_packed, (texts[path] for path in new)), strict=True):
            known[path] = Made(packed)
            memory.remember(ROOM, path.relative_to(site).as_posix(), keys[path], Made(packed), _says)
    for path, found in known.items():
        assert found is not None  # noqa: S101 - packed above
        _write(path, found.value)
    memory.keep()


def pack_one(path: Path) -> None:
    """Writes `.br` and `.gz` beside one text."""
    _write(path, _packed(path.read_bytes()))


def _packed(content: bytes) -> Packed:
    return (
        brotli.compress(content, mode=brotli.MODE_TEXT, quality=11),
        gzip.compress(content, compresslevel=9, mtime=0),
    )


def _write(path: Path, packed: Packed) -> None:
    for ending, content in zip((".br", ".gz"), packed, strict=True):
        Path(f"{path}{ending}").write_bytes(content)


def _says(_fact: str) -> str:
    return ""  # a text is packed by itself, and reads no fact
