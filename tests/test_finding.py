"""What can be found without a script: every record from A to Z, every date in its order."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from macros.dates import Period
from macros.history import Correction, Session
from macros.language import Language
from macros.pages.alphabet import INDEXED, a_to_z, letter_of, looked_up, sort_key
from macros.pages.chronology import by_date
from macros.pages.context import Context
from macros.programme import Programme
from macros.statements import Cited, Record


def soup(markup: Markup) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


@pytest.fixture
def index(programme: Programme, language: Language) -> BeautifulSoup:
    return soup(a_to_z(Context(programme, language, "search.md", expand=Markup.escape)))


def test_the_index_lists_every_record_that_has_a_name(index: BeautifulSoup, programme: Programme) -> None:
    records = sum(len(getattr(programme, field)) for field in INDEXED)
    assert len(index.select(".index > li:has(> .kind)")) == records
    named = {field for field in type(programme).model_fields if _is_named(getattr(programme, field))}
    assert named - {"funds", "sessions"} == set(INDEXED)


def _is_named(records: Any) -> bool:
    return isinstance(records, tuple) and any(
        hasattr(records[0], field) for field in ("name", "term", "title") if records
    )


def test_a_letter_that_is_linked_is_there_and_heads_its_own_entries(index: BeautifulSoup) -> None:
    linked = [str(link["href"])[1:] for link in index.select(".jumps a")]
    assert linked == [str(heading["id"]) for heading in index.select("h3.letter")]
    assert linked == sorted(linked, key=lambda id: id.replace("n-tilde", "n~").replace("other", ""))
    assert all(section.select_one("li") for section in index("section"))


def test_an_entry_leads_somewhere_unless_no_page_names_it(index: BeautifulSoup) -> None:
    lost = [entry.get_text() for entry in index.select(".index > li") if not entry.find("a")]
    assert len(lost) <= 3, lost


@pytest.mark.parametrize(
    ("code", "words", "order"),
    [
        ("fr", ["État", "Etat", "eau", "étau"], ["eau", "Etat", "État", "étau"]),
        ("es", ["ñu", "nube", "oso", "nylon"], ["nube", "nylon", "ñu", "oso"]),
        ("en", ["co-operate", "coat", "cop"], ["coat", "co-operate", "cop"]),
    ],
)
def test_words_stand_in_the_order_of_a_dictionary_of_the_language(
    languages: dict[str, Language], code: str, words: list[str], order: list[str]
) -> None:
    assert sorted(words, key=lambda word: sort_key(languages[code], word)) == order


def test_an_article_does_not_count(languages: dict[str, Language]) -> None:
    assert looked_up(languages["fr"], "l’Assemblée") == "Assemblée"
    assert looked_up(languages["es"], "la Convención") == "Convención"
    assert looked_up(languages["en"], "The Convention") == "Convention"
    assert looked_up(languages["en"], "La Paz") == "La Paz"


def test_a_letter_is_one_of_the_language(languages: dict[str, Language]) -> None:
    assert [letter_of(languages["es"], words) for words in ("Ñu", "Ámbito", "2011", "")] == ["Ñ", "A", "#", "#"]
    assert letter_of(languages["fr"], "État") == "E"


@pytest.fixture
def dates(programme: Programme, language: Language) -> list[Tag]:
    page = soup(by_date(Context(programme, language, "by-date.md", expand=Markup.escape)))
    return page.select("tbody tr")


def sourced_dates(value: Any) -> int:
    """How many dates stand inside records that rest on a source."""
    if isinstance(value, Period):
        return 1
    if isinstance(value, tuple):
        return sum(map(sourced_dates, value))
    if not isinstance(value, Record):
        return 0
    return sum(sourced_dates(getattr(value, field)) for field in type(value).model_fields)


def test_every_date_with_a_source_stands_in_the_list(dates: list[Tag], programme: Programme) -> None:
    fields = (getattr(programme, field) for field in type(programme).model_fields)
    records = [record for records in fields if isinstance(records, tuple) for record in records]
    cited = [record for record in records if isinstance(record, Cited) or hasattr(record, "statements")]
    told = [record for record in cited if not isinstance(record, Session | Correction)]
    assert len(dates) == sum(map(sourced_dates, told)) + len(programme.sessions)
    assert all(row.select_one("a.source") for row in dates)


def test_dates_stand_in_the_order_of_time(dates: list[Tag]) -> None:
    firsts = [str(row.time["datetime"]) for row in dates if row.time]
    years = [first[:4] for first in firsts]
    assert len(firsts) == len(dates)
    assert years == sorted(years)
    days = [first for first in firsts if len(first) == len("2011-06-27")]
    assert days == sorted(days)
