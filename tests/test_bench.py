"""The benchmark measures the same site everywhere, and says what it measured."""

from __future__ import annotations

import math
import os
import re
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from bench import floor
from bench.aims import aims_table
from bench.builders import COLD, EMPTY, FLOOR, LOADED, OURS, STOCK
from bench.edits import DATE, PAGE, PHRASE, TEMPLATE, Edit
from bench.figures import FILE, README, kept, shown
from bench.lookups import Lookups
from bench.measure import CommandFailedError, Measure, measure
from bench.peers import write_eleventy, write_hugo
from bench.previews import Seen, server
from bench.rounds import Result, rounds
from bench.shares import PARTS, REST, shares
from bench.site import SEED, Site, TooFewError, simple_pages, site, write_own
from bench.stock import write_stock
from bench.table import (
    MEMORY,
    WALL,
    Table,
    builds_table,
    doubled,
    growth_table,
    previews_table,
    ratio,
    ratios_table,
    shares_table,
)
from macros.check import check, check_wording
from macros.page_files import page_texts
from macros.problems import Mistakes
from macros.statements import LANGUAGES

from .conftest import PROJECT

PAGES = 72
"""A few more than our own."""


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
    check_wording(own)
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


def test_mkdocs_without_pages_reads_the_same_project_and_a_page_on_each_core_holds_more(
    made: Site, tmp_path: Path
) -> None:
    mkdocs, ours = rounds(made, [EMPTY, LOADED], 1, tmp_path)
    project = EMPTY.folder(tmp_path, made)
    assert mkdocs.took.wall > 0
    assert (project / "site/sitemap.xml").exists()
    assert sum(1 for _ in (project / "docs").rglob("*.md")) == PAGES * len(LANGUAGES)
    assert ours.took.memory > mkdocs.took.memory > 0
    assert not (LOADED.folder(tmp_path, made) / "site").exists()


def took(builder: str, case: str, pages: int, round: int, wall: float, cpu: float = 1, memory: float = 100) -> Result:
    return Result(builder, case, pages, round, Measure(wall, cpu, memory, 0))


OURS_AND_STOCK = [
    took(OURS.name, COLD, 100, 1, 10, memory=300),
    took(STOCK.name, COLD, 100, 1, 40),
    took(OURS.name, COLD, 100, 2, 30, memory=300),
    took(STOCK.name, COLD, 100, 2, 60),
    took(OURS.name, COLD, 100, 3, 11, memory=300),
    took(STOCK.name, COLD, 100, 3, 40),
]


def test_every_part_of_a_cold_build_has_its_share(made: Site, tmp_path: Path) -> None:
    found = shares(made, tmp_path)
    assert found.keys() == {*PARTS, REST}
    assert [part for part, seconds in found.items() if seconds <= 0] == []
    rows = shares_table(found).rows
    assert [float(row[1]) for row in rows] == sorted((round(it, 2) for it in found.values()), reverse=True)


def test_a_ratio_is_the_median_of_the_ratios_within_a_round() -> None:
    ours, stock = (OURS.name, COLD), (STOCK.name, COLD)
    assert ratio(OURS_AND_STOCK, ours, stock) == pytest.approx(11 / 40)
    assert ratio(OURS_AND_STOCK, stock, ours) == pytest.approx(40 / 11)
    assert ratio(OURS_AND_STOCK, ours, stock, MEMORY) == 3
    assert ratio(OURS_AND_STOCK, ours, ("Hugo", COLD)) is None


def test_a_table_gives_median_spread_and_cost_a_page() -> None:
    table = builds_table(OURS_AND_STOCK)
    assert table.rows[0] == ("this project, cold", "11.00", "10.00 – 30.00", "1.00", "300", "36.7")
    assert table.heading == "100 pages in each language, 300 in all"
    assert ratios_table(OURS_AND_STOCK).columns == ("build", "wall ÷ stock", "CPU ÷ stock")
    assert ratios_table(OURS_AND_STOCK).rows[0][1:] == ("0.28", "1.00")
    assert len({len(line) for line in table.text().splitlines()[2:]}) == 1
    assert table.markdown().splitlines()[2] == "| build | wall s | from – to | CPU s | MB | ms a page |"


def test_growth_tells_linear_from_quadratic() -> None:
    assert doubled((100, 400), (1, 4)) == pytest.approx(2)
    assert doubled((100, 400), (1, 16)) == pytest.approx(4)
    sizes = {pages: [took(OURS.name, COLD, pages, 1, pages / 10)] for pages in (100, 300)}
    assert growth_table(sizes, "wall", WALL).rows == (("this project, cold", "2.00", "33.3"),)


def test_an_aim_is_met_missed_or_not_measured() -> None:
    verdicts = {row[0]: row[1:] for row in aims_table(OURS_AND_STOCK, {}).rows}
    assert verdicts["cold: time at most 0.25 × stock MkDocs"] == ("0.28", "–", "missed")
    assert verdicts["cold: time at most 0.55 × Eleventy"] == ("–", "–", "not measured")
    assert aims_table([took(OURS.name, COLD, 100, 1, 1), took(STOCK.name, COLD, 100, 1, 4)], {}).rows[0][1:] == (
        "0.25",
        "–",
        "met",
    )


def test_an_aim_below_what_pages_alone_take_is_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    parts = dict.fromkeys((*PARTS, REST), 1.0)  # nine: of processor time, the start takes one, the pages three
    alone = [took(LOADED.name, COLD, 100, 1, 2, memory=120), took(FLOOR.name, COLD, 100, 1, 4, memory=30)]
    ours, stock = took(OURS.name, COLD, 100, 1, 10, cpu=18, memory=300), took(STOCK.name, COLD, 100, 1, 40)
    found = aims_table([*alone, ours, stock, took("Eleventy", COLD, 100, 1, 7)], parts)
    verdicts = {row[0]: row[1:] for row in found.rows}
    assert verdicts["cold: time at most 0.25 × stock MkDocs"] == ("0.25", "0.12", "met")
    assert verdicts["cold: time at most 0.55 × Eleventy"] == ("1.43", "0.71", "out of reach")
    assert verdicts["cold: time at most 1.5 × Python-Markdown alone"] == ("2.50", "1.25", "missed")
    assert verdicts["cold: memory at most 3 × Python-Markdown alone"] == ("10.00", "4.00", "out of reach")


def test_the_file_of_figures_keeps_what_another_run_wrote() -> None:
    table = Table("One", ("a", "b"), (("x", "1"),))
    first = kept("Builds", "Here.", [table], "")
    both = kept("Previews", "There.", [], first)
    assert both.startswith(first)
    assert kept("Builds", "Elsewhere.", [], both) == both.replace(first[first.index("Here.") :], "Elsewhere.\n")


def test_the_readme_shows_a_table_between_its_marks_and_nothing_else_changes() -> None:
    readme = "One.\n<!-- bench: Builds -->\nold\n<!-- end -->\nTwo.\n<!-- bench: Previews -->\n\n<!-- end -->\n"
    after = shown(readme, "Builds", Table("Heading", ("what", "found"), (("a", "1"),)))
    assert after == readme.replace("old", "| what | found |\n| --- | ---: |\n| a | 1 |")


def test_the_readme_shows_figures_that_are_kept() -> None:
    tables = re.findall(r"<!-- bench: \w+ -->\n(.*?)\n<!-- end -->", README.read_text(encoding="utf-8"), re.DOTALL)
    assert tables
    assert [table for table in tables if not table or table not in FILE.read_text(encoding="utf-8")] == []


def test_a_measure_counts_every_process_once() -> None:
    holds = "import os, time; x = bytearray(60_000_000); os.fork(); time.sleep(1)"
    alone = measure([sys.executable, "-c", holds.replace("os.fork()", "0")], PROJECT, os.environ)
    two = measure([sys.executable, "-c", holds], PROJECT, os.environ)
    assert 60 < alone.memory < two.memory + 5 < 110


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(CommandFailedError, match=r"status 3\nsorry"):
        measure([sys.executable, "-c", "print('sorry'); raise SystemExit(3)"], PROJECT, os.environ)


@pytest.mark.parametrize("edit", [PAGE, DATE, PHRASE, TEMPLATE], ids=lambda edit: edit.name)
def test_an_edit_changes_its_file_and_can_be_undone(checked_project: Path, edit: Edit) -> None:
    before = (checked_project / edit.file).read_text(encoding="utf-8")
    edit.apply(checked_project)
    assert check(checked_project, preview=True).meetings
    edit.undo(checked_project)
    assert (checked_project / edit.file).read_text(encoding="utf-8") == before
    edit.apply(checked_project)
    with pytest.raises(ValueError, match=r"bench/edits\.py must change"):
        edit.apply(checked_project)


def test_other_builders_get_the_look_ups_in_their_own_syntax(made: Site, tmp_path: Path) -> None:
    write_hugo(made, tmp_path / "hugo")
    write_eleventy(made, tmp_path / "eleventy")
    pages = ("content/fr/papers/section-01/page-0001.md", "content/fr/topics/clearance.md")
    for page in pages:
        hugo, eleventy = ((tmp_path / name / page).read_text(encoding="utf-8") for name in ("hugo", "eleventy"))
        assert '{{< meeting "' in hugo
        assert '{% meeting "' in eleventy
        assert not re.search(r"\{\{ \w", hugo + eleventy)
        assert (PAGE.old in hugo and PAGE.old in eleventy) == (page == PAGE.file.replace("docs", "content"))
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "hugo/content/es").rglob("*.md")]
    assert len([text for text in texts if '"render"' not in text]) == PAGES


def test_a_change_that_never_showed_is_told_as_never() -> None:
    seen = [Seen(OURS.name, PAGE.name, 100, seconds) for seconds in (0.5, math.inf, math.inf)]
    assert previews_table(seen).rows == (("this project, one page changed", "never", "0.50 – never", "3"),)


def test_a_server_is_ended_with_all_it_started(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Here", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Here", encoding="utf-8")
    with server(tmp_path) as (address, seconds):
        assert "Here" in urlopen(address).read().decode("utf-8")  # noqa: S310 - our own address
        assert seconds > 0
    with pytest.raises(URLError):
        urlopen(address)  # noqa: S310 - our own address
