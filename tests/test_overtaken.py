"""What readers of a translation are told when English has moved on, and what translators see on the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from l10n.work import Work
from macros.checked_pages import CheckedPages
from macros.load import load_programme
from macros.memory import Memory
from macros.page_files import page_texts

from .test_workbench import ENGLISH, FRENCH, NOW, WAS, bench, change

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
