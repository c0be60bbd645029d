"""`python -m l10n …` as a translator and an author use it."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from l10n.data_texts import data_texts
from l10n.reports import check as check_work
from l10n.work import MINOR, Work
from macros.check import check
from macros.problems import Mistakes

from .conftest import PROJECT, Run

ENGLISH, FRENCH, SPANISH = (f"docs/{code}/meetings/2msp.md" for code in ("en", "fr", "es"))
WAS, NOW = "That is a window, not a date", "That is a window and not a date"


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    """The pages, the data and the workbench of the project, to be worked on."""
    for part in ("data", "docs", "l10n"):
        shutil.copytree(PROJECT / part, tmp_path / part, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path


def change(project: Path, file: str, before: str, after: str) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert before in text, f"{file} no longer holds {before!r}"
    (project / file).write_text(text.replace(before, after, 1), encoding="utf-8")


def stale(project: Path) -> dict[str, list[str]]:
    """The segments to do, by page."""
    pages = Work(project).pages
    return {page.file: [change.segment.key for change in page.stale] for page in pages if page.stale}


def take_out_todos(project: Path, file: str) -> None:
    lines = (project / file).read_text(encoding="utf-8").split("\n")
    (project / file).write_text("\n".join(line for line in lines if not line.startswith(">>>")), encoding="utf-8")


def bases(project: Path) -> set[str]:
    return {path.name for path in (project / "l10n/base").iterdir()}


def test_nothing_of_the_project_is_missing_lost_or_left_to_do() -> None:
    work = Work(PROJECT)
    assert [(page.file, page.fault, page.todos) for page in work.pages if page.fault or page.todos] == []
    assert [text.key for text in work.texts if text.base is None] == []


def test_a_changed_sentence_is_stale_in_both_languages_until_each_accepts(bench: Path) -> None:
    change(bench, ENGLISH, WAS, NOW)
    assert stale(bench) == {FRENCH: ["2msp/paragraph-1"], SPANISH: ["2msp/paragraph-1"]}
    list(Work(bench, ("fr",)).accept())
    assert stale(bench) == {SPANISH: ["2msp/paragraph-1"]}
    list(Work(bench, ("es",)).accept())
    assert stale(bench) == {}


def test_the_english_a_translation_rests_on_is_kept_as_long_as_one_does(bench: Path) -> None:
    before = bases(bench)
    change(bench, ENGLISH, WAS, NOW)
    list(Work(bench, (FRENCH,)).accept())
    assert len(bases(bench) - before) == 1
    assert before - bases(bench) == set()
    list(Work(bench, (SPANISH,)).accept())
    assert len(before - bases(bench)) == 1


def test_a_typo_mended_in_the_translation_hides_nothing(bench: Path) -> None:
    change(bench, ENGLISH, WAS, NOW)
    change(bench, FRENCH, "Selon des sources", "D’après des sources")
    assert FRENCH in stale(bench)


def test_accepting_what_is_current_changes_no_byte(bench: Path) -> None:
    def contents() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in sorted(bench.rglob("*")) if path.is_file()}

    list(Work(bench).accept())
    before = contents()
    list(Work(bench).accept())
    assert contents() == before


def test_a_page_with_a_to_do_is_neither_accepted_nor_published(bench: Path) -> None:
    change(bench, ENGLISH, WAS, NOW)
    list(Work(bench, (FRENCH,)).update())
    line = (bench / FRENCH).read_text(encoding="utf-8").split("\n").index(f">>> changed: {_marked()}") + 1
    with pytest.raises(Mistakes, match=rf"{FRENCH}:{line}: to-do left"):
        list(Work(bench, (FRENCH,)).accept())
    with pytest.raises(Mistakes, match=rf"{FRENCH}:{line}: to-do left"):
        check(bench)
    check(bench, preview=True)
    with pytest.raises(Mistakes, match="to-dos of the last update"):
        list(Work(bench, (FRENCH,)).update())


def _marked() -> str:
    rest = ": the days themselves, the place and the President are left blank in the annex."
    return f"That is a window[-,-]{{+ and+}} not a date{rest}"


def test_what_is_done_is_accepted_and_the_rest_stays(bench: Path) -> None:
    change(bench, ENGLISH, WAS, NOW)
    change(bench, ENGLISH, "Lebanon then offered", "Later Lebanon offered")
    list(Work(bench, (FRENCH,)).update())
    text = (bench / FRENCH).read_text(encoding="utf-8")
    first, _, rest = text.partition(">>> ")
    (bench / FRENCH).write_text(first + rest.partition("\n")[2], encoding="utf-8")
    with pytest.raises(Mistakes, match=r"--only 2msp/paragraph-1"):
        list(Work(bench, (FRENCH,)).accept())
    with pytest.raises(Mistakes, match=r"time/paragraph-1.*its to-do is left"):
        list(Work(bench, (FRENCH,)).accept(["time/paragraph-1"]))
    list(Work(bench, (FRENCH,)).accept(["2msp/paragraph-1"]))
    assert stale(bench) == {FRENCH: ["time/paragraph-1"], SPANISH: ["2msp/paragraph-1", "time/paragraph-1"]}


def test_a_minor_change_is_declared_for_all_languages_with_its_reason(bench: Path) -> None:
    change(bench, ENGLISH, WAS, NOW)
    list(Work(bench, (ENGLISH,)).minor("A comma.", []))
    assert stale(bench) == {}
    *earlier, entry = (bench / MINOR).read_text(encoding="utf-8").splitlines()
    assert earlier == (PROJECT / MINOR).read_text(encoding="utf-8").splitlines()
    assert json.loads(entry.removeprefix("- ")) == {"page": ENGLISH, "segments": "all", "why": "A comma."}


def test_pages_that_are_missing_orphaned_without_pin_or_lost_are_told(bench: Path) -> None:
    (bench / "docs/fr/about.md").unlink()
    (bench / "docs/en/cite.md").unlink()
    change(bench, "docs/fr/data.md", "---\nl10n:", "---\nl11n:")
    for path in (bench / "l10n/base").iterdir():
        if path.read_text(encoding="utf-8") == (bench / "docs/en/glossary.md").read_text(encoding="utf-8"):
            path.write_text("changed by hand", encoding="utf-8")
    told = {page.file: (page.fault or "").split(" ")[0] for page in Work(bench, ("fr",)).pages if page.fault}
    assert told == {
        "docs/fr/about.md": "missing:",
        "docs/fr/cite.md": "orphan:",
        "docs/fr/data.md": "no",
        "docs/fr/glossary.md": "the",
    }


def test_a_page_renamed_in_all_languages_keeps_its_pin(bench: Path) -> None:
    for code in ("en", "fr", "es"):
        (bench / f"docs/{code}/cite.md").rename(bench / f"docs/{code}/citing.md")
    assert [page.file for page in Work(bench).pages if page.fault or page.stale] == []


def test_a_text_of_the_data_is_stale_until_it_is_accepted(bench: Path) -> None:
    change(bench, "data/phrases.yml", "en: Skip to content", "en: Jump to the text")
    found = [(text.language, text.name, text.open[0].kind, text.words) for text in data_texts(bench) if text.open]
    assert found == [("fr", "skip", "changed", 4), ("es", "skip", "changed", 4)]
    list(Work(bench, ("data/phrases.yml", "fr")).accept())
    assert [text.language for text in data_texts(bench) if text.open] == ["es"]
    list(Work(bench, ("data/phrases.yml",)).accept())
    assert [text.language for text in data_texts(bench) if text.open] == []
    pins = json.loads((bench / "l10n/texts.json").read_text(encoding="utf-8"))
    assert pins["data/phrases.yml skip"] == "Jump to the text"


def test_a_new_text_has_no_pin_and_one_that_is_gone_is_forgotten(bench: Path) -> None:
    change(bench, "data/phrases.yml", "\nskip: {en", "\nleap: {en")
    assert {text.key for text in data_texts(bench) if text.base is None} == {"data/phrases.yml leap"}
    change(bench, "data/phrases.yml", "en: Languages", "en: Tongues")
    list(Work(bench, ("data",)).accept(is_new=True))
    assert {text.name for text in data_texts(bench) if text.open or text.is_unpinned} == {"languages"}
    pins = json.loads((bench / "l10n/texts.json").read_text(encoding="utf-8"))
    assert "data/phrases.yml skip" not in pins
    assert pins["data/phrases.yml leap"] == "Skip to content"


@pytest.mark.parametrize("name", ["docs/fr/meeting", "docs/fr/meetings/2mps.md", "de", "phrases.yml"])
def test_a_name_of_nothing_is_told(bench: Path, name: str) -> None:
    with pytest.raises(Mistakes, match=f"{name}:1: no page and no data of this project"):
        list(Work(bench, (name,)).accept())


def test_a_segment_that_did_not_change_is_told(bench: Path) -> None:
    change(bench, ENGLISH, WAS, NOW)
    with pytest.raises(Mistakes, match='did you mean "2msp/paragraph-1"'):
        list(Work(bench, (FRENCH,)).accept(["2msp/paragraph-2"]))


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_in_a_shallow_clone_five_commands_lead_from_an_english_edit_to_an_accepted_page(
    bench: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The author knows nothing of the workbench, and the clone holds his commit alone."""
    shutil.copytree(PROJECT / "macros", bench / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    for path in (PROJECT / "l10n").glob("*.py"):
        shutil.copy(path, bench / "l10n")
    shutil.copy(PROJECT / "l10n/typography.yml", bench / "l10n")
    git(bench, "init", "-q", "-b", "main")
    git(bench, "add", "-A")
    git(bench, "commit", "-qm", "one")
    change(bench, ENGLISH, WAS, NOW)
    cost = re.match(rf"{ENGLISH}: 1 segment, (\d+ words); 0 carried", run(bench, "l10n", "impact").stdout)
    assert cost
    git(bench, "commit", "-qam", "two")
    clone = tmp_path_factory.mktemp("clone") / "site"
    git(bench, "clone", "-q", "--depth", "1", bench.as_uri(), str(clone))
    assert git(clone, "rev-list", "--count", "HEAD") == "1\n"
    named = f"{FRENCH}:7: changed, {cost[1]} ({ENGLISH}:3: 2msp/paragraph-1)"
    assert named in run(clone, "l10n", "status", "fr").stdout
    assert _marked() in run(clone, "l10n", "diff", FRENCH).stdout
    assert f"Next: python -m l10n accept {FRENCH}" in run(clone, "l10n", "update", FRENCH).stdout
    refused = run(clone, "l10n", "check")
    assert (refused.returncode, refused.stderr.splitlines()[-1]) == (1, "1 problem in 1 file")
    take_out_todos(clone, FRENCH)
    assert run(clone, "l10n", "accept", FRENCH).returncode == 0
    assert re.match(r"French: \d+ pages and \d+ texts of the data, all current\n", run(clone, "l10n", "status").stdout)
    checked = run(clone, "l10n", "check")
    assert checked.returncode == 0
    assert checked.stdout.startswith(f"1 stale page, 0 stale texts, {cost[1]} to look at")


def test_texts_without_a_pin_are_told_in_one_line_a_file(bench: Path) -> None:
    change(bench, "data/phrases.yml", "\nskip: {en", "\nleap: {en")
    change(bench, "data/phrases.yml", "\nsections: {en", "\nparts: {en")
    with pytest.raises(Mistakes) as raised:
        list(check_work(Work(bench)))
    way_out = "run: python -m l10n accept --new data/phrases.yml"
    told = [re.sub(r":\d+:", ":", str(problem)) for problem in raised.value.problems]
    assert told == [f"data/phrases.yml: 2 texts without a pin; once it is in all languages, {way_out}"]
