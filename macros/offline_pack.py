"""The files of the site → those of one language, linked so that they open from a disk, in one ZIP."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from .statements import LANGUAGES, LanguageCode

DOWNLOADS = "downloads/"
"""What is itself offered to take away; a pack does not hold packs."""

_LINK = re.compile(r'\b(href|src|action|data-index)="([^"]+)"')
_URL = re.compile(r"url\((['\"]?)([^'\")]+)\1\)")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
"""A policy that names 'self' means another thing on a disk, where browsers do not agree on what 'self' is."""

_HERE = "http://site/"


@dataclass(frozen=True)
class Pack:
    """One language of the site, to be opened from a disk; `address` is where the site stands online."""

    site: Mapping[str, bytes]
    code: LanguageCode
    address: str

    def files(self) -> dict[str, bytes]:
        """Returns the pages of the language and all that they show, by path in the pack."""
        found: dict[str, bytes] = {}
        waiting = [path for path in self.site if path.endswith("index.html") and self._is_ours(path)]
        seen = set(waiting)
        while waiting:
            path = waiting.pop()
            found[self._place(path)] = self._linked(path)
            needed = set(self._needs(path)) - seen
            seen |= needed
            waiting += sorted(needed)
        return dict(sorted(found.items()))

    def _is_ours(self, path: str) -> bool:
        """Whether a file is of this language or of all; English stands at the root of the site."""
        others = [f"{code}/" for code in LANGUAGES if code not in ("en", self.code)]
        is_page = path.endswith(".html")
        if path.startswith((DOWNLOADS, *others)):
            return False
        return self.code == "en" or not is_page or path.startswith(f"{self.code}/")

    def _place(self, path: str) -> str:
        return path if self.code == "en" else path.removeprefix(f"{self.code}/")

    def _needs(self, path: str) -> Iterator[str]:
        text = self._text(path)
        pattern = _LINK if path.endswith(".html") else _URL if path.endswith(".css") else None
        for _, link in pattern.findall(text) if pattern else ():
            target = self._target(path, unescape(link))
            if target is not None and self._is_ours(target):
                yield target

    def _text(self, path: str) -> str:
        is_text = path.endswith((".html", ".css"))
        return self.site[path].decode("utf-8") if is_text else ""

    def _target(self, path: str, link: str) -> str | None:
        """Returns the file of the site to which a link of a file leads, None where it leads out of the site."""
        found = urlsplit(urljoin(_HERE + path, link))
        if found.netloc != "site" or link.startswith("#"):
            return None
        file = found.path.lstrip("/")
        file = f"{file}index.html" if not file or file.endswith("/") else file
        return file if file in self.site else None

    def _linked(self, path: str) -> bytes:
        """Returns a file with each link leading to a file beside it, or to the site online."""
        if not path.endswith(".html"):
            return self.site[path]
        text = _POLICY.sub("", self._text(path))
        return _LINK.sub(lambda link: f'{link[1]}="{escape(self._link(path, unescape(link[2])))}"', text).encode(
            "utf-8"
        )

    def _link(self, path: str, link: str) -> str:
        parts = urlsplit(urljoin(_HERE + path, link))
        if link.startswith("#") or parts.netloc != "site":
            return link
        target, fragment = self._target(path, link), f"#{parts.fragment}" if parts.fragment else ""
        if target is None or not self._is_ours(target):
            return urljoin(self.address, parts.path.lstrip("/")) + fragment
        here = posixpath.dirname(self._place(path)) or "."
        return posixpath.relpath(self._place(target), here) + fragment


def zipped(files: Mapping[str, bytes], folder: str, moment: datetime) -> bytes:
    """Returns a ZIP (APPNOTE 6.3) of files in one folder; the same files and moment give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{path}", moment.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
