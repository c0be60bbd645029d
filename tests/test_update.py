"""A translation brought to the English of today: what the tool does by itself, and what it asks for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.alignment import changes
from l10n.pins import digest, with_pin
from l10n.segments import segments
from l10n.status import Page
from l10n.update import merged, updated
from macros.translator_notes import without_todos

ENGLISH = """# Meetings { #meetings }

The States Parties meet {{ where("2msp") }}, as [the draft](draft.md) says.

- One thing
- Two things

| State | Word |
|---|---|
| Chile | first |
| Peru | second |

## Old part { #old }

A paragraph of some length, about other things.

```sh
make test
```

The end.
"""
FRENCH = """# Réunions { #meetings }

Les États parties se réunissent, comme le dit [le projet](draft.md), {{ where("2msp") }}.

- Une chose
- Deux choses

| État | Mot |
|---|---|
| Chili | premier |
| Pérou | second |

## Ancienne partie { #old }

Un paragraphe assez long, sur d’autres choses.

```sh
make test
```

La fin.
"""


def page(*replacements: tuple[str, str]) -> Page:
    """A French page whose English changed."""
    english = ENGLISH
    for before, after in replacements:
        assert before in english
        english = english.replace(before, after)
    return Page("fr", with_pin(FRENCH, digest(ENGLISH)), english, ENGLISH, "x.md")


def after(*replacements: tuple[str, str]) -> str:
    text = updated(page(*replacements))
    assert text.startswith(with_pin("", digest(ENGLISH)))
    return text.removeprefix(with_pin("", digest(ENGLISH)))


def test_links_ids_arguments_and_code_are_carried_over_into_the_order_of_the_translation() -> None:
    text = after(('"2msp"', '"1msp"'), ("draft.md", "paper.md"), ("#old", "#new"), ("make test", "make check"))
    expected = FRENCH.replace('"2msp"', '"1msp"').replace("draft.md", "paper.md").replace("#old", "#new")
    assert text == expected.replace("make test", "make check")


def test_a_to_do_stands_above_the_paragraph_whose_words_changed() -> None:
    text = after(("some length", "great length"))
    to_do = ">>> changed: A paragraph of [-some-]{+great+} length, about other things.\n"
    assert text == FRENCH.replace("Un paragraphe", f"{to_do}Un paragraphe")


def test_what_is_new_stands_in_its_place_in_english_under_a_to_do() -> None:
    text = after(("- Two things\n", "- Two things\n- Three things\n"), ("## Old", "A new one.\n\n## Old"))
    expected = FRENCH.replace("- Deux choses\n", "- Deux choses\n>>> new: translate\n- Three things\n")
    assert text == expected.replace("## Ancienne", ">>> new: translate\nA new one.\n\n## Ancienne")


def test_what_went_is_taken_out() -> None:
    text = after(("- Two things\n", ""), ("A paragraph of some length, about other things.\n\n", ""))
    assert text == FRENCH.replace("- Deux choses\n", "").replace(
        "Un paragraphe assez long, sur d’autres choses.\n\n", ""
    )


def test_a_row_is_added_whole_and_its_to_do_stands_above_the_table() -> None:
    text = after(("| Peru |", "| Lebanon | new |\n| Peru |"))
    assert text == FRENCH.replace("| Pérou |", "| Lebanon | new |\n| Pérou |").replace(
        "| État |", ">>> new: translate the row | Lebanon | new |\n| État |"
    )


def test_a_cell_that_changed_has_its_to_do_above_the_table() -> None:
    text = after(("| second |", "| third |"))
    assert text == FRENCH.replace("| État |", ">>> changed: [-second-]{+third+}\n| État |")


def test_a_paragraph_that_moved_is_moved_in_its_own_words() -> None:
    paragraph = "A paragraph of some length, about other things.\n\n"
    text = after((paragraph, ""), ("## Old", f"{paragraph}## Old"))
    moved = "Un paragraphe assez long, sur d’autres choses.\n\n"
    assert text == FRENCH.replace(moved, "").replace("## Ancienne", f"{moved}## Ancienne")


def test_a_heading_level_is_carried_over() -> None:
    assert after(("## Old", "### Old")) == FRENCH.replace("## Anc", "### Anc")


def test_a_link_the_translation_does_not_have_is_asked_for() -> None:
    changed = page(("draft.md", "paper.md"))
    text = (changed.text or "").replace("[le projet](draft.md)", "le projet")
    other = Page("fr", text, changed.english, changed.base, "x.md")
    assert ">>> mechanical: " in updated(other)


def test_rewrapped_english_changes_no_byte() -> None:
    assert after(("Parties meet", "Parties\nmeet")) == FRENCH


def test_after_the_to_dos_are_done_the_structure_is_not_changed_twice() -> None:
    changed = page(("- Two things\n", "- Two things\n- Three things\n"), ("| Peru |", "| Lebanon | new |\n| Peru |"))
    once = "\n".join(line for line in updated(changed).split("\n") if not line.startswith(">>>"))
    again = Page("fr", once, changed.english, changed.base, "x.md")
    assert updated(again) == once


BLOCKS = st.sampled_from(
    [
        "One sentence about a meeting.",
        "Two sentences. Of which this is one.",
        "- an item\n- another item",
        '{{ timeline() }}',
        "| a | b |\n|---|---|\n| c | d |",
        "```sh\nmake\n```",
        "See [there](a.md) and {{ when(\"2msp\") }}.",
        "!!! note \"Title\"\n    A body.",
    ]
)  # fmt: skip
WORDS = st.lists(st.sampled_from(["peace", "clearance", "victim", "report", "annex", "draft", "state"]), min_size=4)
PARAGRAPHS = st.lists(BLOCKS | WORDS.map(" ".join), min_size=1, max_size=8)


def written(blocks: list[str]) -> str:
    return "# Title { #title }\n\n" + "\n\n".join(blocks) + "\n"


@given(PARAGRAPHS, PARAGRAPHS)
@settings(deadline=None)
def test_an_update_has_the_structure_of_the_english_of_today(old: list[str], new: list[str]) -> None:
    """English itself as the translation: whatever changed, the pieces come out in number, sort and order."""
    before, now = written(old), written(new)
    text = updated(Page("fr", with_pin(before, digest(before)), now, before, "x.md"))
    assert [it.kind for it in segments(text)] == [it.kind for it in segments(now)]


@given(PARAGRAPHS, PARAGRAPHS)
@settings(deadline=None)
def test_all_changes_taken_in_give_the_english_of_today(old: list[str], new: list[str]) -> None:
    before, now = written(old), written(new)
    stale = {change.segment.key for change in changes(before, now) if change.is_stale}
    text = merged(before, now, stale)
    assert text is not None
    assert not any(change.is_stale for change in changes(text, now))


@pytest.mark.parametrize("taken", [["meetings/list-item-1"], ["old/paragraph-1", "meetings/table-cell-4"]])
def test_some_changes_taken_in_leave_exactly_the_others(taken: list[str]) -> None:
    english = ENGLISH.replace("One thing", "One more thing").replace("some length", "length").replace("first", "third")
    english = english.replace("The end.", "An addition of words.\n\nThe end.")
    base = merged(ENGLISH, english, taken)
    assert base is not None
    left = {change.segment.key for change in changes(base, english) if change.is_stale}
    every = {"meetings/list-item-1", "old/paragraph-1", "meetings/table-cell-4", "old/paragraph-2"}
    assert left == every - set(taken)


def test_a_to_do_is_no_part_of_the_page() -> None:
    text = after(("some length", "great length"))
    assert [it.key for it in segments(without_todos(text))] == [it.key for it in segments(text)]
