"""Terms: where English has a term, the translation has one of its forms, and nowhere one that is forbidden.

Terms are the glossary, the bodies with their short forms, and what data/termbase.yml adds to them. Words are compared
by their stems, so that the plural is the singular, and without articles; where terms overlap, the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from macros.problems import Problem
from macros.search_index import stem
from macros.statements import LANGUAGES, LanguageCode

from .findings import Finding
from .prose import Passage
from .tree import TERMBASE, Tree

_WORD = re.compile(r"[^\W_]+|⟨\w*⟩")
_SHORT = {
    "en": dict.fromkeys(("the", "a", "an"), ""),
    "fr": dict.fromkeys(("le", "la", "les", "l", "un", "une"), "")
    | {"du": "de", "des": "de", "d": "de", "au": "à", "aux": "à"},
    "es": dict.fromkeys(("el", "la", "los", "las", "un", "una"), "") | {"del": "de", "al": "a"},
}
"""Articles, which do not count, and what they are contracted with."""

Stems = tuple[str, ...]


class Term(NamedTuple):
    """One term: the rule by which it is waived, its words, its forms as stems, what must not be said instead."""

    rule: str
    written: Mapping[LanguageCode, str]
    forms: Mapping[LanguageCode, frozenset[Stems]]
    forbidden: Mapping[LanguageCode, Mapping[Stems, str]]


@lru_cache(maxsize=16384)
def stems(text: str, language: LanguageCode) -> Stems:
    """Returns the stems of a text; articles and elided articles are left out, contractions undone."""
    words = (_SHORT.get(language, {}).get(word, word) for word in _WORD.findall(text.lower()))
    return tuple(stem(word, language) for word in words if word)


def terms(tree: Tree) -> tuple[Term, ...]:
    """Returns every term of the project, those with the longest English first."""
    records: dict[str, dict[str, Any]] = {id: {"term": own[0], "also": own[1:]} for id, own in named(tree)}
    for record in tree.termbase.value:
        records.setdefault(record["id"], {}).update(record)
    found = [_term(id, record) for id, record in records.items()]
    return tuple(sorted(found, key=lambda term: -max(map(len, term.forms["en"]))))


def named(tree: Tree) -> Iterator[tuple[str, list[Mapping[LanguageCode, str]]]]:
    """Yields id, name and short form of glossary and bodies but for States, of which texts also speak by adjectives."""
    values = {file.file: file.value for file in tree.files}
    for it in (*values["data/glossary.yml"], *values["data/programme.yml"]["bodies"]):
        if it.get("kind") != "state":
            yield it["id"], [it[key] for key in ("term", "name", "short") if it.get(key)]


def _term(id: str, record: Mapping[str, Any]) -> Term:
    forms, forbidden, words = {}, {}, [record["term"], *record.get("also", ())]
    for code in LANGUAGES:
        written = (*(it[code] for it in words), *record.get("admitted", {}).get(code, ()))
        forms[code] = frozenset(stems(form, code) for form in written)
        forbidden[code] = {stems(form, code): form for form in record.get("forbidden", {}).get(code, ())}
    return Term(f"term-{id}", record["term"], forms, forbidden)


def wanting(passage: Passage, found: tuple[Term, ...]) -> Iterator[tuple[int, Term, bool]]:
    """Yields line and term wherever the English of a segment has a term, and whether the translation lacks it."""
    for pair in passage.pairs:
        ours = stems(pair.words, passage.language)
        for term in _present(stems(pair.english, "en"), found) if any(map(str.isalnum, ours)) else ():
            yield pair.line, term, not any(_places(form, ours) for form in term.forms[passage.language])


def _present(english: Stems, found: tuple[Term, ...]) -> Iterator[Term]:
    """Yields the terms that stand in an English segment; words that belong to a longer term are not read again."""
    taken: set[int] = set()
    for term in found:
        places = [place for form in term.forms["en"] for place in _places(form, english) if taken.isdisjoint(place)]
        taken.update(*places)
        if places:
            yield term


def _places(form: Stems, text: Stems) -> list[range]:
    """Returns the places at which a form stands in a text."""
    starts = range(len(text) - len(form) + 1)
    return [range(start, start + len(form)) for start in starts if text[start : start + len(form)] == form]


def term_findings(tree: Tree) -> Iterator[Finding]:
    """Yields where a translation lacks a term that stands in English, or says what is forbidden."""
    found = terms(tree)
    for it in tree.passages:
        for line, term, message in (*_lacking(it, found), *_forbidden(it, found)):
            yield Finding(Problem(it.file, line, message), term.rule)


def _lacking(passage: Passage, found: tuple[Term, ...]) -> Iterator[tuple[int, Term, str]]:
    for line, term, lacks in wanting(passage, found):
        if lacks:
            way_out = f"write “{term.written[passage.language]}”, or admit another form in {TERMBASE}"
            yield line, term, f"English has “{term.written['en']}” here; {way_out}"


def _forbidden(passage: Passage, found: tuple[Term, ...]) -> Iterator[tuple[int, Term, str]]:
    for pair in passage.pairs:
        ours = stems(pair.words, passage.language)
        for term in found:
            for form, words in term.forbidden[passage.language].items():
                if _places(form, ours):
                    yield pair.line, term, f"“{words}” is not our word; write “{term.written[passage.language]}”"


def alarm_rate(tree: Tree) -> str:
    """Returns how many uses of terms were compared, and how many of them pages waive as false alarms."""
    found, used, false = terms(tree), 0, 0
    for passage in tree.passages:
        for _, term, lacks in wanting(passage, found):
            used += 1
            false += lacks and (passage.file, term.rule) in tree.waivers
    return f"{used} uses of {len(found)} terms compared, {false} false alarms waived ({100 * false / used:.1f} %)"
