"""The index of mentions lists, for each record, exactly the pages of the site that link to it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from macros.frame import home
from macros.pages.mentions import KINDS
from macros.pages.searching import DERIVED
from macros.programme import Programme
from macros.statements import LANGUAGES, LanguageCode

SITE = "https://site.example/"


def content(page: Path) -> Tag:
    found = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").find("main")
    assert isinstance(found, Tag)
    return found


def address(page: Path, root: Path) -> str:
    path = page.relative_to(root).parent.as_posix()
    return f"{SITE}{'' if path == '.' else f'{path}/'}"


def index(site: Path, code: LanguageCode) -> dict[str, set[str]]:
    """The address of each record in the index, and the addresses of the pages that stand beside it or above all."""
    root = site / home(code)
    page = root / "mentions/index.html"
    found: dict[str, set[str]] = {}
    for group in content(page).select(".mentions"):
        of_all = {urljoin(address(page, root), str(link["href"])) for link in group.select("p a, p + .plain a")}
        for term in group.select("dt"):
            beside = term.find_next_sibling("dd")
            assert isinstance(beside, Tag)
            links = {urljoin(address(page, root), str(link["href"])) for link in beside.select("a")}
            found[urljoin(address(page, root), str(term.select("a")[0]["href"]))] = links | of_all
    return found


def links_of_pages(site: Path, code: LanguageCode) -> dict[str, set[str]]:
    """Each address that pages link to, and the addresses of those pages; a page of lists counts for none."""
    root, found = site / home(code), defaultdict(set)
    lists = {name.removesuffix(".md").removesuffix("/index") for name in DERIVED}
    for page in root.rglob("index.html"):
        name = page.relative_to(root).parent.as_posix()
        if name in lists or name.partition("/")[0] in LANGUAGES:
            continue
        here = address(page, root)
        for link in content(page).select("[id] a[href], a[href]"):
            target = urljoin(here, str(link["href"]))
            if target.partition("#")[0] != here:
                found[target].add(here)
                found[target.partition("#")[0]].add(here)
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_beside_each_record_stand_the_pages_that_link_to_it_and_no_other(site: Path, code: LanguageCode) -> None:
    listed, linked = index(site, code), links_of_pages(site, code)
    assert len(listed) > 60
    assert {target: pages ^ linked[target] for target, pages in listed.items() if pages != linked[target]} == {}


def test_every_record_of_each_kind_stands_in_it_once(site: Path, programme: Programme) -> None:
    for code in LANGUAGES:
        assert len(index(site, code)) == sum(len(getattr(programme, kind)) for kind in KINDS)


def test_pages_stand_in_the_order_of_the_navigation(site: Path) -> None:
    groups = content(site / "mentions/index.html").select(".mentions")
    topics = [str(link["href"]) for link in groups[0].select("dd")[5].select("a") if "/topics/" in str(link["href"])]
    letters = [link.get_text()[:2] for link in groups[1].select("dt a")]
    assert letters == sorted(letters)
    assert topics == [href for href in (str(it["href"]) for it in groups[1].select("dt a")) if href in topics]
