"""Every fact of the draft is in the data, with its paragraph."""

import pytest

from macros.dates import parse_edtf
from macros.programme import Programme
from macros.records import Meeting
from macros.statements import Citation, shown_first

from .conftest import PROJECT


def cited(source: tuple[Citation, ...]) -> set[str]:
    return {citation.at for citation in source}


def meeting(programme: Programme, id: str) -> Meeting:
    found = programme.get("meetings", id)
    assert isinstance(found, Meeting)
    return found


def test_the_draft_is_described_as_its_cover_and_footnote_say(programme: Programme) -> None:
    draft = programme.get("documents", "draft")
    assert (str(draft.date), draft.original, draft.agenda_item) == ("2010-10-15", "en", 11)
    assert draft.agenda_title.en == "Operation and status of the Convention"
    assert (draft.submitted_by, draft.prepared_by, draft.symbol) == ("president-designate", "canada", None)
    assert cited(draft.source) == {"draft#cover", "draft#note-1"}


def test_the_earlier_paper_is_known_by_its_symbol(programme: Programme) -> None:
    assert programme.get("documents", "pm5").symbol == "CCM/MSP/2010/PM/5"
    assert cited(programme.get("documents", "pm5").source) == {"draft#p1"}


def test_every_paragraph_of_the_draft_can_be_cited_and_is(programme: Programme) -> None:
    letters = [f"annex-1-{letter}" for letter in "abcdefgh"]
    expected = [
        "cover",
        "note-1",
        *(f"p{n}" for n in range(1, 11)),
        "annex-1",
        *letters,
        *(f"annex-{n}" for n in range(2, 8)),
    ]
    assert list(programme.get("documents", "draft").paragraphs) == expected
    data = (PROJECT / "data/programme.yml").read_text(encoding="utf-8")
    uncited = [paragraph for paragraph in expected if f"draft#{paragraph}" not in data]
    assert uncited == []


DATES = [
    ("santiago-2010", "held", "held", "2010-06-07/2010-06-09", "cmc-newsletter-2010-06"),
    ("preparatory-2010", "held", "held", "2010-09-06", "draft#p1"),
    ("1msp", "decided", "decided", "2010-11-09/2010-11-12", "draft#cover"),
    ("1msp", "held", "held", "2010-11-09/2010-11-12", "unoda-1msp"),
    ("aplc-standing-committees-2011", "held", "held", "2011-06-20/2011-06-24", "aplc-im2011"),
    ("intersessional-2011", "june", "proposed", "2011-06", "draft#p1"),
    ("intersessional-2011", "proposed", "proposed", "2011-06-27/2011-06-30", "draft#p3"),
    ("intersessional-2011", "proposed", "proposed", "2011-06-27/2011-06-30", "draft#annex-4"),
    ("intersessional-2011", "held", "held", "2011-06-27/2011-06-30", "isu-intersessional-index-copy"),
    ("preparatory-2011", "proposed", "proposed", "2011-06-30", "draft#p3"),
    ("2msp", "interest", "proposed", "2011", "draft#p8"),
    ("2msp", "annex", "proposed", "2011-09", "draft#annex-7"),
    ("2msp", "decided", "decided", "2011-09-12/2011-09-16", "hrw-2010-11-13"),
    ("2msp", "held-with-opening", "held", "2011-09-12/2011-09-16", "cmc-2msp"),
    ("2msp", "held", "held", "2011-09-13/2011-09-16", "unoda-2msp"),
]


@pytest.mark.parametrize(("id", "statement", "status", "edtf", "source"), DATES)
def test_a_meeting_has_its_dates_with_status_and_source(
    programme: Programme, id: str, statement: str, status: str, edtf: str, source: str
) -> None:
    found = next(date for date in meeting(programme, id).dates if date.id == statement)
    assert (found.status, found.on) == (status, parse_edtf(edtf))
    assert source in cited(found.source)


def test_the_second_meeting_is_proposed_inside_a_window_and_likely_in_mid_september(programme: Programme) -> None:
    dates = {date.id: date for date in meeting(programme, "2msp").dates}
    window, likely = dates["window"], dates["likely"]
    assert (window.status, window.within, window.at_most_days) == ("proposed", parse_edtf("2011-09-10/2011-09-20"), 5)
    assert window.is_window
    assert (likely.status, likely.part, likely.of) == ("proposed", "mid", parse_edtf("2011-09"))
    assert cited(window.source) == cited(likely.source) == {"draft#p8"}


def test_the_intersessional_meeting_is_proposed_as_the_draft_says(programme: Programme) -> None:
    found = meeting(programme, "intersessional-2011")
    place, chair = found.places[0], found.chairs[0]
    assert (place.status, place.city, place.venue, cited(place.source)) == (
        "proposed",
        "geneva",
        "wmo-building",
        {"draft#p3"},
    )
    assert (chair.status, chair.body) == ("proposed", "president-1msp")
    assert "draft#p5" in cited(chair.source)
    assert (found.lengths[0].half_days, cited(found.lengths[0].source)) == (7, {"draft#p3"})
    assert (found.languages[0].codes, cited(found.languages[0].source)) == (
        ("en", "fr", "es"),
        {"draft#p6", "draft#annex-5"},
    )
    assert (found.papers[0].official, cited(found.papers[0].source)) == (False, {"draft#p6"})
    assert found.formats[0].format == "informal"
    assert found.follows[0].meeting == "aplc-standing-committees-2011"
    kinds = ("states-parties", "signatory-states", "interested-states", "organizations", "ngos")
    assert (found.participants[0].bodies, cited(found.participants[0].source)) == (kinds, {"draft#p4"})


def test_the_building_of_june_2011_is_known_only_as_a_proposal(programme: Programme) -> None:
    assert [place.venue for place in meeting(programme, "intersessional-2011").places if place.status == "held"] == [
        None
    ]


def test_the_topics_are_a_to_h_each_with_its_paragraph_and_article(programme: Programme) -> None:
    found = [(topic.letter, topic.article, topic.source[0].at) for topic in programme.topics]
    articles = [11, 5, 4, 3, 21, 7, 9, 6]
    assert found == [
        (letter, number, f"draft#annex-1-{letter}") for letter, number in zip("abcdefgh", articles, strict=True)
    ]
    assert [topic.letter for topic in programme.topics if topic.article_is_our_reading] == ["e"]


def test_the_decisions_are_seven_each_with_its_paragraph(programme: Programme) -> None:
    assert [(decision.number, decision.source[0].at) for decision in programme.decisions] == [
        (number, f"draft#annex-{number}") for number in range(1, 8)
    ]


def test_decision_one_names_all_topics(programme: Programme) -> None:
    assert programme.decisions[0].topics == tuple(topic.id for topic in programme.topics)


def test_the_blanks_are_eight_as_the_draft_prints_them(programme: Programme) -> None:
    printed = {
        decision.number: [blank.printed for blank in decision.blanks]
        for decision in programme.decisions
        if decision.blanks
    }
    assert printed == {1: ["CCM/MSP/2010/..."], 6: ["[...]"], 7: ["[...]"] * 6}


def test_only_place_and_days_of_the_second_meeting_are_filled(programme: Programme) -> None:
    filled = {blank.id: blank.filled for blank in programme.blanks if blank.filled is not None}
    assert set(filled) == {"host-city", "host-country", "first-day", "last-day"}
    assert all("hrw-2010-11-13" in cited(filler.source) for filler in filled.values())


def test_decisions_five_and_six_claim_no_outcome(programme: Programme) -> None:
    outcomes = {decision.number: decision.outcome.status for decision in programme.decisions}
    assert outcomes == {
        1: "reported-adopted",
        2: "carried-out",
        3: "carried-out",
        4: "carried-out",
        5: "not-found",
        6: "not-found",
        7: "adopted-in-part",
    }


def test_paragraph_nine_asks_for_six_decisions(programme: Programme) -> None:
    assert len(programme.key_decisions) == 6
    assert {at for key in programme.key_decisions for at in cited(key.source)} == {"draft#p9"}


@pytest.mark.parametrize(("id", "number"), [("santiago-joined", 85), ("santiago-non-signatories", 15)])
def test_the_draft_counts_the_states_in_santiago(programme: Programme, id: str, number: int) -> None:
    count = next(it for it in meeting(programme, "santiago-2010").attendance if it.id == id)
    assert (count.number, cited(count.source)) == (number, {"draft#p1"})


@pytest.mark.parametrize(
    ("id", "paragraph"),
    [
        ("president-designate", "cover"),
        ("president-1msp", "p5"),
        ("friends", "p5"),
        ("executive-coordinator", "p7"),
        ("sara-sekkenes", "p7"),
        ("undp", "p7"),
        ("undp-bcpr", "p7"),
        ("unoda-geneva", "p7"),
        ("gichd", "p7"),
        ("wmo", "p3"),
        ("united-nations", "annex-2"),
        ("icrc", "annex-2"),
        ("cmc", "annex-2"),
        ("lao-support-group", "p1"),
        ("canada", "note-1"),
        ("chile", "p1"),
        ("lao-pdr", "cover"),
        ("lebanon", "p8"),
        ("states-parties", "p4"),
        ("signatory-states", "p4"),
        ("interested-states", "p4"),
        ("organizations", "p4"),
        ("ngos", "p4"),
    ],
)
def test_everyone_named_in_the_draft_is_in_the_data(programme: Programme, id: str, paragraph: str) -> None:
    assert f"draft#{paragraph}" in cited(programme.get("bodies", id).source)


@pytest.mark.parametrize(
    ("kind", "by", "paragraph"),
    [
        ("proposed", "president-designate", "p1"),
        ("consulted", "lao-support-group", "p1"),
        ("consulted", "santiago-participants", "p1"),
        ("supported", "interested-states-and-organizations", "p1"),
        ("proposed", "president-designate", "p2"),
        ("consulted", "interested-parties", "p3"),
        ("proposed", "president-designate", "p7"),
        ("expressed-interest", "lebanon", "p8"),
        ("consulted", "consulted-on-2msp", "p8"),
        ("welcomed", "states-parties", "p8"),
        ("offered", "lebanon", "p8"),
    ],
)
def test_what_was_proposed_welcomed_and_offered_is_told_with_who_did_it(
    programme: Programme, kind: str, by: str, paragraph: str
) -> None:
    acts = [(act.kind, act.by, *cited(act.source)) for act in programme.acts]
    assert (kind, by, f"draft#{paragraph}") in acts


def test_the_reasons_and_the_output_of_each_meeting_are_told(programme: Programme) -> None:
    found = [(purpose.meeting, purpose.kind, *sorted(cited(purpose.source))) for purpose in programme.purposes]
    assert found == [
        ("intersessional-2011", "reason", "draft#p2"),
        ("intersessional-2011", "reason", "draft#p2"),
        ("intersessional-2011", "reason", "draft#p2"),
        ("intersessional-2011", "reason", "draft#p4"),
        ("intersessional-2011", "output", "draft#annex-3", "draft#p2"),
        ("aplc-standing-committees-2011", "reason", "draft#p3"),
        ("aplc-standing-committees-2011", "reason", "draft#p3"),
        ("aplc-standing-committees-2011", "reason", "draft#p3"),
        ("2msp", "reason", "draft#p8"),
    ]


def test_acts_stand_in_the_order_of_the_paragraphs(programme: Programme) -> None:
    paragraphs = [int(act.source[0].at.removeprefix("draft#p")) for act in programme.acts]
    assert paragraphs == sorted(paragraphs)


def test_money_is_asked_for_three_ends(programme: Programme) -> None:
    assert [(fund.id, *cited(fund.source), fund.held_by) for fund in programme.funds] == [
        ("sponsorship-programme", "draft#p4", None),
        ("coordinator-costs", "draft#p7", "undp"),
        ("conference-support-costs", "draft#annex-6", "undp"),
    ]


def test_meetings_stand_in_the_order_of_time(programme: Programme) -> None:
    firsts = [date.period.first for found in programme.meetings if (date := shown_first(found.dates))]
    assert len(firsts) == len(programme.meetings)
    assert firsts == sorted(firsts)


def test_no_phrase_is_unused(programme: Programme) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "macros").rglob("*.py"))
    code += "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "overrides").rglob("*.html"))
    families = (
        "status-",
        "meaning-",
        "act-",
        "kind-",
        "download-",
        "source-kind-",
        "format-",
        "neighbour-",
        "paragraph-",
        "status-held-",
        "kind-",
    )
    unused = [key for key in programme.phrases if f'"{key}"' not in code and not key.startswith(families)]
    assert unused == []


def test_what_is_shown_first_is_held_before_decided_before_proposed(programme: Programme) -> None:
    dates = meeting(programme, "2msp").dates
    assert shown_first(dates) is next(date for date in dates if date.id == "held")
    assert shown_first([date for date in dates if date.status != "held"]) is next(
        date for date in dates if date.id == "decided"
    )
    assert shown_first([date for date in dates if date.status == "proposed"]) is next(
        date for date in dates if date.id == "annex"
    )
    assert shown_first(()) is None
