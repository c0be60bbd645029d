"""Terms, leftovers and spelling: what they find, what they leave, and how often they are wrong on our own texts."""

import random
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from l10n.prose import Passage
from l10n.terms import alarm_rate, stems, term_findings, terms
from l10n.tree import TRANSLATIONS, Tree, read_tree
from l10n.words import leftover_findings, not_run, spelling_findings, unknown, words_in
from macros.statements import LanguageCode

from .conftest import PROJECT, Run
from .not_run import not_run as counted_as_not_run


@cache
def ours() -> Tree:
    return read_tree(PROJECT)


def with_text(language: LanguageCode, english: str, text: str) -> Tree:
    tree = replace(ours())
    tree.__dict__["passages"] = (Passage("data/x.yml", language, 1, text, english),)
    return tree


@pytest.mark.parametrize(
    ("language", "english", "text", "lacks"),
    [
        ("fr", "Cluster munitions are banned.", "Les armes à sous-munitions sont interdites.", []),
        ("fr", "Cluster munitions are banned.", "Ces armes sont interdites.", ["term-cluster-munition"]),
        ("es", "a cluster munition", "una munición en racimo", []),
        ("es", "the cluster munitions", "las municiones en racimo", []),
        ("es", "the cluster munitions", "las municiones de racimo", ["term-cluster-munition"] * 2),
        ("fr", "at the Meeting of States Parties", "à l’Assemblée des États parties", []),
        ("fr", "the President-Designate", "du Président désigné", []),
        ("fr", "the Executive Coordinator", "la Coordonnatrice exécutive", []),
        ("fr", "the Executive Coordinator", "le coordinateur exécutif", ["term-executive-coordinator"] * 2),
        ("es", "retention", "la retención", []),
        ("fr", "retention", "la rétention", ["term-retention"] * 2),
        ("es", "the UNDP", "el PNUD", []),
        ("es", "the UNDP", "el UNDP", ["term-undp"]),
        ("fr", "stockpile destruction", "destruction des stocks", []),
        ("fr", "See CCM/MSP/2010/5.", "Voir CCM/MSP/2010/5.", []),
    ],
)
def test_a_term_of_english_has_one_of_its_forms(
    language: LanguageCode, english: str, text: str, lacks: list[str]
) -> None:
    assert [finding.rule for finding in term_findings(with_text(language, english, text))] == lacks


def test_words_of_a_longer_term_are_not_read_again() -> None:
    tree = with_text("fr", "the Vientiane Action Plan", "le Plan d’action de Vientiane")
    assert alarm_rate(tree).startswith("1 uses")


def test_articles_elisions_contractions_and_number_do_not_count() -> None:
    assert stems("l'Assemblée des États parties", "fr") == stems("une assemblée d'État partie", "fr")
    assert stems("del programa de los Estados", "es") == stems("de programas de Estado", "es")


def test_false_alarms_on_our_own_texts_stay_within_three_in_a_hundred() -> None:
    assert list(term_findings(ours())) != []  # what pages waive
    used, false, share = re.findall(r"[\d.]+(?= uses|false| %)|\d+(?= false)", alarm_rate(ours()))
    assert int(used) > 1500
    assert int(false) >= 1
    assert float(share) <= 3.0


def test_every_gate_is_content_with_our_tree(run: Run) -> None:
    told = run(PROJECT, "l10n", "lint")
    assert (told.returncode, told.stderr) == (0, "")
    assert ": 0 mistakes, 0 warnings in " in told.stdout


def test_every_segment_put_back_into_english_is_found() -> None:
    """Fifty segments, of pages and of data, drawn by lot; each is put back alone."""
    lot = random.Random(7)  # noqa: S311 - a lot to be drawn again
    swappable = [
        (passage, pair)
        for passage in ours().passages
        for pair in passage.pairs
        if len(words_in(pair.english)) >= 5 and pair.english != pair.words
    ]
    missed = []
    for passage, pair in lot.sample(swappable, 50):
        tree = with_text(passage.language, pair.english, pair.english)
        alone = with_text(passage.language, "", pair.english)  # by its language only
        missed += [] if list(leftover_findings(tree)) and list(leftover_findings(alone)) else [pair.english]
    assert missed == []


def test_no_segment_of_ours_is_taken_for_english() -> None:
    assert [str(finding) for finding in leftover_findings(ours())] == []


@pytest.fixture
def dictionaries() -> None:
    if any(unknown(frozenset({"a"}), code) is None for code in TRANSLATIONS):
        counted_as_not_run("no dictionaries found; on Debian: sudo apt install hunspell hunspell-fr hunspell-es")


@pytest.mark.usefixtures("dictionaries")
@pytest.mark.parametrize(("language", "wrong"), [("fr", "L’Asemblée se réunit."), ("es", "La Reunnión decide.")])
def test_a_word_spelt_wrong_is_found(language: LanguageCode, wrong: str) -> None:
    (finding,) = spelling_findings(with_text(language, "The Meeting decides.", wrong))
    assert finding.problem.message.startswith("“Asemblée”" if language == "fr" else "“Reunnión”")


@pytest.mark.usefixtures("dictionaries")
def test_no_word_of_ours_is_spelt_wrong() -> None:
    assert [str(finding) for finding in spelling_findings(ours())] == []


@pytest.mark.usefixtures("dictionaries")
def test_a_word_that_stands_in_english_too_is_accepted() -> None:
    assert list(spelling_findings(with_text("fr", "A Zzyzx.", "Un Zzyzx."))) == []


def test_without_dictionaries_it_is_said_that_nothing_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    unknown.cache_clear()
    assert not_run(ours()).startswith("SPELLING NOT RUN for fr, es: install hunspell")
    unknown.cache_clear()


@pytest.mark.parametrize("path", sorted((PROJECT / "data/spelling").glob("*.txt")), ids=lambda path: path.name)
def test_a_list_of_words_is_sorted_and_each_word_is_needed(path: Path) -> None:
    words = path.read_text(encoding="utf-8").split()
    assert words == sorted(set(words))
    used = " ".join(pair.words for passage in ours().passages for pair in passage.pairs)
    assert [word for word in words if word not in used] == []


def test_terms_have_no_two_ids_alike_and_forbid_nothing_that_is_admitted() -> None:
    for term in terms(ours()):
        for language in TRANSLATIONS:
            assert not term.forms[language] & term.forbidden[language].keys()
