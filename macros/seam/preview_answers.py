"""What the preview answers to a browser: a page with what the browser needs to follow it, or a message."""

from __future__ import annotations

import html
import mimetypes
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

HERE = Path(__file__).parent
SCRIPT, STYLE = "/livereload/preview.js", "/livereload/preview.css"

FILES = {SCRIPT: HERE / "preview.js", STYLE: HERE / "preview.css"}
"""Files of the preview itself. The pages' policy allows no script inside a page, so they are files."""

TYPES = {".ics": "text/calendar", ".atom": "application/atom+xml", ".js": "text/javascript", ".md": "text/markdown"}
"""Media types that Python’s list has otherwise, or not."""

LONGEST = 1024
"""Bytes of a path; longer ones some systems refuse."""

Start = Callable[[str, list[tuple[str, str]]], object]


def with_notice(page: str, problems: Sequence[str], epoch: int) -> bytes:
    """Returns a page that follows the preview from `epoch` on, be it without head, with what is wrong above it."""
    follow = f'<script src="{SCRIPT}" data-epoch="{epoch}"></script><link rel="stylesheet" href="{STYLE}">'
    notice = f'<pre class="preview-notice" role="alert">{html.escape(chr(10).join(problems))}</pre>' if problems else ""
    before, opened, after = page.partition("<body")
    head, ended, between = before.partition("</head>")
    attributes, closed, rest = after.partition(">")
    return f"{head}{follow}{ended}{between}{opened}{attributes}{closed}{notice}{rest}".encode()


def without_page(title: str) -> str:
    """Returns what is shown for a page that has never been right since the preview started."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body></body></html>'
    )


def answered(start: Start, path: str, content: bytes, status: str = "200 OK") -> Iterable[bytes]:
    """Returns an answer (PEP 3333) with the content of a path; nothing is kept by the browser."""
    kind = TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    sort = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    start(status, [("Content-Type", sort), ("Content-Length", str(len(content))), ("Cache-Control", "no-store")])
    return [content]


def led_on(start: Start, address: str, query: str) -> Iterable[bytes]:
    """Returns an answer that leads to another address."""
    start("302 Found", [("Location", quote(address) + (f"?{query}" if query else "")), ("Content-Length", "0")])
    return []


def can_be(path: str) -> bool:
    """Whether a path is one that a file may have, on any system."""
    return "\0" not in path and len(path.encode()) < LONGEST and all(len(it.encode()) < 256 for it in path.split("/"))


def without_content(found: Any) -> Iterable[bytes]:
    """Returns what is left of an answer where only its head was asked for."""
    if hasattr(found, "close"):
        found.close()
    return []
