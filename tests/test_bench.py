"""The benchmark measures the same site everywhere, and says what it measured."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from bench import floor
from bench.lookups import Lookups
from bench.site import SEED, Site, TooFewError, simple_pages, site, write_own
from bench.stock import write_stock
from macros.check import check
from macros.page_files import page_texts
from macros.problems import Mistakes
from macros.statements import LANGUAGES

from .conftest import PROJECT

PAGES = 80


@pytest.fixture(scope="module")
def made() -> Site:
    return site(PAGES)


@pytest.fixture(scope="module")
def own(made: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "own"
    write_own(made, folder)
    return folder


def test_the_same_seed_gives_the_same_pages(made: Site) -> None:
    assert site(PAGES) == made
    assert SEED == 2011


def test_a_site_has_as_many_pages_in_each_language_as_was_asked_for(own: Path) -> None:
    for code, pages in page_texts(own / "docs", []).items():
        assert len(pages) == PAGES, code


def test_generated_pages_hold_no_mistake_by_our_own_rules(own: Path) -> None:
    assert check(own).meetings
    broken = own / "docs/fr/papers/section-01/page-0002.md"
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace("part-4 }", "part-four }"), encoding="utf-8")
    with pytest.raises(Mistakes, match="page-0002"):
        check(own)
    broken.write_text(text, encoding="utf-8")


def test_a_generated_page_is_like_ours(made: Site) -> None:
    for code in LANGUAGES:
        text = made.generated[code]["papers/section-01/page-0007.md"]
        assert 400 <= len(text.split()) <= 800
        assert len(re.findall(r"^\|---", text, re.MULTILINE)) == 2
        assert text.count("{{") >= 5
        assert text.count("](") >= 4
        assert "{ .summary }" in text


def test_every_generated_page_stands_in_the_navigation(made: Site) -> None:
    named = re.findall(r"- ([\w/-]+\.md)$", made.nav, re.MULTILINE)
    assert len(named) == len(set(named))
    assert set(made.generated["en"]) <= set(named)


def test_without_a_number_the_site_is_our_own() -> None:
    own = site()
    assert own.generated == {code: {} for code in LANGUAGES}
    assert own.pages == len(list((PROJECT / "docs/en").rglob("*.md")))


def test_fewer_pages_than_our_own_cannot_be_asked_for() -> None:
    with pytest.raises(TooFewError, match="N=3 is fewer than our own"):
        site(3)


def test_other_tools_get_no_call_that_the_simple_look_ups_do_not_answer(made: Site) -> None:
    for code, pages in simple_pages(made).items():
        lookups = Lookups(PROJECT / "data", code)
        for page, text in pages.items():
            assert "{{" not in floor.filled(text, page, lookups), page


def test_the_floor_builds_every_page_with_its_dates_and_links(made: Site, tmp_path: Path) -> None:
    write_stock(made, tmp_path, pruned=False)
    assert floor.main(tmp_path) == PAGES * len(LANGUAGES)
    page = (tmp_path / "site/fr/papers/section-01/page-0001/index.html").read_text(encoding="utf-8")
    assert '<time datetime="' in page
    links = re.findall(r'href="(\.\./[^"#]*)', page)
    assert len(links) > 10
    folder = tmp_path / "site/fr/papers/section-01/page-0001"
    assert [link for link in links if not Path(os.path.normpath(folder / link)).exists()] == [
        "../../../../assets/site.css"
    ]


def test_the_pruned_line_differs_from_stock_in_two_settings(made: Site, tmp_path: Path) -> None:
    for name in ("stock", "pruned"):
        write_stock(made, tmp_path / name, pruned=name == "pruned")
    stock, pruned = ((tmp_path / name / "mkdocs.yml").read_text().splitlines() for name in ("stock", "pruned"))
    changed = [(before.strip(), after.strip()) for before, after in zip(stock, pruned, strict=True) if before != after]
    assert changed == [
        ("features: []", "features: [navigation.prune]"),
        ("reconfigure_search: true", "reconfigure_search: false"),
    ]
