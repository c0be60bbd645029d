"""What mkdocs.yml may not say: one line tells it, and the site stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run
from .test_build import replace

STALE = "reads what no build looks at, so its pages would go stale; make a macro of it"
FOLDER = "the folder that is looked at for changes"
SETTINGS = [
    ("  - macros:\n", "  - search\n  - macros:\n", f'plugins: "search" {STALE}'),
    ("  - toc:", "  - pymdownx.snippets\n  - toc:", f'markdown_extensions: "pymdownx.snippets" {STALE}'),
    ("  - toc:", "  - pymdownx.snippets:SnippetExtension\n  - toc:", f'"pymdownx.snippets:SnippetExtension" {STALE}'),
    ("docs_dir: docs", "hooks: [shared.py]\ndocs_dir: docs", f'hooks: "shared.py" {STALE}'),
    ("custom_dir: overrides", "custom_dir: docs/assets", f"custom_dir: must be overrides, {FOLDER}"),
    (
        "site_name: Programme de",
        "theme: {favicon: assets/fr.svg}\n          site_name: Programme de",
        "languages: fr: theme is one for all languages",
    ),
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


@pytest.mark.parametrize(
    ("old", "new", "message"), SETTINGS, ids=[message.partition(" must")[0][:40] for *_, message in SETTINGS]
)
def test_a_setting_the_site_is_not_made_for_is_one_line(
    warm_project: Path, run: Run, old: str, new: str, message: str
) -> None:
    (warm_project / "base.yml").touch()
    (warm_project / "shared.py").write_text("def on_config(config):\n    return config\n", encoding="utf-8")
    (warm_project / "site").mkdir()
    (warm_project / "site/kept.html").write_text("as it was", encoding="utf-8")
    replace(warm_project / "mkdocs.yml", old, new)
    told = [line for line in refused(warm_project, run).splitlines() if message in line]
    assert [line.partition(":")[0] for line in told] == ["mkdocs.yml"]
    assert [path.name for path in (warm_project / "site").iterdir()] == ["kept.html"]


@pytest.mark.parametrize("option", [("build", "--dirty"), ("serve", "--dirty"), ("serve", "--no-livereload")])
def test_an_option_under_which_a_site_would_not_be_whole_is_refused(
    warm_project: Path, run: Run, option: tuple[str, str]
) -> None:
    command, asked = option
    assert f"mkdocs {command}: {asked} " in refused(warm_project, run, *option)


def test_code_that_no_build_looks_at_is_refused(warm_project: Path, run: Run) -> None:
    (warm_project / "helpers").mkdir()
    (warm_project / "helpers/__init__.py").touch()
    replace(warm_project / "macros/pages/marks.py", "import htpy as h\n", "import helpers\nimport htpy as h\n")
    told = "helpers/__init__.py: code stands in macros/, where a change of it is seen; move it there"
    assert told in refused(warm_project, run)


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
