"""Words that should not stand in a translation: English left over, and what no dictionary knows.

Spelling goes by the hunspell dictionaries of the system; where there are none, that is said. Accepted are also the
words of the glossary and of bodies, those of data/spelling/, and those that stand in the English segment.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache, lru_cache
from shutil import which

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from macros.forms import forms_of
from macros.problems import Problem
from macros.statements import LanguageCode

from .findings import Finding
from .status import TRANSLATIONS
from .terms import named
from .tree import Tree

_ENOUGH = 5
"""Words from which a language is told with certainty; below, only what equals the English is told."""

_WORD = re.compile(r"(?<![⟨\w])[^\W\d_]+(?:-[^\W\d_]+)*(?![\d⟩])")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)(?=')", re.IGNORECASE)


def words_in(text: str) -> list[str]:
    """Returns the words of a text, without macros, numbers and elided articles."""
    return _WORD.findall(_ELISION.sub(" ", text))


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["en", *TRANSLATIONS])
    return identifier


def leftover_findings(tree: Tree) -> Iterator[Finding]:
    """Yields the segments that are not in the language of their page, or longer than two words and as in English."""
    for passage in tree.passages:
        for pair in passage.pairs:
            count, message = len(words_in(pair.words)), ""
            if pair.words == pair.english and count > 2:
                message = f"as in English: “{pair.words[:60]}”; translate it, or say in data/verbatim.yml why it stays"
            elif count >= _ENOUGH and _identifier().classify(pair.words)[0] != passage.language:
                message = f"not in the language of the page: “{pair.words[:60]}”; translate it"
            if message:
                yield Finding(Problem(passage.file, pair.line, message), "leftovers")


@lru_cache(maxsize=8)
def unknown(words: frozenset[str], language: LanguageCode) -> frozenset[str] | None:
    """Returns the words that a dictionary does not know, or None where there is no such dictionary."""
    command, lines = ["hunspell", "-l", "-i", "utf-8", "-d", forms_of(language).locale], "\n".join(sorted(words))
    if not which(command[0]):
        return None
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return frozenset(done.stdout.split()) if done.returncode == 0 else None


def spelling_findings(tree: Tree) -> Iterator[Finding]:
    """Yields the words that neither the dictionary, nor the glossary, nor our list, nor the English segment knows."""
    for language in TRANSLATIONS:
        own = f"data/spelling/{language}.txt"
        named_words = " ".join(text[language] for _, forms in named(tree) for text in forms)
        accepted = {*words_in(named_words), *words_in((tree.folder / own).read_text(encoding="utf-8"))}
        pairs = [(it.file, pair) for it in tree.passages if it.language == language for pair in it.pairs]
        wrong = unknown(frozenset(word for _, pair in pairs for word in words_in(pair.words)), language) or frozenset()
        for file, pair in pairs:
            for word in sorted(wrong.intersection(words_in(pair.words)) - accepted.union(words_in(pair.english))):
                message = f"“{word}” is in no dictionary; mend it, or add it to {own}"
                yield Finding(Problem(file, pair.line, message), "spelling")


def not_run(_tree: Tree) -> str:
    """Returns for which languages nothing could be said, and how that is mended."""
    missing = [code for code in TRANSLATIONS if unknown(frozenset({"a"}), code) is None]
    told = f"SPELLING NOT RUN for {', '.join(missing)}: install hunspell, hunspell-fr and hunspell-es"
    return told if missing else f"spelling run for {', '.join(TRANSLATIONS)}"
