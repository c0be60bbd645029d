import csv

import pytest
from babel.core import get_cldr_version

from macros.dates import parse_edtf
from macros.language import Language
from macros.meeting_statements import DateStatement
from macros.programme import Programme
from macros.statements import LANGUAGES, Text

from .conftest import PROJECT

NBSP = "\u00a0"
GOLDEN = list(csv.DictReader((PROJECT / "tests/golden/dates.csv").read_text(encoding="utf-8").splitlines()))


def said(language: Language, edtf: str, style: str) -> str:
    if " within " in edtf:
        days, _, period = edtf.partition(" within ")
        statement = {"within": period, "at_most_days": int(days)}
    elif " " in edtf:
        part, _, month = edtf.partition(" ")
        statement = {"part": part, "of": month}
    elif style == "weekday":
        return language.weekday(parse_edtf(edtf).first)
    else:
        statement = {"on": edtf}
    record = DateStatement.model_validate({"id": "x", "status": "proposed", "source": "draft#p1", **statement})
    return language.statement(record, style)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: f"{row['edtf']} {row['style']}")
def test_dates_are_worded_as_un_editors_print_them(
    row: dict[str, str], code: str, languages: dict[str, Language]
) -> None:
    assert said(languages[code], row["edtf"], row["style"]) == row[code].replace("°", NBSP)


def test_month_names_come_from_the_release_of_cldr_the_tables_were_made_with() -> None:
    assert get_cldr_version() == "47"


@pytest.mark.parametrize(
    ("items", "en", "fr", "es"),
    [
        (["a"], "a", "a", "a"),
        (["a", "b", "c"], "a, b and c", "a, b et c", "a, b y c"),
        (["español", "inglés"], "español and inglés", "español et inglés", "español e inglés"),
        (["agua", "hielo"], "agua and hielo", "agua et hielo", "agua y hielo"),
        (["agua", "hilo"], "agua and hilo", "agua et hilo", "agua e hilo"),
    ],
)
def test_lists_are_joined_without_a_serial_comma(
    items: list[str], en: str, fr: str, es: str, languages: dict[str, Language]
) -> None:
    assert [languages[code].join(items) for code in LANGUAGES] == [en, fr, es]


def test_languages_are_sorted_in_the_language_of_the_page(languages: dict[str, Language]) -> None:
    named = {code: speak.sorted_join(map(speak.name_of, LANGUAGES)) for code, speak in languages.items()}
    assert named == {
        "en": "English, French and Spanish",
        "fr": "anglais, espagnol et français",
        "es": "español, francés e inglés",
    }


@pytest.mark.parametrize(
    ("half_days", "en", "fr", "es"),
    [
        (1, "half a day", "une demi-journée", "medio día"),
        (2, "one day", "un jour", "un día"),
        (3, "one and a half days", "un jour et demi", "un día y medio"),
        (7, "three and a half days", "trois jours et demi", "tres días y medio"),
        (10, "five days", "cinq jours", "cinco días"),
    ],
)
def test_lengths_are_said_in_words(half_days: int, en: str, fr: str, es: str, languages: dict[str, Language]) -> None:
    assert [languages[code].half_days(half_days) for code in LANGUAGES] == [en, fr, es]


def test_numbers_follow_each_language(languages: dict[str, Language]) -> None:
    assert [languages[code].number(1234) for code in LANGUAGES] == ["1,234", f"1{NBSP}234", "1234"]
    assert [languages[code].number(12345) for code in LANGUAGES] == ["12,345", f"12{NBSP}345", "12.345"]
    assert [languages[code].number_word(10) for code in LANGUAGES] == ["10", "dix", "diez"]


def test_markers_quotes_and_paragraphs_follow_each_language(languages: dict[str, Language]) -> None:
    assert [languages[code].marker("b") for code in LANGUAGES] == ["(b)", "b)", "b)"]
    assert [languages[code].quote("x") for code in LANGUAGES] == ["“x”", f"«{NBSP}x{NBSP}»", "“x”"]
    assert [languages[code].paragraph("annex-1-b") for code in LANGUAGES] == [
        f"annex, ¶{NBSP}1{NBSP}(b)",
        f"annexe, ¶{NBSP}1{NBSP}b)",
        f"anexo, ¶{NBSP}1{NBSP}b)",
    ]


def test_a_value_in_a_phrase_is_escaped(languages: dict[str, Language]) -> None:
    assert "<b>" not in languages["en"].say("source-outside", publisher="<b>", title="x")


def test_no_text_of_the_data_has_a_straight_apostrophe_or_an_ordinary_space_before_french_punctuation(
    programme: Programme,
) -> None:
    def texts(value: object) -> list[Text]:
        if isinstance(value, Text):
            return [value]
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, tuple | list):
            return [text for item in value for text in texts(item)]
        fields = getattr(type(value), "model_fields", {})
        return [text for field in fields for text in texts(getattr(value, field))]

    every = texts(programme)
    assert len(every) > 300
    assert [text.fr for text in every if any(f" {mark}" in text.fr for mark in ";:!?»") or "« " in text.fr] == []
    assert [
        text.es
        for text in every
        if any(f" {mark}" in text.es or f"{NBSP}{mark}" in text.es for mark in ";:!?") or "«" in text.es
    ] == []
    assert [words for text in every for words in text.model_dump().values() if "'" in words] == []
