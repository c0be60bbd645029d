"""What a page file holds for its translators and not for its readers: the pin in its front matter, and to-dos.

A translated page begins with the digest of the English text it corresponds to, and with what it may do otherwise
than English:

    ---
    l10n:
      source: "en-3f2a9c1b7d40"
      waive:
        - {rule: links, why: The French text of the law is cited.}
    ---

A to-do is a line that begins with `>>>` and stands above the paragraph it speaks of. `python -m l10n update` writes
it, a preview shows it, and no site is built while one is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .located_yaml import LocatedValue, yaml_in
from .problems import Problem

PIN = re.compile(r"en-[0-9a-f]{12}")
"""A digest as it stands in a front matter. YAML readers would take a bare one for a number."""

_FRONT_MATTER = re.compile(r"---\n((?:(?!---)[^\n]*\n)*?)---\n")
TODO = ">>>"
"""What a line for the translator begins with."""

_TODO = re.compile(rf"^[ \t]*{TODO}.*$", re.MULTILINE)
_MARKUP = re.compile(r"[^\w\s]", re.ASCII)


def without_todos(text: str) -> str:
    """Returns a page with its to-do lines left empty, so that every other line keeps its number."""
    return _TODO.sub("", text)


def without_notes(text: str) -> str:
    """Returns a page as its readers have it, front matter and to-dos left empty; every line keeps its number."""
    return without_todos(without_front_matter(text))


def without_front_matter(text: str) -> str:
    """Returns a page with its front matter left empty; every line keeps its number."""
    return _FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), text, count=1) if _opens(text) else text


def todos(text: str) -> Iterator[int]:
    """Yields the lines of a page's to-dos."""
    for found in _TODO.finditer(text):
        yield text.count("\n", 0, found.start()) + 1


def with_shown_todos(text: str, label: str) -> str:
    """Returns the Markdown of a page with its to-dos as something to be seen, for a preview."""

    def shown(found: re.Match[str]) -> str:
        words = _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", found[0].strip().removeprefix(">>>").strip())
        return f'\n<p class="to-do"><strong>{label}</strong> <span lang="en">{words}</span></p>\n'

    return _TODO.sub(shown, text)


def front_matter(text: str, file: str, problems: list[Problem]) -> LocatedValue | None:
    """Returns what the front matter of a page says, if it has one; adds to the problems where it cannot be read."""
    found = _FRONT_MATTER.match(text)
    if found:
        return yaml_in(f"\n{found[1]}", file, problems)
    if _opens(text):
        problems.append(Problem(file, 1, "front matter without its end; close it with a line ---"))
    return None


def note_problems(text: str, file: str, language: str) -> Iterator[Problem]:
    """Yields what is wrong with the front matter of a page: anything in it but a pin and waivers with their reasons."""
    problems: list[Problem] = []
    located = front_matter(text, file, problems)
    yield from problems
    if located is not None and not problems:
        if language == "en":
            yield Problem(file, 1, "front matter in English, of which the others are translations; take it out")
        else:
            yield from (
                Problem(file, located.line(place), message) for place, message in _complaints(located.value, file)
            )


def _opens(text: str) -> bool:
    return text.startswith("---")


def _complaints(value: Any, file: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    pinned = value.get("l10n") if isinstance(value, dict) else None
    if not isinstance(pinned, dict) or len(value) != 1:
        yield (), "front matter holds l10n and nothing else"
        return
    for key in pinned.keys() - {"source", "waive"}:
        yield ("l10n", key), f'"{key}" is no part of l10n (allowed source, waive)'
    if not PIN.fullmatch(str(pinned.get("source"))):
        found = pinned.get("source")
        yield ("l10n", "source"), f'not the pin of an English text (found "{found}"); run: python -m l10n accept {file}'
    waivers = pinned.get("waive", [])
    for index, waiver in enumerate(waivers if isinstance(waivers, list) else [waivers]):
        if not isinstance(waiver, dict) or set(waiver) != {"rule", "why"} or not all(map(_is_words, waiver.values())):
            yield ("l10n", "waive", index), "a waiver has a rule and says why: {rule: …, why: …}"


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
