"""What was made before is taken again when, and only when, it would come out the same."""

from __future__ import annotations

import logging
import os
import posixpath
import random
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment

from l10n.parity import differences
from macros import checked_pages
from macros.checked_pages import CheckedPages, Rules
from macros.language import Language
from macros.memory import MOST_WAITING, Made, Memory
from macros.outline import outline
from macros.page_files import page_texts
from macros.pages.context import _address, _way
from macros.programme import Programme
from macros.reads import Facts, stamp, written
from macros.seam.compiled import ROOM as COMPILED
from macros.seam.compiled import Compiled
from macros.seam.desk import Desk
from macros.seam.editions import Edition
from macros.seam.page_bodies import Warned
from macros.seam.warnings import MKDOCS
from macros.statements import LANGUAGES
from macros.templates import _PARSER, _simple, _walk, render
from macros.translations import _words
from macros.uses import facts_named, uses
from macros.workers import across_cores

from .conftest import PROJECT, THOROUGH, Run, copy_project
from .edits import (
    RECORDS,
    added,
    edit_at_random,
    edit_correction,
    edit_lines,
    edit_moved,
    edit_phrases,
    edit_pin,
    edit_record,
    edit_section,
    edit_waiver,
    never_published,
    rename_meeting,
    rename_page,
)
from .test_build import replace
from .test_mutation import changed, leaves, mutation
from .warm_builds import build, compare

TEXTS = page_texts(PROJECT / "docs", [])
EVERY = [(code, page, text) for code in LANGUAGES for page, text in TEXTS[code].items()]


def test_a_page_that_has_not_read_a_fact_is_as_before_when_the_fact_changes(programme: Programme) -> None:
    facts, before, reads = Facts(programme), {}, {}
    for code, page, text in EVERY:
        with facts.read() as found:
            before[code, page] = _filled(programme, code, page, text)
        reads[code, page] = frozenset(found)
    chance = random.Random(2011)  # noqa: S311 - not a secret
    kept = 0
    for location, record, field, value in chance.sample([*leaves(programme)], 30):
        new = mutation(programme, location, record, field, value)
        if new is None:
            continue
        other = Facts(changed(programme, location, new.value))
        told = {name for name in facts.names if facts.says(name) != other.says(name)}
        assert told, location
        unread = [it for it in EVERY if not reads[it[0], it[1]] & told]
        for code, page, text in chance.sample(unread, min(8, len(unread))):
            assert _filled(other.programme, code, page, text) == before[code, page], (location, code, page)
            kept += 1
    assert kept > 100


def _filled(programme: Programme, code: str, page: str, text: str) -> str:
    return render(text, page, programme, Language(code, programme.phrases), lambda line, message: None)  # type: ignore[arg-type]


def test_a_page_remembered_is_taken_again_until_a_fact_that_it_read_changes(
    programme: Programme, tmp_path: Path
) -> None:
    memory = Memory(tmp_path / "pages.sqlite")
    pages = CheckedPages(PROJECT, TEXTS, programme, memory, preview=False)
    first = pages.page("meetings/2msp.md")
    memory.keep()
    again = CheckedPages(PROJECT, TEXTS, programme, Memory(tmp_path / "pages.sqlite"), preview=False)
    assert again._recalled("meetings/2msp.md") == first
    place = next(index for index, it in enumerate(programme.meetings) if it.id == "2msp")
    location = ("meetings", place, "name")
    name = programme.meetings[place].name.model_copy(update={"en": "Other Name"})
    other = CheckedPages(PROJECT, TEXTS, changed(programme, location, name), memory, preview=False)
    assert other._recalled("meetings/2msp.md") is None
    assert "Other Name" in other.page("meetings/2msp.md").filled["en"]
    assert other.page("meetings/2msp.md").told >= {"meetings/2msp/name", "meetings/2msp/dates"}


def test_it_is_noted_who_asks_which_fields_a_record_gives_itself(programme: Programme) -> None:
    place = next(index for index, it in enumerate(programme.meetings) if "belongs_to" not in it.model_fields_set)
    meeting = programme.meetings[place]
    given = meeting.model_copy(update={"belongs_to": meeting.belongs_to})
    meetings = (*programme.meetings[:place], given, *programme.meetings[place + 1 :])
    facts, other = Facts(programme), Facts(programme.model_copy(update={"meetings": meetings}))
    fact = f"meetings/{meeting.id}/belongs_to"
    assert facts.says(fact) != other.says(fact)
    with facts.read() as found:
        assert meeting.model_fields_set
    assert fact in found


def test_a_heading_is_another_when_a_link_in_it_leads_elsewhere(programme: Programme) -> None:
    def heading(*lines: str) -> str:
        text = "\n".join(["# [How to cite][x] { #cite }", "", "Words.", "{ .summary }", "", *lines, ""])
        texts = TEXTS | {"en": TEXTS["en"] | {"cite.md": text}}
        return CheckedPages(PROJECT, texts, programme, Memory(), preview=False).heading("cite.md", "en")

    assert len({heading(), heading("[x]: about.md"), heading("[x]: data.md")}) == 3
    assert heading() == heading("More words.")


def test_a_page_checked_without_data_is_remembered_beside_the_same_page_with_them(
    programme: Programme, tmp_path: Path
) -> None:
    memory = Memory(tmp_path / "pages.sqlite")

    def checked(programme: Programme | None) -> CheckedPages:
        return CheckedPages(PROJECT, TEXTS, programme, memory, preview=False)

    without, whole = (checked(it).page("meetings/2msp.md") for it in (None, programme))
    assert without.filled != whole.filled
    assert [checked(it)._recalled("meetings/2msp.md") for it in (None, programme)] == [without, whole]


def test_a_memory_that_is_damaged_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "pages.sqlite"
    memory = Memory(file)
    memory.remember("room", "name", "key", Made("value"), str)
    memory.keep()
    assert Memory(file).recall("room", "name", "key", str) == Made("value", [])
    assert Memory(file).recall("room", "name", "other key", str) is None
    file.write_bytes(b"no database" * 1000)
    memory = Memory(file)
    assert memory.recall("room", "name", "key", str) is None
    memory.remember("room", "name", "key", Made("again"), str)
    memory.keep()
    assert Memory(file).recall("room", "name", "key", str) == Made("again", [])


def test_what_was_made_while_something_was_saved_is_not_remembered(tmp_path: Path) -> None:
    memory, state = Memory(tmp_path / "pages.sqlite"), ["first"]

    def make() -> str:
        state.append("second")
        return state[-1]

    def made(make: Callable[[], str]) -> str:
        found: str = memory.made("room", "name", lambda: state[-1], make, lambda: str(len(state)))
        return found

    assert made(make) == "second"
    assert memory.recall("room", "name", "first") is None
    assert made(lambda: state[-1]) == "second"
    assert made(lambda: "never asked") == "second"


def test_what_was_made_while_something_was_saved_and_put_back_is_not_remembered(tmp_path: Path) -> None:
    memory, file = Memory(tmp_path / "pages.sqlite"), tmp_path / "base.md"
    file.write_text("first", encoding="utf-8")

    def make() -> str:
        file.rename(tmp_path / "away.md")
        file.write_text("second", encoding="utf-8")
        found = file.read_text(encoding="utf-8")
        (tmp_path / "away.md").rename(file)
        return found

    def made(make: Callable[[], str]) -> str:
        found: str = memory.made("room", "name", lambda: written(tmp_path, [file]), make, lambda: stamp([file]))
        return found

    assert made(make) == "second"
    assert made(lambda: file.read_text(encoding="utf-8")) == "first"


def test_much_that_was_remembered_is_written_at_once(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "pages.sqlite")
    memory.remember("room", "small", "key", Made("value"))
    assert Memory(tmp_path / "pages.sqlite").recall("room", "small", "key") is None
    memory.remember("room", "large", "key", Made("x" * MOST_WAITING))
    assert Memory(tmp_path / "pages.sqlite").recall("room", "small", "key") == Made("value", [])


def test_what_a_disk_has_changed_is_never_taken_for_what_was_kept(tmp_path: Path) -> None:
    file, chance = tmp_path / "pages.sqlite", random.Random(5)  # noqa: S311 - not a secret
    memory, values = Memory(file), {str(number): [f"text {number}"] * 20 for number in range(200)}
    for name, value in values.items():
        memory.remember("room", name, "key", Made(value, ("fact",)), str)
    memory.keep()
    whole, lost = file.read_bytes(), 0
    for changes in (1, 20, 400) * 20:
        content = bytearray(whole)
        for _ in range(changes):
            content[chance.randrange(len(content))] = chance.randrange(256)
        file.write_bytes(content[: chance.randrange(len(content))] if changes == 20 else content)
        memory = Memory(file)
        for name, value in values.items():
            found = memory.recall("room", name, "key", str)
            assert found is None or found.value == value
            lost += found is None
        memory.keep()
    assert lost > 0


@pytest.mark.parametrize("stands", ["a folder", "a file"])
def test_where_nothing_can_be_kept_all_is_made_anew(tmp_path: Path, stands: str) -> None:
    file = tmp_path / "cache/pages.sqlite"
    if stands == "a folder":
        file.mkdir(parents=True)
    else:
        file.parent.touch()
    memory = Memory(file)
    memory.remember("room", "name", "key", Made("value"))
    memory.keep()
    assert memory.recall("room", "name", "key") == Made("value", [])
    assert Memory(file).recall("room", "name", "key") is None


def test_code_has_another_name_when_any_of_it_changes_also_behind_a_link(tmp_path: Path) -> None:
    project, elsewhere = copy_project(tmp_path / "project"), tmp_path / "elsewhere"
    (project / "macros/pages").rename(elsewhere)
    (project / "macros/pages").symlink_to(elsewhere)

    def named() -> str:
        command = [sys.executable, "-c", "from macros.checked_pages import CODE; print(CODE)"]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout

    names = [named()]
    for module in (elsewhere / "marks.py", project / "l10n/pins.py", project / "l10n/data.txt"):
        with module.open("a", encoding="utf-8") as file:
            file.write("OTHER = 1\n")
        names.append(named())
    assert len({*names}) == 4


def test_libraries_have_another_name_when_they_are_installed_anew_and_python_when_it_leaves_assertions_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "sample-1.0.dist-info/RECORD"
    listed.parent.mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    names = [checked_pages._code()]
    listed.write_text("sample.py,sha256=a,1\n", encoding="utf-8")
    names.append(checked_pages._code())
    os.utime(listed, (1, 1))
    names.append(checked_pages._code())
    assert names[-1] == checked_pages._code()
    monkeypatch.setattr(sys, "flags", SimpleNamespace(optimize=1))
    names.append(checked_pages._code())
    assert len({*names}) == 4


def test_code_saved_while_it_is_imported_has_a_name_of_its_own(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    touched = "import macros, os; os.utime('macros/frame.py')\n"
    came = "import macros, os, shutil; os.replace(shutil.copy2('macros/frame.py', 'older'), 'macros/frame.py')\n"

    def named(before: str) -> str:
        command = [sys.executable, "-c", f"{before}from macros.checked_pages import CODE; print(CODE)"]
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout

    before = named("")
    assert len({named(touched), named(touched), named(came), before}) == 4
    assert named("") == before


def test_code_saved_twice_within_a_second_is_what_was_saved_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "")
    module = project / "macros/frame.py"
    second = int(module.stat().st_mtime)
    found = []
    for number in (3, 4):
        text = re.sub(r"FEWEST_HEADINGS = \d", f"FEWEST_HEADINGS = {number}", module.read_text(encoding="utf-8"))
        module.write_text(text, encoding="utf-8")
        os.utime(module, (second, second))
        command = [sys.executable, "-c", "from macros.frame import FEWEST_HEADINGS as it; print(it)"]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
        found.append(int(done.stdout))
        (bytecode,) = (project / "macros/__pycache__").glob("frame.*.pyc")
        os.utime(bytecode, (second, second))
    for number in (5, 6):
        text = re.sub(r"FEWEST_HEADINGS = \d", f"FEWEST_HEADINGS = {number}", module.read_text(encoding="utf-8"))
        module.write_text(text, encoding="utf-8")
        os.utime(module, (1, 1))  # as what is unpacked may be, whatever was compiled since
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
        found.append(int(done.stdout))
    assert found == [3, 4, 5, 6]


def test_the_door_put_back_with_an_old_date_is_what_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door = copy_project(tmp_path) / "macros/__init__.py"
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "")
    for old, new in (("macros-seam", "macros-door"), ("macros-door", "macros-gate")):
        replace(door, f'"{old}"', f'"{new}"')
        os.utime(door, (1, 1))
        command = [sys.executable, "-c", "import macros; print(macros.EVENTS)"]
        assert subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout == f"{new}\n"


LATE = """
import time
began = time.time()
while time.time() < began + 1:
    pass
import macros
print(macros.BEGAN - began)
"""


def test_it_is_known_when_the_program_began_however_late_our_code_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", LATE], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert -1 < float(done.stdout) < 0.5


class SavedMeanwhile(Edition):
    """A page whose frame may change while it is made."""

    def __init__(self, *frames: str) -> None:
        self.frames, self.kept = list(frames), list[str]()

    def _frame(self, path: str) -> str:
        return self.frames.pop(0)

    def _keep_sheets(self, sheets: Mapping[str, tuple[Made, Warned]], keys: Mapping[str, str]) -> None:
        self.kept += keys.values()

    def populate(self, paths: Sequence[str]) -> None:
        """Needs no bodies."""

    def _shown_with(self, path: str) -> list[str]:
        return []

    def _remembered(self, path: str, key: str) -> None:
        return None

    def _sheet(self, path: str) -> tuple[Made, Warned]:
        return Made("words"), []

    def _speaking(self) -> AbstractContextManager[None]:
        return nullcontext()


def test_a_sheet_of_two_states_is_not_remembered() -> None:
    same, other = SavedMeanwhile("one", "one"), SavedMeanwhile("one", "two")
    assert [it.sheet("about.md") for it in (same, other)] == ["words"] * 2
    assert (same.kept, other.kept) == (["one"], [])


def test_a_sheet_of_which_is_warned_is_not_remembered_and_the_warning_is_told() -> None:
    told, memory, edition = list[str](), Memory(), Edition.__new__(Edition)
    edition.code, edition.config = "en", SimpleNamespace(site_url="https://s.example/")
    edition._desk = SimpleNamespace(has_look_as_it_was=lambda: True, memory=memory)  # type: ignore[assignment]
    warning = logging.LogRecord("mkdocs.zz", logging.WARNING, "", 1, "too short", None, None)
    listener = logging.Handler()
    listener.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    MKDOCS.addHandler(listener)
    try:
        sheets = {"about.md": (Made("words"), []), "cite.md": (Made("words"), [warning])}
        edition.says = lambda name: ""  # type: ignore[method-assign]
        edition._keep_sheets(sheets, {"about.md": "key", "cite.md": "key"})
    finally:
        MKDOCS.removeHandler(listener)
    kept = [memory.recall(edition._room + "/sheets", path, "key", edition.says) for path in sheets]
    assert [it is not None for it in kept] == [True, False]
    assert told == ["too short"]


def test_work_on_all_cores_gives_the_results_in_their_order() -> None:
    offset = 7  # what a forked process inherits
    items = list(range(200))
    assert list(across_cores(lambda item: item + offset, items)) == [item + offset for item in items]


def test_work_that_shares_out_work_is_done_to_its_end() -> None:
    def tens(item: int) -> list[int]:
        return list(across_cores(lambda step: item * 10 + step, range(10), fewest=2))

    assert list(across_cores(tens, range(30), fewest=2)) == [list(range(it * 10, it * 10 + 10)) for it in range(30)]


def test_a_template_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    memory, templates = Memory(tmp_path / "pages.sqlite"), {"page.html": "{{ words }} now"}

    def shown() -> str:
        env = Environment(loader=DictLoader(templates), bytecode_cache=Compiled(memory), autoescape=True)
        return env.get_template("page.html").render(words="Here")

    def kept() -> list[str]:
        return [row[0] for name, row in memory._new.items() if name[0] == COMPILED]

    assert [shown(), shown()] == ["Here now"] * 2
    first = kept()
    assert len(first) == 1
    templates["page.html"] = "{{ words }} then"
    assert shown() == "Here then"
    assert len(kept()) == 1
    assert kept() != first


def test_english_words_are_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(tmp_path / "pages.sqlite")
    first = _words({"One two.", "Three."}, memory)
    assert first == {"One two.": 2, "Three.": 1}
    monkeypatch.setattr("macros.translations._count", lambda english: 99)
    assert _words({"One two.", "New."}, memory) == {"One two.": 2, "New.": 99}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_link_leads_from_any_page_to_any_other(code: str) -> None:
    for start, page in product(TEXTS[code], repeat=2):  # type: ignore[index]
        here, there = (_address(it) or "." for it in (start, page))
        assert _way(page, start) == posixpath.relpath(there, here)


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_read_quickly_are_read_as_jinja_reads_them(code: str) -> None:
    quick = 0
    for page, text in TEXTS[code].items():  # type: ignore[index]
        complaints: list[tuple[int, str]] = []
        parts = tuple(_walk(_PARSER.parse(text), lambda line, message, told=complaints: told.append((line, message))))
        found = _simple(text)
        if found is not None:
            quick += 1
            assert (found, complaints) == (parts, []), page
    assert quick > len(TEXTS[code]) / 2  # type: ignore[index]


@pytest.mark.parametrize(
    "text", ["{{ when(2msp) }}", "{% x %}", "{{ nope() }}", "{# x #}", '{{ when("2msp" }}', "}}", "%}"]
)
def test_what_is_not_a_plain_call_is_left_to_jinja(text: str) -> None:
    assert _simple(f"Words {text}\n") is None


def test_pages_of_one_outline_differ_in_nothing_and_mistakes_change_the_outline() -> None:
    same = 0
    for code in ("fr", "es"):
        for page, text in TEXTS[code].items():  # type: ignore[index]
            english = TEXTS["en"][page]
            if outline(english) == outline(text):
                same += 1
                assert list(differences((page, english), (page, text))) == []
            for old, new in (("{{ ", "{{ x"), ("](", "](../"), ("\n- ", "\n\n"), ("\n## ", "\n### "), ("| ", "|| ")):
                if old in text:
                    assert outline(text.replace(old, new, 1)) != outline(text), (code, page, old)
    assert same > len(TEXTS["en"])


def test_uses_are_the_pages_whose_macros_read_a_fact_and_not_all_whose_check_does(
    programme: Programme, tmp_path: Path
) -> None:
    pages = CheckedPages(PROJECT, TEXTS, programme, Memory(tmp_path / "pages.sqlite"), preview=False)
    assert not any(page.problems for page in pages.every())
    used = uses(frozenset({"meetings/2msp/attendance"}), pages, programme)
    assert {"meetings/2msp.md", "by-date.md"} <= {*used["pages"]}
    assert {"cite.md", "meetings/3msp.md", "topics/clearance.md"}.isdisjoint(used["pages"])
    assert "fr/meetings/2msp.ics" in used["calendars and feeds"]
    read = {page: pages._made(page)[1] for page in pages.sources}
    checked = {page for page, facts in read.items() if "meetings/2msp/attendance" in facts}
    assert checked > {*used["pages"]}, "a check compares figures written by hand with every count"


def test_a_fact_is_found_by_its_short_name(programme: Programme) -> None:
    facts = Facts(programme)
    assert facts_named("2msp.dates", facts) == {"meetings/2msp/dates"}
    assert facts_named("meetings/2msp/dates", facts) == {"meetings/2msp/dates"}
    assert {"meetings/2msp/dates", "meetings/2msp/name"} < facts_named("2msp", facts)
    assert facts_named("unofficial", facts) == {"phrases/unofficial"}
    assert facts_named("meetings", facts) == facts_named("2mps.dates", facts) == frozenset()


def test_a_warm_build_shows_lines_sections_and_addresses_as_they_are_now(
    warm_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each changes alone, for a page made anew for another reason would hide that this one was overlooked."""
    chance, folder = random.Random(7), tmp_path_factory.mktemp("sites")  # noqa: S311 - not a secret
    settings = warm_project / "mkdocs.yml"

    def built_after(*edits: Callable[[Path, random.Random], None]) -> dict[str, bytes]:
        for edit in edits:
            edit(warm_project, chance)
        return build(warm_project, folder / "warm")

    def lines(site: dict[str, bytes]) -> list[int]:
        """Where the texts stand that were translated from other English."""
        found = re.findall(rb"data/glossary\.yml:(\d+)", site["fr/translation/index.html"])
        return [int(it) for it in found]

    first = built_after(edit_pin, rename_page)
    assert lines(first)
    assert lines(built_after(edit_lines)) == [line + 1 for line in lines(first)]
    old = added(warm_project)
    later = built_after(rename_page)
    assert f"{added(warm_project)}/index.html" in later
    assert [path for path, content in later.items() if f"/{old}/".encode() in content] == []
    about = built_after(edit_section)["fr/about/index.html"]
    named = re.search(r"Sources: (\w+Sources)\}", settings.read_text(encoding="utf-8"))
    assert named
    assert f">{named[1]}</a>".encode() in about
    replace(settings, "      - topics/index.md\n", "      - Sub: [topics/index.md]\n")
    assert b'<a href="../topics/"' in built_after()["about/index.html"]


def test_a_warm_build_is_the_same_bytes_as_a_cold_one_after_records_came_and_went_and_after_any_edits(
    warm_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """`python -m tests.warm_builds 200` goes on with edits as they come."""
    chance, folder = random.Random(3), tmp_path_factory.mktemp("sites")  # noqa: S311 - not a secret
    never_published(warm_project)
    for kind in RECORDS:
        edit_record(warm_project, kind)
    for edit in (rename_meeting, edit_phrases, edit_correction, edit_moved, edit_waiver):
        edit(warm_project, chance)
    told = f"records that came, a waiver, {edit_at_random(warm_project, chance)}"
    if THOROUGH:
        assert compare(warm_project, folder, told) > 0
    else:
        build(warm_project, folder / "warm")
    for kind in RECORDS:
        edit_record(warm_project, kind)
    for edit in (rename_meeting, edit_phrases, edit_waiver):
        edit(warm_project, chance)
    assert compare(warm_project, folder, f"{told}; records that went, and a waiver") > 0


def test_what_is_to_be_translated_has_the_name_of_a_page_that_is_named_anew(project: Path) -> None:
    page = project / "docs/en/about.md"
    page.write_text(page.read_text(encoding="utf-8").replace("{ .summary }", "More.\n{ .summary }"), encoding="utf-8")
    desk = Desk(project, is_preview=True)

    def older() -> list[str]:
        return [file.file for file in desk.progress()[0].queue]

    assert older() == ["docs/fr/about.md"]
    for code in LANGUAGES:
        (project / f"docs/{code}/about.md").rename(project / f"docs/{code}/about-us.md")
    desk.take_in()
    assert older() == ["docs/fr/about-us.md"]


def test_what_was_taken_away_and_put_back_is_known_to_have_been(project: Path) -> None:
    desk, rules = Desk(project, is_preview=True), Rules(project, preview=True)
    assert rules.bases
    states = [(desk.has_look_as_it_was(), rules.has_bases_as_they_were())]
    for file in (project / "overrides/main.html", next((project / "l10n/base").glob("*.md"))):
        file.rename(project / "away").rename(file)
        states.append((desk.has_look_as_it_was(), rules.has_bases_as_they_were()))
    assert states == [(True, True), (False, True), (False, False)]


def test_a_warm_build_warns_of_what_was_no_warning_before(warm_project: Path, run: Run) -> None:
    settings, strict = warm_project / "mkdocs.yml", "absolute_links: warn, unrecognized_links: warn"
    text = settings.read_text(encoding="utf-8")
    assert strict in text
    for code in LANGUAGES:
        page = warm_project / "docs" / code / "about.md"
        page.write_text(f"{page.read_text(encoding='utf-8')}\n[x](/nowhere/)\n", encoding="utf-8")
    settings.write_text(text.replace(strict, "absolute_links: ignore, unrecognized_links: ignore"), encoding="utf-8")
    assert run(warm_project, "mkdocs", "build").returncode == 0
    settings.write_text(text, encoding="utf-8")
    done = run(warm_project, "mkdocs", "build")
    assert done.returncode == 1
    assert re.search(r'docs/en/about.md:\d+: link "/nowhere/" is an address on this host; name', done.stderr)


SAVING = """
import mkdocs.commands.build as build
from pathlib import Path
from mkdocs.__main__ import cli
page, look = Path("docs/fr/about.md"), build.get_files
def looked_after_a_save(config):
    page.write_text(page.read_text(encoding="utf-8").replace("# First ", "# Second ", 1), encoding="utf-8")
    return look(config)
build.get_files = looked_after_a_save
cli(["build"])
"""


def test_a_page_is_read_as_it_was_taken_in_whatever_was_saved_since(warm_project: Path) -> None:
    page = warm_project / "docs/fr/about.md"
    replace(page, "\n# ", "\n# First ")
    subprocess.run([sys.executable, "-c", SAVING], cwd=warm_project, capture_output=True, check=True)
    assert "# Second " in page.read_text(encoding="utf-8")
    assert "First " in (warm_project / "site/fr/about/index.html").read_text(encoding="utf-8")


def test_a_warm_build_shows_templates_as_they_are_linked_hidden_and_empty(
    warm_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, partials = tmp_path_factory.mktemp("sites"), warm_project / "overrides/partials"
    elsewhere, hidden = warm_project / "elsewhere", partials / ".hidden.html"
    partials.rename(elsewhere)
    partials.symlink_to(elsewhere, target_is_directory=True)
    main = warm_project / "overrides/main.html"
    main.write_text(f'{main.read_text(encoding="utf-8")}{{% include "partials/.hidden.html" %}}\n', encoding="utf-8")
    for words in ("first words", "other words{{ nav.pages | map(attribute='title') | join }}"):
        hidden.write_text(words, encoding="utf-8")
        assert words[:11].encode() in build(warm_project, folder / "warm")["about/index.html"]
    replace(warm_project / "docs/en/meetings/2msp.md", "# ", "# Zzyzx ")
    assert b"Zzyzx" in build(warm_project, folder / "warm")["about/index.html"]
    main.write_text("", encoding="utf-8")
    assert build(warm_project, folder / "warm")["about/index.html"] == b""
