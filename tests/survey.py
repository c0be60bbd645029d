"""Every page of the site seen in a real browser under each condition, once; tests then ask what was seen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.async_api import Browser, CDPSession, Page, async_playwright

from .chromium import QUIET
from .conftest import THOROUGH

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SCRIPT = Path(__file__).with_name("survey.js").read_text(encoding="utf-8")

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

BRIEF = ("--js-flags=--no-turbofan --no-maglev", "--disable-threaded-compositing")
"""Scripts are not made quicker while they run: axe-core runs anew on each page, for less time than that would take. Nor
is a page drawn beside what is asked of it, for nobody looks: a sixth less time."""

NO_SCRIPTS = "scripts off"
PAGES_AT_ONCE = 2

LOOKS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
"""The rules of axe-core on how text looks, asked of each look once. Of the two of contrast, the one that asks for more
leaves to the other what fails both."""

NARROW = ["scrollable-region-focusable", "target-size"]
ALL = "all"
RULES = {"light": ALL, "dark": None, "forced colours": None, "print": ALL, "320 px": NARROW, "400 %": NARROW}
"""The rules whose answer a condition can change, those on looks apart."""

ALWAYS = ("light", "320 px")
"""Under these conditions every page is seen. What a condition changes is by style sheets, and so the same for all
elements of one shape: the others are for pages that hold a shape, or a look of text, which no page before them did.
Most rules and the keyboard are asked on the first page that holds a trait, under the first condition; that words fit is
asked on each. Without scripts the first page under some style sheets is seen, and each that then holds a shape that no
page has where they run."""


def _options(rules: str | list[str], *, with_looks: bool = False) -> dict[str, Any]:
    common = {"resultTypes": ["violations"], "elementRef": False, "preload": False}
    if not isinstance(rules, str):
        return common | {"runOnly": {"type": "rule", "values": rules}}
    return common | {"rules": {rule: {"enabled": with_looks} for rule in LOOKS}}


@dataclass
class Seen:
    """What was seen of one page."""

    violations: dict[str, list[str]] = field(default_factory=lambda: {it: [] for it in (*CONDITIONS, NO_SCRIPTS)})
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


def survey(executable: str, address: str, paths: Sequence[str], *, thorough: bool = THOROUGH) -> dict[str, Seen]:
    """Returns what was seen of each page by its path; `address` is the host's, with the last slash.

    Thorough is every rule on every element of every page in every condition: the same answers in ten times the time.
    """
    return asyncio.run(_Survey(address, paths, thorough=thorough).made_with(executable))


class _Window:
    """A window of the browser, in which one page after the other is shown."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.page, self.session = page, session
        self._media: Mapping[str, str] = {}
        self._size: Mapping[str, int] = {}

    async def ask(self, expression: str, given: Any = None) -> Any:
        return await self.page.evaluate(expression, given)

    async def set(self, condition: str) -> None:
        """Shows the page as a condition has it; what is so already is not set again."""
        media, size = CONDITIONS[condition]
        if media != self._media or not self._size:
            await self.page.emulate_media(**(PLAIN | media))  # type: ignore[arg-type]
        if size != self._size:
            await self.page.set_viewport_size(size)  # type: ignore[arg-type]
        self._media, self._size = media, size

    async def bring(self, script: str) -> None:
        """Brings a script into the page by the shortest way: axe-core is half a megabyte."""
        done = await self.session.send("Runtime.evaluate", {"expression": script})
        assert "exceptionDetails" not in done, done


Visit = Callable[[_Window, str], Awaitable[None]]


class _Survey:
    """What was seen of pages, and what was met on them and asked about there: looks of text, shapes of elements."""

    def __init__(self, address: str, paths: Sequence[str], *, thorough: bool) -> None:
        self._address, self._thorough = address, thorough
        self._seen = {path: Seen() for path in paths}
        self._looks: dict[str, list[str]] = {}
        self._shapes: set[str] = set()
        self._traits: set[str] = set()
        self._to_see_without: list[str] = []

    async def made_with(self, executable: str) -> dict[str, Seen]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=executable, args=[*QUIET, *BRIEF])
            for paths, visit in ((list(self._seen), self._with_scripts), (self._to_see_without, self._without)):
                waiting = iter(paths)  # shared: whoever is free takes the next
                await asyncio.gather(*(_visits(browser, waiting, visit) for _ in range(PAGES_AT_ONCE)))
            await browser.close()
        return self._seen

    async def _with_scripts(self, window: _Window, path: str) -> None:
        seen = self._seen[path]
        await window.set("light")
        stop = _listen(window, seen)
        came = await window.page.goto(self._address + path)
        await window.bring(SCRIPT)
        seen.kept += await window.ask("survey.kept()")
        shapes, looks = await window.ask("[survey.shapes(), survey.looks()]")
        is_new = self._is_new(self._shapes, shapes) or not self._looks.keys() >= set(looks)
        is_to_walk = is_new
        for condition, (_, size) in CONDITIONS.items():
            if not is_new and condition not in ALWAYS:
                continue
            await window.set(condition)
            if size is not DESKTOP:
                seen.overflow[condition] = await window.ask("survey.overflow()")
                seen.overflow[f"{condition}, spaced"] = await window.ask("survey.overflowWhenSpaced()")
            rules = RULES[condition]
            if rules == ALL and not self._is_new(self._traits, await window.ask("survey.traits()")):
                rules = NARROW if is_new else None
            is_to_walk |= rules == ALL
            if rules or is_new:
                seen.violations[condition] = await self._violations(window, rules)
        await window.set("light")
        if is_to_walk:
            seen.unseen_focus = await window.ask("survey.unseenFocus()")
        stop()  # so late that even an icon has come
        seen.kept += await window.page.context.cookies()
        assert came is not None, path
        shapes = await window.ask("it => survey.shapesWithoutScripts(it)", await came.text())
        styles = shapes[0]
        if self._is_new(self._shapes, [*shapes, f"{NO_SCRIPTS}: {styles}"]):
            self._to_see_without.append(path)

    async def _without(self, window: _Window, path: str) -> None:
        """The page's own scripts never run; they are allowed again only after it has loaded, for axe-core."""
        await window.session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        await window.page.goto(self._address + path)
        await window.session.send("Emulation.setScriptExecutionDisabled", {"value": False})
        await window.bring(SCRIPT)
        self._seen[path].violations[NO_SCRIPTS] = await self._violations(window, ALL)

    def _is_new(self, met: set[str], found: Sequence[str]) -> bool:
        """Whether something is found that was not met before; from then on it was."""
        is_new = self._thorough or not met.issuperset(found)
        met.update(found)
        return is_new

    async def _violations(self, window: _Window, rules: str | list[str] | None) -> list[str]:
        """Returns what axe-core finds by some rules, and in each look of text, of which it is asked once."""
        if self._thorough:
            await window.bring(AXE)
            every: list[str] = await window.ask("it => survey.violations(document, it)", _options(ALL, with_looks=True))
            return every
        looks = await window.ask("survey.looks()")
        new = [look for look in looks if look not in self._looks]
        asked = rules if rules and (rules != NARROW or await window.ask("survey.isTight()")) else None
        if (new or asked) and not await window.ask("'axe' in window"):
            await window.bring(AXE)
        found: list[str] = []
        if asked:
            found += await window.ask("it => survey.violations(document, it)", _options(asked))
        if new:
            self._looks |= await window.ask("it => survey.faultsOfLooks(...it)", [new, _options(LOOKS)])
        return [*found, *(told for look in looks for told in self._looks[look])]


async def _visits(browser: Browser, waiting: Iterator[str], visit: Visit) -> None:
    """Takes pages until none is left, always in the same window; each is loaded as if for the first time."""
    context = await browser.new_context()
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    window = _Window(page, session)
    for path in waiting:
        await visit(window, path)
    await context.close()


def _listen(window: _Window, seen: Seen) -> Any:
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
        (window.session, "Network.requestWillBeSent", ask),
        (window.session, "Network.loadingFinished", answered),
        (window.page, "console", complain),
        (window.page, "pageerror", complain),
    )
    for speaker, event, listener in heard:
        speaker.on(event, listener)  # type: ignore[call-overload]

    def stop() -> None:
        for speaker, event, listener in heard:
            speaker.remove_listener(event, listener)

    return stop
