"""The rules of wording and marks: each is held by its samples, mends what it may, and nothing of ours breaks one."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from l10n.findings import Finding
from l10n.prose import Passage
from l10n.tree import Tree, read_tree
from l10n.typography import Rule, broken_rules, mend_tree, mended, rules, typography_findings
from macros.check import check_wording
from macros.located_yaml import read_yaml
from macros.problems import Mistakes

from .conftest import PROJECT

TABLE = read_yaml(PROJECT / "l10n/typography.yml", "l10n/typography.yml", [])
assert TABLE is not None
SAMPLES = [
    (rule["id"], language, sample, is_bad)
    for rule in TABLE.value
    for language in rule["message"]
    for is_bad in (True, False)
    for sample in rule["bad" if is_bad else "good"][language]
]


def passage(language: str, text: str) -> Passage:
    return Passage("docs/x.md", language, 1, text, "")  # type: ignore[arg-type]


def rule_of(id: str, language: str) -> Rule:
    return next(rule for rule in rules(language) if rule.id == id)  # type: ignore[arg-type]


def test_there_are_as_many_rules_as_the_study_of_the_languages_found() -> None:
    assert len({rule["id"] for rule in TABLE.value}) == len(TABLE.value) >= 53  # type: ignore[union-attr]


@pytest.mark.parametrize(("id", "language", "sample", "is_bad"), SAMPLES, ids=lambda it: str(it))
def test_a_rule_finds_its_bad_samples_and_leaves_its_good_ones(
    id: str, language: str, sample: str, is_bad: bool
) -> None:
    found = [rule.id for rule, _ in broken_rules(passage(language, str(sample)))]
    assert id in found if is_bad else found == []


MENDED = sorted({(id, language) for id, language, _, _ in SAMPLES if rule_of(id, language).repairs})


@pytest.mark.parametrize(("id", "language"), MENDED)
def test_a_rule_that_mends_mends_a_bad_sample_and_what_is_mended_stays_so(id: str, language: str) -> None:
    samples = [str(it[2]) for it in SAMPLES if it[0] == id and it[1] == language]
    once = [mended(passage(language, sample)) for sample in samples]
    assert [it.text for it in once] != samples
    assert [mended(it).text for it in once] == [it.text for it in once]
    assert any(id not in [rule.id for rule, _ in broken_rules(it)] for it in once)


def test_the_translator_never_types_a_no_break_space() -> None:
    typed = 'Les "Amis" : Mme Dupont, par. 8 ; est-ce l\'avis de l\'{{ body("wmo") }} ? Oui !'
    wanted = (
        "Les «\u00a0Amis\u00a0»\u00a0: Mme\u00a0Dupont, par.\u00a08\u00a0; "
        'est-ce l’avis de l’{{ body("wmo") }}\u00a0? Oui\u00a0!'
    )
    assert mended(passage("fr", typed)).text == wanted


def test_what_is_no_prose_is_neither_read_nor_changed() -> None:
    page = (
        '---\nl10n:\n  source: "en-3f2a9c1b7d40"\n---\n# Réunion { #meeting }\n\n'
        'Voir [la page](the-page.md#and "x"), `a : b` et {{ where("2msp") }}.\n{ .summary }\n\n'
        '!!! note "Titre"\n    Texte.\n\n| a | b |\n|---|:--|\n| c | d |\n\n```\nl\'unité : "x"\n```\n'
    )
    assert [rule.id for rule, _ in broken_rules(passage("fr", page))] == ["Q01", "Q01"]
    assert mended(passage("fr", page)).text == page.replace('"Titre"', "«\u00a0Titre\u00a0»")


def test_no_text_of_ours_breaks_a_rule() -> None:
    assert [str(finding) for finding in typography_findings(read_tree(PROJECT))] == []


def test_mending_changes_no_text_of_ours() -> None:
    tree = read_tree(PROJECT)
    assert [it.file for it in tree.passages if mended(it).text != it.text] == []


def test_mending_writes_pages_and_data_and_tells_what_it_changed(project: Path) -> None:
    page, data = project / "docs/fr/about.md", project / "data/phrases.yml"
    before = page.read_text(), data.read_text()
    page.write_text(before[0].replace("\u00a0:", " :"))
    data.write_text(before[1].replace("\u00a0:", " :"))
    told = list(mend_tree(read_tree(project)))
    assert (page.read_text(), data.read_text()) == before
    assert any(line.startswith("docs/fr/about.md:") for line in told)
    assert any(line.startswith("data/phrases.yml:") for line in told)
    assert list(mend_tree(read_tree(project))) == []


def test_words_kept_as_printed_must_stand_somewhere(project: Path) -> None:
    path = project / "data/verbatim.yml"
    lines = path.read_text().count("\n")
    path.write_text(path.read_text() + "- {words: Nowhere, why: A test.}\n")
    told = [str(finding) for finding in typography_findings(read_tree(project))]
    assert told == [f'data/verbatim.yml:{lines + 1}: stands nowhere: "Nowhere"; take it out']


def test_wording_is_judged_again_when_it_or_a_rule_changes_and_not_before(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: set[str] = set()

    def noting(tree: Tree, passages: Iterable[Passage]) -> Iterator[Finding]:
        kept = list(passages)
        judged.update(it.file for it in kept)
        return typography_findings(tree, kept)

    def judge() -> set[str]:
        judged.clear()
        check_wording(project)
        return set(judged)

    monkeypatch.setattr("macros.check.typography_findings", noting)
    assert "docs/fr/about.md" in judge()
    assert judge() == set()
    page = project / "docs/fr/about.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\nUne phrase : fautive.\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(Mistakes, match=r"docs/fr/about\.md"):
            judge()
        assert judged == {"docs/fr/about.md"}
    page.write_text(text, encoding="utf-8")
    assert judge() == set()
    table = project / "other-rules.yml"
    table.write_text("- other", encoding="utf-8")
    monkeypatch.setattr("macros.check.TABLE", table)
    assert "docs/fr/about.md" in judge()


def test_wording_is_judged_again_when_any_words_are_no_longer_kept_as_printed(project: Path) -> None:
    """However many words stand before them."""
    check_wording(project)
    path = project / "data/verbatim.yml"
    text = path.read_text(encoding="utf-8")
    for entry in re.findall(r"(?m)^- \{words: 1MSP .*\n", text):
        path.write_text(text.replace(entry, ""), encoding="utf-8")
        with pytest.raises(Mistakes, match=r"data/glossary\.yml"):
            check_wording(project)
