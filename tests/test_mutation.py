"""Mutation proof: each fact, changed alone, changes wherever it stood, in all three languages, and nowhere else.

A fact is a leaf of the data: a text, a date, a number, a status, a name or symbol in Roman letters. One after
another is given a value found nowhere else; pages are rendered; in each language the new value must stand exactly
as often as the old one has gone. A fact on which no page depends is unused, and unused facts are failures.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, get_args

import pytest
from bs4 import BeautifulSoup
from pydantic import BaseModel

from macros.dates import Period, parse_edtf
from macros.language import Language
from macros.meeting_statements import DateStatement
from macros.programme import Programme
from macros.proposals import OutcomeStatus
from macros.records import DutyStatus
from macros.statements import LANGUAGES, LanguageCode, Record, Status, Text, Titles
from macros.templates import render
from macros.translator_notes import without_notes

from .conftest import PROJECT

Location = tuple[str | int, ...]
Rendered = dict[str, str]

PAGES: dict[tuple[LanguageCode, str], str] = {
    (language, path.relative_to(PROJECT / "docs" / language).as_posix()): without_notes(
        path.read_text(encoding="utf-8")
    )
    for language in LANGUAGES
    for path in sorted((PROJECT / "docs" / language).rglob("*.md"))
    if path.name != "data-fields.md"  # its examples are cut short, and no fact counts as shown for being one
}
PLAIN = {"quote", "symbol", "address", "printed"}
"""Fields whose value is the same words in every language."""

NUMBERS = {
    "number",
    "half_days",
    "at_most_days",
    "agenda_item",
    "day_number",
    "first_action",
    "signed",
    "states_parties",
    "signatories",
    "joined",
}
STATUSES = {"Statement": get_args(Status), "Duty": get_args(DutyStatus), "Outcome": get_args(OutcomeStatus)}


@dataclass(frozen=True)
class Mutation:
    """A fact, its new value, and how to count old and new in a rendered language."""

    name: str
    location: Location
    value: Any
    record: int
    """Identity of the record that holds the fact."""
    count_old: Callable[[str, str], int]
    count_new: Callable[[str, str], int]


class Refused(Exception):  # noqa: N818 - the word of the sentence
    """Pages ask for a fact that the data no longer has."""


def one_page(key: tuple[LanguageCode, str], programme: Programme) -> str:
    """A page with its macros filled in; raises Refused where it asks for what is not there."""
    problems: list[str] = []
    language, page = key
    speak = Language(language, programme.phrases)
    html = render(PAGES[key], page, programme, speak, lambda line, message: problems.append(message))
    if problems:
        raise Refused("; ".join(problems))
    return html


def all_pages(programme: Programme, only: Container[tuple[LanguageCode, str]] = PAGES) -> Rendered:
    """The pages of each language as one text, those in `only`."""
    return {
        language: "\n".join(one_page(key, programme) for key in PAGES if key[0] == language and key in only)
        for language in LANGUAGES
    }


def readers(programme: Programme) -> dict[int, set[tuple[LanguageCode, str]]]:
    """The pages that read each record, by the record's identity: a page that does not read a fact cannot show it."""
    found: dict[int, set[tuple[LanguageCode, str]]] = defaultdict(set)
    assert programme.evidence  # gathered once for all pages, so that the gathering is no page's reading
    reading: tuple[LanguageCode, str] = ("en", "")

    def note(record: Record, name: str) -> Any:
        found[id(record)].add(reading)
        return BaseModel.__getattribute__(record, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "__getattribute__", note)
        for reading in PAGES:
            one_page(reading, programme)
    return found


def leaves(value: Any, location: Location = ()) -> Iterator[tuple[Location, BaseModel, str, Any]]:
    """Yields place, record, field and value of each fact."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from leaves(item, (*location, index))
    if not isinstance(value, BaseModel):
        return
    for field in type(value).model_fields:
        inner = getattr(value, field)
        if isinstance(inner, Text | Titles | Period) or field in PLAIN | NUMBERS | {"status", "part", "official"}:
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
            return Mutation(
                name, location, new, id(old), texts(old), lambda language, page: page.count(marks[language])
            )
        case Titles():
            given = {language: old[language] for language in LANGUAGES if old[language]}
            fresh = Titles(**{language: f"§{name}-{language}§" for language in given})
            found = {language: words(title) for language, title in given.items()}
            return Mutation(
                name,
                location,
                fresh,
                id(old),
                lambda language, page: found[language](language, page),
                lambda language, page: page.count(f"§{name}-{language}§"),
            )
        case Period():
            fresh = _other_century(old)
            return Mutation(name, location, fresh, id(record), dates(old), dates(fresh))
        case str() if field == "status":
            kind = (
                "Duty"
                if type(record).__name__ == "Duty"
                else "Outcome"
                if type(record).__name__ == "Outcome"
                else "Statement"
            )
            other = next(status for status in STATUSES[kind] if status != old)
            return Mutation(name, location, other, id(record), signs(old), signs(other))
        case str() if field in PLAIN:
            mark = f"https://{'-'.join(map(str, location))}.example" if field == "address" else f"§{name}§"
            return Mutation(name, location, mark, id(record), words(old), words(mark))
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


def survives(fact: Mutation, ground: Ground) -> str | None:
    """Returns why a mutation is not proven on the pages that read it, or None where it is."""
    try:
        before, after = ground.around(fact.location, fact.value, fact.record)
    except Refused as refused:  # a sentence rests on the old status: the build stops and says so
        return None if fact.location[-1] == "status" and 'with status "' in str(refused) else f"{fact.name}: {refused}"
    counts = {}
    for language in _told(fact):
        gone = fact.count_old(language, before[language]) - fact.count_old(language, after[language])
        come = fact.count_new(language, after[language]) - fact.count_new(language, before[language])
        if come == 0:
            return f"{fact.name}: unused in {language}"
        if not _accounted(fact, gone, come):
            return f"{fact.name}: {language}: {come} new, {gone} old gone"
        counts[language] = come
    return None if len(set(counts.values())) == 1 else f"{fact.name}: differs between languages {counts}"


@dataclass(frozen=True)
class Ground:
    """The pages as they are, and which of them read each record."""

    programme: Programme
    pages: dict[tuple[LanguageCode, str], str]
    readers: dict[int, set[tuple[LanguageCode, str]]]

    def around(self, location: Location, value: Any, record: int | None = None) -> tuple[Rendered, Rendered]:
        """The pages that read a fact, before and after it has a new value."""
        only = self.readers[record or id(_at(self.programme, location[:-1]))]
        before = {
            language: "\n".join(html for key, html in self.pages.items() if key[0] == language and key in only)
            for language in LANGUAGES
        }
        return before, all_pages(changed(self.programme, location, value), only)


def _at(value: Any, location: Location) -> Any:
    """Returns what stands at a place."""
    for step in location:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def _told(fact: Mutation) -> list[LanguageCode]:
    """The languages in which a fact has a value: all, but for a title that was not found in one."""
    return [code for code in LANGUAGES if not isinstance(fact.value, Titles) or fact.value[code]]


def _accounted(fact: Mutation, gone: int, come: int) -> bool:
    """Whether old and new balance.

    Two languages may share a word, which then goes twice; a quote cited for two facts of a record is printed once; a
    sign of its own appears or goes where the status of a place comes to differ from that of the dates.
    """
    if fact.location[-1] == "quote":
        return 0 < gone <= come
    if isinstance(fact.value, Text | Titles):
        return gone >= come
    return gone > 0 if fact.location[-1] == "status" else gone == come


def shared(ground: Ground, found: Sequence[Any], proof: Callable[[int], Any]) -> list[Any]:
    """Returns the proof of each thing found; the work is shared among the processor's cores."""
    _SHARED.update(ground=ground, found=found)
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        return list(pool.map(proof, range(len(found)), chunksize=20))


_SHARED: dict[str, Any] = {}


def _survival(index: int) -> str | None:
    return survives(_SHARED["found"][index], _SHARED["ground"])


@pytest.fixture(scope="module")
def ground(programme: Programme) -> Ground:
    return Ground(programme, {key: one_page(key, programme) for key in PAGES}, readers(programme))


def test_every_fact_changed_alone_changes_wherever_it_stood(
    programme: Programme, ground: Ground, record_property: Callable[[str, object], None]
) -> None:
    mutations = facts(programme)
    alive = [why for why in shared(ground, mutations, _survival) if why]
    score = 100 * (1 - len(alive) / len(mutations))
    record_property(
        "score", (f"mutation score: {len(mutations) - len(alive)} of {len(mutations)} facts ({score:.1f} %)")
    )
    assert len(mutations) > 400
    assert alive == [], alive


def numbers(programme: Programme) -> Iterator[tuple[Location, int]]:
    """Place and value of every number of those who took part, and of every count of States."""
    for index, meeting in enumerate(programme.meetings):
        for place, found in enumerate(meeting.attendance):
            yield ("meetings", index, "attendance", place, "number"), found.number
    for index, count in enumerate(programme.counts):
        for field in ("signed", "states_parties", "signatories", "joined"):
            if getattr(count, field) is not None:
                yield ("counts", index, field), getattr(count, field)


def _number(index: int) -> str | None:
    """Returns why a number is not proven to be printed from the data, or None where it is."""
    location, old = _SHARED["found"][index]
    ground: Ground = _SHARED["ground"]
    before, after = ground.around(location, 77_777)
    for language in LANGUAGES:
        speak = Language(language, ground.programme.phrases)
        shown, gone = (re.compile(rf">{speak.number(number)}<") for number in (77_777, old))
        if len(shown.findall(after[language])) <= len(shown.findall(before[language])):
            return f"{location} does not show in {language}"
        if len(gone.findall(after[language])) >= len(gone.findall(before[language])):
            return f"{location} stays in {language}"
    return None


def test_each_number_is_printed_as_the_data_has_it_in_every_language(programme: Programme, ground: Ground) -> None:
    found = list(numbers(programme))
    assert len(found) > 40
    assert [why for why in shared(ground, found, _number) if why] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_length_the_limit_and_the_part_of_a_month_are_printed_from_the_data(
    programme: Programme, ground: Ground, language: str
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
        before, after = ground.around(("meetings", meeting, field, place, leaf), value)
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
    "day_number": (3, 4),
    "chair": ("canada", "chile"),
    "plan_section": (1, 2),
    "first_action": (77, 88),
    "topic": ("clearance", "transparency"),
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
        asked_for = location[:1] in (("decisions",), ("articles",), ("plan_sections",)) and field == "number"
        if field in CHOICES and inner is not None and not isinstance(inner, Text) and not asked_for:
            yield (*location, field), next(other for other in CHOICES[field] if other != inner)
        else:
            yield from choices(inner, (*location, field))


def _choice(index: int) -> list[str]:
    location, value = _SHARED["found"][index]
    before, after = _SHARED["ground"].around(location, value)
    return [f"{location} in {language}" for language in LANGUAGES if after[language] == before[language]]


def test_every_choice_changed_alone_shows_in_every_language(programme: Programme, ground: Ground) -> None:
    found = list(choices(programme))
    assert len(found) > 40
    assert [unseen for proof in shared(ground, found, _choice) for unseen in proof] == []
