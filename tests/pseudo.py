"""A language that is made, not spoken: English with accents, longer and in brackets, so that what escaped is seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag

from l10n.segments import OPAQUE
from macros.forms import FORMS, Forms
from macros.load import FILES
from macros.located_yaml import read_yaml
from macros.statements import COMPLETE
from macros.translator_notes import TODO

CODE = "eo"
"""Under which it goes: a code must be one of a real language, so that the library of forms knows its months."""

OPENS, CLOSES = "⟦", "⟧"
SEEN = ("title", "alt", "aria-label", "placeholder", "data-label", "data-dark", "data-light")
"""Attributes that are shown or read aloud."""

_ACCENTS = str.maketrans("aceginosuyACEGINOSUY", "áćéģíñöšúýÁĆÉĢÍÑÖŠÚÝ")
_KEPT = re.compile(r"\{\{.*?\}\}|\{\w*\}")
_BEGINNING = re.compile(r"\s*(?:#+ |[-*>] |\d+\. )?")


def pseudo(words: str) -> str:
    """Returns words with accents, a third longer and in brackets; what has no letters stays."""
    if not re.search(r"[^\W\d_]", _KEPT.sub("", words)):
        return words
    kept = _KEPT.findall(words)
    parts = [part.translate(_ACCENTS) for part in _KEPT.split(words)]
    accented = "".join(part + (kept[index] if index < len(kept) else "") for index, part in enumerate(parts))
    return f"{OPENS}{accented}{'~' * (len(words) // 3)}{CLOSES}"


def pseudo_page(page: str) -> str:
    """Returns a page that was begun as if it were translated: without to-dos, each run of words in brackets."""
    front, _, body = page.removeprefix("---\n").partition("---\n")
    lines = (_pseudo_line(line) for line in body.split("\n") if not line.lstrip().startswith(TODO))
    return f"---\n{front}---\n" + "\n".join(lines)


def _pseudo_line(line: str) -> str:
    begins = _BEGINNING.match(line)
    start = begins.end() if begins else 0
    done, place = line[:start], start
    for found in re.compile(rf"{OPAQUE.pattern}|[][]", OPAQUE.flags).finditer(line, start):
        done, place = done + _between(line[place : found.start()]) + found[0], found.end()
    return done + _between(line[place:])


def _between(words: str) -> str:
    inner = words.strip()
    return words.replace(inner, pseudo(inner), 1) if inner else words


def fill_in(project: Path) -> None:
    """Translates all that `l10n new` left to be translated."""
    for path in (project / "docs" / CODE).rglob("*.md"):
        path.write_text(pseudo_page(path.read_text(encoding="utf-8")), encoding="utf-8")
    for name in FILES:
        _fill_in_data(project / "data" / name)
    path = project / "mkdocs.yml"
    before, own, after = path.read_text(encoding="utf-8").partition(f"        - locale: {CODE}\n")
    entry, end, rest = after.partition("\n\n")
    entry = re.sub(r"(?<=site_name: ).*|(?<=: )\w+(?=[,}])", lambda it: pseudo(it[0]), entry)
    path.write_text(before + own + entry + end + rest, encoding="utf-8")
    with (project / "macros/forms.py").open("a", encoding="utf-8") as forms:
        forms.write(f'\nFORMS["{CODE}"] = Forms(**{_forms()!r})  # type: ignore[index]\n')


def _fill_in_data(path: Path) -> None:
    """Writes the pseudo-language into the places for it, which stand in the order of the texts."""
    english = [pseudo(text["en"]) for text in _texts(read_yaml(path, path.name, []).value) if not text.get(CODE)]  # type: ignore[union-attr]
    waiting = iter(english)
    slot = re.compile(rf"(?<=\b{CODE}:)(?: (?=\}})|$)", re.MULTILINE)
    text = slot.sub(lambda _: f" {_quoted(next(waiting))}", path.read_text(encoding="utf-8"))
    assert next(waiting, None) is None
    path.write_text(text, encoding="utf-8")


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _texts(value: object) -> Iterator[Mapping[str, str]]:
    if isinstance(value, dict) and value.keys() >= set(COMPLETE):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _forms() -> dict[str, object]:
    english = FORMS["en"]
    made = {field.name: _form(getattr(english, field.name)) for field in fields(Forms)}
    return made | {"locale": CODE, "numbers": " ".join(map(pseudo, english.numbers.split()))}


def _form(form: object) -> object:
    if isinstance(form, Mapping):
        return {name: pseudo(words) for name, words in form.items()}
    return pseudo(str(form))


def escaped(html: str) -> Iterator[tuple[str, str]]:
    """Yields what of a page stands outside the brackets and is in no other language, with the place of each."""
    page = BeautifulSoup(html, "html.parser")
    for other in page.select(f"script, style, code, pre, :not(html)[lang]:not([lang={CODE}])"):
        other.decompose()
    for element in page.find_all(True):
        for name in SEEN:
            yield from _outside(str(element.get(name, "")), f"{element.name}[{name}]")
    for meta in page.select("meta[name=description], meta[property='og:title'], meta[property='og:site_name']"):
        yield from _outside(str(meta["content"]), "meta")
    yield from _outside_in(page)


def _outside_in(page: Tag) -> Iterator[tuple[str, str]]:
    depth = 0
    for text in page.find_all(string=lambda it: type(it) is NavigableString):
        words = ""
        for sign in str(text):
            depth += (sign == OPENS) - (sign == CLOSES)
            words += sign if depth == 0 and sign != CLOSES else ""
        parent = text.parent
        yield from _outside(words, " ".join([parent.name, *parent.get("class", [])]) if parent else "")
    assert depth == 0


def _outside(words: str, place: str) -> Iterator[tuple[str, str]]:
    while True:
        words, count = re.subn(rf"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}", " ", words)
        if not count:
            break
    left = " ".join(unicodedata.normalize("NFC", words).split())
    if re.search(r"[^\W\d_]", left):
        yield left, place
