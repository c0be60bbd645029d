"""English left over: segments that no translator has touched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from macros.problems import Problem

from .findings import Finding
from .prose import word_count
from .tree import TRANSLATIONS, Tree

_ENOUGH = 5
"""Words from which a language is told with certainty; below, only what equals the English is told."""


@cache
def _identifier() -> LanguageIdentifier:
    identifier: LanguageIdentifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["en", *TRANSLATIONS])
    return identifier


def leftover_findings(tree: Tree) -> Iterator[Finding]:
    """Yields the segments that are not in the language of their page, or longer than two words and as in English."""
    for passage in tree.passages:
        for pair in passage.pairs:
            words = word_count(pair.words)
            if pair.words == pair.english and words > 2:
                message = f"as in English: “{pair.words[:60]}”; translate it, or say in data/verbatim.yml why it stays"
            elif words >= _ENOUGH and _identifier().classify(pair.words)[0] != passage.language:
                message = f"not in the language of the page: “{pair.words[:60]}”; translate it"
            else:
                continue
            yield Finding(Problem(passage.file, pair.line, message), "leftovers")
