"""Two texts of a page side by side: what of it concerns a translator."""

import pytest

from l10n.alignment import changes
from l10n.differences import difference
from l10n.segments import segments

PAGE = """# Meetings { #meetings }

The States Parties decide, at the {{ meeting("1msp") }}, what to do in the following year.
They met once before. [All](index.md)

- One
- Two of them

| State | Day |
|---|---|
| Chile | first |

## Old part { #old }

A second paragraph, about other things.

```sh
make test
```
"""


def kinds(before: str, after: str, page: str = PAGE) -> dict[str, str]:
    """What is not the same, by the keys of the segments."""
    assert before in page
    found = changes(page, page.replace(before, after, 1))
    return {change.segment.key: change.kind for change in found if change.kind != "same"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("what to do", "how to act", {"meetings/paragraph-1": "changed"}),
        ("decide, at", "decide,\nat", {"meetings/paragraph-1": "cosmetic"}),
        ("States", "**States**", {"meetings/paragraph-1": "cosmetic"}),
        ("(index.md)", "(all.md)", {"meetings/paragraph-1": "mechanical"}),
        ('"1msp"', '"2msp"', {"meetings/paragraph-1": "mechanical"}),
        ("once", "[once](once.md)", {"meetings/paragraph-1": "changed"}),
        ("- One", "- One more", {"meetings/list-item-1": "changed"}),
        ("- One\n", "", {"meetings/list-item-1": "removed"}),
        ("- One\n", "- One\n- Another thing\n", {"meetings/list-item-2": "added"}),
        ("| Chile |", "| Peru |", {"meetings/table-cell-3": "changed"}),
        ("## Old", "## New", {"old": "changed"}),
        ("#old }", "#new }", {"new": "mechanical"}),
        ("## Old", "### Old", {"old": "mechanical"}),
        ("make test", "make check", {"old/code-1": "mechanical"}),
        ("## Old", "A third.\n\n## Old", {"meetings/paragraph-2": "added"}),
    ],
)
def test_a_change_of_english_is_told_for_what_it_is(before: str, after: str, expected: dict[str, str]) -> None:
    assert kinds(before, after) == expected


def test_a_paragraph_that_changed_its_place_needs_no_translator() -> None:
    one, two = "The first paragraph of all.", "Another one, which moves."
    found = changes(f"# T {{ #t }}\n\n{one}\n\n{two}\n", f"# T {{ #t }}\n\n{two}\n\n{one}\n")
    assert sorted(change.kind for change in found) == ["moved", "same", "same"]
    assert not any(change.is_stale for change in found)


def test_what_came_without_words_is_carried_over() -> None:
    found = changes(PAGE, PAGE.replace("## Old", '{{ where("2msp") }}\n\n## Old'))
    assert [(change.kind, change.is_stale, change.is_carried) for change in found if change.kind != "same"] == [
        ("added", False, True)
    ]


def test_only_the_words_of_what_changed_are_counted() -> None:
    found = changes(PAGE, PAGE.replace("- Two of them", "- Three of them all"))
    assert sum(change.words for change in found) == 4


def test_nothing_becomes_of_a_page_that_stays() -> None:
    assert [(it.kind, it.old, it.new) for it in changes(PAGE, PAGE)] == [("same", it, it) for it in segments(PAGE)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We met in May.", "We met in June.", ["We met in [-May-]{+June+}."]),
        ("One stays.\nTwo goes.", "One stays.\nTwo went.", ["Two [-goes-]{+went+}."]),
        ("It was good.", "It was\ngood.", ["It was"]),
        (
            'Held {{ when("1msp") }}.',
            'Held {{ when("2msp") }}.',
            ['Held [-{{ when("1msp") }}-]{+{{ when("2msp") }}+}.'],
        ),
        ("See [it](a.md) now.", "See [it](b.md) now.", ["See [it[-](a.md)-]{+](b.md)+} now."]),
        ("a b c d", "a x y d", ["a [-b c-]{+x y+} d"]),
        ("One two three.", "Nothing is as it was.", ["[-One two three.-]{+Nothing is as it was.+}"]),
        ("", "All of it.\nIs new.", ["{+All of it.+}", "{+Is new.+}"]),
        ("All of it.\nIs gone.", "", ["[-All of it. Is gone.-]"]),
    ],
)
def test_the_lines_that_differ_are_shown_word_by_word(old: str, new: str, expected: list[str]) -> None:
    assert difference(old, new) == expected
