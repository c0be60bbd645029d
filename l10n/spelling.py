"""Spelling, by the hunspell dictionaries of the system; where there are none, that is said.

Accepted are the words of the glossary and termbase, those of data/spelling/, and those that stand in the English too.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from shutil import which

from macros.problems import Problem
from macros.statements import LanguageCode

from .findings import Finding
from .terms import named
from .tree import TRANSLATIONS, Tree

_DICTIONARY = {"fr": "fr_FR", "es": "es_ES"}
_WORD = re.compile(r"(?<![⟨\w])[^\W\d_]+(?:-[^\W\d_]+)*(?![\d⟩])")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)(?=')", re.IGNORECASE)


@lru_cache(maxsize=8)
def unknown(words: frozenset[str], language: LanguageCode) -> frozenset[str] | None:
    """Returns the words that a dictionary does not know, or None where there is no such dictionary."""
    command = ["hunspell", "-l", "-i", "utf-8", "-d", _DICTIONARY[language]]
    if not which(command[0]):
        return None
    lines = "\n".join(sorted(words))
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return frozenset(done.stdout.split()) if done.returncode == 0 else None


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_ELISION.sub(" ", text)))


def spelling_findings(tree: Tree) -> Iterator[Finding]:
    """Yields the words that neither the dictionary, nor the glossary, nor our list, nor the English segment knows."""
    for language in TRANSLATIONS:
        pairs = [(it.file, pair) for it in tree.passages if it.language == language for pair in it.pairs]
        wrong = unknown(frozenset(word for _, pair in pairs for word in _words(pair.words)), language) or frozenset()
        accepted = _accepted(tree, language)
        for file, pair in pairs:
            for word in sorted(_words(pair.words) & wrong - accepted - _words(pair.english)):
                message = f"“{word}” is in no dictionary; mend it, or add it to {_list(language)}"
                yield Finding(Problem(file, pair.line, message), "spelling")


def _accepted(tree: Tree, language: LanguageCode) -> frozenset[str]:
    ours = (
        record[field][language] for record in named(tree) for field in ("term", "name", "short") if record.get(field)
    )
    return _words(" ".join([*ours, (tree.folder / _list(language)).read_text(encoding="utf-8")]))


def _list(language: LanguageCode) -> str:
    return f"data/spelling/{language}.txt"


def not_run(_tree: Tree) -> str:
    """Returns for which languages nothing could be said, and how that is mended."""
    missing = [code for code in TRANSLATIONS if unknown(frozenset({"a"}), code) is None]
    way_out = "install hunspell, hunspell-fr and hunspell-es (on Debian: apt install)"
    return f"SPELLING NOT RUN for {', '.join(missing)}: {way_out}" if missing else "spelling run for fr, es"
