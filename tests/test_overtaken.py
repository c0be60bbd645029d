"""What readers of a translation are told when English has moved on, and what translators see on the site."""

from __future__ import annotations

from pathlib import Path

import htpy as h
import pytest
from bs4 import BeautifulSoup, Tag

from l10n.work import Work
from macros.checked_pages import CheckedPages
from macros.load import load_programme
from macros.memory import Memory
from macros.page_files import page_texts
from macros.pages.translation import shown
from macros.translations import progress

from .conftest import Run
from .test_workbench import ENGLISH, FRENCH, NOW, SPANISH, WAS, bench, change

__all__ = ["bench"]

PAGE = "meetings/2msp.md"


def notice(project: Path, code: str, page: str = PAGE) -> Tag | None:
    pages = CheckedPages(
        project, page_texts(project / "docs", []), load_programme(project / "data"), Memory(), preview=False
    )
    found = pages.page(page)
    assert found.problems == ()
    return BeautifulSoup(found.filled[code], "html.parser").select_one(".overtaken")  # type: ignore[index]


def told(project: Path, code: str, page: str = PAGE) -> tuple[str, list[str]]:
    found = notice(project, code, page)
    assert found is not None
    return found.get_text(), [str(link["href"]) for link in found("a")]


def test_a_page_as_new_as_english_has_no_notice(bench: Path) -> None:
    assert notice(bench, "fr") is None


def test_readers_are_told_which_passages_are_older_until_they_are_accepted(bench: Path) -> None:
    change(bench, ENGLISH, WAS, NOW)
    change(bench, ENGLISH, "Lebanon then offered", "Later Lebanon offered")
    words, links = told(bench, "fr")
    assert words.startswith("La page en anglais est plus récente que cette traduction, dont deux passages ne sont")
    assert links == ["../../../meetings/2msp/", "#2msp", "#time"]
    assert told(bench, "es")[0].startswith("La página en inglés es más reciente que esta traducción, de la que dos")
    assert notice(bench, "en") is None
    list(Work(bench, (FRENCH,)).accept(["2msp/paragraph-1"]))
    assert told(bench, "fr")[1] == ["../../../meetings/2msp/", "#time"]
    list(Work(bench, (FRENCH,)).accept())
    assert notice(bench, "fr") is None
    assert notice(bench, "es") is not None


def test_a_part_that_is_only_in_english_is_linked_there(bench: Path) -> None:
    with (bench / ENGLISH).open("a", encoding="utf-8") as file:
        file.write("\n## More { #more }\n\nSomething was added here.\n")
    words, links = told(bench, "fr")
    assert links == ["../../../meetings/2msp/", "../../../meetings/2msp/#more"]
    assert words.endswith("une partie pas encore traduite.")


def test_rewrapping_english_tells_readers_nothing(bench: Path) -> None:
    change(bench, ENGLISH, WAS, WAS.replace(" not", "\nnot"))
    assert notice(bench, "fr") is None


@pytest.mark.parametrize(("page", "to_english"), [("index.md", "../"), ("glossary.md", "../../glossary/")])
def test_the_way_to_english_is_relative(bench: Path, page: str, to_english: str) -> None:
    english = (bench / "docs/en" / page).read_text(encoding="utf-8")
    (bench / "docs/en" / page).write_text(english.replace(" the ", " that ", 1), encoding="utf-8")
    assert told(bench, "fr", page)[1][0] == to_english


def status_page(project: Path, root: str) -> Tag:
    html = (project / f"site/{root}translation/index.html").read_text(encoding="utf-8")
    found = BeautifulSoup(html, "html.parser").article
    assert found is not None
    return found


def test_the_site_shows_translators_what_changed_until_it_is_accepted(warm_project: Path, run: Run) -> None:
    """The second build has the memory of the first."""
    change(warm_project, ENGLISH, WAS, NOW)
    change(warm_project, "mkdocs.yml", "!ENV [EDIT_ADDRESS, null]", "https://example.org/edit/main/")
    built = run(warm_project, "mkdocs", "build")
    assert built.returncode == 0, built.stdout + built.stderr
    french = status_page(warm_project, "fr/")
    (file,) = french.select("section h2")
    assert file.get_text() == FRENCH
    assert [it.get_text() for it in french.select("del, ins")] == [",", " and"]
    english, translation = french.select(".side p[lang]")
    assert (english["lang"], translation["lang"]) == ("en", "fr")
    assert french.select_one(".row > p").get_text() == f"{FRENCH}:7"  # type: ignore[union-attr]
    assert french.select_one(f'a[href="https://example.org/edit/main/{FRENCH}"]') is not None
    assert [it.get_text() for it in status_page(warm_project, "").select("section h2")] == [FRENCH, SPANISH]
    assert "overtaken" in (warm_project / "site/es/meetings/2msp/index.html").read_text(encoding="utf-8")
    list(Work(warm_project).accept())
    built = run(warm_project, "mkdocs", "build")
    assert built.returncode == 0, built.stdout + built.stderr
    for root in ("", "fr/", "es/"):
        page = status_page(warm_project, root)
        assert page.select("section, del, ins, .side") == []
        assert [row.select("td")[-1].get_text() for row in page.select("tbody tr")] == ["0", "0"]
    assert "overtaken" not in (warm_project / "site/es/meetings/2msp/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("It was held {{ when(now) }}.\n{ .summary }", "It was held <code>{{ when(now) }}</code>."),
        ("Two sets { #two-sets }", "Two sets"),
        (
            "See [fields](fields.md), `id` first.",
            "See fields <code>fields.md</code>, <code>id</code> first.",
        ),
        ("Between braces: {blank}", "Between braces: {blank}"),
    ],
)
def test_markdown_is_shown_to_translators_with_its_words_apart_from_its_calls(written: str, seen: str) -> None:
    assert str(h.fragment[shown(written)]) == seen


def test_the_file_with_most_words_to_look_at_comes_first(bench: Path) -> None:
    change(bench, ENGLISH, WAS, NOW)
    change(bench, "data/phrases.yml", "en: Skip to content", "en: Jump to the text")
    for it in progress(bench, page_texts(bench / "docs", []), Memory()):
        assert [file.words for file in it.queue] == sorted((file.words for file in it.queue), reverse=True)
        assert [file.file for file in it.queue][-1] == "data/phrases.yml"
        assert it.to_do == sum(file.words for file in it.queue) < it.words
