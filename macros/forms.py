"""The date, list and quotation forms of each language, as UN editors print them.

Sources: the English Editorial Manual on numbers, dates and time; the Spanish Translation Service manual on dates,
numerals and capitals; French covers and reports of the Convention's own meetings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from .languages import in_place
from .statements import LanguageCode

NBSP = "\u00a0"
_SLOT = re.compile(r"\{\w*\}")
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Forms:
    """The date and list forms of one language; `{m}` is a month with its year."""

    locale: str
    day: str
    first_of_month: str
    month: str
    year_joint: str
    on_day: str
    weekday: str
    in_month: str
    in_year: str
    from_to: str
    from_month_to_month: str
    between: str
    head_inside_month: str
    head_across_months: str
    pair: str
    pair_running: str
    pair_adverbial: str
    parts: Mapping[str, str]
    parts_adverbial: Mapping[str, str]
    marker: str
    quote: str
    numbers: str
    joint: str
    thousands: str


FORMS: Mapping[LanguageCode, Forms] = {
    "en": Forms(
        locale="en_GB",
        day=f"{{d}}{NBSP}{{m}}",
        first_of_month="1",
        month="{m} {y}",
        year_joint=" ",
        on_day="on {d}",
        weekday="{w}, {d}",
        in_month="in {m}",
        in_year="in {y}",
        from_to="from {a} to {b}",
        from_month_to_month="from {a} to {b}",
        between="from {a} to {b}",
        head_inside_month="{a}–{b}",
        head_across_months="{a} – {b}",
        pair="{a} and {b}",
        pair_running="{a} and {b}",
        pair_adverbial="on {a} and {b}",
        parts={"early": "early {m}", "mid": "mid-{m}", "late": "late {m}"},
        parts_adverbial={"early": "in early {m}", "mid": "in mid-{m}", "late": "in late {m}"},
        marker="({letter})",
        quote="“{}”",
        numbers="zero one two three four five six seven eight nine",
        joint="and",
        thousands=",",
    ),
    "fr": Forms(
        locale="fr_FR",
        day=f"{{d}}{NBSP}{{m}}",
        first_of_month="1er",
        month="{m} {y}",
        year_joint=" ",
        on_day="le {d}",
        weekday="{w} {d}",
        in_month="en {m}",
        in_year="en {y}",
        from_to="du {a} au {b}",
        from_month_to_month="de {a} à {b}",
        between="du {a} au {b}",
        head_inside_month="{a}-{b}",
        head_across_months="{a}-{b}",
        pair="{a} et {b}",
        pair_running="les {a} et {b}",
        pair_adverbial="les {a} et {b}",
        parts={"early": "début {m}", "mid": "mi-{m}", "late": "fin {m}"},
        parts_adverbial={"early": "au début de {m}", "mid": "à la mi-{m}", "late": "à la fin de {m}"},
        marker="{letter})",
        quote=f"«{NBSP}{{}}{NBSP}»",
        numbers="zéro un deux trois quatre cinq six sept huit neuf dix",
        joint="et",
        thousands=NBSP,
    ),
    "es": Forms(
        locale="es_ES",
        day=f"{{d}}{NBSP}de {{m}}",
        first_of_month="1",
        month="{m} de {y}",
        year_joint=" de ",
        on_day="el {d}",
        weekday="el {w} {d}",
        in_month="en {m}",
        in_year="en {y}",
        from_to="del {a} al {b}",
        from_month_to_month="de {a} a {b}",
        between="comprendido entre el {a} y el {b}",
        head_inside_month="{a} a {b}",
        head_across_months="{a} a {b}",
        pair="{a} y {b}",
        pair_running="los días {a} y {b}",
        pair_adverbial="los días {a} y {b}",
        parts={"early": "principios de {m}", "mid": "mediados de {m}", "late": "fines de {m}"},
        parts_adverbial={
            "early": "a principios de {m}",
            "mid": "a mediados de {m}",
            "late": "a fines de {m}",
        },
        marker="{letter})",
        quote="“{}”",
        numbers="cero uno dos tres cuatro cinco seis siete ocho nueve diez",
        joint="y",
        thousands=".",
    ),
}


@cache
def forms_of(code: LanguageCode) -> Forms:
    """Returns the forms of a language; where it has none yet, English ones stand in for them, with its own months."""
    if code in FORMS:
        return FORMS[code]
    english = FORMS["en"]
    named = {field.name: _standing_in(getattr(english, field.name)) for field in fields(Forms)}
    return replace(english, **named | {"locale": code})


def _standing_in(form: Any) -> Any:
    """Returns a form with its words marked as English, if it has words."""
    if isinstance(form, Mapping):
        return {name: _standing_in(value) for name, value in form.items()}
    if form == FORMS["en"].numbers:
        return " ".join(map(in_place, form.split()))
    return in_place(form) if _WORD.search(_SLOT.sub("", form)) else form
