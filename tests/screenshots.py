"""`make screenshots`: ten kinds of page, each language, phone and desktop, light and dark, and one sheet of all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import htpy as h
from playwright.sync_api import Browser, Page, sync_playwright

from macros.statements import LANGUAGES

from .audits import in_language
from .chromium import QUIET, chromium
from .host import served

FOLDER = Path("build/screenshots")
PAGES = (
    "",
    "programme/",
    "meetings/",
    "meetings/2msp/",
    "topics/clearance/",
    "decisions/",
    "convention/cycle/",
    "search/",
    "sources/un/",
    "elsewhere/",
)
WINDOWS = {"phone": {"width": 360, "height": 780}, "desktop": {"width": 1280, "height": 900}}
THEMES = ("light", "dark")
TALLEST = 2400
"""Pixels of a page that are shown; what comes below is more of the same."""


@dataclass(frozen=True)
class Shot:
    """One picture."""

    page: str
    code: str
    window: str
    theme: str

    @property
    def name(self) -> str:
        """The name of its file: `meetings-2msp.fr.phone.dark.png`."""
        page = self.page.strip("/").replace("/", "-") or "home"
        return f"{page}.{self.code}.{self.window}.{self.theme}.png"


SHOTS = [Shot(*parts) for parts in product(PAGES, LANGUAGES, WINDOWS, THEMES)]


def main() -> int:
    """Takes every picture of `site/`, or those whose name holds a word given; returns the exit status."""
    words = sys.argv[1:]
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = [shot for shot in SHOTS if all(word in shot.name for word in words)]
    with served(Path("site")) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        for done, shot in enumerate(_taken(browser, host, wanted), 1):
            print(f"\r{done} of {len(wanted)}: {shot.name:<60}", end="", flush=True)
        browser.close()
    (FOLDER / "index.html").write_text(sheet(), encoding="utf-8")
    print(f"\nAll on one sheet: {FOLDER}/index.html")
    return 0


def _taken(browser: Browser, host: str, shots: list[Shot]) -> Iterator[Shot]:
    for window, size in WINDOWS.items():
        page = browser.new_page(viewport=size)  # type: ignore[arg-type]
        for shot in (shot for shot in shots if shot.window == window):
            _take(page, host, shot)
            yield shot
        page.close()


def _take(page: Page, host: str, shot: Shot) -> None:
    page.emulate_media(color_scheme="dark" if shot.theme == "dark" else "light")
    page.goto(host + in_language(shot.page, shot.code))
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    clip = {"x": 0, "y": 0, "width": WINDOWS[shot.window]["width"], "height": height}
    page.screenshot(path=FOLDER / shot.name, clip=clip, full_page=True)  # type: ignore[arg-type]


def sheet() -> str:
    """Returns the page that shows every picture, a row for each kind of page and window."""
    head = h.head[h.meta(charset="utf-8"), h.title["Screenshots"]]
    style = "td { vertical-align: top } img { width: 15rem; border: 1px solid } body { font: 1rem sans-serif }"
    rows = (
        h.tr[
            h.th[f"{page or 'home'} ({window})"], (h.td[_picture(shot)] for shot in SHOTS if _is_in(shot, page, window))
        ]
        for page, window in product(PAGES, WINDOWS)
    )
    return str(h.html(lang="en")[head, h.body[h.style[style], h.table[rows]]])


def _is_in(shot: Shot, page: str, window: str) -> bool:
    return (shot.page, shot.window) == (page, window)


def _picture(shot: Shot) -> h.Element:
    return h.a(href=shot.name)[h.img(src=shot.name, alt=f"{shot.code}, {shot.theme}", loading="lazy")]


if __name__ == "__main__":
    sys.exit(main())
