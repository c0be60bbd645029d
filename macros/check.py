"""`python -m macros.check`: every mistake in data and pages, one line each, without building the site."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from .data_rules import texts
from .language import Language
from .load import Loaded, load
from .located_yaml import Location
from .page_rules import PageSource, page_problems, parity_problems, read_pages
from .problems import Mistakes, Problem
from .programme import Programme
from .statements import LANGUAGES, language_code
from .templates import problem_in, render


def check(project: Path) -> Programme:
    """Returns the programme of a project whose data and pages hold no mistake; raises Mistakes with all of them."""
    loaded = load(project / "data")
    problems = _text_problems(loaded)
    if problems:
        raise Mistakes(problems)
    for sources in read_pages(_texts(project / "docs", problems)).values():
        faulty = {code for code, source in sources.items() if _page_problems(source, loaded.programme, problems)}
        problems += parity_problems({code: source for code, source in sources.items() if code not in faulty}, faulty)
    if problems:
        raise Mistakes(problems)
    return loaded.programme


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


def _page_problems(source: PageSource, programme: Programme, problems: list[Problem]) -> bool:
    """Adds what is wrong with one page to the problems; returns whether there was anything."""
    before = len(problems)
    problems += page_problems(source, programme)
    language = Language(language_code(source.language), programme.phrases)
    render(source.text, source.page, programme, language, problem_in(source.file, problems))
    return len(problems) > before


def _texts(docs: Path, problems: list[Problem]) -> dict[str, dict[str, str]]:
    """Returns the text of every page, by language and path under its folder."""
    texts: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for language in LANGUAGES:
        for path in sorted((docs / language).rglob("*.md")):
            page = path.relative_to(docs / language).as_posix()
            try:
                texts[language][page] = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                problems.append(Problem(f"docs/{language}/{page}", 1, "cannot be read; save the file as UTF-8"))
    return texts


def main() -> int:
    """Prints the mistakes of the project in the current folder, or that there are none; returns the exit status."""
    try:
        programme = check(Path.cwd())
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    meetings, topics, decisions = programme.meetings, programme.topics, programme.decisions
    counts = (
        f"{len(meetings)} meetings, {len(topics)} topics, {len(decisions)} decisions, {len(programme.blanks)} blanks"
    )
    print(f"No mistakes in data and pages: {counts}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
