"""Whatever bytes stand in data or pages, the answer is a programme or located problems: no traceback, no hang."""

from __future__ import annotations

import errno
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from macros import faults
from macros.check import check
from macros.language import Language
from macros.located_yaml import LARGEST_FILE
from macros.page_files import LARGEST_PAGE
from macros.page_rules import PageSource, page_problems
from macros.problems import Mistakes, Problem
from macros.programme import Programme
from macros.templates import problem_in, render

from .conftest import THOROUGH
from .fuzz_target import DATA, load_with, mutated, one_input

LOCATED = re.compile(r"(data|docs)/\S.*:\d+: \S.*")
EXAMPLES, INPUTS = (1000, 100) if THOROUGH else (20, 5)
QUICK = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

YAML_LIKE = st.text(alphabet="abc:-[]{}&*!|>'\"#%@\n \t0123456789é\u2028", max_size=300).map(lambda text: text.encode())
PAGE_LIKE = st.text(alphabet="abc#{}%()[]<>\"'=!|`~\n _*2011.,/\\&;é", max_size=300)


def loads_or_tells(folder: Path, name: str, content: bytes) -> None:
    assert all(LOCATED.fullmatch(str(problem)) for problem in load_with(folder, name, content))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@QUICK
@given(content=st.one_of(st.binary(max_size=300), YAML_LIKE), name=st.sampled_from(sorted(DATA)))
@example(content=b"", name="phrases.yml")
@example(content=b"\xff\xfe", name="programme.yml")
@example(content=b"a: &a [*a]", name="programme.yml")
@example(content=b"[" * 50_000, name="glossary.yml")
@example(content=b"{" * 50_000, name="glossary.yml")
@example(content=b"? [a]\n: b", name="programme.yml")
@example(content=b"- 1", name="phrases.yml")
@example(content=b"9" * 5000, name="glossary.yml")
def test_any_bytes_as_data_load_or_are_told(data: Path, content: bytes, name: str) -> None:
    loads_or_tells(data, name, content)


@QUICK
@given(cut=st.integers(0, 40_000), length=st.integers(0, 40), put=YAML_LIKE)
def test_the_data_with_a_piece_replaced_loads_or_is_told(data: Path, cut: int, length: int, put: bytes) -> None:
    original = DATA["programme.yml"]
    loads_or_tells(data, "programme.yml", original[:cut] + put[:20] + original[cut + length :])


@QUICK
@given(text=st.one_of(st.text(max_size=300), PAGE_LIKE))
@example(text="{{" * 2000)
@example(text="{{ " + "(" * 5000 + " }}")
@example(text="{{ " + "a." * 5000 + "b }}")
@example(text="<" * 4999)
@example(text="](" * 2400)
@example(text="27 " * 1600)
@example(text="{% raw %}" * 400)
def test_any_text_as_page_renders_or_is_told(programme: Programme, languages: dict[str, Language], text: str) -> None:
    problems: list[Problem] = list(page_problems(PageSource("en", "about.md", text), programme))
    render(text, "about.md", programme, languages["en"], problem_in("docs/en/about.md", problems))
    assert all(LOCATED.fullmatch(str(problem)) for problem in problems)


def told(project: Path) -> list[str]:
    with pytest.raises(Mistakes) as raised:
        check(project)
    return [str(problem) for problem in raised.value.problems]


def test_an_alias_bomb_is_refused_before_it_grows(data: Path) -> None:
    bomb = b"a0: &a0 [x, x]\n" + b"".join(
        b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 60)
    )
    loads_or_tells(data, "phrases.yml", bomb)


def test_a_file_of_fifty_megabytes_is_refused_unread(checked_project: Path) -> None:
    with (checked_project / "data/phrases.yml").open("wb") as file:
        file.truncate(50_000_000)
    with (checked_project / "docs/fr/about.md").open("wb") as file:
        file.truncate(50_000_000)
    assert told(checked_project) == [
        f"data/phrases.yml:1: too large (found 50,000,000 bytes, allowed {LARGEST_FILE:,})",
        f"docs/fr/about.md:1: too large (found 50,000,000 bytes, allowed {LARGEST_PAGE:,})",
    ]


def test_a_file_that_may_not_be_read_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "data/programme.yml"
    file.parent.mkdir()
    file.touch()
    error = PermissionError(errno.EACCES, "Permission denied", str(file))
    assert "PermissionError" in faults.told(error, tmp_path), "where it may be read, the code is at fault"
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert faults.told(error, tmp_path) == "data/programme.yml: may not be read; let whoever builds the site read it"


def test_what_is_neither_file_nor_folder_is_refused(checked_project: Path) -> None:
    os.mkfifo(checked_project / "docs/es/pipe.md")
    with pytest.raises(Mistakes, match=r"docs/es/pipe\.md:1: no file; take it away"):
        check(checked_project)


@pytest.mark.parametrize("folder", ["docs/es/topics", "docs/es", "overrides", "l10n/base"])
def test_a_folder_that_may_not_be_looked_into_is_refused(
    checked_project: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode == os.F_OK or Path(path) != checked_project / folder)
    assert told(checked_project) == [f"{folder}:1: may not be read; let whoever builds the site read it"]


def test_a_page_that_cannot_be_read_is_not_told_to_be_missing_too(checked_project: Path) -> None:
    (checked_project / "docs/es/about.md").write_bytes(b"\xff")
    assert told(checked_project) == ["docs/es/about.md:1: cannot be read; save the file as UTF-8"]


def test_a_link_out_of_the_tree_is_refused(checked_project: Path) -> None:
    (checked_project / "docs/es/glossary.md").unlink()
    (checked_project / "docs/es/glossary.md").symlink_to("/etc/passwd")
    (checked_project / "data/glossary.yml").unlink()
    (checked_project / "data/glossary.yml").symlink_to("/etc/passwd")
    assert told(checked_project)[0] == "data/glossary.yml:1: a symbolic link; put the file itself here"
    assert "docs/es/glossary.md:1: a symbolic link; put the file itself here" in told(checked_project)


@pytest.mark.parametrize("name", ["a page.md", "été.md", "two\nlines.md", "UPPER.md", "-x.md", "note.txt"])
def test_a_file_that_is_no_page_is_named(checked_project: Path, name: str) -> None:
    (checked_project / "docs/en" / name).write_text("# X { #x }\n", encoding="utf-8")
    lines = told(checked_project)
    assert len(lines) == 1
    assert re.fullmatch(r"docs/en/[ -~]+:1: not a page.*", lines[0])


def test_a_name_that_is_no_utf8_is_told(checked_project: Path) -> None:
    Path(os.fsdecode(os.fsencode(checked_project) + b"/docs/assets/x\xff.svg")).touch()
    assert told(checked_project) == ["docs/assets/x\\udcff.svg:1: a name that is no UTF-8; name it otherwise"]


def test_a_folder_in_place_of_a_file_is_told(checked_project: Path) -> None:
    (checked_project / "data/phrases.yml").unlink()
    (checked_project / "data/phrases.yml").mkdir()
    (checked_project / "docs/fr/about.md").unlink()
    (checked_project / "docs/fr/about.md").mkdir()
    assert told(checked_project) == [
        "data/phrases.yml:1: cannot be read: Is a directory",
        "docs/fr/about.md:1: page missing; every page exists in en, fr and es",
    ]


def test_a_missing_file_is_told(checked_project: Path) -> None:
    (checked_project / "data/glossary.yml").unlink()
    assert told(checked_project) == ["data/glossary.yml:1: cannot be read: No such file or directory"]


def test_twenty_mistakes_in_data_and_pages_are_told_in_twenty_lines(checked_project: Path) -> None:
    page = checked_project / "docs/en/about.md"
    page.write_text(
        page.read_text(encoding="utf-8") + "".join(f"\nSaid on {day} June 2011.\n" for day in range(1, 11)),
        encoding="utf-8",
    )
    path = checked_project / "data/programme.yml"
    records = (
        path.read_text(encoding="utf-8")
        .replace("kind: office", "kind: bureau")
        .replace("kind: state\n", "kind: land\n")
    )
    path.write_text(records, encoding="utf-8")
    planted = records.count("kind: bureau") + records.count("kind: land\n")
    lines = told(checked_project)
    assert planted >= 7
    assert len([line for line in lines if line.startswith("data/programme.yml:")]) == planted
    assert len([line for line in lines if line.startswith("docs/en/about.md:")]) == 10
    assert len(lines) == planted + 10


HOSTILE: dict[str, tuple[str, bytes]] = {
    "alias bomb": (
        "data/phrases.yml",
        b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(5000)),
    ),
    "deep lists": ("data/glossary.yml", b"[" * 1_900_000),
    "deep mappings": ("data/programme.yml", b"{a: " * 400_000),
    "large file": ("data/programme.yml", b"x" * 50_000_000),
    "large page": ("docs/fr/about.md", b"x" * 50_000_000),
    "one long line": ("docs/fr/about.md", b"<a " * 60_000),
    "deep macro": ("docs/fr/about.md", b"{{ " + b"(" * 4000 + b" }}"),
    "many macros": ("docs/fr/about.md", b"{{ x }}\n" * 20_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_less_than_ten_seconds_and_500_megabytes(checked_project: Path, name: str) -> None:
    file, content = HOSTILE[name]
    (checked_project / file).write_bytes(content)
    limit = "import resource as r; r.setrlimit(r.RLIMIT_AS, (500_000_000,) * 2); r.setrlimit(r.RLIMIT_CPU, (10, 10));"
    code = f"{limit} import runpy, sys; sys.argv = ['check']; runpy.run_module('macros.check', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checked_project, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1, done.stderr[-500:]
    assert "Traceback" not in done.stderr
    assert f"{file}:" in done.stderr


def test_the_fuzz_target_finds_nothing_in_a_few_inputs() -> None:
    chance = random.Random(2011)  # noqa: S311 - not a secret
    for _ in range(INPUTS):
        one_input(mutated(chance))
