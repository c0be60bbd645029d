"""What the preview answers: a page that follows it, whatever the page holds."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from macros.seam.loop import copy_file, write_file
from macros.seam.preview_answers import FILES, SCRIPT, can_be, with_notice

from .not_run import not_run

FOLLOWS = 'data-epoch="7"></script>'


def test_who_reads_a_file_while_it_is_written_or_copied_gets_all_of_one(tmp_path: Path) -> None:
    place, other = tmp_path / "404.html", tmp_path / "other.html"
    place.write_bytes(b"before")
    other.write_bytes(b"copied")
    with place.open("rb") as before:
        write_file(b"written", str(place))
        with place.open("rb") as meanwhile:
            copy_file(str(other), str(place))
            assert (before.read(), meanwhile.read(), place.read_bytes()) == (b"before", b"written", b"copied")
    assert {it.name for it in tmp_path.iterdir()} == {"404.html", "other.html"}
    write_file(b"written", str(tmp_path / ("x" * 255)))


@pytest.mark.parametrize("page", ["<head></head><body>x</body>", "<head><body>x</body>", "<p>x</p>", ""])
def test_a_page_follows_the_preview_and_tells_what_is_wrong(page: str) -> None:
    shown = with_notice(page, ["wrong & more"], 7).decode()
    assert shown.count(FOLLOWS) == 1
    assert shown.count(">wrong &amp; more</pre>") == 1
    assert shown.find(FOLLOWS) < shown.find("wrong")


def test_what_a_page_writes_of_a_head_is_no_head() -> None:
    assert "x</head>" in with_notice("<head></head><body>x</head></body>", [], 7).decode()


@pytest.mark.parametrize(
    ("path", "can"), [("/fr/été/x.md", True), ("/\0", False), ("/" + "x" * 300, False), ("/x" * 2500, False)]
)
def test_a_path_that_no_file_may_have_is_known(path: str, can: bool) -> None:
    assert can_be(path) == can


BROWSER = """
const [script, answers] = [process.argv[1], JSON.parse(process.argv[2])];
globalThis.document = { currentScript: { dataset: { epoch: "7" } }, hidden: false, addEventListener() {} };
globalThis.location = { reload() { console.log("loaded again"); process.exit(); } };
globalThis.setTimeout = queueMicrotask;
globalThis.fetch = async (address) => {
  if (!answers.length) process.exit();
  console.log(address.split("/")[2]);
  const answer = answers.shift();
  if (answer === "") throw new TypeError("no server");
  return { text: async () => answer };
};
require(script);
"""
"""Runs a script in a page of epoch 7, and lets it ask as often as there are answers; an empty one is no server."""


@pytest.mark.parametrize(
    ("answers", "done"),
    [
        (["7", "7", "8"], ["0", "7", "7", "loaded again"]),
        (["8"], ["0", "loaded again"]),
        (["3"], ["0", "loaded again"]),
        (["7", "", "3"], ["0", "7", "0", "loaded again"]),
        (["7", "", "7", "7"], ["0", "7", "0", "7"]),
    ],
)
def test_a_browser_loads_a_page_again_where_the_preview_has_another_be_it_of_a_server_that_started_anew(
    answers: Sequence[str], done: Sequence[str]
) -> None:
    program = shutil.which("node")
    if program is None:
        not_run("no Node.js; install Node.js 20 or newer, then: make test")
    command = [str(program), "-e", BROWSER, str(FILES[SCRIPT]), json.dumps(answers)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert told.split("\n")[:-1] == done
