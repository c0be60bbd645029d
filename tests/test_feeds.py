"""Feeds of changes: valid, complete, with ids that stay, dated by the data, the same in three languages."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from macros.dates import parse_edtf
from macros.feeds.addresses import Addresses
from macros.feeds.changes import Entry, entries, statement_key
from macros.feeds.feeds import atom, json_feed
from macros.feeds.words import FACTS, Words
from macros.language import Language
from macros.programme import Programme
from macros.statements import LANGUAGES, LanguageCode, Statement

from .conftest import PROJECT
from .test_calendar import rebuilt, with_meeting

SITE = Addresses("https://work-programme-2011.example/")


def told(programme: Programme, code: LanguageCode = "en") -> list[Entry]:
    return entries(Words(programme, Language(code, programme.phrases)), SITE)


def feeds(programme: Programme, code: LanguageCode) -> tuple[bytes, dict[str, Any]]:
    words = Words(programme, Language(code, programme.phrases))
    found = entries(words, SITE)
    return atom(words, SITE, found), json.loads(json_feed(words, SITE, found))


@pytest.fixture(scope="session", params=LANGUAGES)
def both(request: pytest.FixtureRequest, programme: Programme) -> tuple[str, bytes, dict[str, Any]]:
    return (request.param, *feeds(programme, request.param))


def test_atom_is_valid_under_its_grammar(both: tuple[str, bytes, dict[str, Any]]) -> None:
    grammar = etree.RelaxNG(etree.parse(str(PROJECT / "tests/schemas/atom.rng")))
    grammar.assertValid(etree.fromstring(both[1]))


@pytest.mark.parametrize("part", [b"updated", b"id", b"title", b"author"])
def test_the_grammar_refuses_a_feed_with_a_part_missing(programme: Programme, part: bytes) -> None:
    grammar = etree.RelaxNG(etree.parse(str(PROJECT / "tests/schemas/atom.rng")))
    feed = etree.fromstring(atom(Words(programme, Language("en", programme.phrases)), SITE, []))
    for element in feed.findall(f"{{http://www.w3.org/2005/Atom}}{part.decode()}"):
        feed.remove(element)
    assert not grammar.validate(feed)


def test_a_feed_reader_finds_nothing_to_mend(both: tuple[str, bytes, dict[str, Any]]) -> None:
    code, content, _ = both
    read = feedparser.parse(content)
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.language == code


def test_json_feed_is_valid_under_its_schema(both: tuple[str, bytes, dict[str, Any]]) -> None:
    schema = json.loads((PROJECT / "tests/schemas/json-feed.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(both[2])] == []


def test_both_feeds_say_the_same(both: tuple[str, bytes, dict[str, Any]]) -> None:
    _, content, feed = both
    read = [(it.id, it.link, it.title, it.content[0].value, it.updated) for it in feedparser.parse(content).entries]
    assert read == [(it["id"], it["url"], it["title"], it["content_text"], it["date_modified"]) for it in feed["items"]]


def test_ids_are_given_once(both: tuple[str, bytes, dict[str, Any]]) -> None:
    assert [id for id, times in Counter(item["id"] for item in both[2]["items"]).items() if times > 1] == []


def test_the_three_languages_tell_the_same_facts_on_the_same_days(programme: Programme) -> None:
    english, *others = ([(entry.fact, entry.day) for entry in told(programme, code)] for code in LANGUAGES)
    assert others == [english, english]


def test_every_statement_outcome_and_filled_blank_is_told(programme: Programme) -> None:
    facts = {entry.fact for entry in told(programme)}
    wanted = {
        f"meetings/{meeting.id}/{field}/{statement_key(statement)}"
        for meeting in programme.meetings
        for field in type(meeting).model_fields
        for statement in (getattr(meeting, field) if isinstance(getattr(meeting, field), tuple) else ())
        if isinstance(statement, Statement)
    }
    for decision in programme.decisions:
        wanted |= {f"decisions/{decision.id}/outcome"} if decision.outcome.source else set()
        wanted |= {f"decisions/{decision.id}/blanks/{blank.id}" for blank in decision.blanks if blank.filled}
    wanted |= {f"corrections/{made.id}" for made in programme.corrections}
    assert facts == wanted
    assert len(facts) > 50


def test_every_kind_of_statement_has_a_name() -> None:
    from macros.feeds.shapes import shape
    from macros.records import Meeting

    lists = {name: shape(info) for name, info in Meeting.model_fields.items()}
    assert {
        name for name, inner in lists.items() if inner.form == "records" and issubclass(inner.type, Statement)
    } <= FACTS.keys()


def test_newest_first_and_dated_by_sources(programme: Programme) -> None:
    days = [entry.day for entry in told(programme)]
    known = {source.consulted.last for source in programme.sources}
    known |= {document.date.last for document in programme.documents if document.date}
    known |= {made.made.last for made in programme.corrections}
    assert days == sorted(days, reverse=True)
    assert set(days) <= known


def test_a_moved_date_changes_its_entry_and_no_other_id(programme: Programme) -> None:
    meeting = programme.get("meetings", "2msp")
    dates = (*meeting.dates[:-1], meeting.dates[-1].model_copy(update={"on": parse_edtf("2011-05-02")}))
    before, after = told(programme), told(with_meeting(programme, meeting.model_copy(update={"dates": dates})))
    assert [entry.fact for entry in after] == [entry.fact for entry in before]
    changed = [new for old, new in zip(before, after, strict=True) if old.text != new.text and "/dates/" in new.fact]
    assert [entry.fact for entry in changed] == [f"meetings/2msp/dates/{meeting.dates[-1].id}"]


def test_a_new_statement_is_one_new_entry(programme: Programme) -> None:
    meeting = programme.get("meetings", "2msp")
    new = meeting.dates[-1].model_copy(update={"id": "another"})
    later = with_meeting(programme, meeting.model_copy(update={"dates": (*meeting.dates, new)}))
    assert {entry.fact for entry in told(later)} - {entry.fact for entry in told(programme)} == {
        "meetings/2msp/dates/another"
    }


def test_a_blank_taken_back_is_told_no_more(programme: Programme) -> None:
    decisions = tuple(
        decision.model_copy(
            update={"blanks": tuple(blank.model_copy(update={"filled": None}) for blank in decision.blanks)}
        )
        for decision in programme.decisions
    )
    assert not [entry for entry in told(rebuilt(programme, decisions=decisions)) if "/blanks/" in entry.fact]


def test_each_entry_leads_to_a_page_of_its_language(both: tuple[str, bytes, dict[str, Any]]) -> None:
    code, _, feed = both
    home = SITE.page("fr" if code == "fr" else "es" if code == "es" else "en", "index.md")
    assert all(item["url"].startswith(home) for item in feed["items"])
    assert code != "en" or not any("/fr/" in item["url"] or "/es/" in item["url"] for item in feed["items"])
