"""Programme and language → what a reader who follows the site is told, one entry a fact, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..proposals import Blank, Decision
from ..records import Meeting
from ..statements import Statement
from .addresses import Addresses, tag
from .plain import confirmed
from .words import FACTS, Words

_NOT_IN_A_KEY = {"id", "status", "source", "note"}
_NO_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Entry:
    """One entry of a feed: the address of its fact in the data, its day, where to read more, its words."""

    fact: str
    day: date
    url: str
    title: str
    text: str
    category: str

    def id(self, language: str) -> str:
        """Returns the id the entry keeps for ever; the same fact in another language is another entry."""
        return tag(f"{self.fact}/{language}")


def entries(words: Words, addresses: Addresses) -> list[Entry]:
    """Returns every entry, newest first; those of one day in the order of the data, the last first."""
    said = (entry for meeting in words.programme.meetings for entry in meeting_entries(words, addresses, meeting))
    found = [*said, *_decisions(words, addresses), *_corrections(words, addresses)]
    return sorted(found, key=lambda entry: entry.day)[::-1]


def meeting_entries(words: Words, addresses: Addresses, meeting: Meeting) -> Iterator[Entry]:
    """Yields the entries of one meeting, a statement each, in the order of the data."""
    for field in FACTS:
        for statement in getattr(meeting, field):
            yield _statement(words, addresses, meeting, field, statement)


def _statement(words: Words, addresses: Addresses, meeting: Meeting, field: str, statement: Statement) -> Entry:
    value = words.say("feed-fact", fact=words.say(FACTS[field]), value=words.value(statement))
    return Entry(
        fact=f"meetings/{meeting.id}/{field}/{statement_key(statement)}",
        day=confirmed(words.programme, statement),
        url=addresses.meeting(words.language.code, meeting),
        title=words.say("feed-entry", name=words.meeting(meeting), fact=value),
        text=words.statement(statement),
        category="statement",
    )


def statement_key(statement: Statement) -> str:
    """Returns what tells a statement from its neighbours: its id, or else its status, value and first source."""
    id = getattr(statement, "id", None)
    if id is not None:
        return str(id)
    values = [getattr(statement, field) for field in type(statement).model_fields if field not in _NOT_IN_A_KEY]
    flat = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    parts = [statement.status, *(part for part in flat if part is not None), statement.source[0].at]
    return _NO_KEY.sub("-", "-".join(map(str, parts)).lower())


def _decisions(words: Words, addresses: Addresses) -> Iterator[Entry]:
    for decision in words.programme.decisions:
        if decision.outcome.source:
            yield _outcome(words, addresses, decision)
        yield from (_blank(words, addresses, decision, blank) for blank in decision.blanks if blank.filled is not None)


def _outcome(words: Words, addresses: Addresses, decision: Decision) -> Entry:
    language, outcome = words.language, decision.outcome
    text = words.text(language.text(outcome.text))
    return Entry(
        fact=f"decisions/{decision.id}/outcome",
        day=confirmed(words.programme, outcome),
        url=addresses.page(language.code, "decisions.md", decision.id),
        title=words.say("feed-entry", name=_decision_name(words, decision), fact=words.say("feed-outcome")),
        text=words.say(
            "feed-statement",
            value=text,
            status=words.say(f"status-{outcome.status}"),
            sources=words.sources(outcome.source),
        ),
        category="outcome",
    )


def _blank(words: Words, addresses: Addresses, decision: Decision, blank: Blank) -> Entry:
    assert blank.filled is not None  # noqa: S101 - asked for by the caller
    language, filler = words.language, blank.filled
    value = words.say("feed-fact", fact=language.sentence_case(blank.wanted), value=words.filler(filler))
    note = f" {language.sentence_case(filler.note)}." if filler.note else ""
    return Entry(
        fact=f"decisions/{decision.id}/blanks/{blank.id}",
        day=confirmed(words.programme, filler),
        url=addresses.page(language.code, "decisions.md", decision.id),
        title=words.say(
            "feed-entry",
            name=_decision_name(words, decision),
            fact=words.say("feed-blank", wanted=language.text(blank.wanted)),
        ),
        text=words.say("feed-sourced", value=value, sources=words.sources(filler.source)) + f".{note}",
        category="blank",
    )


def _decision_name(words: Words, decision: Decision) -> str:
    return f"{decision.number}. {words.language.text(decision.title)}"


def _corrections(words: Words, addresses: Addresses) -> Iterator[Entry]:
    for made in words.programme.corrections:
        now = made.now if made.now is not None else words.say("feed-taken-back")
        yield Entry(
            fact=f"corrections/{made.id}",
            day=made.made.last,
            url=addresses.page(words.language.code, "corrections.md", made.id),
            title=words.say("feed-entry", name=words.say("feed-correction"), fact=made.fact),
            text=" ".join(
                (words.say("feed-was-now", was=made.was, now=now), words.text(words.language.text(made.why)))
            ),
            category="correction",
        )
