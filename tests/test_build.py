"""What a maintainer relies on: one change shows everywhere, and a mistake writes nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment
from mkdocs.exceptions import Abort
from mkdocs.structure.files import InclusionLevel

from macros.build import _mkdocs, dated, main
from macros.exchange import exchange
from macros.language import Language
from macros.lock import lock
from macros.places import place_in_code
from macros.programme import Programme
from macros.seam.compiled import Templates
from macros.seam.complaints import with_mistakes_in_one_line
from macros.seam.events import Events
from macros.seam.own_files import leave_own
from macros.seam.products import Products
from macros.seam.template_names import template_names
from macros.statements import LANGUAGES, LanguageCode
from macros.workers import across_cores

from .conftest import PROJECT
from .warm_builds import build

Run = Callable[..., "subprocess.CompletedProcess[str]"]
BEFORE, AFTER = "on: 2011-06-27/2011-06-30", "on: 2011-05-02/2011-05-05"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def pages_with(site: Path, words: str) -> set[str]:
    return {
        path.relative_to(site).as_posix() for path in site.rglob("*.html") if words in path.read_text(encoding="utf-8")
    }


def test_one_date_changed_in_the_data_changes_on_every_page_in_every_language(
    site: Path, warm_project: Path, run: Run
) -> None:
    replace(warm_project / "data/programme.yml", BEFORE, AFTER)
    replace(
        warm_project / "data/programme.yml", "on: 2011-06-28,", "on: 2011-05-03,"
    )  # the one session its source dates
    (warm_project / "data/published.json").unlink()  # nothing published yet, so no correction to write
    built = run(warm_project, "mkdocs", "build")
    assert built.returncode == 0, built.stdout + built.stderr
    old = pages_with(site, 'datetime="2011-06-27"')
    assert len(old) >= 3 * len(LANGUAGES)
    assert pages_with(warm_project / "site", 'datetime="2011-06-27"') == set()
    assert pages_with(warm_project / "site", 'datetime="2011-05-02"') == old


def test_plain_mkdocs_builds_the_same_bytes(site: Path, warm_project: Path, programme: Programme) -> None:
    """But for what is packed, of which test_packing says so; warm_builds says so of another place, zone and locale."""
    build(warm_project, warm_project / "site", **dated(programme))
    first, second = unpacked(site), unpacked(warm_project / "site")
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


MISTAKES = [
    ("l10n/texts.json", '{\n"data', '[\n"data', "not readable; take it back from the repository, then accept again"),
    ("data/programme.yml", "es: Canadá}", "}", 'body "canada": name.es: '),
    (
        "docs/fr/meetings/1msp.md",
        '{{ where("1msp") }}',
        '{{ where("1mps") }}',
        'unknown id "1mps" among meetings; did you mean "1msp"?',
    ),
]


TEXTS, *OTHERS = MISTAKES
BOTH = [(command, *TEXTS) for command in (("macros.build",), ("mkdocs", "build"))]


@pytest.mark.parametrize(
    ("command", "file", "old", "new", "message"),
    [*BOTH, *((("macros.build",) if at else ("mkdocs", "build"), *it) for at, it in enumerate(OTHERS))],
    ids=["texts", "texts, plainly", "language, plainly", "id"],
)
def test_a_mistake_is_one_line_with_status_1_and_nothing_written(
    warm_project: Path, run: Run, command: tuple[str, ...], file: str, old: str, new: str, message: str
) -> None:
    (warm_project / "site").mkdir()
    (warm_project / "site/kept.html").write_text("as it was", encoding="utf-8")
    replace(warm_project / file, old, new)
    done = run(warm_project, *command)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if message in line]
    assert done.returncode == 1
    assert len(lines) == 1
    assert lines[0].startswith(f"{file}:")
    assert "Traceback" not in done.stdout + done.stderr
    assert [path.name for path in (warm_project / "site").iterdir()] == ["kept.html"]


def test_a_broken_link_leaves_the_site_as_it_was(warm_project: Path, run: Run) -> None:
    for language in LANGUAGES:
        replace(warm_project / f"docs/{language}/about.md", "{ #privacy }", "{ #privacy }\n\n[x](nowhere.md)")
    (warm_project / "site").mkdir()
    (warm_project / "site/kept.html").write_text("as it was", encoding="utf-8")
    done = run(warm_project, "macros.build")
    assert done.returncode == 1
    told = done.stdout + done.stderr
    assert re.search(
        r'docs/en/about.md:\d+: link "nowhere.md" leads to no page; name a page that stands in docs/en/', told
    )
    assert [path.name for path in (warm_project / "site").iterdir()] == ["kept.html"]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("main.html", "{%- if forms %}", "{%- if zzyzx.forms %}", "UndefinedError: 'zzyzx' is undefined"),
        ("404.html", "{% block content %}", "{% block %}", "TemplateSyntaxError: expected token 'name'"),
        ("main.html", 'say("formats")', 'say("format")', 'no phrase "format" stands in data/phrases.yml; did you mean'),
    ],
    ids=["name", "syntax", "near phrase"],
)
def test_a_mistake_in_a_template_is_one_line(
    warm_project: Path, run: Run, file: str, old: str, new: str, message: str
) -> None:
    template = warm_project / "overrides" / file
    line = template.read_text(encoding="utf-8").partition(old)[0].count("\n") + 1
    replace(template, old, new)
    done = run(warm_project, "mkdocs", "build")
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"\noverrides/{file}:{line}: {message}" in told
    assert "Traceback" not in told


WRONG = {
    '{% include "partials/hed.html" %}': 'no template "partials/hed.html" stands in overrides/ or the theme',
    '{% include "head.tmp" %}': 'template "head.tmp" has the name of what editors leave behind; name it otherwise',
    "{{ asset('assets/sit.js') }}": 'no asset "assets/sit.js" stands in docs/assets/; did you mean "assets/site.js"?',
    '{{ say("zzyzx") }}': 'no phrase "zzyzx" stands in data/phrases.yml; write it there',
}


@pytest.mark.parametrize("asked", WRONG)
def test_what_a_template_asks_for_in_vain_is_told_at_its_place(
    tmp_path: Path, languages: dict[LanguageCode, Language], asked: str
) -> None:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/main.html").write_text(f"<p>\n{asked}", encoding="utf-8")
    env = Environment(loader=Templates([tmp_path / "overrides"]), autoescape=True)
    desk: Any = SimpleNamespace(languages=languages, look="")
    config = SimpleNamespace(docs_dir=str(PROJECT / "docs"))
    env.globals |= template_names("en", desk, config, [], "")
    with_mistakes_in_one_line(env, tmp_path)
    with pytest.raises(Abort) as told:
        env.get_template("main.html").render()
    assert str(told.value).startswith(f"overrides/main.html:2: {WRONG[asked]}")


@pytest.mark.parametrize("command", [["macros.check"], ["macros.build"], ["mkdocs", "build"]], ids=" ".join)
def test_what_goes_wrong_in_the_code_is_one_line(checked_project: Path, run: Run, command: list[str]) -> None:
    file = checked_project / "macros/check.py"
    replace(file, "    return file.is_symlink(), content(file)\n", "    return 1 / 0\n")
    line = file.read_text(encoding="utf-8").partition("return 1 / 0")[0].count("\n") + 1
    done = run(checked_project, *command)
    told = [it for it in (done.stdout + done.stderr).splitlines() if it and not it.startswith("INFO")]
    line_told = f"macros/check.py:{line}: ZeroDivisionError: division by zero; mkdocs build --verbose tells more"
    assert (done.returncode, told) == (1, [line_told])


def test_what_goes_wrong_after_mkdocs_is_one_line_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("macros.build._build", fails)
    before = signal.getsignal(signal.SIGTERM)
    assert main() == 1
    signal.signal(signal.SIGTERM, before)
    assert capsys.readouterr().err == "OSError: [Errno 28] No space left on device; mkdocs build --verbose tells more\n"


WORKING = """
import os, time
from pathlib import Path
from macros.lock import lock
from macros.workers import across_cores
held = lock(Path())
list(across_cores(lambda _: print(os.getpid(), flush=True) or time.sleep(60), range(2), fewest=2))
"""
WAITING = "from pathlib import Path; from macros.lock import lock; lock(Path())"


def test_a_build_that_is_killed_leaves_no_process_and_hinders_no_other(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", WORKING]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        killed.stdout.readline()
        killed.kill()
        command = [sys.executable, "-c", WAITING]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True, timeout=30
        )
        assert done.stdout == ""
        began = time.monotonic()
        killed.stdout.read()  # as long as anybody may write to it
        assert time.monotonic() - began < 30


def test_what_goes_wrong_while_pages_are_written_is_one_line_too() -> None:
    done: list[str] = []
    memory = SimpleNamespace(keep=lambda: done.append("kept"))
    site = SimpleNamespace(finish=lambda: done.append("finished"))
    desk = SimpleNamespace(project=PROJECT, memory=memory)
    events: Any = SimpleNamespace(site=site, desk=desk, is_preview=False)
    with pytest.raises(Abort, match=r"^KeyError: 'zzyzx'; mkdocs build --verbose tells more$"):
        Events.on_build_error(events, error=KeyError("zzyzx"))
    Events.on_build_error(events, error=Abort("told already"))
    assert done == ["finished", "kept"] * 2


def test_what_goes_wrong_on_another_core_is_told_with_its_place() -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        list(across_cores(lambda item: item / 0, [1, 2], fewest=2))
    line = Path(__file__).read_text(encoding="utf-8").partition("item / 0")[0].count("\n") + 1
    assert place_in_code(raised.value, PROJECT) == f"tests/test_build.py:{line}: "


def test_check_says_so_when_all_is_well(warm_project: Path, run: Run) -> None:
    done = run(warm_project, "macros.check")
    assert done.returncode == 0
    assert done.stdout == "No mistakes in data and pages: 34 meetings, 8 topics, 7 decisions, 8 blanks, 118 sources.\n"


def unpacked(site: Path) -> dict[str, bytes]:
    return {path: content for path, content in whole(site).items() if not path.endswith((".br", ".gz"))}


def whole(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seconds", [0.6, 1.4, 2.2])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(site: Path, warm_project: Path, seconds: float) -> None:
    shutil.copytree(site, warm_project / "site")
    command = [sys.executable, "-m", "macros.build"]
    with subprocess.Popen(
        command, cwd=warm_project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as build:
        try:
            build.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(build.pid, signal.SIGKILL)
    assert whole(warm_project / "site") == whole(site)


def test_folders_change_places_in_one_step_or_not_at_all(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "mine").touch()
    done = exchange(one, other)
    assert [path.name for path in (other if done else one).iterdir()] == ["mine"]
    assert list((one if done else other).iterdir()) == []
    assert done or sys.platform not in ("linux", "darwin")
    assert not exchange(one, tmp_path / "nowhere")


def test_what_stands_where_the_site_is_made_is_no_hindrance_and_not_published(warm_project: Path, run: Run) -> None:
    (warm_project / "site").touch()
    (warm_project / "build/site/.well-known").mkdir(parents=True)
    (warm_project / "build/site/.well-known/old.txt").touch()
    done = run(warm_project, "macros.build")
    assert done.returncode == 0, done.stderr
    assert not (warm_project / "site/.well-known/old.txt").exists()


def test_a_template_that_is_no_utf8_is_told(warm_project: Path, run: Run) -> None:
    file = "overrides/404.html"
    with (warm_project / file).open("ab") as content:
        content.write(b"\xff")
    done = run(warm_project, "mkdocs", "build")
    told = done.stdout + done.stderr
    assert (done.returncode, f"{file}: not readable; save it as UTF-8" in told, "Traceback" in told) == (1, True, False)


def products_in(project: Path, *files: Any) -> Products:
    """What is published beside the pages of a project, of which nothing is made."""
    theme = SimpleNamespace(static_templates={"404.html", "sitemap.xml"})
    config, desk = SimpleNamespace(docs_dir=project / "docs", theme=theme), SimpleNamespace(project=project)
    return Products(desk, {"en": SimpleNamespace(files=files, site_name="Site")}, config)  # type: ignore[arg-type, dict-item]


def test_an_old_address_may_lead_to_what_mkdocs_writes_and_not_to_what_is_excluded(tmp_path: Path) -> None:
    levels = {"a.pdf": InclusionLevel.INCLUDED, "b/index.html": InclusionLevel.EXCLUDED}
    files = [SimpleNamespace(dest_uri=path, inclusion=level) for path, level in levels.items()]
    written = {*products_in(tmp_path, *files)._files()}
    assert written == {"a.pdf", "404.html", "sitemap.xml", "sitemap.xml.gz"}


def test_a_print_style_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "docs/assets").mkdir(parents=True)
    (tmp_path / "docs/assets/print.css").write_bytes(b"\xff")
    with pytest.raises(Abort, match=r"^docs/assets/print\.css: not readable; save it as UTF-8$"):
        products_in(tmp_path)._style()


@pytest.mark.parametrize("file", ["docs/robots.txt", "overrides/calendar.ics", "docs/404.html", "docs/sitemap.xml.gz"])
def test_a_file_that_the_site_writes_itself_is_told(tmp_path: Path, file: str) -> None:
    """As a preview does, of which test_preview says so."""
    products = products_in(tmp_path)
    products._check_that_none_is_given(["robots.txt", "calendar.ics"])
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).touch()
    with pytest.raises(Abort, match=rf"^{re.escape(file)}: the site writes this file itself; take it away$"):
        products._check_that_none_is_given(["robots.txt", "calendar.ics"])


def test_a_file_where_a_page_is_published_is_told(warm_project: Path, run: Run) -> None:
    (warm_project / "docs/about").mkdir()
    (warm_project / "docs/about/index.html").write_text("Words.", encoding="utf-8")
    done = run(warm_project, "mkdocs", "build")
    assert done.returncode == 1
    assert "\ndocs/about/index.html: stands where a page or its folder is published; name it otherwise" in done.stdout


def test_a_file_where_a_folder_of_pages_is_published_is_told(tmp_path: Path) -> None:
    def given(path: str, address: str, *, is_page: bool = False) -> Any:
        return SimpleNamespace(
            inclusion=InclusionLevel.INCLUDED,
            src_uri=path,
            abs_src_path=str(tmp_path / path),
            dest_uri=address,
            is_documentation_page=lambda: is_page,
        )

    page, style, other = given("en/a.md", "a/index.html", is_page=True), given("s.css", "s.css"), given("fr/a.md", "")
    files, published = [page, style, other], ["a/index.html", "fr/a/index.html"]
    leave_own(files, "en", published, tmp_path)
    assert files == [page, style]
    with pytest.raises(
        Abort, match=r"^overrides/fr: stands where a page or its folder is published; name it otherwise"
    ):
        leave_own([*files, given("overrides/fr", "fr")], "en", published, tmp_path)


def test_two_builds_at_once_come_one_after_the_other(warm_project: Path) -> None:
    command = [sys.executable, "-m", "macros.build"]
    builds = [subprocess.Popen(command, cwd=warm_project, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    assert sum("Waiting for another build" in it for it in told) == 1
    counted = {line for it in told for line in it.splitlines() if "site/ is complete" in line}
    assert len(counted) == 1
    assert not (warm_project / "build/site").exists()


def test_plain_mkdocs_waits_until_another_build_has_ended(warm_project: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build"]
    with (
        lock(warm_project) as other,
        subprocess.Popen(command, cwd=warm_project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as build,
    ):
        assert build.stdout
        assert build.stdout.readline() == "Waiting for another build to end ...\n"
        assert not (warm_project / "site").exists()
        other.close()
        build.communicate()
    assert build.returncode == 0


def test_a_file_in_place_of_the_folder_of_builds_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").touch()
    with pytest.raises(SystemExit, match=r"^build: File exists; it is made by builds, so take away what hinders them$"):
        lock(tmp_path)


def test_a_build_that_is_stopped_says_so_in_one_line_and_leaves_no_other_program_at_work(
    tmp_path: Path, programme: Programme, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mkdocs = tmp_path / "mkdocs"
    mkdocs.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/id\necho WARNING\nexec sleep 60\n", encoding="utf-8")
    mkdocs.chmod(0o755)

    def stopped(_line: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(mkdocs))
    monkeypatch.setattr("macros.build._BEGINS", SimpleNamespace(search=stopped))
    monkeypatch.setattr("macros.build._build", lambda: _mkdocs(programme))
    assert main() == 130
    assert capsys.readouterr() == ("", "Stopped; nothing half made stands in site/\n")
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "id").read_text(encoding="utf-8")), 0)


def test_a_link_in_place_of_the_site_is_told(warm_project: Path, run: Run) -> None:
    (warm_project / "site").symlink_to(warm_project)
    done = run(warm_project, "macros.build")
    assert (done.returncode, done.stderr) == (
        1,
        "site: a link, in place of which a folder would be put; take it away\n",
    )


def test_what_was_packed_of_a_hidden_file_goes_when_it_is_written_anew(warm_project: Path, run: Run) -> None:
    hidden = warm_project / "site/.well-known"
    hidden.mkdir(parents=True)
    (hidden / "security.txt.br").touch()
    assert run(warm_project, "mkdocs", "build").returncode == 0
    assert [path.name for path in hidden.iterdir()] == ["security.txt"]


def test_a_site_set_aside_by_a_killed_build_is_put_back(warm_project: Path, run: Run) -> None:
    (warm_project / "build/retired-site").mkdir(parents=True)
    (warm_project / "build/retired-site/kept.html").write_text("as it was", encoding="utf-8")
    for language in LANGUAGES:
        replace(warm_project / f"docs/{language}/about.md", "{ #privacy }", "{ #privacy }\n\n[x](nowhere.md)")
    assert run(warm_project, "macros.build").returncode == 1
    assert [path.name for path in (warm_project / "site").iterdir()] == ["kept.html"]
