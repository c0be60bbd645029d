"""The code keeps to its map: imports run one way, rooms are small, the README is true."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from macros.seam.lasting import LASTING

from .conftest import PROJECT

ORDER = [
    "problems",
    "places",
    "regular_files",
    "docstrings",
    "faults",
    "located_yaml",
    "dates",
    "holding",
    "in_preview",
    "statements",
    "languages",
    "meeting_statements",
    "references",
    "records",
    "proposals",
    "history",
    "evidence",
    "programme",
    "feeds.shapes",
    "feeds.about",
    "field_meanings",
    "data_rules",
    "corrections",
    "load",
    "slots",
    "forms",
    "language",
    "feeds.addresses",
    "feeds.tables",
    "sections",
    "pages.context",
    "pages.when_where",
    "pages.names",
    "pages.marks",
    "pages.layout",
    "pages.meetings",
    "pages.timeline",
    "pages.cycle",
    "pages.cycle_drawing",
    "pages.sessions",
    "pages.convention",
    "pages.topics",
    "pages.blanks",
    "pages.decisions",
    "pages.organization",
    "pages.documents",
    "pages.records",
    "pages.sources",
    "pages.contradictions",
    "pages.corrections",
    "pages.newer_english",
    "pages.downloads",
    "pages.data_fields",
    "pages.addresses",
    "pages.alphabet",
    "pages.chronology",
    "pages.searching",
    "pages.mentions",
    "pages.parallel",
    "pages.citing",
    "pages.offline",
    "pages.translation",
    "pages.vocabulary",
    "templates",
    "translator_notes",
    "page_files",
    "page_safety",
    "page_rules",
    "reads",
    "memory",
    "workers",
    "outline",
    "checked_pages",
    "check",
    "search_index",
    "searchable",
    "side_by_side",
    "translations",
    "paper",
    "accept",
    "feeds.plain",
    "feeds.sequences",
    "feeds.ledger",
    "feeds.words",
    "feeds.calendar",
    "feeds.schema",
    "feeds.changes",
    "feeds.feeds",
    "feeds.records_json",
    "feeds.tables_csv",
    "feeds.discovery",
    "feeds.linked_data",
    "feeds.outputs",
    "uses",
    "exchange",
    "lock",
    "packing",
    "weights",
    "build",
    "unfinished",
    "published",
    "offline_pack",
    "downloads",
    "offline",
    "book",
    "pdf_tags",
    "pdf",
    "moved",
    "hosting",
    "frame",
    "seam.bodies",
    "seam.crumbs",
    "seam.importing",
    "seam.complaints",
    "seam.compiled",
    "seam.lasting",
    "seam.walking",
    "seam.unseen_code",
    "seam.settings",
    "seam.surroundings",
    "seam.warnings",
    "seam.tries",
    "seam.turns",
    "seam.watching",
    "seam.loop",
    "seam.site_folder",
    "seam.own_files",
    "seam.stopping",
    "seam.desk",
    "seam.page_bodies",
    "seam.editions",
    "seam.template_names",
    "seam.finishing",
    "seam.products",
    "seam.behind",
    "seam.beside",
    "seam.preview_answers",
    "seam.preview",
    "seam.events",
]
"""Every module of the site after all it may import."""

WORKBENCH = [
    "segments",
    "pins",
    "alignment",
    "differences",
    "draft",
    "status",
    "update",
    "prose",
    "findings",
    "tree",
    "data_texts",
    "work",
    "new",
    "reports",
    "impact",
    "command",
    "parity",
    "typography",
    "terms",
    "words",
    "gates",
    "__main__",
]
"""Every module of the translator's workbench after those of its own it may import; of the site's it may import any."""

MODULES = sorted((PROJECT / "macros").rglob("*.py"))
WORKBENCH_MODULES = sorted((PROJECT / "l10n").rglob("*.py"))
BENCH = sorted((PROJECT / "bench").rglob("*.py"))


def name(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT / "macros").with_suffix("").parts)


def imported(path: Path) -> set[str]:
    """Modules of macros that a module imports, by their names in ORDER."""
    package = name(path).split(".")[:-1]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1] if node.level > 1 else package
            stem = [*base, *(node.module.split(".") if node.module else [])]
            found |= {".".join(stem)} if node.module else {".".join([*stem, alias.name]) for alias in node.names}
    return found


def test_the_order_names_every_module() -> None:
    rooms = {name(path) for path in MODULES if path.name != "__init__.py"}
    assert rooms == set(ORDER)


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py"], ids=name)
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    place = ORDER.index(name(path))
    assert imported(path) <= set(ORDER[:place])


def test_of_all_that_runs_for_as_long_as_the_preview_a_change_is_told() -> None:
    lasting = {name.replace("/", ".") for name in LASTING}
    run = {it for name in LASTING if "/" in name for it in imported(PROJECT / f"macros/{name}.py")}
    assert run - {"seam.products"} == lasting - {"seam.preview"}


def test_the_workbench_imports_one_way() -> None:
    assert {path.stem for path in WORKBENCH_MODULES if path.name != "__init__.py"} == set(WORKBENCH)
    for place, room in enumerate(WORKBENCH):
        tree = ast.parse((PROJECT / "l10n" / f"{room}.py").read_text(encoding="utf-8"))
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]
        own = {node.module or alias.name for node in nodes for alias in node.names}
        assert own <= set(WORKBENCH[:place]), room


def test_the_workbench_is_small() -> None:
    assert sum(map(lines_of_code, WORKBENCH_MODULES)) <= 1500


def lines_of_code(path: Path) -> int:
    """Lines that are neither empty nor only comment or docstring."""
    text = path.read_text(encoding="utf-8")
    words = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    lines = enumerate(text.splitlines(), start=1)
    return sum(number not in words and not re.match(r"\s*(#|$)", line) for number, line in lines)


def test_of_the_site_only_the_check_opens_the_workbench() -> None:
    opened = [name(path) for path in MODULES if re.search(r"^\s*(from|import) l10n", path.read_text("utf-8"), re.M)]
    assert sorted(opened) == ["check", "checked_pages", "outline", "translations", "unfinished"]


@pytest.mark.parametrize("path", [*MODULES, *WORKBENCH_MODULES], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_only_the_seam_knows_mkdocs(path: Path) -> None:
    roots = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name).split(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom) and not getattr(node, "level", 0)
        for alias in node.names
    }
    assert ("mkdocs" in roots) == (path.parent == PROJECT / "macros/seam" and path.stem in KNOWS_MKDOCS)


KNOWS_MKDOCS = {
    "behind",
    "compiled",
    "complaints",
    "desk",
    "editions",
    "events",
    "importing",
    "loop",
    "products",
    "page_bodies",
    "settings",
    "own_files",
    "site_folder",
    "stopping",
    "surroundings",
    "tries",
}
"""Modules of the seam that import MkDocs; the others know its objects or its server."""

PURE = [
    path
    for path in MODULES
    if name(path).startswith("pages")
    or (name(path).startswith("feeds") and name(path) != "feeds.ledger")  # the ledger remembers
    or name(path) in ("language", "forms", "programme", "records", "proposals", "statements")
]


@pytest.mark.parametrize("path", PURE, ids=name)
def test_presentation_reads_no_clock_no_environment_and_no_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(open|today|now)\(|\bos\b|\bpathlib\b|\bPath\b|environ", text)


KEEPS = {
    "programme": "what it gathers is noted for each page that asks",
    "feeds.calendar": "made anew whenever any fact changes",
    "feeds.tables": "made anew whenever any fact changes",
    "feeds.shapes": "of classes, not of facts",
    "forms": "of no fact",
    "pages.context": "of addresses, not of facts",
}
"""What keeps something from one page to the next, and why the next page is still known by all that it shows."""


@pytest.mark.parametrize("path", PURE, ids=name)
def test_presentation_keeps_nothing_for_the_next_page_and_reads_no_fact_unnoted(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kept = re.findall(
        r"@(?:cache|cached_property|lru_cache)\b|^\w+(?:: [^=\n]+)? = (?:\{\}|\[\]|\w+\(\))$", text, re.MULTILINE
    )
    assert bool(kept) == (name(path) in KEEPS)
    assert not re.search(r"exclude_unset|model_fields_set|object\.__getattribute__", text)


@pytest.mark.parametrize(
    "path", [*MODULES, *WORKBENCH_MODULES, *BENCH], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_module_has_at_most_250_lines_and_a_function_30(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > 30] == []


def test_the_maps_of_the_readme_are_true() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    blocks = [
        block
        for block in re.findall(r"^```\w*\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
        if re.search("macros/|l10n/", block)
    ]
    named = {
        line.split()[0].rstrip("/")
        for block in blocks
        for line in block.splitlines()
        if re.match(r"[\w./-]+ {2,}\S", line)
    }
    assert [path for path in sorted(named) if not (PROJECT / path).exists()] == []
    rooms = {
        f"{path.parent.name}/{path.name}"
        for path in (*(PROJECT / "macros").iterdir(), *(PROJECT / "l10n").iterdir())
        if (path.suffix == ".py" and path != PROJECT / "l10n/__init__.py") or (path / "__init__.py").exists()
    }
    assert rooms <= named
    tracked = subprocess.run(
        ["git", "ls-files"],  # noqa: S607 - the README asks for git
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    top = {path.split("/")[0] for path in tracked} - {".gitignore", ".editorconfig"}
    assert top <= {path.split("/")[0] for path in named}


def test_the_commands_of_the_readme_exist() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*?##", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", readme, re.MULTILINE)) == targets
    assert (PROJECT / ".ci/run").read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


def test_the_lock_has_hashes_and_names_no_registry() -> None:
    lock = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w-]+)==.*\\$", lock, re.MULTILINE)
    assert len(pins) > 30
    assert len(re.findall(r"^[\w-]", lock, re.MULTILINE)) == len(pins)
    assert lock.count("--hash=sha256:") > len(pins)
    assert "://" not in lock
    for exact in (
        "mkdocs==1.6.1",
        "mkdocs-material==9.8.1",
        "mkdocs-static-i18n==1.3.1",
        "mkdocs-macros-plugin==1.5.0",
        "babel==2.18.0",
    ):
        assert f"\n{exact} " in lock


def test_the_lock_of_node_has_hashes_and_names_no_registry() -> None:
    lock = (PROJECT / "tests/node/package-lock.json").read_text(encoding="utf-8")
    packages = {name: found for name, found in json.loads(lock)["packages"].items() if name}
    assert packages
    assert [name for name, found in packages.items() if not found["integrity"].startswith("sha512-")] == []
    assert '"resolved"' not in lock
    assert "registry" not in lock
    wanted = json.loads((PROJECT / "tests/node/package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert [name for name, version in wanted.items() if packages[f"node_modules/{name}"]["version"] != version] == []


@pytest.mark.parametrize("path", sorted((PROJECT / ".github/workflows").glob("*.yml")), ids=lambda path: path.name)
def test_a_workflow_pins_its_actions_and_asks_for_little(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    uses = re.findall(r"uses: *(\S+)", text)
    assert uses
    assert [action for action in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)] == []
    assert "\npermissions: {}\n" in text
    assert "pull_request_target" not in text
    assert set(re.findall(r"([\w-]+): write", text)) <= {"pages", "id-token"}


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["deptry", "."]],
    ids=" ".join,
)
def test_the_code_is_tidy(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
