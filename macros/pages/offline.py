"""What a reader may take away, each with its size and checksum; `make offline` and `make pdf` make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import htpy as h
from markupsafe import Markup

from ..language import Language
from .context import Context, html
from .layout import Row, table

BEGIN, END = Markup("<!-- downloads -->"), Markup("<!-- end of downloads -->")
"""Between these a page is filled again once the files are made, after the pages."""


@dataclass(frozen=True)
class Download:
    """A file to take away: its name, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


def downloads(context: Context) -> Markup:
    """Returns the place for the files to take away, which says so while there are none."""
    none = h.p[context.language.say("downloads-none")]
    return html(h.div(".downloads")[BEGIN, none, END])


def downloads_table(context: Context, found: Sequence[Download], folder: str) -> Markup:
    """Returns the files of one language with size and checksum; `folder` leads to them from the page."""
    columns = ("column-file", "column-size", "column-checksum")
    return table(context, "caption-downloads", columns, (_row(context, file, folder) for file in found))


def _row(context: Context, file: Download, folder: str) -> Row:
    kind = context.language.say(f"download-{file.name.rpartition('.')[2]}")
    link = h.a(href=f"{folder}{file.name}", download=True)[kind]
    return None, (link, size(context.language, file.size), h.code(".checksum")[file.sha256])


def size(language: Language, octets: int) -> Markup:
    """Returns a size in kilobytes of a thousand bytes (SI), rounded up."""
    return language.say("size-kilobytes", number=language.number(-(-octets // 1000)))
