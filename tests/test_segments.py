"""Markdown cut into segments: where each begins and ends, what in it is words and what is not."""

from pathlib import Path

import pytest

from l10n.segments import Opaque, Segment, segments

from .conftest import PROJECT

PAGE = """---
title: "A title"
l10n:
  source: "en-3f2a9c1b7d40"
---
# Meetings { #meetings }

One _sentence_ of **two**,
wrapped. [All](index.md#all "Where") of `them`.[^1]
{ .summary }

- first

    more of it

    - nested
- {{ when("2msp") }}

>>> now: something for the translator
| a | b |
|---|---|
| c | {{ place("2msp") }} d |

!!! note "Please note"
    A body.

    ```sh
    make test
    ```

??? warning
    No title is written.

=== "A tab"
    Inside.

> quoted

[^1]: A note
    of two lines.

[all]: https://example.org/
"""


@pytest.fixture(scope="module")
def found() -> dict[str, Segment]:
    return {segment.key: segment for segment in segments(PAGE)}


def test_every_piece_has_its_kind_and_its_exact_lines(found: dict[str, Segment]) -> None:
    assert [(key, it.first_line, it.last_line, it.marker) for key, it in found.items()] == [
        ("front-matter/title", 2, 2, "title"),
        ("meetings", 6, 6, "#"),
        ("meetings/paragraph-1", 8, 10, ""),
        ("meetings/list-item-1", 12, 12, "-"),
        ("meetings/list-item-2", 14, 14, "-"),
        ("meetings/list-item-3", 16, 16, "-"),
        ("meetings/macro-1", 17, 17, "-"),
        ("meetings/table-cell-1", 20, 20, ""),
        ("meetings/table-cell-2", 20, 20, ""),
        ("meetings/table-cell-3", 22, 22, ""),
        ("meetings/table-cell-4", 22, 22, ""),
        ("meetings/admonition-title-1", 24, 24, "!!! note"),
        ("meetings/paragraph-2", 25, 25, ""),
        ("meetings/code-1", 27, 29, "sh"),
        ("meetings/paragraph-3", 32, 32, ""),
        ("meetings/tab-title-1", 34, 34, "==="),
        ("meetings/paragraph-4", 35, 35, ""),
        ("meetings/quote-1", 37, 37, ">"),
        ("meetings/footnote-1", 39, 40, ""),
        ("meetings/reference-1", 42, 42, ""),
    ]


def test_the_normal_form_has_neither_wrapping_nor_emphasis_nor_targets_nor_ids(found: dict[str, Segment]) -> None:
    assert found["meetings"].normal == "Meetings"
    assert found["meetings/paragraph-1"].normal == "One sentence of two, wrapped. [All] of ⟨⟩."


def test_a_macro_call_leaves_its_name_and_loses_its_arguments(found: dict[str, Segment]) -> None:
    assert found["meetings/table-cell-4"].normal == "⟨place⟩ d"


def test_the_opaque_parts_keep_their_order(found: dict[str, Segment]) -> None:
    assert found["meetings/paragraph-1"].opaque == (
        Opaque("link", '(index.md#all "Where")'),
        Opaque("code", "`them`"),
        Opaque("footnote", "[^1]"),
        Opaque("id", "{ .summary }"),
    )


def test_what_has_no_words_is_opaque(found: dict[str, Segment]) -> None:
    opaque = [key for key, segment in found.items() if segment.is_opaque]
    assert opaque == ["meetings/macro-1", "meetings/code-1", "meetings/reference-1"]
    assert found["meetings/footnote-1"].words == 5


def test_an_underscore_inside_a_word_is_no_emphasis() -> None:
    assert [segment.normal for segment in segments("a snake_case_name and _this_")] == ["a snake_case_name and this"]


PAGES = sorted((PROJECT / "docs").rglob("*.md"))


def test_every_line_of_every_page_belongs_to_a_segment() -> None:
    def uncovered(path: Path) -> list[str]:
        lines = path.read_text(encoding="utf-8").split("\n")
        covered = {n for it in segments("\n".join(lines)) for n in range(it.first_line, it.last_line + 1)}
        front = lines.index("---", 1) + 1 if lines[0] == "---" else 0
        return [line for number, line in enumerate(lines, start=1) if number > front and line and number not in covered]

    assert len(PAGES) > 100
    assert {path: rest for path in PAGES if (rest := uncovered(path))} == {}


def test_the_lines_of_a_segment_hold_its_text() -> None:
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        for segment in segments(text):
            held = "\n".join(lines[segment.first_line - 1 : segment.last_line])
            assert segment.text in held, (path, segment.key)


def test_the_keys_of_a_page_are_its_own() -> None:
    for path in PAGES:
        keys = [segment.key for segment in segments(path.read_text(encoding="utf-8"))]
        assert len(keys) == len(set(keys)), path


def test_the_pages_of_the_three_languages_align_segment_for_segment() -> None:
    for path in (PROJECT / "docs/en").rglob("*.md"):
        english = [(it.kind, it.key) for it in segments(path.read_text(encoding="utf-8"))]
        for code in ("fr", "es"):
            other = PROJECT / "docs" / code / path.relative_to(PROJECT / "docs/en")
            assert [(it.kind, it.key) for it in segments(other.read_text(encoding="utf-8"))] == english, other
