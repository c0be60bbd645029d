"""Terms: where English has a term, the translation has one of its forms, and nowhere one that is forbidden.

Terms are the glossary, the bodies with their short forms, and what data/termbase.yml adds to them. Words are compared
by their stems, so that the plural is the singular, and without articles; where terms overlap, the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import snowballstemmer

from macros.problems import Problem
from macros.statements import LANGUAGES, LanguageCode

from .findings import Finding
from .prose import Passage
from .tree import TERMBASE, TRANSLATIONS, Tree

_WORD = re.compile(r"[^\W_]+|⟨\w*⟩")
_STEMMERS = {
    code: snowballstemmer.stemmer(name) for code, name in (("en", "english"), ("fr", "french"), ("es", "spanish"))
}
_ARTICLES = {
    "en": {"the", "a", "an"},
    "fr": {"le", "la", "les", "l", "un", "une"},
    "es": {"el", "la", "los", "las", "un", "una"},
}
_CONTRACTED = {
    "fr": {"du": "de", "des": "de", "d": "de", "au": "à", "aux": "à"},
    "es": {"del": "de", "al": "a"},
    "en": {},
}

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One term: the rule by which it is waived, its words, its forms as stems, what must not be said instead."""

    rule: str
    written: Mapping[LanguageCode, str]
    forms: Mapping[LanguageCode, frozenset[Stems]]
    forbidden: Mapping[LanguageCode, Mapping[Stems, str]]


@lru_cache(maxsize=65536)
def _stem(word: str, language: str) -> str:
    return str(_STEMMERS[language].stemWord(word))


@lru_cache(maxsize=16384)
def stems(text: str, language: LanguageCode) -> Stems:
    """Returns the stems of a text; articles and elided articles are left out, contractions undone."""
    words = (_CONTRACTED[language].get(word, word) for word in _WORD.findall(text.lower()))
    return tuple(_stem(word, language) for word in words if word not in _ARTICLES[language])


def terms(tree: Tree) -> tuple[Term, ...]:
    """Returns every term of the project, those with the longest English first."""
    records: dict[str, dict[str, Any]] = {}
    for record in named(tree):
        own = [it for it in (record.get("term"), record.get("name"), record.get("short")) if it]
        records[record["id"]] = {"term": own[0], "also": own[1:]}
    for record in tree.termbase.value:
        records.setdefault(record["id"], {}).update(record)
    found = [_term(id, record) for id, record in records.items()]
    return tuple(sorted(found, key=lambda term: -max(map(len, term.forms["en"]))))


def named(tree: Tree) -> Iterator[Mapping[str, Any]]:
    """Yields the words of the glossary, and the bodies but for States, of which texts also speak by adjectives."""
    values = {file.file: file.value for file in tree.files}
    yield from values["data/glossary.yml"]
    yield from (body for body in values["data/programme.yml"]["bodies"] if body["kind"] != "state")


def _term(id: str, record: Mapping[str, Any]) -> Term:
    also, admitted, forbidden = record.get("also", ()), record.get("admitted", {}), record.get("forbidden", {})
    forms = {
        code: frozenset(
            stems(form, code) for form in (record["term"][code], *(it[code] for it in also), *admitted.get(code, ()))
        )
        for code in LANGUAGES
    }
    wrong = {code: {stems(form, code): form for form in forbidden.get(code, ())} for code in TRANSLATIONS}
    return Term(f"term-{id}", record["term"], forms, wrong)


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
    for passage in tree.passages:
        yield from _lacking(passage, found)
        yield from _forbidden(passage, found)


def _lacking(passage: Passage, found: tuple[Term, ...]) -> Iterator[Finding]:
    for line, term, lacks in wanting(passage, found):
        if lacks:
            english, ours = term.written["en"], term.written[passage.language]
            message = f"English has “{english}” here; write “{ours}”, or admit another form in {TERMBASE}"
            yield Finding(Problem(passage.file, line, message), term.rule)


def _forbidden(passage: Passage, found: tuple[Term, ...]) -> Iterator[Finding]:
    for pair in passage.pairs:
        ours = stems(pair.words, passage.language)
        for term in found:
            for form, words in term.forbidden[passage.language].items():
                if _places(form, ours):
                    message = f"“{words}” is not our word; write “{term.written[passage.language]}”"
                    yield Finding(Problem(passage.file, pair.line, message), term.rule)


def alarm_rate(tree: Tree) -> str:
    """Returns how many uses of terms were compared, and how many of them pages waive as false alarms."""
    found, used, false = terms(tree), 0, 0
    for passage in tree.passages:
        for _, term, lacks in wanting(passage, found):
            used += 1
            false += lacks and (passage.file, term.rule) in tree.waivers
    return f"{used} uses of {len(found)} terms compared, {false} false alarms waived ({100 * false / used:.1f} %)"
