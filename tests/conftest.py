"""What tests share: the real programme, each language, a copy of the project to break, the site built once."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from filelock import FileLock

from macros.check import check
from macros.language import Language
from macros.load import load_programme
from macros.memory import FILE as MEMORY
from macros.pdf import Unavailable, pdf
from macros.programme import Programme
from macros.seam.walking import COMPILED
from macros.statements import LANGUAGES, LanguageCode

from .not_run import not_run, told

PROJECT = Path(__file__).resolve().parent.parent
PARTS = ("data", "docs", "l10n", "macros", "overrides", "mkdocs.yml", "pyproject.toml")


LONGEST = (
    "browser",
    "mutation",
    "reuse_of_work",
    "pdf",
    "preview",
    "build",
    "new_language",
    "bench",
    "settings",
    "audits",
    "broken",
    "hostile",
    "pdf_ua",
)
"""The files of tests that take longest, begun first, so that no core is left with one of them at the end. The second
needs no site, for it is begun while the site is built for the first."""

gc.set_threshold(200_000, 20, 100)  # much of what tests hold is held to the end; less looking through it, 6 % less time

THOROUGH = bool(os.environ.get("THOROUGH"))
"""Whether all is asked that otherwise is asked of some of what is alike."""


T = TypeVar("T")


def some(alike: Sequence[T], share: int) -> Sequence[T]:
    """Returns one in so many of what is alike, and all of it where all is asked."""
    return alike if THOROUGH else alike[::share]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first."""
    order = {f"test_{name}": place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load_programme(PROJECT / "data")


@pytest.fixture(scope="session", params=LANGUAGES)
def language(request: pytest.FixtureRequest, programme: Programme) -> Language:
    return Language(request.param, programme.phrases)


@pytest.fixture(scope="session")
def languages(programme: Programme) -> dict[str, Language]:
    return {code: Language(code, programme.phrases) for code in LANGUAGES}


def all_made(makers: Mapping[str, Callable[[], Mapping[str, bytes]]]) -> dict[str, bytes]:
    """Returns all that is made together, by its path in the site."""
    return {path: content for make in makers.values() for path, content in make().items()}


def copy_project(folder: Path, project: Path = PROJECT) -> Path:
    """Copies a project with what Python compiled of it, which it knows by time and size of a file, not by its place.

    That comes last, for what was compiled before a file came is not taken for that of the file.
    """
    for part in PARTS:
        origin = project / part
        if origin.is_dir():
            shutil.copytree(origin, folder / part, ignore=shutil.ignore_patterns(COMPILED))
        else:
            shutil.copy(origin, folder / part)
    for compiled in [it for part in PARTS for it in (project / part).rglob(COMPILED)]:
        unfinished = shutil.ignore_patterns("*.pyc.*")
        shutil.copytree(compiled, folder / compiled.relative_to(project), ignore=unfinished)
    return folder


def warm_copy(built: Path, folder: Path) -> Path:
    """A copy of the project with the memory of a build, or of a check."""
    copy_project(folder)
    (folder / MEMORY).parent.mkdir()
    shutil.copy(built / MEMORY, folder / MEMORY)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change; nothing in it was checked or built before."""
    return copy_project(tmp_path)


@pytest.fixture
def warm_project(built: Path, tmp_path: Path) -> Path:
    """A copy of the project that a test may change, built before, as on the disk of whoever works on it."""
    return warm_copy(built, tmp_path)


@pytest.fixture
def checked_project(checked: Path, tmp_path: Path) -> Path:
    """A copy of the project that a test may change and check, checked before; six times less to copy than one built."""
    return warm_copy(checked, tmp_path)


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs a module of the project's Python in a folder."""

    def module(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        command = [sys.executable, "-m", *arguments]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    return module


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Makes a folder by its name in the process that comes first, for all; it is to be changed by none."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def made(name: str, make: Callable[[Path], object]) -> Path:
        with FileLock(shared / f"{name}.lock"):
            if not (shared / name).exists():
                folder = tmp_path_factory.mktemp(name)
                make(folder)
                folder.rename(shared / name)
        return shared / name

    return made


@pytest.fixture(scope="session")
def checked(once: Once) -> Path:
    """The project as `make check` leaves it."""
    return once("checked", lambda folder: check(copy_project(folder)))


@pytest.fixture(scope="session")
def built(once: Once, run: Run) -> Path:
    """The project as `make build` leaves it."""

    def build(folder: Path) -> None:
        done = run(copy_project(folder), "macros.build")
        assert done.returncode == 0, done.stdout + done.stderr

    return once("built", build)


@pytest.fixture(scope="session")
def book_of(once: Once, site: Path, programme: Programme) -> Callable[[LanguageCode], bytes]:
    """Returns the PDF of a language; without the engine, its tests are counted as not run."""
    from .books import navigation

    def of(code: LanguageCode) -> bytes:
        def make(folder: Path) -> None:
            (folder / "book.pdf").write_bytes(pdf(site, programme, code, navigation(site, code)))

        try:
            return (once(f"book-{code}", make) / "book.pdf").read_bytes()
        except Unavailable as unavailable:
            not_run(str(unavailable))

    return of


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    """The site as `make build` makes it."""
    return built / "site"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the scores under the results, from whatever process they come, what was not run, and of what not all."""
    told(terminalreporter)
    if not THOROUGH:
        terminalreporter.write_line("Of what is alike, some was asked about; THOROUGH=1 make test asks about all.")
    reports = (report for found in terminalreporter.stats.values() for report in found)
    scores = (pair for report in reports for pair in getattr(report, "user_properties", ()))
    for score in dict.fromkeys(value for name, value in scores if name == "score"):
        terminalreporter.write_line(str(score))
