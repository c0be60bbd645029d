"""Addresses that were published never die: each still answers, and a new page is among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.published import FILE, addresses, lost, read, written

from .conftest import PROJECT
from .test_site import PAGES, ROOT, address


@pytest.fixture(scope="module")
def promised() -> dict[str, frozenset[str]]:
    return read((PROJECT / FILE).read_text(encoding="utf-8"))


def test_every_address_ever_published_still_answers(site: Path, promised: dict[str, frozenset[str]]) -> None:
    assert lost(promised, addresses(site)) == [], "keep the id or the page, or name its successor: moved, in mkdocs.yml"


def test_every_page_is_among_the_addresses_published(promised: dict[str, frozenset[str]]) -> None:
    pages = {address(page, language) or "./" for page in PAGES for language in ROOT}
    assert pages - promised.keys() == set(), "run: make accept"


def test_paragraphs_feeds_calendars_and_data_are_promised_too(promised: dict[str, frozenset[str]]) -> None:
    for home in ROOT.values():
        assert {"p1", "p10", "annex-1-h"} <= promised[f"{home}programme/"]
        assert {f"{home}calendar.ics", f"{home}changes.atom", f"{home}meetings/2msp.ics"} <= promised.keys()
    assert "data/v1/programme.json" in promised


def test_what_is_written_is_read_back(promised: dict[str, frozenset[str]]) -> None:
    assert read(written(promised)) == promised
    own = {"./": frozenset("a"), "fr/": frozenset("a"), "es/": frozenset("b"), "es/x/": frozenset("c")}
    assert read(written(own)) == own


def test_a_page_or_a_place_that_is_gone_is_named(tmp_path: Path) -> None:
    page = '<article><h1 id=\'x\' id="a">A</h1><svg><g id="drawn"></g></svg></article>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved/index.html").write_text('<meta http-equiv="refresh">', encoding="utf-8")
    promised = {"./": frozenset("ab"), "moved/": frozenset("c"), "gone/": frozenset("d")}
    assert lost(promised, addresses(tmp_path)) == ["./#b", "gone/"]
