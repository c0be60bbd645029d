"""Sections of pages → the index a browser searches, one for each language.

Stems are found here, with Snowball, and never in the browser: the index lists, stem by stem, every form of a word
that stands on the site. The browser only folds what a reader types (lower case, no accents, no elided article) and
looks it up, so the two sides cannot come to differ, and no reader loads three stemmers.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import Stemmer

from .languages import english_name
from .sections import Section, opening, resolved
from .statements import LanguageCode

LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}
ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]")
"""What French writes before a vowel and nobody searches for."""

WORD = re.compile(r"[^\W_]+")
MOST_SUBJECTS = 2
OPENING = 110
"""Characters of a section shown with a result."""


@dataclass(frozen=True)
class Page:
    """A page as the index needs it: its address from the root of its language, its title, its sections."""

    address: str
    title: str
    sections: Sequence[Section]


Subjects = Mapping[str, str]
"""What meetings and topics are called, by the addresses of their pages."""


@cache
def folded(words: str) -> str:
    """Returns words in lower case, without accents and ligatures; `search.js` does the same."""
    lower = "".join(LIGATURES.get(sign, sign) for sign in words.lower())
    plain = (sign for sign in unicodedata.normalize("NFD", lower) if not unicodedata.combining(sign))
    return "".join(plain)


def words_of(text: str) -> list[str]:
    """Returns the words of a text in lower case, without elided articles and single letters."""
    found: list[str] = WORD.findall(ELIDED.sub(" ", unicodedata.normalize("NFC", text.lower())))
    return [word for word in found if len(word) > 1 or word.isdigit()]


@cache
def _words_in(piece: str) -> Sequence[str]:
    """Returns the words between two spaces of a text; the same few pieces make up the whole site."""
    return words_of(piece)


@cache
def stem(word: str, language: LanguageCode) -> str:
    """Returns the stem of a word of a language; the word itself where nobody knows the stems of its language."""
    stemmer = _stemmer(language)
    return str(stemmer.stemWord(word)) if stemmer else word


@cache
def _stemmer(language: LanguageCode) -> Stemmer.Stemmer | None:
    name = english_name(language)
    return Stemmer.Stemmer(name) if name in Stemmer.algorithms() else None


def index_of(pages: Sequence[Page], subjects: Subjects, language: LanguageCode) -> str:
    """Returns the script that hands the index to `search.js`; a script, as a browser fetches no data from a disk."""
    places = [(number, section) for number, page in enumerate(pages) for section in page.sections]
    names = list(subjects.items())
    data = {
        "pages": [[page.address, page.title] for page in pages],
        "subjects": [[address, name] for address, name in names],
        "sections": [_row(number, pages[number], section, subjects) for number, section in places],
        "words": "\n".join(_lines(places, pages, language)),
    }
    return f"searchIndex({json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"


def _row(number: int, page: Page, section: Section, subjects: Subjects) -> list[object]:
    """Returns page, id, heading, subjects and opening of a section; one that links to many subjects is about none."""
    order = list(subjects)
    own = _subject(f"{page.address}#{section.id}", subjects)
    linked = (_subject(resolved(link, page.address), subjects) for link in section.links)
    found = [own] if own else list(dict.fromkeys(filter(None, linked)))
    told = found if len(found) <= MOST_SUBJECTS else []
    return [number, section.id, section.heading, [order.index(it) for it in told], opening(section, OPENING)]


def _subject(address: str, subjects: Subjects) -> str | None:
    """Returns the subject at an address, or that of the page it is on."""
    return next((it for it in (address, address.partition("#")[0]) if it in subjects), None)


def _lines(places: Sequence[tuple[int, Section]], pages: Sequence[Page], language: LanguageCode) -> Iterator[str]:
    """Yields, for each stem, the forms of the word and the sections that hold it, as steps in base 36."""
    stands: defaultdict[str, list[int]] = defaultdict(list)
    for place, (number, section) in enumerate(places):
        text = f"{pages[number].title} {section.heading} {section.text}"
        for word in {word for piece in {*text.split()} for word in _words_in(piece)}:
            stands[word].append(place)
    forms: defaultdict[str, set[str]] = defaultdict(set)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word, where in stands.items():
        key = folded(stem(word, language))
        forms[key].add(folded(word))
        found[key].update(where)
    for key in sorted(forms):
        yield f"{' '.join(sorted(forms[key]))}|{_steps(sorted(found[key]))}"


def _steps(numbers: Sequence[int]) -> str:
    return ",".join(_base36(number - before) for before, number in zip([0, *numbers], numbers, strict=False))


@cache
def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    words = digits[number % 36]
    while number := number // 36:
        words = digits[number % 36] + words
    return words
