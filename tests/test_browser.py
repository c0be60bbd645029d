"""What a reader's browser makes of every page: no barrier, nothing cut off, nothing heavy, nothing kept or told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from macros.statements import LANGUAGES

from .chromium import QUIET, chromium
from .conftest import THOROUGH, some
from .host import served
from .survey import CONDITIONS, DESKTOP, NO_SCRIPTS, PHONE, SCRIPT, Seen, survey
from .test_site import PAGES, ROOT, address

FIRST_VIEW, NEXT_PAGE, REQUESTS = 25_000, 12_000, 6
"""Bytes that may come over the wire, headers and all, and how many requests for them."""

NOT_FOUND = [f"{ROOT[language]}404.html" for language in LANGUAGES]
KINDS = ("index.md", "programme.md", "meetings/2msp.md", "decisions.md", "convention/cycle.md", "search.md")


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    with served(site) as here:
        yield here


@pytest.fixture(scope="module")
def seen(host: str) -> dict[str, Seen]:
    """Every page in English and in another language, each in turn; where all is asked, in all of them."""
    english, *others = LANGUAGES
    turns = [LANGUAGES if THOROUGH else (english, others[number % len(others)]) for number in range(len(PAGES))]
    paths = [address(page, language) for page, turn in zip(PAGES, turns, strict=True) for language in turn]
    return survey(chromium(), host, [*paths, *NOT_FOUND])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, host: str) -> Iterator[Page]:
    context = browser.new_context(base_url=host, viewport=DESKTOP)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("condition", [*CONDITIONS, NO_SCRIPTS])
def test_no_page_has_a_barrier(seen: dict[str, Seen], condition: str) -> None:
    assert [f"{path}: {it}" for path, page in seen.items() for it in page.violations[condition]] == []


def test_no_page_scrolls_sideways_on_a_narrow_or_enlarged_screen(seen: dict[str, Seen]) -> None:
    assert [(path, how, wide) for path, page in seen.items() for how, wide in page.overflow.items() if wide > 0] == []


def test_whatever_the_keyboard_reaches_shows_it(seen: dict[str, Seen]) -> None:
    assert [f"{path}: {it}" for path, page in seen.items() for it in page.unseen_focus] == []


def test_a_browser_asks_no_other_host_for_anything(seen: dict[str, Seen], host: str) -> None:
    assert all(page.asked for page in seen.values())
    assert [it for page in seen.values() for it in page.asked if not it.startswith(host)] == []


def test_a_browser_keeps_nothing_and_has_nothing_to_complain_of(seen: dict[str, Seen]) -> None:
    assert [(path, page.kept) for path, page in seen.items() if page.kept] == []
    assert [(path, page.complaints) for path, page in seen.items() if page.complaints] == []


def test_a_first_view_is_light(seen: dict[str, Seen]) -> None:
    assert all(len(page.sizes) == len(page.asked) > 1 for page in seen.values())
    heavy = {path: sum(page.sizes.values()) for path, page in seen.items() if sum(page.sizes.values()) > FIRST_VIEW}
    many = {path: len(page.asked) for path, page in seen.items() if len(page.asked) > REQUESTS}
    assert (heavy, many) == ({}, {})


def test_the_next_page_is_lighter(seen: dict[str, Seen], host: str) -> None:
    own = {path: page.sizes[host + path] for path, page in seen.items()}
    assert {path: size for path, size in own.items() if size > NEXT_PAGE} == {}


def test_no_search_index_is_asked_for_before_a_search(seen: dict[str, Seen]) -> None:
    assert [it for page in seen.values() for it in page.asked if "words.js" in it] == []


@pytest.mark.parametrize(("kind", "language"), some([*product(KINDS, LANGUAGES)], 4))
def test_the_tab_key_walks_through_every_link_in_the_order_of_the_page(page: Page, kind: str, language: str) -> None:
    page.goto(address(kind, language))
    page.evaluate(SCRIPT)
    count = page.evaluate("(window.wanted = survey.reachable()).length")
    page.evaluate("window.walked = []; addEventListener('focusin', it => walked.push(it.target))")
    for _ in range(count + 1):
        page.keyboard.press("Tab")
    missed = page.evaluate(
        "wanted.filter(it => !walked.includes(it) && !(it.type === 'radio' && !it.checked)).map(it => it.outerHTML)"
    )
    assert missed == []
    page.evaluate("walked.splice(walked.findIndex((it, at) => walked.indexOf(it) < at) >>> 0)")  # until it begins anew
    assert page.evaluate("walked.every((it, at) => !at || !(walked[at - 1].compareDocumentPosition(it) & 2))")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_tab_offers_the_way_past_the_menus(page: Page, language: str) -> None:
    page.goto(address("decisions.md", language))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_theme_once_chosen_stays_and_is_all_that_is_kept(page: Page) -> None:
    page.goto(address("index.md", "fr"))
    page.locator(".theme").click()
    assert page.evaluate("Object.entries(localStorage)") == [["theme", "dark"]]
    page.goto(address("decisions.md", "es"))
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    assert page.context.cookies() == []


def test_the_other_language_opens_at_the_same_paragraph(page: Page) -> None:
    page.goto(address("programme.md", "en") + "#annex-3")
    page.locator(".frame-line__languages a[hreflang=es]").click()
    page.wait_for_url("**/es/programme/#annex-3")


def test_a_reader_finds_a_page_as_it_is_served(page: Page) -> None:
    page.goto(address("search.md", "fr"))
    page.fill("#search-words", "depollution")
    page.locator(".results a").first.wait_for()
    assert page.locator(".results a").count() > 3


def test_a_phone_shows_tables_as_records(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(address("meetings/index.md", "es"))
    cell = page.locator("tbody td").first
    label = cell.evaluate("it => getComputedStyle(it, '::before').content")
    assert cell.get_attribute("data-label") in label
