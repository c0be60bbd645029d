"""Puts files to take away into the built site, and their sizes and checksums on its pages."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from .language import Language
from .offline_pack import DOWNLOADS
from .packing import pack_one
from .pages.context import Context
from .pages.offline import BEGIN, END, Download, downloads_table
from .programme import Programme
from .statements import LANGUAGES, LanguageCode

NAME = "work-programme-2011"
SUMS = "SHA256SUMS"


def file_name(code: LanguageCode, ending: str) -> str:
    """Returns the name of a file to take away: `work-programme-2011-fr.zip`."""
    return f"{NAME}-{code}.{ending}"


def offer(site: Path, files: Mapping[str, bytes], programme: Programme) -> Sequence[Download]:
    """Writes files into the site, tells all that are there on its pages and in SHA256SUMS; returns those written."""
    folder = site / DOWNLOADS
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        _write(folder / name, content)
    there = [_described(path) for path in sorted(folder.iterdir()) if path.name.startswith(NAME)]
    _write(folder / SUMS, "".join(f"{file.sha256}  {file.name}\n" for file in there).encode())
    for code in LANGUAGES:
        _tell(site, code, [file for file in there if f"-{code}." in file.name], programme)
    return [file for file in there if file.name in files]


def _described(path: Path) -> Download:
    content = path.read_bytes()
    return Download(path.name, len(content), hashlib.sha256(content).hexdigest())


def _tell(site: Path, code: LanguageCode, there: Sequence[Download], programme: Programme) -> None:
    """Fills the place for downloads on the pages of one language; English stands at the root of the site."""
    root = site if code == "en" else site / code
    others = [site / other for other in LANGUAGES if other not in ("en", code)]
    context = Context(programme, Language(code, programme.phrases), "offline.md", expand=Markup.escape)
    for path in sorted(root.rglob("index.html")):
        if any(path.is_relative_to(other) for other in others):
            continue
        page = path.read_text(encoding="utf-8")
        before, begin, rest = page.partition(BEGIN)
        if begin:
            folder = os.path.relpath(site / DOWNLOADS, path.parent) + "/"
            words = downloads_table(context, there, folder)
            _write(path, f"{before}{BEGIN}{words}{END}{rest.partition(END)[2]}".encode())


def _write(path: Path, content: bytes) -> None:
    """Writes a file in one step, and again what was compressed from an older one."""
    stage = path.with_name(f".{path.name}")
    stage.write_bytes(content)
    stage.replace(path)
    if Path(f"{path}.br").exists():
        pack_one(path)
