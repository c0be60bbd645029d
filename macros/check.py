"""`python -m macros.check`: every mistake in data and pages, one line each, without building the site."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from l10n.findings import errors
from l10n.prose import Passage
from l10n.tree import read_tree
from l10n.typography import TABLE, typography_findings

from .checked_pages import CODE, CheckedPages
from .corrections import unexplained
from .data_rules import NAMES, texts
from .faults import told
from .feeds.shapes import kinds
from .language import Language
from .languages import begun
from .load import FILES, PUBLISHED, Loaded, load, load_published
from .located_yaml import Location
from .memory import FILE, Made, Memory
from .page_files import page_texts
from .page_rules import MISSING
from .pages.records import record_place
from .problems import Mistakes, Problem
from .programme import Programme
from .reads import content, digest, stamp
from .statements import LANGUAGES
from .templates import render

DATA, WORDING = "data", "wording"


def check(project: Path, *, preview: bool = False) -> Programme:
    """Returns the programme of a project whose data and pages hold no mistake; raises Mistakes with all of them.

    Where the data cannot be loaded, pages are still checked for what needs no data. A published fact that changed
    without a correction is a mistake too, and so is a to-do of a translator, unless only a preview is wanted.
    """
    memory = Memory(project / FILE)
    programme, pages, problems = opened(project, memory, preview=preview)
    problems += mistakes_in(pages, problems)
    memory.keep()
    if programme is None or problems:
        raise Mistakes(problems)
    return programme


def mistakes_in(pages: CheckedPages, unread: Collection[Problem]) -> list[Problem]:
    """Returns what is wrong with pages; those that could not be read, or whose folder could not, are not missing."""
    places = {it.file for it in unread}
    found = [problem for page in pages.every() for problem in page.problems]
    missing = (*_pages_missing(pages), *(it for it in found if it.message == MISSING))
    others = (it for it in found if it.message != MISSING)
    return [*others, *(it for it in missing if places.isdisjoint(_places(it.file)))]


def _pages_missing(pages: CheckedPages) -> Iterator[Problem]:
    """Yields each page on which a record is told, and to which others link, that stands in no language."""
    missing: dict[str, str] = {}
    programme = pages.programme
    if programme is None:
        return
    for kind in kinds(Programme):
        for record in getattr(programme, kind):
            place = record_place(programme, kind, record)
            if place is not None and place[0] not in pages.sources:
                missing.setdefault(place[0], f'page missing, on which {NAMES[kind]} "{record.id}" is told')
    for page, words in missing.items():
        yield Problem(f"docs/{LANGUAGES[0]}/{page}", 1, f"{words}; write it in {', '.join(LANGUAGES)}")


def _places(file: str) -> Iterator[str]:
    yield from (file, *map(str, PurePosixPath(file).parents))


def opened(project: Path, memory: Memory, *, preview: bool) -> tuple[Programme | None, CheckedPages, list[Problem]]:
    """Returns the programme of a project, its pages yet to be checked, and what is wrong with data and files."""
    problems: list[Problem] = []
    programme = _remembered_data(project, memory, problems, corrections=not preview)
    texts = page_texts(project / "docs", problems)
    return programme, CheckedPages(project, texts, programme, memory, preview=preview), problems


def _remembered_data(project: Path, memory: Memory, problems: list[Problem], *, corrections: bool) -> Programme | None:
    """Returns the programme as `_checked_data` does; data in which nothing was wrong is not read again."""
    folder = project / "data"
    files = [folder / name for name in (*FILES, PUBLISHED)]
    found: Programme | None = memory.made(
        DATA,
        f"{corrections=}",
        lambda: digest(CODE, sorted(begun(project)), *map(_as_it_stands, files)),
        lambda: _checked_data(folder, problems, corrections=corrections),
        lambda: stamp(files),
    )
    return found


def _as_it_stands(file: Path) -> tuple[bool, bytes | str]:
    """Returns what reading a file depends on: whether it is itself, and its content."""
    return file.is_symlink(), content(file)


def _checked_data(folder: Path, problems: list[Problem], *, corrections: bool) -> Programme | None:
    """Returns the programme, or None where the data holds a mistake; adds the mistakes to the problems."""
    try:
        loaded = load(folder)
        published = load_published(folder)  # be it that what it holds is not asked for
    except Mistakes as mistakes:
        problems += mistakes.problems
        return None
    found = [*_text_problems(loaded), *_silent_changes(loaded, published if corrections else {})]
    problems += found
    return None if found else loaded.programme


def _silent_changes(loaded: Loaded, published: Mapping[str, str]) -> Iterator[Problem]:
    """Yields each published fact that changed without a correction."""
    for change in unexplained(loaded.programme, published):
        now = f"now {change.now}" if change.now is not None else "now gone"
        way_out = "put it back, or run make accept and write the correction it prints"
        yield loaded.problem(
            change.location, f"published fact changed: {change.fact} (was {change.was}, {now}); {way_out}"
        )


def _text_problems(loaded: Loaded) -> list[Problem]:
    """Returns what is wrong with the facts that texts of the data ask for."""
    problems: list[Problem] = []
    for location, text in texts(loaded.programme):
        for code in LANGUAGES:
            if "{{" in text[code]:
                complain = partial(_complain_of_text, loaded, (*location, code), problems)
                render(text[code], "index.md", loaded.programme, Language(code, loaded.programme.phrases), complain)
    return problems


def _complain_of_text(loaded: Loaded, location: Location, problems: list[Problem], _line: int, message: str) -> None:
    problems.append(loaded.problem(location, message))


def check_wording(project: Path) -> None:
    """Raises Mistakes with every rule of marks and wording that a French or Spanish text breaks, if any does.

    A build does not ask for it: a translator looks at a page first, and has its spaces mended afterwards. A file in
    which nothing was found is not read again until it changes.
    """
    tree, memory = read_tree(project), Memory(project / FILE)
    files: dict[str, list[Passage]] = {}
    for passage in tree.passages:
        files.setdefault(passage.file, []).append(passage)
    rules = TABLE.read_text(encoding="utf-8")
    keys = {file: digest(CODE, rules, *map(_whole, passages)) for file, passages in files.items()}
    new = [file for file, key in keys.items() if memory.recall(WORDING, file, key) is None]
    found = errors(tree.unwaived(typography_findings(tree, chain.from_iterable(files[file] for file in new))))
    for file in new:
        if file not in {problem.file for problem in found}:
            memory.remember(WORDING, file, keys[file], Made(None))
    memory.keep()
    if found:
        raise Mistakes(found)


def _whole(passage: Passage) -> str:
    """Returns all that a passage is judged by; what Python shows of a long pattern is its beginning."""
    return f"{passage!r} {passage.verbatim.pattern if passage.verbatim else ''}"


def main() -> int:
    """Prints the mistakes of the project in the current folder, or that there are none; returns the exit status."""
    try:
        programme = check(Path.cwd())
        check_wording(Path.cwd())
    except Exception as error:
        print(told(error, Path.cwd()), file=sys.stderr)
        return 1
    kinds = ("meetings", "topics", "decisions", "blanks", "sources")
    counts = ", ".join(f"{len(getattr(programme, kind))} {kind}" for kind in kinds)
    print(f"No mistakes in data and pages: {counts}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
