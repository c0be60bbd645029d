"""Fragments equal their golden copies; accept a changed look with ACCEPT_GOLDEN=1 after looking at it."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from macros.language import Language
from macros.pages.context import Context, MacroError
from macros.pages.marks import SIGNS
from macros.pages.vocabulary import MACROS, bind
from macros.programme import Programme
from macros.statements import LANGUAGES, Text
from macros.templates import render

from .conftest import PROJECT

GOLDEN = PROJECT / "tests/golden"
FRAGMENTS = {
    "facts-intersessional": '{{ meeting_facts("intersessional-2011") }}',
    "facts-2msp": '{{ meeting_facts("2msp") }}',
    "card-4": "{{ decision_card(4) }}",
    "card-7": "{{ decision_card(7) }}",
    "timeline": "{{ timeline() }}",
    "topic-e": '{{ topic_facts("e") }}',
    "blanks": "{{ blanks_register() }}",
    "words": (
        '{{ when("2msp", "likely") }} | {{ dates("2msp", "window") }} | {{ window("2msp") }} | {{ where("2msp") }} | '
        '{{ count("santiago-joined") }} | {{ term("isu") }} | {{ body("undp", "short") }} | {{ symbol("pm5") }} | '
        '{{ source("draft#annex-1-b") }} | {{ article(5, "title") }} | {{ status("not-found") }} | '
        '{{ blank("host-city") }} | {{ topic("b") }} | {{ place("2msp") }}'
    ),
}


def rendered(source: str, programme: Programme, language: Language, page: str = "meetings/2msp.md") -> str:
    problems: list[tuple[int, str]] = []
    text = render(source, page, programme, language, lambda line, message: problems.append((line, message)))
    assert problems == []
    return text


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_fragment_looks_as_accepted(name: str, programme: Programme, language: Language) -> None:
    html = rendered(FRAGMENTS[name], programme, language)
    text = "\n".join(line.rstrip() for line in re.sub(r"(?<=>)(?=<)", "\n", html).splitlines()) + "\n"
    path = GOLDEN / f"{name}.{language.code}.html"
    if os.environ.get("ACCEPT_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def context(programme: Programme, language: Language, page: str) -> Context:
    return Context(programme, language, page, expand=Markup.escape)


@pytest.mark.parametrize(
    ("page", "target", "anchor", "address"),
    [
        ("index.md", "decisions.md", "decision-4", "decisions/#decision-4"),
        ("decisions.md", "decisions.md", "blanks", "#blanks"),
        ("decisions.md", "index.md", "", "../"),
        ("meetings/2msp.md", "programme.md", "p8", "../../programme/#p8"),
        ("meetings/2msp.md", "meetings/index.md", "", "../"),
        ("meetings/index.md", "meetings/2msp.md", "", "2msp/"),
        ("topics/clearance.md", "meetings/2msp.md", "", "../../meetings/2msp/"),
    ],
)
def test_a_link_is_relative_to_its_page(
    programme: Programme, languages: dict[str, Language], page: str, target: str, anchor: str, address: str
) -> None:
    assert context(programme, languages["en"], page).link(target, anchor) == address


def test_a_value_of_the_data_is_escaped(programme: Programme, languages: dict[str, Language]) -> None:
    evil = Text(en="<script>x</script>", fr="<b>", es="<i>")
    body = programme.get("bodies", "canada").model_copy(update={"name": evil})
    bodies = tuple(body if it.id == "canada" else it for it in programme.bodies)
    fields = {field: getattr(programme, field) for field in Programme.model_fields}
    changed = Programme(**fields | {"bodies": bodies})
    html = rendered('{{ who_does_what() }} {{ body("canada") }}', changed, languages["en"])
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2


def test_a_window_is_marked_as_one_wherever_it_is_shown(programme: Programme, language: Language) -> None:
    for source in ('{{ window("2msp") }}', '{{ dates("2msp", "window") }}', '{{ when("2msp", "window") }}'):
        assert rendered(source, programme, language).startswith('<span class="window">')


def test_every_end_of_a_range_has_a_machine_date_without_its_preposition(
    programme: Programme, language: Language
) -> None:
    soup = BeautifulSoup(rendered('{{ when("intersessional-2011") }}', programme, language), "html.parser")
    ends = [(tag["datetime"], tag.get_text().split()[0]) for tag in soup("time")]
    assert ends == [("2011-06-27", "27"), ("2011-06-30", "30")]


def test_a_status_is_a_shape_and_a_word(programme: Programme, language: Language) -> None:
    for value, sign in SIGNS.items():
        soup = BeautifulSoup(rendered(f'{{{{ status("{value}") }}}}', programme, language), "html.parser")
        assert soup.get_text().startswith(f"{sign} ")
        assert len(soup.get_text()) > len(sign) + 3


def test_statuses_differ_in_shape_where_they_differ_in_meaning() -> None:
    assert len({SIGNS["proposed"], SIGNS["decided"], SIGNS["held"], SIGNS["not-found"]}) == 4


def test_drawing_and_list_of_the_timeline_hold_the_same_meetings(programme: Programme, language: Language) -> None:
    soup = BeautifulSoup(rendered("{{ timeline() }}", programme, language), "html.parser")
    assert soup.svg is not None
    assert soup.ol is not None
    drawn, listed = (
        [link["href"] for link in part("a") if "source" not in link.get("class", [])] for part in (soup.svg, soup.ol)
    )
    assert drawn == listed
    assert len(listed) == len(programme.meetings_of("work-programme"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_label_of_the_drawing_covers_another(
    programme: Programme, code: str, languages: dict[str, Language]
) -> None:
    soup = BeautifulSoup(rendered("{{ timeline() }}", programme, languages[code]), "html.parser")
    boxes: dict[str, list[tuple[float, float]]] = {}
    for label in soup.select("svg text.name"):
        width = 8.2 * len(label.get_text())
        at = float(str(label["x"]))
        box = (at, at + width) if label["text-anchor"] == "start" else (at - width, at)
        assert box[0] >= 0
        assert box[1] <= 900
        boxes.setdefault(str(label["y"]), []).append(box)
    for lane in boxes.values():
        lane.sort()
        assert all(left[1] <= right[0] for left, right in pairwise(lane))


CALLS: list[tuple[str, tuple[Any, ...], str]] = [
    ("when", ("2mps",), 'unknown id "2mps" among meetings; did you mean "2msp"?'),
    ("window", ("1msp",), 'meeting "1msp" has no window'),
    ("place", ("1msp", "happened"), "status not allowed (found happened, allowed proposed, decided, held)"),
    ("topic", ("z",), 'no topic "z" (allowed a, b, c, d, e, f, g, h)'),
    ("symbol", ("draft",), 'document "draft" has no symbol'),
    ("document_date", ("pm5",), 'document "pm5" has no date'),
    ("languages", ("1msp",), 'meeting "1msp" has no languages'),
    ("when", (), "when(): missing a required argument: 'meeting'; write when(meeting, statement=None)"),
    ("count", ("a", "b"), "count(): too many positional arguments; write count(id)"),
]


@pytest.mark.parametrize(("macro", "arguments", "message"), CALLS, ids=lambda value: str(value)[:20])
def test_a_macro_says_what_is_wrong_with_its_call(
    programme: Programme, languages: dict[str, Language], macro: str, arguments: tuple[Any, ...], message: str
) -> None:
    with pytest.raises(MacroError) as raised:
        bind(MACROS[macro], context(programme, languages["en"], "index.md"))(*arguments)
    assert str(raised.value) == message


FOR_TRANSLATORS = {"place", "status", "topic"}
"""Macros that no page uses yet, kept because a sentence in another language may need the bare form."""


def test_every_macro_is_used_by_a_page_or_kept_for_a_reason() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "docs/en").rglob("*.md"))
    data = (PROJECT / "data/programme.yml").read_text(encoding="utf-8")
    assert {name for name in MACROS if f"{{{{ {name}(" not in pages + data} == FOR_TRANSLATORS
