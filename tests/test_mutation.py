"""Mutation proof: each fact, changed alone, changes wherever it stood, in all three languages, and nowhere else.

A fact is a leaf of the data: a text, a date, a number, a status, a name or symbol in Roman letters. One after
another is given a value found nowhere else; pages are rendered; in each language the new value must stand exactly
as often as the old one has gone. A fact on which no page depends is unused, and unused facts are failures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, get_args

import pytest
from bs4 import BeautifulSoup
from pydantic import BaseModel

from macros.dates import Period, parse_edtf
from macros.language import Language
from macros.programme import Programme
from macros.proposals import OutcomeStatus
from macros.records import DutyStatus
from macros.statements import LANGUAGES, DateStatement, Status, Text
from macros.templates import render

from .conftest import PROJECT

Location = tuple[str | int, ...]
Rendered = dict[str, str]

PAGES = {
    (language, path.relative_to(PROJECT / "docs" / language).as_posix()): path.read_text(encoding="utf-8")
    for language in LANGUAGES
    for path in sorted((PROJECT / "docs" / language).rglob("*.md"))
}
PLAIN = {"quote", "symbol", "address", "printed"}
"""Fields whose value is the same words in every language."""

NUMBERS = {"number", "half_days", "at_most_days", "agenda_item"}
STATUSES = {"Statement": get_args(Status), "Duty": get_args(DutyStatus), "Outcome": get_args(OutcomeStatus)}


@dataclass(frozen=True)
class Mutation:
    """A fact, its new value, and how to count old and new in a rendered language."""

    name: str
    location: Location
    value: Any
    count_old: Callable[[str, str], int]
    count_new: Callable[[str, str], int]


class Refused(Exception):  # noqa: N818 - the word of the sentence
    """Pages ask for a fact that the data no longer has."""


def all_pages(programme: Programme) -> Rendered:
    """Every page of each language as one text; raises Refused where a page asks for what is not there."""
    problems: list[str] = []
    rendered = {}
    for language in LANGUAGES:
        speak = Language(language, programme.phrases)
        rendered[language] = "\n".join(
            render(text, page, programme, speak, lambda line, message: problems.append(message))
            for (code, page), text in PAGES.items()
            if code == language
        )
    if problems:
        raise Refused("; ".join(problems))
    return rendered


def leaves(value: Any, location: Location = ()) -> Iterator[tuple[Location, BaseModel, str, Any]]:
    """Yields place, record, field and value of each fact."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from leaves(item, (*location, index))
    if not isinstance(value, BaseModel):
        return
    for field in type(value).model_fields:
        inner = getattr(value, field)
        if isinstance(inner, Text | Period) or field in PLAIN | NUMBERS | {"status", "part", "official"}:
            if inner is not None:
                yield (*location, field), value, field, inner
        else:
            yield from leaves(inner, (*location, field))


def words(text: str) -> Callable[[str, str], int]:
    """Counts words whatever the case of their first letter and the escaping of quotes."""
    pattern = re.compile(re.escape(text).replace("&", "&(?:amp;)?"), re.IGNORECASE)
    return lambda _language, page: len(pattern.findall(page))


def texts(text: Text) -> Callable[[str, str], int]:
    plain = {language: words(re.split(r"\{\{.*?\}\}", text[language])[0].rstrip()) for language in LANGUAGES}
    return lambda language, page: plain[language](language, page)


def dates(period: Period) -> Callable[[str, str], int]:
    first = re.compile(rf'datetime="{str(period).partition("/")[0]}"')
    return lambda _language, page: len(first.findall(page))


def signs(status: str) -> Callable[[str, str], int]:
    return lambda _language, page: page.count(f"status--{status}")


def mutation(programme: Programme, location: Location, record: BaseModel, field: str, old: Any) -> Mutation | None:
    """Returns the change of one fact, or None where the field holds none."""
    name = ".".join(map(str, location))
    match old:
        case Text():
            marks = {language: f"§{'-'.join(map(str, location))}-{language}§" for language in LANGUAGES}
            keep = {language: " ".join(re.findall(r"\{\{.*?\}\}|\{\w+\}", old[language])) for language in LANGUAGES}
            new = Text(**{language: f"{marks[language]} {keep[language]}".strip() for language in LANGUAGES})
            return Mutation(name, location, new, texts(old), lambda language, page: page.count(marks[language]))
        case Period():
            fresh = _other_century(old)
            return Mutation(name, location, fresh, dates(old), dates(fresh))
        case str() if field == "status":
            kind = (
                "Duty"
                if type(record).__name__ == "Duty"
                else "Outcome"
                if type(record).__name__ == "Outcome"
                else "Statement"
            )
            other = next(status for status in STATUSES[kind] if status != old)
            return Mutation(name, location, other, signs(old), signs(other))
        case str() if field in PLAIN:
            mark = f"https://{'-'.join(map(str, location))}.example" if field == "address" else f"§{name}§"
            return Mutation(name, location, mark, words(old), words(mark))
    return None


def _other_century(period: Period) -> Period:
    return parse_edtf(re.sub(r"\b20", "19", str(period)))


def changed(value: Any, location: Location, new: Any) -> Any:
    """Returns a copy in which one leaf is new; nothing is validated, nothing else is touched."""
    if not location:
        return new
    head, rest = location[0], location[1:]
    if isinstance(value, tuple):
        assert isinstance(head, int)
        return (*value[:head], changed(value[head], rest, new), *value[head + 1 :])
    fields = {field: getattr(value, field) for field in type(value).model_fields}
    fields[str(head)] = changed(fields[str(head)], rest, new)
    return type(value).model_construct(**fields)


def facts(programme: Programme) -> list[Mutation]:
    found = (mutation(programme, *leaf) for leaf in leaves(programme))
    return [fact for fact in found if fact is not None]


def survives(fact: Mutation, programme: Programme, before: Rendered) -> str | None:
    """Returns why a mutation is not proven, or None where it is."""
    try:
        after = all_pages(changed(programme, fact.location, fact.value))
    except Refused as refused:  # a sentence rests on the old status: the build stops and says so
        return None if fact.location[-1] == "status" and 'with status "' in str(refused) else f"{fact.name}: {refused}"
    counts = {}
    for language in LANGUAGES:
        gone = fact.count_old(language, before[language]) - fact.count_old(language, after[language])
        come = fact.count_new(language, after[language]) - fact.count_new(language, before[language])
        if come == 0:
            return f"{fact.name}: unused in {language}"
        if not _accounted(fact, gone, come):
            return f"{fact.name}: {language}: {come} new, {gone} old gone"
        counts[language] = come
    return None if len(set(counts.values())) == 1 else f"{fact.name}: differs between languages {counts}"


def _accounted(fact: Mutation, gone: int, come: int) -> bool:
    """Whether old and new balance.

    Two languages may share a word, which then goes twice; a sign of its own appears or goes where the status of a
    place comes to differ from that of the dates.
    """
    if isinstance(fact.value, Text):
        return gone >= come
    return gone > 0 if fact.location[-1] == "status" else gone == come


def proofs(programme: Programme, before: Rendered) -> list[str | None]:
    """Returns, for each fact, why it is not proven or None; the facts are shared among the processor's cores."""
    _SHARED.update(programme=programme, before=before, facts=facts(programme))
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        return list(pool.map(_proof, range(len(_SHARED["facts"])), chunksize=20))


_SHARED: dict[str, Any] = {}


def _proof(index: int) -> str | None:
    return survives(_SHARED["facts"][index], _SHARED["programme"], _SHARED["before"])


@pytest.fixture(scope="module")
def before(programme: Programme) -> Rendered:
    return all_pages(programme)


def test_every_fact_changed_alone_changes_wherever_it_stood(
    programme: Programme, before: Rendered, request: pytest.FixtureRequest
) -> None:
    mutations = facts(programme)
    alive = [why for why in proofs(programme, before) if why]
    score = 100 * (1 - len(alive) / len(mutations))
    request.config.stash[SCORE] = (
        f"mutation score: {len(mutations) - len(alive)} of {len(mutations)} facts ({score:.1f} %)"
    )
    assert len(mutations) > 400
    assert alive == []


SCORE = pytest.StashKey[str]()


def test_each_number_is_printed_as_the_data_has_it_in_every_language(programme: Programme, before: Rendered) -> None:
    for count in programme.counts:
        index = programme.counts.index(count)
        after = all_pages(changed(programme, ("counts", index, "number"), 77_777))
        for language in LANGUAGES:
            new = Language(language, programme.phrases).number(77_777)
            old = Language(language, programme.phrases).number(count.number)
            assert new in after[language]
            assert new not in before[language]
            assert after[language].count(f"<strong>{old}</strong>") < before[language].count(f"<strong>{old}</strong>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_length_the_limit_and_the_part_of_a_month_are_printed_from_the_data(
    programme: Programme, before: Rendered, language: str
) -> None:
    changes: list[tuple[str, str, Any, dict[str, str]]] = [
        (
            "intersessional-2011",
            "lengths",
            ("half_days", 9),
            {"en": "four and a half", "fr": "quatre jours et", "es": "cuatro días y"},
        ),
        ("2msp", "dates", ("at_most_days", 3), {"en": "three days", "fr": "trois jours,", "es": "tres días en"}),
        ("2msp", "dates", ("part", "late"), {"en": "late <time", "fr": "fin de <time", "es": "fines de <time"}),
    ]
    for id, field, (leaf, value), expected in changes:
        meeting = next(index for index, found in enumerate(programme.meetings) if found.id == id)
        statements = getattr(programme.meetings[meeting], field)
        place = next(index for index, found in enumerate(statements) if getattr(found, leaf, None) is not None)
        after = all_pages(changed(programme, ("meetings", meeting, field, place, leaf), value))
        assert expected[language] not in before[language]
        assert expected[language] in after[language]


def test_all_dates_changed_at_once_leave_no_old_date_anywhere(programme: Programme) -> None:
    everything = programme
    for fact in facts(programme):
        if isinstance(fact.value, Period):
            everything = changed(everything, fact.location, fact.value)
    for page in all_pages(everything).values():
        shown = Counter(str(tag["datetime"]) for tag in BeautifulSoup(page, "html.parser")("time"))
        assert shown
        assert [date for date in shown if date.startswith("20")] == []


def test_every_kind_of_date_statement_is_mutated(programme: Programme) -> None:
    dated = [statement for meeting in programme.meetings for statement in meeting.dates]
    assert all(isinstance(statement, DateStatement) for statement in dated)
    mutated = {
        fact.location[:4]
        for fact in facts(programme)
        if fact.location[0] == "meetings" and isinstance(fact.value, Period)
    }
    assert len(mutated) == len(dated)


CHOICES: dict[str, tuple[Any, ...]] = {
    "city": ("geneva", "beirut"),
    "country": ("geneva", "beirut"),
    "body": ("canada", "chile"),
    "meeting": ("1msp", "2msp"),
    "format": ("formal", "informal"),
    "official": (True, False),
    "codes": (("fr",), ("es",)),
    "half_days": (9, 11),
    "at_most_days": (3, 4),
    "agenda_item": (4242, 4343),
    "number": (77_777, 88_888),
}
"""Facts chosen from a list, and two values to change them to: the second where a fact already has the first."""


def choices(value: Any, location: Location = ()) -> Iterator[tuple[Location, Any]]:
    """Yields each fact that is a choice, with another value for it; ids by which pages ask are no facts."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from choices(item, (*location, index))
    if not isinstance(value, BaseModel):
        return
    for field in type(value).model_fields:
        inner = getattr(value, field)
        asked_for = location[:1] in (("decisions",), ("articles",)) and field == "number"
        if field in CHOICES and inner is not None and not isinstance(inner, Text) and not asked_for:
            yield (*location, field), next(other for other in CHOICES[field] if other != inner)
        else:
            yield from choices(inner, (*location, field))


def test_every_choice_changed_alone_shows_in_every_language(programme: Programme, before: Rendered) -> None:
    unseen = []
    found = list(choices(programme))
    for location, value in found:
        after = all_pages(changed(programme, location, value))
        unseen += [f"{location} in {language}" for language in LANGUAGES if after[language] == before[language]]
    assert len(found) > 40
    assert unseen == []
