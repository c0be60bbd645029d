"""Every page of the site seen in a real browser under each condition, once; tests then ask what was seen."""

from __future__ import annotations

import asyncio
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.async_api import Browser, CDPSession, Page, async_playwright

from .chromium import QUIET

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
SCRIPT = "\n".join(path.read_text(encoding="utf-8") for path in (AXE, Path(__file__).with_name("survey.js")))

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 200}
"""What is left of a window of 1280 × 800 pixels at 400 %."""

PLAIN = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
CONDITIONS: Mapping[str, tuple[Mapping[str, str], Mapping[str, int]]] = {
    "light": ({}, DESKTOP),
    "dark": ({"color_scheme": "dark"}, DESKTOP),
    "forced colours": ({"forced_colors": "active"}, DESKTOP),
    "print": ({"media": "print"}, DESKTOP),
    "320 px": ({}, PHONE),
    "400 %": ({}, ZOOMED),
}
"""What a reader may have set, and the window."""

BRIEF = "--js-flags=--no-turbofan --no-maglev"
"""Scripts are not made quicker while they run: axe-core runs anew on each page, for less time than that would take."""

NO_SCRIPTS = "scripts off"
PAGES_AT_ONCE = 2

CONTRAST, COLOURS, SIZES = ["color-contrast", "color-contrast-enhanced"], ["link-in-text-block"], ["target-size"]
"""Of the two rules of contrast, the one that asks for more leaves to the other what fails both."""

NARROW = ["scrollable-region-focusable", *SIZES]
ALL = "all"
RULES = {"dark": COLOURS, "forced colours": COLOURS, "print": ALL, "320 px": NARROW, "400 %": NARROW}
"""The rules of axe-core whose answer a condition can change, contrast apart: that is asked of each look of text."""


def _options(rules: str | list[str]) -> dict[str, Any]:
    common = {"resultTypes": ["violations"], "elementRef": False, "preload": False}
    if rules != ALL:
        return common | {"runOnly": {"type": "rule", "values": rules}}
    on_or_off = dict.fromkeys(CONTRAST, THOROUGH) | dict.fromkeys(SIZES, True)
    return common | {"rules": {rule: {"enabled": on} for rule, on in on_or_off.items()}}


THOROUGH = bool(os.environ.get("THOROUGH"))
"""Every rule on every element in every condition: the same answers in ten times the time."""


@dataclass
class Seen:
    """What was seen of one page."""

    violations: dict[str, list[str]] = field(default_factory=dict)
    """What axe-core found, by condition."""
    overflow: dict[str, int] = field(default_factory=dict)
    """How many pixels the page, or a box in it, is wider than its window, by condition."""
    unseen_focus: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """The address of every request."""
    sizes: dict[str, float] = field(default_factory=dict)
    """The bytes of each answer, headers and all, by request."""
    kept: list[Any] = field(default_factory=list)
    """Cookies and whatever else was stored."""
    complaints: list[str] = field(default_factory=list)
    """What the browser wrote to its console."""


Looks = dict[str, set[str]]
"""The looks of text already asked about, by condition."""


def survey(executable: str, address: str, paths: Sequence[str]) -> dict[str, Seen]:
    """Returns what was seen of each page by its path; `address` is the host's, with the last slash."""
    return asyncio.run(_survey(executable, address, paths))


async def _survey(executable: str, address: str, paths: Sequence[str]) -> dict[str, Seen]:
    seen = {path: Seen() for path in paths}
    looks: Looks = defaultdict(set)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=[*QUIET, BRIEF])
        for scripts in (True, False):
            waiting = iter(paths)  # shared: whoever is free takes the next
            await asyncio.gather(
                *(_visits(browser, address, waiting, seen, looks, scripts) for _ in range(PAGES_AT_ONCE))
            )
        await browser.close()
    return seen


async def _visits(
    browser: Browser, address: str, waiting: Iterator[str], seen: Mapping[str, Seen], looks: Looks, scripts: bool
) -> None:
    """Takes pages until none is left, always in the same window; each is loaded as if for the first time."""
    context = await browser.new_context()
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    for path in waiting:
        if scripts:
            await _seen_with_scripts(page, session, address + path, seen[path], looks)
            seen[path].kept += await context.cookies()
        else:
            await _seen_without(page, session, address + path, seen[path], looks)
    await context.close()


async def _seen_with_scripts(page: Page, session: CDPSession, address: str, seen: Seen, looks: Looks) -> None:
    await _set(page, "light")
    stop = _listen(page, session, seen)
    await page.goto(address)
    await _bring(session)
    seen.kept += await page.evaluate("survey.kept()")
    for condition in CONDITIONS:
        await _set(page, condition)
        seen.violations[condition] = await _violations(page, condition, looks)
        if CONDITIONS[condition][1] is not DESKTOP:
            seen.overflow[condition] = await page.evaluate("survey.overflow()")
            seen.overflow[f"{condition}, spaced"] = await page.evaluate("survey.overflowWhenSpaced()")
    await _set(page, "light")
    seen.unseen_focus = await page.evaluate("survey.unseenFocus()")
    stop()  # so late that even an icon has come


async def _seen_without(page: Page, session: CDPSession, address: str, seen: Seen, looks: Looks) -> None:
    """The page's own scripts never run; they are allowed again only after it has loaded, for axe-core."""
    await session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    await page.goto(address)
    await session.send("Emulation.setScriptExecutionDisabled", {"value": False})
    await _bring(session)
    seen.violations[NO_SCRIPTS] = await _violations(page, NO_SCRIPTS, looks)


async def _bring(session: CDPSession) -> None:
    """Brings axe-core and what is asked of a page into it, by the shortest way: it is half a megabyte."""
    done = await session.send("Runtime.evaluate", {"expression": SCRIPT})
    assert "exceptionDetails" not in done, done


async def _set(page: Page, condition: str) -> None:
    media, window = CONDITIONS[condition]
    await page.emulate_media(**(PLAIN | media))  # type: ignore[arg-type]
    await page.set_viewport_size(window)  # type: ignore[arg-type]


async def _violations(page: Page, condition: str, looks: Looks) -> list[str]:
    rules = ALL if THOROUGH else RULES.get(condition, ALL)
    found: list[str] = await page.evaluate("it => survey.violations(document, it)", _options(rules))
    if not THOROUGH:
        new = sorted(set(await page.evaluate("survey.looks()")) - looks[condition])
        looks[condition].update(new)
        found += await page.evaluate("it => survey.contrast(...it)", [new, _options(CONTRAST)]) if new else []
    return found


def _listen(page: Page, session: CDPSession, seen: Seen) -> Any:
    """Notes what the page asks for and what the browser complains of, until the function returned is called."""
    asked: dict[str, str] = {}

    def ask(event: dict[str, Any]) -> None:
        asked[event["requestId"]] = event["request"]["url"]
        seen.asked.append(event["request"]["url"])

    def answered(event: dict[str, Any]) -> None:
        seen.sizes[asked.get(event["requestId"], "")] = event["encodedDataLength"]

    def complain(message: Any) -> None:
        seen.complaints.append(str(getattr(message, "text", message)))

    heard = (
        (session, "Network.requestWillBeSent", ask),
        (session, "Network.loadingFinished", answered),
        (page, "console", complain),
        (page, "pageerror", complain),
    )
    for speaker, event, listener in heard:
        speaker.on(event, listener)  # type: ignore[call-overload]

    def stop() -> None:
        for speaker, event, listener in heard:
            speaker.remove_listener(event, listener)

    return stop
