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
    ("docs_dir: docs", "hooks: [shared.py]\ndocs_dir: docs", f'hooks: "shared.py" {STALE}'),
    ("custom_dir: overrides", "custom_dir: docs/assets", f"custom_dir: must be overrides, {FOLDER}"),
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


@pytest.mark.parametrize(("old", "new", "message"), SETTINGS, ids=[message.split()[0] for _, _, message in SETTINGS])
def test_a_setting_the_site_is_not_made_for_is_one_line(
    warm_project: Path, run: Run, old: str, new: str, message: str
) -> None:
    (warm_project / "shared.py").write_text("def on_config(config):\n    return config\n", encoding="utf-8")
    (warm_project / "site").mkdir()
    (warm_project / "site/kept.html").write_text("as it was", encoding="utf-8")
    replace(warm_project / "mkdocs.yml", old, new)
    done = run(warm_project, "mkdocs", "build")
    told = [line for line in (done.stdout + done.stderr).splitlines() if message in line]
    assert (done.returncode, len(told)) == (1, 1), done.stdout + done.stderr
    assert told[0].startswith("mkdocs.yml:")
    assert "Traceback" not in done.stdout + done.stderr
    assert [path.name for path in (warm_project / "site").iterdir()] == ["kept.html"]


def test_extensions_that_read_nothing_are_welcome(warm_project: Path, run: Run) -> None:
    replace(warm_project / "mkdocs.yml", "  - toc:", "  - admonition\n  - pymdownx.mark\n  - toc:")
    replace(warm_project / "docs/en/about.md", "{ #privacy }", '{ #privacy }\n\n!!! note "Sample"\n    Words')
    done = run(warm_project, "mkdocs", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert '<div class="admonition note">' in (warm_project / "site/about/index.html").read_text(encoding="utf-8")
