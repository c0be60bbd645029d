"""What happened: sessions, the cycle, sources that disagree, the register, corrections."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from macros.corrections import published_facts, unexplained
from macros.dates import parse_edtf
from macros.history import Correction
from macros.language import Language
from macros.load import load_programme, load_published
from macros.pages.context import Context
from macros.pages.cycle import KINDS
from macros.pages.records import record_name
from macros.programme import Programme
from macros.statements import Text
from macros.templates import render, render_page

from .conftest import PROJECT, Run


def rendered(source: str, programme: Programme, language: Language, page: str) -> BeautifulSoup:
    problems: list[str] = []
    html = render(source, page, programme, language, lambda line, message: problems.append(message))
    assert problems == []
    return BeautifulSoup(html, "html.parser")


# The intersessional meeting of June 2011 as it was held


def test_the_sessions_are_those_that_sources_tell(programme: Programme) -> None:
    told = [(programme.day_of(it).first.day, it.topic, it.chair) for it in programme.sessions]
    assert told == [
        (27, None, "lao-pdr"),
        (27, "stockpile-destruction", "germany"),
        (27, "universalization", "japan"),
        (28, "clearance", "australia"),
        (28, "transparency", "belgium"),
        (28, "victim-assistance", None),
        (29, "cooperation-and-assistance", "south-africa"),
        (29, "national-implementation", None),
    ]


def test_a_day_and_a_topic_of_which_no_source_tells_are_shown_as_gaps(programme: Programme, language: Language) -> None:
    table = rendered(
        '{{ sessions_table("intersessional-2011") }}', programme, language, "meetings/intersessional-2011.md"
    )
    gaps = [row for row in table.select("tbody tr") if len(row.select(".status--not-found")) == 3]
    assert [time["datetime"] for row in gaps for time in row("time")] == ["2011-06-30"]
    assert [str(link["href"]).split("/")[-2] for row in gaps for link in row("a")] == ["general-status"]


def test_a_session_moves_with_the_first_day_of_its_meeting(programme: Programme) -> None:
    session = programme.sessions[1]
    meeting = programme.get("meetings", session.meeting)
    held = meeting.dates[-1].model_copy(update={"on": parse_edtf("2011-07-04/2011-07-07")})
    moved = meeting.model_copy(update={"dates": (*meeting.dates[:-1], held)})
    meetings = tuple(moved if it is meeting else it for it in programme.meetings)
    fields = {field: getattr(programme, field) for field in Programme.model_fields}
    assert Programme(**fields | {"meetings": meetings}).day_of(session).first == date(2011, 7, 4)


def test_friends_coordinators_and_sections_are_those_that_sources_tell(programme: Programme) -> None:
    told = {
        it.letter: (
            [body for lead in it.friends for body in lead.bodies],
            [body for lead in it.coordinators for body in lead.bodies],
            it.plan_section,
        )
        for it in programme.topics
    }
    assert told == {
        "a": ([], ["holy-see", "zambia"], None),
        "b": (["austria"], ["austria", "bosnia-and-herzegovina"], 6),
        "c": (["australia"], ["lao-pdr", "ireland"], 5),
        "d": ([], ["germany", "croatia"], 4),
        "e": (["japan"], ["japan", "portugal"], 3),
        "f": ([], ["belgium"], None),
        "g": (["new-zealand"], ["new-zealand"], None),
        "h": ([], ["spain", "mexico"], 7),
    }


# The cycle

SERIES = [
    ("1msp", "2010-11-09/2010-11-12"),
    ("2msp", "2011-09-13/2011-09-16"),
    ("3msp", "2012-09-11/2012-09-14"),
    ("4msp", "2013-09-10/2013-09-13"),
    ("5msp", "2014-09-02/2014-09-05"),
    ("6msp", "2016-09-05/2016-09-07"),
    ("7msp", "2017-09-04/2017-09-06"),
    ("8msp", "2018-09-03/2018-09-05"),
    ("9msp", "2019-09-02/2019-09-04"),
    ("10msp", "2022-08-30/2022-09-02"),
    ("11msp", "2023-09-11/2023-09-14"),
    ("12msp", "2024-09-10/2024-09-13"),
    ("13msp", "2025-09-16/2025-09-19"),
    ("im-2012", "2012-04-16/2012-04-19"),
    ("im-2013", "2013-04-15/2013-04-18"),
    ("im-2014", "2014-04-07/2014-04-09"),
    ("im-2015", "2015-06-22/2015-06-23"),
    ("im-2022", "2022-05-16/2022-05-17"),
    ("im-2025", "2025-04-07/2025-04-08"),
    ("pm1-1rc", "2015-02-05"),
    ("pm2-1rc", "2015-06-24"),
    ("pm1-2rc", "2020-06-29"),
    ("pm2-2rc", "2020-09-04"),
    ("1rc", "2015-09-07/2015-09-11"),
    ("2rc-part-1", "2020-11-25/2020-11-27"),
    ("2rc-part-2", "2021-09-20/2021-09-21"),
    ("3rc", "2026-09"),
    ("dublin-2008", "2008-05-19/2008-05-30"),
    ("oslo-2008", "2008-12-03/2008-12-04"),
]
"""The dates of the dossier, section 3."""


@pytest.mark.parametrize(("id", "edtf"), SERIES)
def test_a_meeting_of_the_cycle_leads_with_its_dates(
    programme: Programme, language: Language, id: str, edtf: str
) -> None:
    page = rendered(f'{{{{ dates("{id}") }}}}', programme, language, "index.md")
    period = parse_edtf(edtf)
    wanted = [period.first.isoformat(), period.last.isoformat()] if "/" in edtf else [edtf]
    assert [time["datetime"] for time in page("time")] == wanted


def test_what_is_only_announced_is_not_shown_as_held(programme: Programme) -> None:
    announced = {it.id for it in programme.meetings_of("cycle") if not any(date.status == "held" for date in it.dates)}
    assert announced == {"11msp", "12msp", "3rc"}


def test_drawing_and_list_of_the_cycle_hold_the_same_records(programme: Programme, language: Language) -> None:
    drawing = rendered("{{ cycle_drawing() }}", programme, language, "convention/cycle.md")
    rail = rendered("{{ cycle_list() }}", programme, language, "convention/cycle.md")
    drawn = [str(link["href"]) for link in drawing.select("svg a")]
    listed = [
        str(name.a["href"]) if (name := entry.select_one(".timeline__name")) and name.a else f"#{entry['id']}"
        for entry in rail.select("[data-kind]")
    ]
    assert sorted(drawn) == sorted(listed)
    assert len(drawn) == len(programme.meetings_of("cycle")) + len(programme.milestones)


def test_the_cycle_stands_in_the_order_of_time_under_its_years(programme: Programme, language: Language) -> None:
    rail = rendered("{{ cycle_list() }}", programme, language, "convention/cycle.md")
    for year in rail.select("[data-year]"):
        days = [str(entry.time["datetime"]) for entry in year.select("[data-kind]") if entry.time]
        assert all(day.startswith(str(year["data-year"])) for day in days)
        assert [day[:7] for day in days] == sorted(day[:7] for day in days)


def test_every_kind_and_year_of_the_data_can_be_chosen_and_the_style_sheet_filters_by_it(
    programme: Programme, language: Language
) -> None:
    rail = rendered("{{ cycle_list() }}", programme, language, "convention/cycle.md")
    style = (PROJECT / "docs/assets/site.css").read_text(encoding="utf-8")
    chosen = {str(choice["id"]) for choice in rail.select("input") if not str(choice["id"]).endswith("-all")}
    years = {f"cycle-year-{year['data-year']}" for year in rail.select("[data-year]")}
    assert chosen == years | {f"cycle-kind-{kind}" for kind in KINDS}
    for choice in chosen:
        value = choice.removeprefix("cycle-year-").removeprefix("cycle-kind-")
        data = "year" if choice.startswith("cycle-year-") else "kind"
        assert f'.cycle:has(#{choice}:checked) [data-{data}]:not([data-{data}="{value}"])' in style


@pytest.mark.parametrize("number", [22, 23])
def test_a_title_that_was_not_found_is_shown_as_a_gap(programme: Programme, number: int) -> None:
    titles = programme.get("articles", number).title
    assert (titles.fr, bool(titles.en), bool(titles.es)) == (None, True, True)
    page = rendered("{{ articles_table() }}", programme, Language("fr", programme.phrases), "convention/index.md")
    row = page.find(id=f"article-{number}")
    assert row is not None
    assert row.select_one(".status--not-found") is not None


# The register of sources


def test_every_source_carries_a_fact(programme: Programme) -> None:
    assert [it.id for it in programme.sources if it.id not in programme.evidence] == []


def test_every_quote_stands_in_the_register_beside_its_source(programme: Programme, language: Language) -> None:
    kinds = ("un", "support-unit", "government", "organization", "ngo", "press")
    page = rendered(
        "".join(f'{{{{ sources_register("{kind}") }}}}' for kind in kinds), programme, language, "sources/un.md"
    )
    checked = 0
    for id, evidence in programme.evidence.items():
        entry = page.find(id=id)
        quotes = {citation.quote for fact in evidence for citation in fact.quotes}
        if programme.knows("sources", id):
            assert entry is not None
            assert quotes <= {tag.get_text() for tag in entry("q")}  # type: ignore[union-attr]
            checked += len(quotes)
    assert checked > 150


def test_a_copy_or_mirror_is_named_and_not_linked(programme: Programme) -> None:
    mirrors = ("pronk.se", "docslib.org", "lawsdocbox.com", "doczz.", "docstoc.com", "studylib.", "dev.unoda.org")
    copies = [it for it in programme.sources if any(mirror in it.address for mirror in mirrors)]
    assert len(copies) > 20
    assert [it.id for it in copies if it.linked or it.note is None] == []


# Sources that disagree


def test_the_cases_are_those_of_the_dossier_that_may_be_published(programme: Programme) -> None:
    assert len(programme.contradictions) == 15
    assert all(
        len({citation.at for it in case.readings for citation in it.source}) >= 2 for case in programme.contradictions
    )


# Corrections


WHY = Text(en="The eve was counted.", fr="La veille avait été comptée.", es="Se había contado la víspera.")


def corrected(programme: Programme, **changes: object) -> Programme:
    """The programme with one correction, of the dates of the Fourth Meeting."""
    values = {
        "id": "four-msp",
        "fact": "meetings/4msp/dates/held/on",
        "was": "2013-09-09/2013-09-13",
        "now": "2013-09-10/2013-09-13",
        "made": "2026-11-24",
        "why": WHY,
        "source": "unog-4msp",
    }
    fields = {field: getattr(programme, field) for field in Programme.model_fields}
    return Programme(**fields | {"corrections": (Correction.model_validate(values | changes),)})


def test_the_snapshot_holds_the_facts_as_they_are(programme: Programme) -> None:
    facts = {fact: value for fact, (value, _) in published_facts(programme).items()}
    assert load_published(PROJECT / "data") == facts


def test_a_fact_that_changes_needs_a_correction_that_gives_both_values(programme: Programme) -> None:
    published = {"meetings/4msp/dates/held/on": "2013-09-09/2013-09-13"}
    assert [change.fact for change in unexplained(programme, published)] == list(published)
    assert unexplained(corrected(programme), published) == ()
    assert len(unexplained(corrected(programme, was="2013-09-08/2013-09-13"), published)) == 1
    assert len(unexplained(corrected(programme, now="2013-09-11/2013-09-13"), published)) == 1


def test_a_fact_taken_back_needs_a_correction_too(programme: Programme) -> None:
    published = {"meetings/4msp/dates/gone/on": "2013"}
    assert len(unexplained(programme, published)) == 1
    assert unexplained(corrected(programme, fact="meetings/4msp/dates/gone/on", was="2013", now=None), published) == ()


def test_a_correction_is_told_on_its_page_and_on_the_page_corrected(programme: Programme, language: Language) -> None:
    changed = corrected(programme)
    entry = rendered("{{ corrections_list() }}", changed, language, "corrections.md").find(id="four-msp")
    assert entry is not None
    assert [tag["datetime"] for tag in entry.find("del")("time")] == ["2013-09-09", "2013-09-13"]  # type: ignore[union-attr]
    assert [tag["datetime"] for tag in entry.find("ins")("time")] == ["2013-09-10", "2013-09-13"]  # type: ignore[union-attr]
    assert WHY[language.code] in entry.get_text()
    for page, told in (("meetings/4msp.md", True), ("meetings/3msp.md", False)):
        html = render_page("Summary.\n{ .summary }\n\nText.", page, changed, language, lambda line, message: None)
        assert ('href="../../corrections/#four-msp"' in html) == told


def test_the_source_of_a_correction_names_it_and_leads_to_it(programme: Programme, language: Language) -> None:
    kind = next(source.kind for source in programme.sources if source.id == "unog-4msp")
    page = rendered(f'{{{{ sources_register("{kind}") }}}}', corrected(programme), language, f"sources/{kind}.md")
    entry = page.find(id="unog-4msp")
    assert entry is not None
    link = entry.find("a", href="../../corrections/#four-msp")
    assert link is not None
    assert link.time["datetime"] == "2026-11-24"  # type: ignore[union-attr]
    assert link.get_text().startswith(language.say("correction-on", day="").rstrip())


@pytest.mark.parametrize("kind", [it for it in Programme.model_fields if it not in ("fields", "phrases", "sources")])
def test_every_record_has_a_name(programme: Programme, language: Language, kind: str) -> None:
    context = Context(corrected(programme), language, "sources/un.md", expand=Markup.escape)
    for record in getattr(context.programme, kind):
        assert record_name(context, kind, record).striptags()


@pytest.mark.parametrize(
    ("fact", "was", "now", "shown"),
    [
        ("meetings/4msp/places/held-1/city", "oslo", "lusaka", ("Oslo", "Lusaka")),
        ("meetings/4msp/chairs/held-1/body", "steffen-kongstad", "wylbur-simuusa", ("Kongstad", "Simuusa")),
        ("meetings/2msp/attendance/2msp-states-parties/number", "1051", "52", ("051", "52")),
        ("decisions/decision-4/outcome/status", "not-found", "carried-out", ("○", "●")),
        ("documents/pm5/symbol", "CCM/MSP/2010/PM/4", "CCM/MSP/2010/PM/5", ("PM/4", "PM/5")),
    ],
)
def test_a_corrected_value_is_shown_as_readers_know_it(
    programme: Programme, language: Language, fact: str, was: str, now: str, shown: tuple[str, str]
) -> None:
    changed = corrected(programme, fact=fact, was=was, now=now)
    page = rendered("{{ corrections_list() }}", changed, language, "corrections.md")
    assert shown[0] in page.find("del").get_text()  # type: ignore[union-attr]
    assert shown[1] in page.find("ins").get_text()  # type: ignore[union-attr]


def test_make_accept_refuses_a_silent_change_and_remembers_an_explained_one(warm_project: Path, run: Run) -> None:
    data = warm_project / "data/programme.yml"
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("half_days: 7", "half_days: 6"), encoding="utf-8")
    refused = run(warm_project, "macros.accept")
    assert refused.returncode == 1
    assert 'was: "7"\n  now: "6"\n' in refused.stderr
    checked = run(warm_project, "macros.check")
    assert re.search(r"data/programme\.yml:\d+: .*published fact changed: .*half_days \(was 7, now 6\)", checked.stderr)
    entry = "- {id: length, fact: meetings/intersessional-2011/lengths/proposed-1/half_days, was: '7', now: '6', "
    entry += (
        "made: 2026-11-24, why: {en: Miscounted., fr: Erreur de calcul., es: Error de cálculo.}, source: draft#p3}\n"
    )
    (warm_project / "data/corrections.yml").write_text(entry, encoding="utf-8")
    accepted = run(warm_project, "macros.accept")
    assert accepted.stdout.endswith("(0 new, 1 changed, 0 taken back)\n"), accepted.stderr
    kept = json.loads((warm_project / "data/published.json").read_text(encoding="utf-8"))
    assert kept["meetings/intersessional-2011/lengths/proposed-1/half_days"] == "6"
    assert load_programme(warm_project / "data").corrections[0].now == "6"
