"""The page of the fields: every field of the data, what it may hold, an example; the schema says the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag

from macros.docstrings import _docstrings, field_docstrings
from macros.feeds.outputs import outputs
from macros.field_meanings import anchor, described_models, docstrings, meaning_key
from macros.language import Language
from macros.meeting_statements import DateStatement
from macros.programme import Programme
from macros.statements import LANGUAGES

from .test_site import article

SITE = "https://work-programme-2011.example/"
MODELS = {model.__name__: model for model in described_models()}
FIELDS = [(name, field) for name, model in MODELS.items() for field in model.model_fields]


@pytest.fixture(scope="module")
def schema(programme: Programme) -> dict[str, Any]:
    languages = {code: Language(code, programme.phrases) for code in LANGUAGES}
    found: dict[str, Any] = json.loads(outputs(programme, languages, SITE, {})["data"]()["data/v1/schema.json"])[
        "$defs"
    ]
    return found


@pytest.fixture(scope="module")
def values(site: Path) -> dict[str, set[str]]:
    """Every value of the published data, as text, by the name of its field."""
    found: dict[str, set[str]] = defaultdict(set)

    def collect(field: str, value: Any) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                collect(field if name in LANGUAGES else name, inner)
        elif isinstance(value, list):
            for inner in value:
                collect(field, inner["at"] if isinstance(inner, dict) and "at" in inner else inner)
                collect(field, inner)
        elif value is not None:
            found[field].add(str(value).lower() if isinstance(value, bool) else str(value))

    collect("", json.loads((site / "data/v1/programme.json").read_text(encoding="utf-8")))
    return found


def boxes(site: Path, language: str) -> Iterator[tuple[str, Tag, dict[str, Tag]]]:
    """Each model of the page: its name, the paragraph about it, and what is told of each of its own fields."""
    for heading in article(site, "data-fields.md", language).select("h3"):
        about = heading.find_next_sibling("p")
        assert isinstance(about, Tag)
        box = about.find_next_sibling()
        rows = box.find_all(["dt", "dd"]) if isinstance(box, Tag) and box.name == "dl" else []
        yield (
            str(heading["id"]),
            about,
            {dt.get_text(): dd for dt, dd in zip(rows[::2], rows[1::2], strict=True)},
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_the_data_is_explained_once(site: Path, programme: Programme, language: str) -> None:
    told = {id: (about, rows) for id, about, rows in boxes(site, language)}
    assert told.keys() == {anchor(name) for name in MODELS}
    for name, field in FIELDS:
        about, rows = told[anchor(name)]
        owner, meaning = meaning_key(MODELS[name], field).split(".")[0], meaning_key(MODELS[name], field)
        if owner != name:
            links = {link.get_text(): link["href"] for link in about.select('a[href^="#"]')}
            assert links[field] == f"#{anchor(owner)}"
            assert field not in rows
        else:
            said = rows[field].get_text()
            assert said.startswith(getattr(programme.fields[meaning], language).replace("`", ""))


def described(schema: dict[str, Any], name: str, field: str) -> dict[str, Any]:
    found: dict[str, Any] = schema[name]["properties"][field]
    return found


def test_the_schema_says_of_each_field_what_the_page_says(schema: dict[str, Any], programme: Programme) -> None:
    compared = 0
    for name, field in FIELDS:
        if name in schema:
            assert schema[name]["description"] == programme.fields[name].en
            wanted = programme.fields[meaning_key(MODELS[name], field)].en
            assert described(schema, name, field)["description"] == wanted
            compared += 1
    assert compared > 150


def test_the_english_meaning_is_the_docstring(programme: Programme) -> None:
    assert {key: text.en for key, text in programme.fields.items()} == docstrings()
    assert all(docstrings().values())


def test_docstrings_are_those_of_the_code_that_was_imported_whatever_was_saved_since(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = field_docstrings(DateStatement)
    assert before
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"class DateStatement(:")
    _docstrings.cache_clear()
    assert field_docstrings(DateStatement) == before


def choices(found: dict[str, Any]) -> list[str]:
    """The values that a part of the schema allows, where it lists them."""
    inner = [found, *found.get("anyOf", []), found.get("items", {}), found.get("items", {})]
    return next((part["enum"] for part in inner if "enum" in part), [])


def empty_allowed(found: dict[str, Any]) -> bool:
    parts = [found, *found.get("anyOf", [])]
    return any(
        part.get("type") == "null" or (part.get("type") == "array" and not part.get("minItems")) for part in parts
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_of_empty_fields_and_allowed_values_what_the_schema_says(
    site: Path, schema: dict[str, Any], programme: Programme, language: str
) -> None:
    names = {anchor(name): name for name in MODELS}
    phrase = {key: getattr(programme.phrases[f"field-{key}"], language) for key in ("maybe-empty", "filled")}
    seen: set[bool] = set()
    for id, _, rows in boxes(site, language):
        for field, row in rows.items():
            owner = next(name for name in schema if names[id] in {it.__name__ for it in MODELS_OF[name]})
            found, note = described(schema, owner, field), row.select_one(".note")
            assert note is not None
            maybe = empty_allowed(found)
            seen.add(maybe)
            assert phrase["maybe-empty" if maybe else "filled"] in note.get_text().split(" · ")
            listed = [code.get_text() for code in note.select("code")]
            assert listed[: len(choices(found))] == choices(found)
    assert seen == {True, False}


MODELS_OF = {name: model.__mro__ for name, model in MODELS.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_a_value_of_the_data(
    site: Path, values: dict[str, set[str]], programme: Programme, language: str
) -> None:
    before = getattr(programme.phrases["field-example"], language).partition("{")[0]
    shown, without = 0, []
    for id, _, rows in boxes(site, language):
        for field, row in rows.items():
            told = row.get_text().partition(f" · {before}")[2]
            if not told:
                without.append(f"{id}.{field}")
            pool = set().union(*values.values()) if id in ("text", "titles") else values[field]
            for one in examples(row, told):
                assert any(value.startswith(one) for value in pool), f"{id}.{field}: {one}"
                shown += 1
    assert shown > 90
    assert [one for one in without if values_of(one, values)] == []


def values_of(place: str, values: dict[str, set[str]]) -> set[str]:
    """Values of the data under a field that has no example; what a record holds is told with that record."""
    id, _, field = place.partition(".")
    info = next(model for name, model in MODELS.items() if anchor(name) == id).model_fields[field]
    holds_records = any(name in str(info.annotation) for name in MODELS)
    return set() if holds_records or id in ("about", "text", "titles") else values[field]


def examples(row: Tag, told: str) -> list[str]:
    """The examples of a row: what stands in code after the word, or the words quoted."""
    codes = [code.get_text() for code in row.select("code")]
    count = next((n for n in range(1, len(codes) + 1) if told.startswith(", ".join(codes[-n:]))), 0)
    found = codes[-count:] if count else [told.strip("“”«»\u00a0 ")]
    return [one.removesuffix("…").strip() for one in found if one]
