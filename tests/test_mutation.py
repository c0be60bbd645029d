"""Mutation proof: each fact, changed alone, changes wherever it stood, in all three languages, and nowhere else.

A fact is a leaf of the data: a text, a date, a number, a status, a name or symbol in Roman letters. One after
another is given a value found nowhere else; pages are rendered; in each language the new value must stand exactly
as often as the old one has gone. A fact on which no page depends is unused, and unused facts are failures.

Facts of which none says a word of another are changed together, as are facts that say the same and are each given
another value: each is counted as if it were alone. Where one does not add up in such company, it is changed alone, and
that counts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from multiprocessing import get_context
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from macros.dates import Period, parse_edtf
from macros.language import Language
from macros.meeting_statements import DateStatement
from macros.programme import Programme
from macros.proposals import OutcomeStatus
from macros.reads import Facts
from macros.records import DutyStatus
from macros.statements import LANGUAGES, LanguageCode, Record, Status, Text, Titles
from macros.templates import render
from macros.translator_notes import without_notes

from .conftest import PROJECT, THOROUGH, some

Location = tuple[str | int, ...]
Page = tuple[LanguageCode, str]
Rendered = dict[Page, str]

PAGES: dict[Page, str] = {
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
    old: Any
    count_old: Callable[[str, str], int]
    count_new: Callable[[str, str], int]


class Refused(Exception):  # noqa: N818 - the word of the sentence
    """Pages ask for a fact that the data no longer has."""


def one_page(key: Page, programme: Programme) -> str:
    """A page with its macros filled in; raises Refused where it asks for what is not there."""
    problems: list[str] = []
    language, page = key
    speak = Language(language, programme.phrases)
    html = render(PAGES[key], page, programme, speak, lambda line, message: problems.append(message))
    if problems:
        raise Refused("; ".join(problems))
    return html


def all_pages(programme: Programme, only: Container[Page] = PAGES) -> Rendered:
    """The pages, those in `only`."""
    return {key: one_page(key, programme) for key in PAGES if key in only}


def whole(pages: Rendered, language: str) -> str:
    """The pages of a language as one text."""
    return "\n".join(html for key, html in pages.items() if key[0] == language)


class Leaves(Facts):
    """The facts of one programme, and each field of the records inside them, which is read by itself."""

    def _facts_in(self, record: Record, name: str) -> Iterator[str]:
        yield from super()._facts_in(record, name)
        if id(record) in self._inside:
            model = type(record)
            assert not isinstance(getattr(model, name, None), cached_property), "it would be read once for all pages"
            yield from (leaf(record, field) for field in model.model_fields if name in (field, "__dict__"))


def leaf(record: BaseModel, field: str) -> str:
    """The name of a field of this very record."""
    return f"{id(record)}/{field}"


def readers(programme: Programme) -> dict[str, set[Page]]:
    """Each fact, by its name, and the pages that read it: a page that does not read a fact cannot show it."""
    facts, found = Leaves(programme), dict[str, set[Page]]()
    for page in PAGES:
        with facts.read() as read:
            one_page(page, programme)
        for fact in read:
            found.setdefault(fact, set()).add(page)
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
    wanted = even(text)
    return lambda _language, page: even(page).count(wanted)


@lru_cache(len(PAGES) * 2)
def even(page: str) -> str:
    """A page in small letters, its ampersands as they are written; worked out once for all facts looked for in it."""
    return page.lower().replace("&amp;", "&")


def texts(text: Text) -> Callable[[str, str], int]:
    plain = {language: words(re.split(r"\{\{.*?\}\}", text[language])[0].rstrip()) for language in LANGUAGES}
    return lambda language, page: plain[language](language, page)


def dates(period: Period) -> Callable[[str, str], int]:
    first = f'datetime="{str(period).partition("/")[0]}"'
    return lambda _language, page: page.count(first)


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
            return Mutation(name, location, new, old, texts(old), lambda language, page: page.count(marks[language]))
        case Titles():
            given = {language: old[language] for language in LANGUAGES if old[language]}
            fresh = Titles(**{language: f"§{name}-{language}§" for language in given})
            found = {language: words(title) for language, title in given.items()}
            return Mutation(
                name,
                location,
                fresh,
                old,
                lambda language, page: found[language](language, page),
                lambda language, page: page.count(f"§{name}-{language}§"),
            )
        case Period():
            fresh = _other_century(old, location)
            return Mutation(name, location, fresh, old, dates(old), dates(fresh))
        case str() if field == "status":
            kind = (
                "Duty"
                if type(record).__name__ == "Duty"
                else "Outcome"
                if type(record).__name__ == "Outcome"
                else "Statement"
            )
            others = [status for status in STATUSES[kind] if status != old]
            other = others[_turn(location) % len(others)]
            return Mutation(name, location, other, old, signs(old), signs(other))
        case str() if field in PLAIN:
            mark = f"https://{'-'.join(map(str, location))}.example" if field == "address" else f"§{name}§"
            return Mutation(name, location, mark, old, words(old), words(mark))
    return None


def _other_century(period: Period, location: Location) -> Period:
    years = f"{19 - _turn(location) % 10}"
    return parse_edtf(re.sub(r"\b20", years, str(period)))


def _turn(location: Location) -> int:
    """A number of a place in the data, by which facts that say the same are given different values."""
    return sum(step for step in location if isinstance(step, int))


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


def inside(value: Any, location: Sequence[str | int]) -> Any:
    """Returns what stands at a place in a value."""
    for step in location:
        value = value[step] if isinstance(value, tuple) else getattr(value, str(step))
    return value


def facts(programme: Programme) -> list[Mutation]:
    found = (mutation(programme, *leaf) for leaf in leaves(programme))
    return [fact for fact in found if fact is not None]


@dataclass(frozen=True)
class Ground:
    """The pages as they are, and which of them read each fact."""

    programme: Programme
    pages: Rendered
    readers: Mapping[str, set[Page]]

    def reading(self, location: Location) -> set[Page]:
        """The pages that read a fact; one inside another fact is read in the record that has it as a field."""
        kind, place, *rest = location
        records = getattr(self.programme, str(kind))
        if not isinstance(records, tuple):
            return self.readers.get(f"{kind}/{place}", set())
        record = records[int(place)]
        name = f"{kind}/{record.id}/{rest[0]}" if len(rest) == 1 else leaf(inside(record, rest[:-1]), str(rest[-1]))
        return self.readers.get(name, set())

    def around(self, changes: Iterable[tuple[Location, Any]]) -> tuple[Rendered, Rendered]:
        """The pages that read some facts, before and after each has its new value."""
        other, only = self.programme, set[Page]()
        for location, value in changes:
            other, only = changed(other, location, value), only | self.reading(location)
        return {key: html for key, html in self.pages.items() if key in only}, all_pages(other, only)


def survivors(together: Sequence[Mutation], ground: Ground) -> list[str]:
    """Why facts that are changed together are not proven on the pages that read them; those that fail, alone."""
    try:
        before, after = ground.around((fact.location, fact.value) for fact in together)
    except Refused as refused:  # a sentence rests on the old status: the build stops and says so
        if len(together) > 1:
            return [why for fact in together for why in survivors([fact], ground)]
        (fact,) = together
        asked = fact.location[-1] == "status" and 'with status "' in str(refused)
        return [] if asked else [f"{fact.name}: {refused}"]
    alike: dict[str, list[Mutation]] = {}
    for fact in together:
        alike.setdefault(repr(fact.old), []).append(fact)
    found = {
        fact.name: _survives(fact, alike[repr(fact.old)], ground.reading(fact.location), before, after)
        for fact in together
    }
    if len(together) > 1:
        return [why for fact in together if found[fact.name] for why in survivors([fact], ground)]
    return [why for why in found.values() if why]


def _survives(
    fact: Mutation, alike: Sequence[Mutation], pages: Container[Page], before: Rendered, after: Rendered
) -> str | None:
    """Returns why a mutation is not proven on the pages that read it, or None where it is.

    Of what is gone there, what came for the others that said the same is theirs.
    """
    counts = {}
    old, new = ({key: html for key, html in rendered.items() if key in pages} for rendered in (before, after))
    for language in _told(fact):
        was, now = ([html for key, html in pages.items() if key[0] == language] for pages in (old, new))
        gone = _times(fact.count_old, language, was) - _times(fact.count_old, language, now)
        came = {it.name: _times(it.count_new, language, now) - _times(it.count_new, language, was) for it in alike}
        come = came.pop(fact.name)
        gone -= sum(came.values())
        if come == 0:
            return f"{fact.name}: unused in {language}"
        if not _accounted(fact, gone, come):
            return f"{fact.name}: {language}: {come} new, {gone} old gone"
        counts[language] = come
    return None if len(set(counts.values())) == 1 else f"{fact.name}: differs between languages {counts}"


def _times(count: Callable[[str, str], int], language: str, pages: Iterable[str]) -> int:
    return sum(count(language, page) for page in pages)


def companies(found: Sequence[Mutation]) -> list[list[Mutation]]:
    """Facts to be changed together: of one sort, and what one says, before or after, is counted for none but those
    that said the same.
    """
    made: list[list[Mutation]] = []
    for fact in found:
        company = next((they for they in made if not any(_meet(fact, other) for other in they)), None)
        if company is None:
            made.append([fact])
        else:
            company.append(fact)
    return made


def _meet(one: Mutation, other: Mutation) -> bool:
    """Whether what one fact says, before or after, is counted for the other, or the two are of different sorts."""
    if type(one.old) is not type(other.old) or _is_status(one) != _is_status(other):
        return True
    is_alike = one.old == other.old
    if _is_status(one):
        return not is_alike or one.value == other.value
    return any(
        mine.count_new(language, said) or (mine.count_old(language, said) and not (is_alike and value is theirs.old))
        for mine, theirs in ((one, other), (other, one))
        for language in _told(mine)
        for value in (theirs.old, theirs.value)
        for said in [_said(value, language)]
    )


def _is_status(fact: Mutation) -> bool:
    return fact.location[-1] == "status"


def _said(value: Any, language: LanguageCode) -> str:
    """What stands on a page where a value is shown, as far as facts are counted by it."""
    if isinstance(value, Period):
        return f'datetime="{str(value).partition("/")[0]}"'
    return str(value[language] or "") if isinstance(value, Text | Titles) else str(value)


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
    return gone > 0 if _is_status(fact) else gone == come


def shared(ground: Ground, found: Sequence[Any], proof: Callable[[int], Any]) -> list[Any]:
    """Returns the proof of each thing found; the work is shared among the processor's cores."""
    _SHARED.update(ground=ground, found=found)
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        return list(pool.map(proof, range(len(found)), chunksize=4))


_SHARED: dict[str, Any] = {}


def _survival(index: int) -> list[str]:
    return survivors(_SHARED["found"][index], _SHARED["ground"])


@pytest.fixture(scope="module")
def ground(programme: Programme) -> Ground:
    return Ground(programme, {key: one_page(key, programme) for key in PAGES}, readers(programme))


def test_a_fact_changed_alone_changes_wherever_it_stood(
    programme: Programme, ground: Ground, record_property: Callable[[str, object], None]
) -> None:
    every = facts(programme)
    statuses = [fact for fact in every if _is_status(fact)]  # of few kinds, and so in many small companies
    mutations = [*some([fact for fact in every if not _is_status(fact)], 4), *some(statuses, 8)]
    alive = [why for found in shared(ground, companies(mutations), _survival) for why in found]
    score = 100 * (1 - len(alive) / len(mutations))
    asked = f"{len(mutations)} facts ({score:.1f} %), of {len(every)} in all"
    record_property("score", f"mutation score: {len(mutations) - len(alive)} of {asked}")
    assert len(mutations) > (1800 if THOROUGH else 400)
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
    before, after = ground.around([(location, 77_777)])
    for language in LANGUAGES:
        speak = Language(language, ground.programme.phrases)
        shown, gone = (re.compile(rf">{speak.number(number)}<") for number in (77_777, old))
        was, now = whole(before, language), whole(after, language)
        if len(shown.findall(now)) <= len(shown.findall(was)):
            return f"{location} does not show in {language}"
        if len(gone.findall(now)) >= len(gone.findall(was)):
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
        before, after = ground.around([(("meetings", meeting, field, place, leaf), value)])
        assert expected[language] not in whole(before, language)
        assert expected[language] in whole(after, language)


def test_all_dates_changed_at_once_leave_no_old_date_anywhere(programme: Programme) -> None:
    everything = programme
    for fact in facts(programme):
        if isinstance(fact.value, Period):
            everything = changed(everything, fact.location, fact.value)
    pages = all_pages(everything)
    for language in LANGUAGES:
        shown = re.findall(r'<time\b[^>]* datetime="([^"]+)"', whole(pages, language))
        assert len(shown) == whole(pages, language).count("<time ")
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
    ground: Ground = _SHARED["ground"]
    other = changed(ground.programme, location, value)
    pages = sorted(ground.reading(location), key=lambda page: len(ground.pages[page]))  # one that shows it is enough
    seen = {
        code: any(one_page(page, other) != ground.pages[page] for page in pages if page[0] == code)
        for code in LANGUAGES
    }
    return [f"{location} in {code}" for code in LANGUAGES if not seen[code]]


def test_every_choice_changed_alone_shows_in_every_language(programme: Programme, ground: Ground) -> None:
    found = list(choices(programme))
    assert len(found) > 40
    assert [unseen for proof in shared(ground, found, _choice) for unseen in proof] == []


def test_a_page_that_does_not_read_a_fact_is_as_before_when_it_changes(programme: Programme, ground: Ground) -> None:
    chance, unread = random.Random(2011), 0  # noqa: S311 - not a secret
    for fact in chance.sample(facts(programme), 40):
        others = chance.sample(sorted(ground.pages.keys() - ground.reading(fact.location)), 8)
        other = changed(programme, fact.location, fact.value)
        assert {page: one_page(page, other) for page in others} == {page: ground.pages[page] for page in others}
        unread += len(others)
    assert unread == 320
