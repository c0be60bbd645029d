"""The structure of a page against English: each difference told with both places, mended where English decides."""

from pathlib import Path

import pytest

from l10n.findings import Finding
from l10n.parity import bring_into_line, differences, parity_findings
from l10n.tree import read_tree
from macros.check import check

from .conftest import PROJECT, Run

ENGLISH = """# Title { #title }

Some words with a [link](about.md), {{ when("2msp") }} and 85 States.[^1]
{ .summary }

## First { #first }

- one
- two

| a | b |
|---|---|
| c | d |
| e | f |

!!! note "Mind"
    A body.

```sh
make test
```

{{ topics_grid() }}

[^1]: A note.
"""
FRENCH = ENGLISH.replace("Some words", "Des mots").replace("Mind", "Attention").replace("A note", "Une note")

CASES = {
    "heading": ("## First { #first }\n", "", ["4: heading missing after this line; bring it over from docs/en/x.md:6"]),
    "level": ("## F", "### F", ["6: heading differs from docs/en/x.md:6 (found ###, allowed ##)"]),
    "id": ("#first", "#premier", ["6: heading differs from docs/en/x.md:6 (found { #premier }, allowed { #first })"]),
    "class": ("\n{ .summary }", "", ["3: id missing: { .summary } (docs/en/x.md:3)"]),
    "item": ("- two\n", "", ["6: list item missing after this line; bring it over from docs/en/x.md:8"]),
    "item too many": (
        "- two\n",
        "- two\n- x\n",
        ["8: list item not in English; take it out, or write it in English too"],
    ),
    "row": ("| e | f |\n", "", ["13: table cell missing after this line; bring it over from docs/en/x.md:14"]),
    "cell": ("| c | d |", "| c |", ["13: table cell missing after this line; bring it over from docs/en/x.md:13"]),
    "link": ("(about.md)", "(cite.md)", ["3: link differs from docs/en/x.md:3 (found (cite.md), allowed (about.md))"]),
    "link gone": ("[link](about.md)", "lien", ["3: link missing: (about.md) (docs/en/x.md:3)"]),
    "argument": (
        '"2msp"',
        '"1msp"',
        ['3: macro differs from docs/en/x.md:3 (found {{ when("1msp") }}, allowed {{ when("2msp") }})'],
    ),
    "another macro": (
        "when(",
        "dates(",
        [
            '3: macro missing: {{ when("2msp") }} (docs/en/x.md:3)',
            '3: macro not in docs/en/x.md:3: {{ dates("2msp") }}',
        ],
    ),
    "admonition": (
        "!!! note",
        "!!! danger",
        ["16: admonition title differs from docs/en/x.md:16 (found !!! danger, allowed !!! note)"],
    ),
    "mark": ("[^1]\n", "\n", ["3: footnote missing: [^1] (docs/en/x.md:3)"]),
    "code": ("make test", "make tout", ["19: code differs from docs/en/x.md:19 (found make tout, allowed make test)"]),
    "block": (
        "{{ topics_grid() }}\n",
        "",
        ["21: paragraph missing after this line; bring it over from docs/en/x.md:23"],
    ),
    "figure": ("85", "58", ["3: figure differs from docs/en/x.md:3 (found 58, allowed 85)"]),
}


def found(other: str, english: str = ENGLISH) -> list[Finding]:
    return sorted(set(differences(("docs/en/x.md", english), ("docs/fr/x.md", other))), key=lambda it: it.problem)


def test_a_faithful_page_differs_in_nothing() -> None:
    assert found(FRENCH) == []
    assert (
        found(FRENCH.replace('{{ when("2msp") }}', "{{when( '2msp' )}}").replace("about.md)", 'about.md "Titre")'))
        == []
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_difference_is_one_line_with_both_places(case: tuple[str, str, list[str]]) -> None:
    old, new, wanted = case
    assert old in FRENCH
    told = [str(it) for it in found(FRENCH.replace(old, new, 1))]
    assert len(told) == len(wanted)
    assert all(line.startswith(f"docs/fr/x.md:{start}") for line, start in zip(told, wanted, strict=True)), told


def test_our_pages_have_the_structure_of_the_english_ones() -> None:
    tree = read_tree(PROJECT)
    assert [str(it) for it in parity_findings(tree)] == []
    assert sum(1 for it in tree.passages if it.is_page and it.english) >= 100


def test_what_english_decides_is_put_right_and_told(project: Path) -> None:
    page = project / "docs/fr/programme.md"
    before = page.read_text()
    broken = before
    for old, new in (
        ("{ #p3 }", "{ #p-trois }"),
        ("### Par", "#### Par"),
        ('"pm5"', '"pm6"'),
        ("(cite.md)", "(city.md)"),
    ):
        assert old in broken
        broken = broken.replace(old, new, 1)
    page.write_text(broken)
    told = list(bring_into_line(read_tree(project)))
    assert page.read_text() == before
    assert len(told) == 4
    assert all(line.startswith("docs/fr/programme.md:") and "→" in line for line in told)


def test_a_page_is_compared_with_the_english_it_was_made_from(project: Path) -> None:
    english = project / "docs/en/cite.md"
    english.write_text(english.read_text() + "\n## New { #new }\n\nNot translated yet.\n")
    assert list(parity_findings(read_tree(project))) == []


def test_a_page_that_follows_english_already_is_no_mistake_before_it_is_accepted(project: Path) -> None:
    for language in ("en", "fr"):
        page = project / f"docs/{language}/cite.md"
        page.write_text(page.read_text() + "\n## New { #new }\n")
    assert list(parity_findings(read_tree(project))) == []


def test_a_page_waives_a_rule_with_a_reason_and_only_where_it_must(checked_project: Path, run: Run) -> None:
    for code, link in (("fr", "(cite.md)"), ("es", "(city.md)")):
        page = checked_project / f"docs/{code}/programme.md"
        waived = page.read_text().replace("---\n#", "  waive:\n    - {rule: links, why: A test.}\n---\n#", 1)
        page.write_text(waived.replace("(cite.md)", link))
    told = run(checked_project, "l10n", "lint")
    assert told.stderr == 'docs/fr/programme.md:5: "links" waives nothing; take it out\n'
    assert told.returncode == 1
    check(checked_project)
