"""What mkdocs.yml may not say: one line tells it, and the site stays as it was."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from macros.seam.complaints import in_our_words
from macros.seam.settings import _said, heed, named
from macros.seam.unseen_code import strange_code

from .conftest import PROJECT, Run
from .test_build import replace

STALE = "reads what no build looks at, so its pages would go stale; make a macro of it"
FOLDER = "the folder that is looked at for changes"
SETTINGS = [
    ("  - macros:\n", "  - search\n  - macros:\n", f'plugins: "search" {STALE}'),
    ("  - toc:", "  - pymdownx.snippets\n  - toc:", f'markdown_extensions: "pymdownx.snippets" {STALE}'),
    ("  - toc:", "  - pymdownx.snippets:SnippetExtension\n  - toc:", f'"pymdownx.snippets:SnippetExtension" {STALE}'),
    (
        "docs_structure: folder",
        "docs_structure: suffix",
        "docs_structure: must be folder; each language stands in its own",
    ),
    ("docs_dir: docs", "hooks: [shared.py]\ndocs_dir: docs", f'hooks: "shared.py" {STALE}'),
    ("module_name:", "modules: [shared]\n      module_name:", f'modules: "shared" {STALE}'),
    ("custom_dir: overrides", "custom_dir: docs/assets", f"custom_dir: must be overrides, {FOLDER}"),
    (
        "site_name: Programme de",
        "theme: {favicon: assets/fr.svg}\n          site_name: Programme de",
        "languages: fr: theme is one for all languages",
    ),
    (
        "permalink: true",
        "permalink: true, slugify: !!python/name:shared.define_env ''",
        "shared.define_env stands in shared.py, where no change of it is seen; move it into macros/",
    ),
    (
        "  - Home: index.md",
        "  - 'Home {{ when(\"2msp\") }}': index.md",
        'nav: "Home {{ when("2msp") }}" holds a macro; name no title there, and the page gives its own',
    ),
    ("moved: {}", "moved: [a]", "moved: must name old addresses and new ones, such as old/: about/ (found ['a'])"),
    ("moved: {}", "moved: {old/: 5}", "moved: must name old addresses and new ones"),
    ("site_url: !ENV", "site_url: '' # ", "site_url: must be the address of the site; calendars and feeds give it"),
    (
        "site_url: !ENV",
        "site_url: 'https://s.example/?q=1' # ",
        'site_url: must be an address without "?" and "#" (found https://s.example/?q=1)',
    ),
    (
        "strict: true",
        "strict: true\nextra_templates: [x.html]",
        "extra_templates: no build finds them beside the languages; put them into overrides/",
    ),
    ("security_contact: !ENV", "security_contact: [1] # ", "security_contact: must be an address (found [1])"),
    (
        "strict: true",
        'strict: true\n"INHERIT" : base.yml',
        "INHERIT: write the settings here; a preview looks at no other file",
    ),
    (
        "strict: true",
        "strict: true\nuse_directory_urls: false",
        "use_directory_urls: must be true; calendars and feeds give such addresses",
    ),
    (
        "name: Español\n          build: true",
        "name: Español\n          build: false",
        "languages: must be en, fr, es with build: true, in this order (found en, fr)",
    ),
]


def refused(project: Path, run: Run, *command: str) -> str:
    """What MkDocs says when it refuses a command, without a traceback."""
    done = run(project, "mkdocs", *(command or ("build",)))
    told = done.stdout + done.stderr
    assert (done.returncode, "Traceback" in told) == (1, False), told
    return told


@pytest.mark.parametrize("half", [SETTINGS[::2], SETTINGS[1::2]], ids=["one half", "the other"])
def test_each_setting_the_site_is_not_made_for_is_one_line(
    warm_project: Path, run: Run, half: list[tuple[str, str, str]]
) -> None:
    (warm_project / "base.yml").touch()
    shared = "def on_config(config):\n    return config\n\n\ndef define_env(env):\n    pass\n"
    (warm_project / "shared.py").write_text(shared, encoding="utf-8")
    (warm_project / "site").mkdir()
    (warm_project / "site/kept.html").write_text("as it was", encoding="utf-8")
    for old, new, _ in half:
        replace(warm_project / "mkdocs.yml", old, new)
    told = refused(warm_project, run).splitlines()
    for *_, message in half:
        assert [line.partition(":")[0] for line in told if message in line] == ["mkdocs.yml"], (message, told)
    assert len([line for line in told if line.startswith("mkdocs.yml")]) == len(half)
    assert [path.name for path in (warm_project / "site").iterdir()] == ["kept.html"]


@pytest.mark.parametrize("option", [("build", "--dirty"), ("serve", "--dirty"), ("serve", "--no-livereload")])
def test_an_option_under_which_a_site_would_not_be_whole_is_refused(
    warm_project: Path, run: Run, option: tuple[str, str]
) -> None:
    command, asked = option
    assert f"mkdocs {command}: {asked} " in refused(warm_project, run, *option)


def test_settings_are_named_as_they_were_loaded_whatever_is_saved_meanwhile(project: Path) -> None:
    file = project / "mkdocs.yml"
    loaded = load_config(str(file))
    before = named(loaded)
    for old, new in (("permalink: true", "permalink: zzyzx"), ("favicon: assets/icon.svg", "favicon: assets/x.svg")):
        replace(file, old, new)
        assert named(loaded) == before != named(load_config(str(file)))
        replace(file, new, old)
    assert named(load_config(str(file))) == before


@pytest.mark.parametrize(
    "slugify",
    ["!!python/name:sluggish.slug ''", "!!python/object/apply:functools.partial [!!python/name:sluggish.slug '']"],
)
def test_code_in_settings_is_named_alike_wherever_it_lies_in_memory(
    project: Path, monkeypatch: pytest.MonkeyPatch, slugify: str
) -> None:
    (project / "sluggish.py").write_text("def slug():\n    pass\n", encoding="utf-8")
    monkeypatch.syspath_prepend(project)
    replace(project / "mkdocs.yml", "permalink: true", f"permalink: true, slugify: {slugify}")
    loaded = []
    for _ in range(2):
        loaded.append(load_config(str(project / "mkdocs.yml")))
        del sys.modules["sluggish"]
    first, second = loaded
    assert first.mdx_configs["toc"]["slugify"] is not second.mdx_configs["toc"]["slugify"]
    assert named(first) == named(second)


SLUGGISH = """
class Slug:
    def word(self): ...
def of(word): return lambda text: word
one, word = of("a"), Slug().word
"""


def test_code_that_its_name_does_not_tell_from_other_code_is_refused(warm_project: Path, run: Run) -> None:
    (warm_project / "macros/sluggish.py").write_text(SLUGGISH, encoding="utf-8")
    code = "!!python/name:macros.sluggish.one '', !!python/name:macros.sluggish.word ''"
    code += ", !!python/object/apply:macros.sluggish.of [a], !!python/name:macros.sluggish.of ''"
    replace(warm_project / "mkdocs.yml", "extra:\n", f"extra:\n  sluggish: [{code}]\n")
    lines = [it for it in refused(warm_project, run).splitlines() if it.startswith("mkdocs.yml")]
    line = (warm_project / "mkdocs.yml").read_text(encoding="utf-8").partition("sluggish")[0].count("\n") + 1
    names = ["of.<locals>.<lambda>", "Slug.word", "of.<locals>.<lambda>"]
    told = "may be one of several; name a function of a module"
    assert lines == [f"mkdocs.yml:{line}: macros.sluggish.{name} {told}" for name in names]


def test_a_pattern_in_settings_is_named_by_all_of_it() -> None:
    patterns = [re.compile("a" * 300 + end, flags) for end in "bc" for flags in (0, re.ASCII)]
    assert len({*map(_said, patterns)}) == len(patterns)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "The configuration is invalid. Expected a key-value mapping (dict) but received: <class 'list'>",
            "mkdocs.yml: no settings; write them as key: value",
        ),
        (
            "An absolute path to '/zzyzx/' is included in the 'nav' configuration, which presumably points elsewhere.",
            'mkdocs.yml: nav names "/zzyzx/", an address on this host; name the file of the page, such as about.md',
        ),
    ],
)
def test_what_mkdocs_says_of_settings_is_told_with_the_way_out(said: str, told: str) -> None:
    assert in_our_words(said, PROJECT) == [told]


def test_a_picture_that_is_not_there_is_told_where_pictures_stand() -> None:
    said = "Doc file 'fr/about.md' contains a link '../assets/x.svg', but the target 'assets/x.svg' is not found."
    assert in_our_words(said, PROJECT) == [
        'docs/fr/about.md: link "../assets/x.svg" leads to no file; name one that stands in docs/assets/, '
        "such as ../assets/icon.svg"
    ]


def test_settings_of_other_kinds_are_named_otherwise() -> None:
    names = [_said(it) for it in ({"a": "b"}, [["a", "b"]], (("a", "b"),), "[[a, b]]")]
    assert len({*names}) == len(names)


def test_without_its_plugin_for_languages_a_build_is_refused(warm_project: Path, run: Run) -> None:
    settings = warm_project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    plugin = re.search(r"(?m)^  - i18n:\n(?:    .*\n)+", text)
    assert plugin
    settings.write_text(text.replace(plugin[0], ""), encoding="utf-8")
    assert "plugins: i18n is missing; it makes the languages" in refused(warm_project, run)


def test_what_no_setting_needs_may_be_left_out(warm_project: Path, run: Run) -> None:
    settings = warm_project / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [it for it in lines if not it.startswith(("  moved:", "  security_contact:", "  edit_address:"))]
    assert len(kept) == len(lines) - 3
    settings.write_text("".join(kept).replace("extra:", "extra: {}"), encoding="utf-8")
    done = run(warm_project, "mkdocs", "build")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("moment", ["yesterday", "²", "99999999999999"])
def test_a_moment_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    with pytest.raises(Abort, match=rf"^SOURCE_DATE_EPOCH: must be .* seconds since 1970 \(found '{moment}'\)$"):
        heed(load_config(str(PROJECT / "mkdocs.yml")), PROJECT)


@pytest.mark.parametrize("command", [["mkdocs", "build", "--site-dir", os.devnull], ["macros.check"]], ids=" ".join)
def test_python_without_docstrings_is_refused(command: list[str], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONOPTIMIZE", "2")
    done = run(PROJECT, *command)
    told = "PYTHONOPTIMIZE: takes away the docstrings that are published; unset it\n"
    assert (done.returncode, done.stderr) == (1, told)


@pytest.mark.parametrize("is_link", [False, True])
def test_a_file_in_place_of_the_site_is_refused(tmp_path: Path, *, is_link: bool) -> None:
    site = tmp_path / "site"
    if is_link:
        site.symlink_to("nowhere")
    else:
        site.touch()
    with pytest.raises(Abort, match=r"/site: a file, in place of which a folder would be made; take it away$"):
        heed(load_config(str(PROJECT / "mkdocs.yml"), site_dir=str(site)), PROJECT)


LATER, SOON = "    from helpers import WORD\n    return html(", "from helpers import WORD\nimport htpy as h\n"
MARKS = "macros/pages/marks.py"


@pytest.mark.parametrize(
    ("old", "new", "inside"),
    [("import htpy as h\n", SOON, False), ("    return html(", LATER, True)],
    ids=["elsewhere, and asked for soon", "in the project, and asked for later"],
)
def test_code_that_no_build_looks_at_is_refused(
    warm_project: Path,
    tmp_path_factory: pytest.TempPathFactory,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    old: str,
    new: str,
    *,
    inside: bool,
) -> None:
    place = warm_project if inside else tmp_path_factory.mktemp("elsewhere")
    (place / "helpers.py").write_text("WORD = 1\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(place))
    file = warm_project / MARKS
    line = file.read_text(encoding="utf-8").partition(old)[0].count("\n") + 1
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    shown = "helpers.py" if inside else f"{place}/helpers.py"
    told = f"{MARKS}:{line}: helpers stands in {shown}, where no change of it is seen; move it into macros/"
    assert told in refused(warm_project, run)


def test_compiled_code_without_its_source_is_refused(project: Path) -> None:
    (project / "macros/pages/zzyzx.pyc").touch()
    told = "macros/pages/zzyzx.pyc: compiled code, of which no change is seen; put its source there"
    assert told in strange_code(project)


@pytest.mark.parametrize(
    ("module", "old", "new", "told"),
    [
        ("frame", "from .forms import forms_of", "from .forms import form_of", "ImportError: cannot import name"),
        ("frame", "def home(", "def home((", "SyntaxError: "),
        ("frame", "FEWEST_HEADINGS = 3", "FEWEST_HEADINGS = 3 / 0", "ZeroDivisionError: division by zero"),
        ("problems", "import difflib", "import zzyzx", "ModuleNotFoundError: No module named 'zzyzx'"),
    ],
    ids=["name", "syntax", "error", "module"],
)
def test_code_that_cannot_be_imported_is_told_with_its_place(
    warm_project: Path, run: Run, module: str, old: str, new: str, told: str
) -> None:
    file = warm_project / f"macros/{module}.py"
    line = file.read_text(encoding="utf-8").partition(old)[0].count("\n") + 1
    replace(file, old, new)
    assert f"macros/{module}.py:{line}: {told}" in refused(warm_project, run)


def test_a_hidden_file_is_not_published(warm_project: Path, run: Run) -> None:
    """MkDocs never takes one away again."""
    (warm_project / "docs/.well-known").mkdir()
    (warm_project / "docs/.well-known/matrix.txt").touch()
    replace(warm_project / "mkdocs.yml", "docs_dir: docs", "exclude_docs: '!.well-known'\ndocs_dir: docs")
    told = "docs/.well-known/matrix.txt: what begins with a dot belongs to the host; name it otherwise"
    assert told in refused(warm_project, run)


def test_extensions_that_read_nothing_are_welcome(warm_project: Path, run: Run) -> None:
    replace(warm_project / "mkdocs.yml", "  - toc:", "  - admonition\n  - pymdownx.mark\n  - toc:")
    replace(warm_project / "docs/en/about.md", "{ #privacy }", '{ #privacy }\n\n!!! note "Sample"\n    Words')
    done = run(warm_project, "mkdocs", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert '<div class="admonition note">' in (warm_project / "site/about/index.html").read_text(encoding="utf-8")
