"""Each file in broken/ plants one mistake in a copy of the project and gives exactly its messages."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from macros.check import check
from macros.load import Loaded, load
from macros.page_rules import PageSource
from macros.problems import Mistakes
from macros.statements import LANGUAGES

from .conftest import PROJECT, copy_project, warm_copy

BROKEN = sorted((PROJECT / "tests/broken").glob("*.yml"))


def read_case(path: Path) -> dict[str, str]:
    case: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case


def plant(project: Path, case: dict[str, str]) -> list[str]:
    """Plants the mistake and returns the lines expected."""
    path = project / case["file"]
    if "remove" in case:
        path.unlink()
        return list(case["problems"])
    if "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
        return list(case["problems"])
    text = path.read_text(encoding="utf-8")
    assert case["replace"] in text, f"{case['file']} no longer holds {case['replace']!r}"
    before, _, after = text.partition(case["replace"])
    path.write_text(before + case["with"] + after, encoding="utf-8")
    line = before.count("\n") + 1
    return [
        re.sub(r"\{line([+-]\d+)?\}", lambda found: str(line + int(found.group(1) or 0)), it) for it in case["problems"]
    ]


@contextmanager
def planted(project: Path, case: dict[str, str]) -> Iterator[list[str]]:
    """A project with a mistake, and the lines expected; afterwards it is as before."""
    path = project / case["file"]
    before = path.read_bytes() if path.exists() else None
    try:
        yield plant(project, case)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


@pytest.fixture(scope="module")
def mended(checked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, checked before, for mistakes that are mended one by one; a copy for each takes longer."""
    return warm_copy(checked, tmp_path_factory.mktemp("mended"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_mistake_is_told_in_one_line_with_its_place(path: Path, mended: Path) -> None:
    with planted(mended, read_case(path)) as expected, pytest.raises(Mistakes) as raised:
        check(mended)
    assert [str(problem) for problem in raised.value.problems] == expected


def test_a_project_is_without_mistakes_once_all_are_mended(mended: Path) -> None:
    assert check(mended).meetings


def test_mistakes_are_the_same_whether_or_not_pages_were_checked_before(tmp_path: Path, checked_project: Path) -> None:
    """One mistake in each file of pages that any case breaks, so that a memory has much to overlook."""
    cases = {case["file"]: case for case in map(read_case, BROKEN) if case["file"].startswith("docs/")}
    told = []
    for folder in (copy_project(tmp_path / "cold"), checked_project):
        for case in cases.values():
            plant(folder, case)
        with pytest.raises(Mistakes) as raised:
            check(folder)
        told.append(str(raised.value))
    assert len(cases) > 5
    assert told[0] == told[1]


def test_there_are_many_ways_to_be_wrong() -> None:
    assert len(BROKEN) >= 40


def test_mistakes_in_data_and_pages_are_told_at_once_and_counted(checked_project: Path) -> None:
    for name in ("end-before-start", "letter-out-of-range", "macro-with-unknown-id", "date-by-hand-en"):
        plant(checked_project, read_case(PROJECT / f"tests/broken/{name}.yml"))
    with pytest.raises(Mistakes) as raised:
        check(checked_project)
    lines = str(raised.value).splitlines()
    assert [line.partition(":")[0] for line in lines[:-1]] == [
        "data/programme.yml",
        "data/programme.yml",
        "docs/en/about.md",
        "docs/fr/meetings/1msp.md",
    ]
    assert lines[-1] == "4 problems in 3 files"


def test_a_title_is_one_however_far_its_words_are_from_the_sign(checked_project: Path) -> None:
    assert PageSource("en", "about.md", "```\n# code\n```\n#\tTitle { #title }\n").title == "#\tTitle { #title }"
    page = checked_project / "docs/en/about.md"
    page.write_text("#One { #one }\n\n" + page.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(Mistakes, match=r"docs/en/about\.md:1: a page has one title, and it comes first \(found 2\)"):
        check(checked_project)


def test_a_page_outside_the_languages_is_a_mistake(checked_project: Path) -> None:
    for page in ("docs/extra/foo.md", "docs/notes.markdown", "docs/assets/deep/readme.md"):
        (checked_project / page).parent.mkdir(parents=True, exist_ok=True)
        (checked_project / page).write_text("# Notes\n", encoding="utf-8")
    with pytest.raises(Mistakes) as raised:
        check(checked_project)
    told = "page of no language; put it into the folder of each: docs/en/, docs/fr/ and so on"
    assert [str(it) for it in raised.value.problems] == [
        f"docs/{page}:1: {told}" for page in ("assets/deep/readme.md", "extra/foo.md", "notes.markdown")
    ]


def test_what_no_build_can_read_or_name_is_told(checked_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = next((checked_project / "l10n/base").glob("*.md")).name
    locked = {f"docs/assets/{name}" for name in ("icon.svg", "site.js")}
    locked |= {"l10n/texts.json", "l10n/typography.yml", f"l10n/base/{base}", "overrides/partials/head.html"}
    locked |= {"docs/assets/away"}
    read_bytes = Path.read_bytes

    def may_read(path: Path, _mode: int = os.R_OK) -> bool:
        return not path.is_relative_to(checked_project) or path.relative_to(checked_project).as_posix() not in locked

    def read(path: Path) -> bytes:
        if not may_read(path):
            raise PermissionError
        return read_bytes(path)

    monkeypatch.setattr(os, "access", may_read)
    monkeypatch.setattr(Path, "read_bytes", read)
    (checked_project / "docs/assets/away.svg").symlink_to("nowhere.svg")
    (checked_project / "docs/assets/away").mkdir()
    Path(os.fsdecode(os.fsencode(checked_project) + b"/overrides/x\xff.svg")).touch()
    with pytest.raises(Mistakes) as raised:
        check(checked_project)
    assert {str(it) for it in raised.value.problems} == {
        *(f"{file}:1: may not be read; let whoever builds the site read it" for file in locked),
        "docs/assets/away.svg:1: no file, or a link that leads to none; take it away",
        "overrides/x\\udcff.svg:1: a name that is no UTF-8; name it otherwise",
    }


def test_two_pages_of_one_address_are_a_mistake(checked_project: Path) -> None:
    for code in ("en", "fr", "es"):
        page = checked_project / f"docs/{code}/about/index.md"
        page.parent.mkdir()
        page.write_text("# Also { #also }\n\nWords.\n{ .summary }\n", encoding="utf-8")
    with pytest.raises(Mistakes) as raised:
        check(checked_project)
    told = [str(it) for it in raised.value.problems]
    assert told[0] == "docs/en/about/index.md:1: has the address of docs/en/about.md; keep one of them"
    assert len([it for it in told if "has the address of" in it]) == 3


def test_a_page_named_after_a_language_is_a_mistake(checked_project: Path) -> None:
    for code in ("en", "fr", "es"):
        page = checked_project / f"docs/{code}/fr.md"
        page.write_text("# Also { #also }\n\nWords.\n{ .summary }\n", encoding="utf-8")
    with pytest.raises(Mistakes) as raised:
        check(checked_project)
    (told,) = (str(it) for it in raised.value.problems if "docs/en/" in it.file)
    assert told == "docs/en/fr.md:1: has an address of docs/fr/; name it otherwise"


def test_data_in_which_nothing_was_wrong_are_read_again_once_they_stand_otherwise(checked_project: Path) -> None:
    data = checked_project / "data"
    check(checked_project)
    (data / "glossary.yml").rename(checked_project / "elsewhere.yml")
    (data / "glossary.yml").symlink_to(checked_project / "elsewhere.yml")
    with pytest.raises(Mistakes, match=r"data/glossary\.yml:1: a symbolic link"):
        check(checked_project)
    (checked_project / "elsewhere.yml").replace(data / "glossary.yml")
    check(checked_project)
    published = json.loads((data / "published.json").read_text(encoding="utf-8"))
    published["meetings/2msp/dates/held/on"] = "2011-09-12"
    (data / "published.json").write_text(json.dumps(published), encoding="utf-8")
    with pytest.raises(Mistakes, match="published fact changed"):
        check(checked_project)
    (data / "glossary.yml").unlink()
    with pytest.raises(Mistakes, match=r"data/glossary\.yml:1: cannot be read"):
        check(checked_project)


def test_a_record_without_its_page_is_told(checked_project: Path) -> None:
    for code in LANGUAGES:
        (checked_project / f"docs/{code}/topics/clearance.md").unlink()
    meetings = checked_project / "data/programme.yml"
    text = meetings.read_text(encoding="utf-8")
    assert "page: founding-conferences" in text
    meetings.write_text(text.replace("page: founding-conferences", "page: nowhere", 1), encoding="utf-8")
    with pytest.raises(Mistakes) as mistakes:
        check(checked_project)
    told = [str(it) for it in mistakes.value.problems if "page missing" in it.message]
    assert [re.sub(r'"[\w-]+"', '"x"', it) for it in told] == [
        'docs/en/meetings/nowhere.md:1: page missing, on which meeting "x" is told; write it in en, fr, es',
        'docs/en/topics/clearance.md:1: page missing, on which topic "x" is told; write it in en, fr, es',
    ]


NOT_READABLE = r"data/published\.json:1: not readable; take it back from the repository"


def test_data_that_cannot_be_read_are_not_taken_for_data_that_are_missing(checked_project: Path) -> None:
    published = checked_project / "data/published.json"
    published.unlink()
    check(checked_project)
    published.mkdir()
    with pytest.raises(Mistakes, match=NOT_READABLE):
        check(checked_project)
    published.rmdir()
    for text in ('{"a": {"b": 1}}', '{"a": 1}', "[]", "[" * 100_000, "é".encode("latin-1")):
        published.write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(Mistakes, match=NOT_READABLE):
            check(checked_project)


@pytest.mark.parametrize("file", ["data/published.json", "data/phrases.yml", "l10n/texts.json", "l10n/base"])
def test_a_pipe_in_place_of_a_file_or_folder_keeps_nobody_waiting(checked_project: Path, file: str) -> None:
    place = checked_project / file
    place.rename(place.with_name("before"))
    os.mkfifo(place)
    with pytest.raises(Mistakes, match=rf"{re.escape(file)}:1: "):
        check(checked_project)


def test_data_saved_while_they_are_read_are_not_taken_for_those_before(
    checked_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = checked_project / "data/phrases.yml"
    before = file.read_text(encoding="utf-8") + "# otherwise\n"  # not what was checked
    after = before.replace("Sitio no oficial", "Sitio nada oficial", 1)
    file.write_text(before, encoding="utf-8")

    def saved_first(folder: Path) -> Loaded:
        file.write_text(after, encoding="utf-8")
        return load(folder)

    with monkeypatch.context() as patched:
        patched.setattr("macros.check.load", saved_first)
        assert check(checked_project, preview=True).phrases["unofficial"]["es"].startswith("Sitio nada oficial")
    file.write_text(before, encoding="utf-8")
    assert check(checked_project, preview=True).phrases["unofficial"]["es"].startswith("Sitio no oficial")
