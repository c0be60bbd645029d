"""What the workbench calls stale is what is stale: measured on changes of our own pages, and in git as it is used."""

import random
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.alignment import changes
from l10n.data_texts import data_texts
from l10n.pins import Bases, pin_of
from l10n.status import Page
from l10n.work import Work

from .conftest import PROJECT
from .drift_scenarios import FAMILIES, scenarios

RECALL, PRECISION = 1.0, 0.97
ENGLISH = {
    path.relative_to(PROJECT / "docs/en").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((PROJECT / "docs/en").rglob("*.md"))
}


def test_recall_is_whole_and_precision_high_on_every_family_of_changes(
    record_property: Callable[[str, object], None],
) -> None:
    made = list(scenarios(ENGLISH))
    found, right, wanted, wrong = 0, 0, 0, Counter[str]()
    for scenario in made:
        stale = {change.segment.key for change in changes(scenario.before, scenario.after) if change.is_stale}
        found, right, wanted = found + len(stale), right + len(stale & scenario.stale), wanted + len(scenario.stale)
        wrong[scenario.family] += stale != scenario.stale
    recall, precision = right / wanted, right / found
    record_property(
        "score",
        (
            f"drift: {len(made)} changes of {len(FAMILIES)} families, {wanted} stale segments:"
            f" recall {recall:.3f}, precision {precision:.3f}"
        ),
    )
    assert {scenario.family for scenario in made} == set(FAMILIES)
    assert recall >= RECALL, +wrong
    assert precision >= PRECISION, +wrong


# In git

WAS, NOW = "That is a window, not a date", "That is a window and not a date"
PAGE, HERE = "meetings/2msp.md", "2msp/paragraph-1"


class Repository:
    """A repository of the project's pages, its author, and what a shallow clone of it says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "origin"
        for part in ("docs", "data", "l10n"):
            ignored = shutil.ignore_patterns("*.py", "__pycache__", "assets")
            shutil.copytree(PROJECT / part, self.folder / part, ignore=ignored)
        self.git("init", "-q", "-b", "main")
        self.commit("one")

    def git(self, *arguments: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        command = ["git", *identity, *arguments]
        subprocess.run(command, cwd=self.folder, capture_output=True, check=True)

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    def edit(self, before: str = WAS, after: str = NOW, page: str = PAGE, language: str = "en") -> None:
        file = self.folder / "docs" / language / page
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), encoding="utf-8")

    def accept(self, *named: str) -> None:
        list(Work(self.folder, named).accept())

    @property
    def stale(self) -> set[tuple[str, str]]:
        """Language and key of what is stale in a clone of one commit; of another page than ours, its path too."""
        clone = self.folder.parent / "clone"
        shutil.rmtree(clone, ignore_errors=True)
        self.git("clone", "-q", "--depth", "1", self.folder.as_uri(), str(clone))
        pages = Work(clone).pages
        assert [page.fault for page in pages if page.fault] == []
        assert all(page.base for page in pages)
        return {(page.language, change.segment.key) for page in pages for change in page.stale}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


BOTH = {("fr", HERE), ("es", HERE)}


def test_an_edit_of_english_is_seen_in_a_clone_of_one_commit(repository: Repository) -> None:
    repository.edit()
    repository.commit("edit")
    assert repository.stale == BOTH


def test_english_and_a_translation_changed_in_one_commit_are_in_step(repository: Repository) -> None:
    repository.edit()
    repository.edit("Selon des sources", "D’après des sources", language="fr")
    repository.accept("fr")
    repository.commit("both")
    assert repository.stale == {("es", HERE)}


@pytest.mark.parametrize("way", ["squash", "rebase", "merge"])
def test_a_branch_of_several_commits_comes_in_by_any_way(repository: Repository, way: str) -> None:
    repository.git("switch", "-qc", "work")
    repository.edit()
    repository.commit("first step")
    repository.accept("fr")
    repository.commit("French follows")
    repository.edit("Lebanon then offered", "Later Lebanon offered")
    repository.commit("second step")
    repository.git("switch", "-q", "main")
    repository.edit("About this site", "About us", page="about.md")
    repository.commit("meanwhile")
    if way == "rebase":
        repository.git("rebase", "-q", "main", "work")
        repository.git("switch", "-q", "main")
    repository.git("merge", *(["--squash"] if way == "squash" else []), "work")
    if way == "squash":
        repository.commit("squashed")
    about = {("fr", "about"), ("es", "about")}
    assert repository.stale == about | {("es", HERE), ("fr", "time/paragraph-1"), ("es", "time/paragraph-1")}


def test_two_branches_that_each_serve_one_language_leave_each_the_change_of_the_other(repository: Repository) -> None:
    for branch, language, before, after in (
        ("one", "fr", WAS, NOW),
        ("two", "es", "Lebanon then offered", "Later Lebanon offered"),
    ):
        repository.git("switch", "-qc", branch, "main")
        repository.edit(before, after)
        repository.accept(language)
        repository.commit(branch)
    repository.git("switch", "-q", "main")
    repository.git("merge", "-q", "one")
    repository.git("merge", "-q", "two", "-m", "both")
    assert repository.stale == {("es", HERE), ("fr", "time/paragraph-1")}


def test_what_is_taken_back_is_no_longer_stale(repository: Repository) -> None:
    repository.edit()
    repository.commit("edit")
    repository.git("revert", "--no-edit", "HEAD")
    assert repository.stale == set()


def test_a_change_taken_back_after_a_translation_followed_it_is_stale_there_alone(repository: Repository) -> None:
    repository.edit()
    repository.accept("fr")
    repository.commit("edit, French follows")
    repository.edit(NOW, WAS)
    repository.commit("back")
    assert repository.stale == {("fr", HERE)}


def test_a_page_that_is_renamed_and_changed_is_stale_in_what_changed(repository: Repository) -> None:
    for code in ("en", "fr", "es"):
        repository.git("mv", f"docs/{code}/{PAGE}", f"docs/{code}/meetings/second.md")
    repository.edit(page="meetings/second.md")
    repository.commit("renamed")
    assert repository.stale == BOTH


def test_mass_edits_without_words_leave_everything_current(repository: Repository) -> None:
    for file in (repository.folder / "docs/en").rglob("*.md"):
        text = file.read_text(encoding="utf-8").replace("](", "](./").replace("’", "'").replace('"1msp"', '"2msp"')
        file.write_text(re.sub(r"^- ", "* ", text, flags=re.MULTILINE), encoding="utf-8")
    repository.commit("links, signs, arguments")
    assert repository.stale == set()


def test_every_text_of_the_data_whose_english_changes_is_stale_and_no_other(repository: Repository) -> None:
    rng = random.Random(2011)  # noqa: S311 - the same texts each time
    lines = (repository.folder / "data/phrases.yml").read_text(encoding="utf-8").split("\n")
    plain = [n for n, line in enumerate(lines) if re.match(r"[a-z-]+: \{en: [A-Z][a-z]+ [a-z ]+, fr", line)]
    words, spaces = rng.sample(plain, 20), rng.sample(plain, 20)
    for number in spaces:
        lines[number] = lines[number].replace("{en:", "{en:  ")
    for number in words:
        lines[number] = re.sub(r"(\{en: +\w+) \w+", r"\1 otherwise", lines[number])
    (repository.folder / "data/phrases.yml").write_text("\n".join(lines), encoding="utf-8")
    wanted = {(code, lines[number].partition(":")[0]) for number in words for code in ("fr", "es")}
    assert {(text.language, text.name) for text in data_texts(repository.folder) if text.open} == wanted
    assert len(wanted) == 40


# Pins that are wrong, in every translated page

PAGES = [page for page in Work(PROJECT).pages if page.text is not None]


@pytest.mark.parametrize(
    ("pattern", "put"),
    [
        (r'(?<=source: "en-)[0-9a-f]', "z"),
        (r'(?<=source: "en-)[0-9a-f]{12}', "000000000000"),
        (r"\A---\n(?:.*\n)+?---\n", ""),
        (r"^  source:.*\n", ""),
    ],
    ids=["no digest", "of no text", "no front matter", "no source"],
)
def test_a_pin_that_is_wrong_is_told_on_every_page(pattern: str, put: str) -> None:
    for page in PAGES:
        text = re.sub(pattern, put, page.text or "", count=1, flags=re.MULTILINE)
        pin = pin_of(text)
        base = Bases(PROJECT).text(pin) if pin else None
        assert Page(page.language, text, page.english, base, page.path).fault, page.file


def test_a_to_do_is_told_on_every_page() -> None:
    for page in PAGES:
        text = (page.text or "").replace("\n\n", "\n\n>>> new: translate\n", 1)
        assert Page(page.language, text, page.english, page.base, page.path).todos, page.file


# Speed


def test_five_hundred_pages_in_three_languages_are_checked_in_ten_seconds(tmp_path: Path) -> None:
    """With every fifth English page changed."""
    for part in ("docs", "data", "l10n"):
        shutil.copytree(PROJECT / part, tmp_path / part, ignore=shutil.ignore_patterns("*.py", "assets"))
    for number in range(500 // len(ENGLISH)):
        for code in ("en", "fr", "es"):
            shutil.copytree(PROJECT / "docs" / code, tmp_path / "docs" / code / f"copy-{number}")
    pages = sorted((tmp_path / "docs/en").rglob("*.md"))
    for page in pages[::5]:
        page.write_text(page.read_text(encoding="utf-8").replace(". ", ", that is all. "), encoding="utf-8")
    assert len(pages) >= 500
    begun = time.process_time()
    work = Work(tmp_path)
    stale = [page for page in work.pages if page.stale]
    assert [text for text in work.texts if text.open] == []
    assert time.process_time() - begun < 10
    assert len(stale) > 50
