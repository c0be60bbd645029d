"""JSON, its schema, and tables: complete, valid for tools of other hands, and the same facts."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from macros.dates import Period
from macros.docstrings import field_docstrings
from macros.feeds.addresses import json_of
from macros.feeds.outputs import outputs
from macros.feeds.records_json import in_plain_words
from macros.feeds.shapes import kinds, models
from macros.feeds.tables import tables
from macros.language import Language
from macros.programme import Programme
from macros.statements import LANGUAGES

from .conftest import all_made
from .test_mutation import leaves

SITE = "https://work-programme-2011.example/"


@pytest.fixture(scope="session")
def files(programme: Programme) -> dict[str, bytes]:
    languages = {code: Language(code, programme.phrases) for code in LANGUAGES}
    return all_made(outputs(programme, languages, SITE, {}))


@pytest.fixture(scope="session")
def schema(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["data/v1/schema.json"])
    return found


@pytest.fixture(scope="session")
def everything(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["data/v1/programme.json"])
    return found


def rows(files: dict[str, bytes], table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files[f"data/v1/{table}.csv"].decode(), newline="")))


def test_the_schema_is_one_of_json_schema_2020_12(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{SITE}data/v1/schema.json"


def test_the_data_is_valid_under_its_schema(schema: dict[str, Any], everything: dict[str, Any]) -> None:
    assert [error.message for error in Draft202012Validator(schema).iter_errors(everything)] == []


def test_each_record_is_valid_under_the_part_of_the_schema_it_names(
    schema: dict[str, Any], files: dict[str, bytes], programme: Programme
) -> None:
    for kind in kinds(Programme):
        for record in getattr(programme, kind):
            found = json.loads(files[json_of(kind, record.id)])
            address, _, definition = found["about"]["described_by"].partition("#/$defs/")
            assert address == schema["$id"]
            validator = Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{definition}"})
            assert [error.message for error in validator.iter_errors(found["record"])] == []


BROKEN: list[tuple[str, Any]] = [("status", "perhaps"), ("source", []), ("on", 2011), ("id", "Not An Id")]


@pytest.mark.parametrize(("field", "value"), BROKEN, ids=[field for field, _ in BROKEN])
def test_the_schema_refuses_what_the_model_refuses(
    schema: dict[str, Any], everything: dict[str, Any], field: str, value: Any
) -> None:
    changed = json.loads(json.dumps(everything))
    changed["meetings"][0]["dates"][0][field] = value
    assert list(Draft202012Validator(schema).iter_errors(changed))


def test_the_schema_describes_every_model_and_no_other(schema: dict[str, Any]) -> None:
    assert schema["$defs"].keys() == {"About", *(model.__name__ for model in models(Programme)), "Text"} | {
        name for name in ("Titles",) if name in schema["$defs"]
    }


def test_every_field_with_a_docstring_has_it_in_the_schema(schema: dict[str, Any]) -> None:
    for model in models(Programme):
        for name, words in field_docstrings(model).items():
            assert schema["$defs"][model.__name__]["properties"][name]["description"] == words


def test_the_data_holds_every_record_of_the_programme(everything: dict[str, Any], programme: Programme) -> None:
    for kind in kinds(Programme):
        found = [record.get("id", record.get("number")) for record in everything[kind]]
        assert found == [record.id for record in getattr(programme, kind)]


def test_every_fact_stands_in_the_data_as_it_stands_in_the_programme(
    everything: dict[str, Any], programme: Programme
) -> None:
    plain = in_plain_words(programme)
    seen = 0
    for kind in kinds(Programme):
        for location, _, _, value in leaves(getattr(plain, kind), (kind,)):
            found: Any = everything
            for step in location:
                found = found[step]
            text = value.model_dump() if isinstance(value, BaseModel) else value
            wanted = str(value) if isinstance(value, Period) else text
            assert found == wanted
            seen += 1
    assert seen > 400


def test_texts_are_filled_in(files: dict[str, bytes]) -> None:
    assert [path for path, content in files.items() if b"{{" in content or b"<time" in content] == []


def test_a_record_is_the_same_alone_and_in_the_whole(files: dict[str, bytes], everything: dict[str, Any]) -> None:
    for kind in kinds(Programme):
        for record in everything[kind]:
            alone = json.loads(files[json_of(kind, record.get("id", record.get("number")))])
            assert alone["record"] == record


def test_terms_and_day_stand_in_every_json_file(files: dict[str, bytes], programme: Programme) -> None:
    newest = max(source.consulted.last for source in programme.sources).isoformat()
    for path, content in files.items():
        if path.startswith("data/v1/") and path.endswith(".json") and "about" in json.loads(content):
            about = json.loads(content)["about"]
            assert (about["licence"], about["updated"], about["address"]) == ("CC0-1.0", newest, SITE + path)


def test_the_tables_are_valid_for_frictionless(files: dict[str, bytes], tmp_path: Path) -> None:
    for path, content in files.items():
        if path.startswith("data/v1/") and path.count("/") == 2:
            (tmp_path / path.rpartition("/")[2]).write_bytes(content)
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert report["valid"], [task["errors"] for task in report["tasks"] if not task["valid"]]
    assert {task["place"] for task in report["tasks"]} == {path.name for path in tmp_path.glob("*.csv")}


def test_frictionless_refuses_a_table_with_an_unknown_place(files: dict[str, bytes], tmp_path: Path) -> None:
    for path, content in files.items():
        if path.startswith("data/v1/") and path.count("/") == 2:
            (tmp_path / path.rpartition("/")[2]).write_bytes(content.replace(b",beirut", b",nowhere"))
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert not json.loads(done.stdout)["valid"]


def cell(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_a_table_says_what_the_json_says(files: dict[str, bytes], everything: dict[str, Any]) -> None:
    compared = 0
    for kind, model in kinds(Programme).items():
        for record, row in zip(everything[kind], rows(files, kind.replace("_", "-")), strict=True):
            compared += compare(model, record, row)
        for field in model.model_fields:
            inner = (
                [(record, item) for record in everything[kind] for item in record[field] or ()]
                if is_list(everything[kind], field)
                else []
            )
            table = f"{kind}-{field}".replace("_", "-")
            if f"data/v1/{table}.csv" in files:
                for (record, item), row in zip(inner, rows(files, table), strict=True):
                    assert next(iter(row.values())) == str(record.get("id", record.get("number")))
                    compared += compare(None, item, row)
    assert compared > 1000


def is_list(records: list[dict[str, Any]], field: str) -> bool:
    return any(isinstance(record[field], list) for record in records)


def compare(_model: type[BaseModel] | None, record: dict[str, Any], row: dict[str, str], prefix: str = "") -> int:
    """Asserts that a row has each value of a record; returns how many it had."""
    compared = 0
    for field, value in record.items():
        name = f"{prefix}{field}"
        if field in LANGUAGES and not prefix:
            assert row[f"{name}"] == cell(value)
        elif isinstance(value, dict):
            compared += compare(None, value, row, f"{name}_")
        elif isinstance(value, list):
            if name in row:
                assert row[name] == ";".join(item["at"] if isinstance(item, dict) else cell(item) for item in value)
        elif name in row:
            assert row[name] == cell(value)
            compared += 1
        else:
            assert value is None
    return compared


def test_the_ends_of_a_period_are_days(files: dict[str, bytes], programme: Programme) -> None:
    written = rows(files, "meetings-dates")
    statements = [statement for meeting in programme.meetings for statement in meeting.dates]
    for row, statement in zip(written, statements, strict=True):
        form = "on" if statement.on else "within" if statement.within else "of"
        assert row[f"{form}_first"] == statement.period.first.isoformat()
        assert row[f"{form}_last"] == statement.period.last.isoformat()


def test_a_table_without_rows_keeps_its_columns(programme: Programme) -> None:
    emptied = programme.model_copy(update={"funds": ()})
    before, after = ({table.name: table.columns for table in tables(made)} for made in (programme, emptied))
    assert before == after
