"""What makes a page unsafe or unreadable: raw HTML, attributes, addresses and resources beyond a short allowed list.

A page is Markdown with macros. Everything HTML it needs comes from macros, so none is allowed in it: neither tags,
nor attributes other than `#id` and `.class`, nor addresses other than pages of the site and https sites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_LINE = 5_000
"""Characters; longer lines are not prose, and make searching them slow."""

_ALLOWED_ADDRESS = re.compile(r"https://[\w./~%?=&#:+-]+|(?:\.{1,2}/)*[\w./-]*(?:#[\w-]+)?")
REFERENCE = re.compile(r"^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]*)")
"""A line that says where links lead which only name it, and the address."""

_ADDRESSES = (re.compile(r"\]\(\s*<?([^)\s>]*)"), REFERENCE)
_RULES = (
    (re.compile(r"\{#"), "“{#” opens a comment; write “{ #id }” with spaces"),
    (re.compile(r"<\s*script", re.IGNORECASE), "no script in a page; take it out"),
    (re.compile(r"\son\w+\s*=", re.IGNORECASE), "no event handler in a page; take the attribute out"),
    (re.compile(r"<[a-zA-Z!/?]"), "no HTML in a page; write Markdown, or ask for a macro"),
    (re.compile(r"(?<!\{)\{(?!\{)[^{}]*="), "no attribute in a page but { #id } and { .class }"),
    (re.compile(r"!\[[^\]]*\](?!\((?!\s*<?(?:[a-z]+:|//)))", re.IGNORECASE), "no remote picture; link to it instead"),
    (re.compile(r"\]\([^)]*\.\./(?:en|fr|es)/"), "a link to another language; leave that to the language switch"),
    (re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]"), "an invisible control character; take it out"),
)  # fmt: skip


def unsafe_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yields line number and words for each line that is not safe; one complaint a line."""
    for number, line in enumerate(text.split("\n"), start=1):
        complaint = _complaint(line)
        if complaint:
            yield number, complaint


def _complaint(line: str) -> str | None:
    if len(line) > LONGEST_LINE:
        return f"line too long (found {len(line)} characters, allowed {LONGEST_LINE}); one sentence a line"
    for pattern, message in _RULES:
        if pattern.search(line):
            return message
    for pattern in _ADDRESSES:
        for address in pattern.findall(line):
            if not _ALLOWED_ADDRESS.fullmatch(address):
                return f'address not allowed (found "{address}", allowed a page of this site or https://…)'
    return None
