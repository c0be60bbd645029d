"""Each file in broken/ plants one mistake in a copy of the project and gives exactly its messages."""

import re
from pathlib import Path

import pytest
import yaml

from macros.check import check
from macros.problems import Mistakes

from .conftest import PROJECT

BROKEN = sorted((PROJECT / "tests/broken").glob("*.yml"))


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


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_mistake_is_told_in_one_line_with_its_place(path: Path, project: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = plant(project, case)
    with pytest.raises(Mistakes) as raised:
        check(project)
    assert [str(problem) for problem in raised.value.problems] == expected


def test_there_are_many_ways_to_be_wrong() -> None:
    assert len(BROKEN) >= 40


def test_mistakes_in_data_and_pages_are_told_at_once_and_counted(project: Path) -> None:
    for name in ("end-before-start", "letter-out-of-range", "macro-with-unknown-id", "date-by-hand-en"):
        plant(project, yaml.safe_load((PROJECT / f"tests/broken/{name}.yml").read_text(encoding="utf-8")))
    with pytest.raises(Mistakes) as raised:
        check(project)
    lines = str(raised.value).splitlines()
    assert [line.partition(":")[0] for line in lines[:-1]] == [
        "data/programme.yml",
        "data/programme.yml",
        "docs/en/about.md",
        "docs/fr/meetings/1msp.md",
    ]
    assert lines[-1] == "4 problems in 3 files"
