"""How one language says a date, a range, a list, a number, a label.

Date forms follow UN editors in each language (English Editorial Manual; Spanish Translation Service manual
on dates; French covers and reports of the Convention). Babel gives month names only: its ranges use thin
spaces, shortened months and no "1er", which no UN editor prints.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from babel.dates import get_day_names, get_month_names
from markupsafe import Markup, escape

from .dates import Period
from .forms import NBSP, Forms, forms_of
from .languages import name_in
from .meeting_statements import DateStatement
from .problems import UnknownPhrase
from .statements import LanguageCode, Text, Titles

DateStyle = Literal["running", "heading", "adverbial"]
Wrap = Callable[[str, str], str]
"""Takes a machine date and its words; returns the words as they are to be shown."""


def plain(_machine: str, words: str) -> str:
    """Returns the words of a date unchanged."""
    return words


def bare(word: str) -> str:
    """Returns a word in lower case without accents and without signs beyond ASCII, for sorting and for y→e."""
    if word.isascii():
        return word.lower()
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if sign.isascii() or sign.isalpha()).lower()


@dataclass(frozen=True)
class Language:
    """One language of the site, with its phrases."""

    code: LanguageCode
    phrases: Mapping[str, Text]

    @property
    def forms(self) -> Forms:
        """Date and list forms of the language."""
        return forms_of(self.code)

    def text(self, text: Text) -> str:
        """Returns the words of a text in this language."""
        return text[self.code]

    def title(self, titles: Titles) -> str | None:
        """Returns a title as it was found in this language, or None where it was not."""
        return titles[self.code]

    def say(self, key: str, **values: object) -> Markup:
        """Returns a phrase with its placeholders filled; values that are not markup are escaped.

        Raises UnknownPhrase.
        """
        try:
            phrase = self.phrases[key]
        except KeyError:
            raise UnknownPhrase(key, self.phrases) from None
        return Markup(escape(phrase[self.code])).format(**values)

    def sentence_case(self, text: Text) -> str:
        """Returns the words with a capital first letter, for headings, tables and list items."""
        words = self.text(text)
        return words[:1].upper() + words[1:]

    def name_of(self, code: LanguageCode) -> Markup:
        """Returns what a language is called in this one, as it stands inside a sentence."""
        return escape(name_in(code, self.code))

    # Dates

    def day(self, day: date, wrap: Wrap = plain, *, with_month: bool = True, with_year: bool = True) -> str:
        """Returns one day: `27 June 2011`, `1er juillet 2011`, `27 de junio de 2011`."""
        number = self.forms.first_of_month if day.day == 1 else str(day.day)
        words = self.forms.day.format(d=number, m=self._month_name(day)) if with_month else number
        return wrap(day.isoformat(), f"{words}{self.forms.year_joint}{day.year}" if with_year else words)

    def month(self, day: date, wrap: Wrap = plain) -> str:
        """Returns month and year: `September 2011`, `septiembre de 2011`."""
        return wrap(f"{day:%Y-%m}", self.forms.month.format(m=self._month_name(day), y=day.year))

    def _month_name(self, day: date) -> str:
        return str(get_month_names("wide", "format", self.forms.locale)[day.month])

    def period(self, period: Period, style: DateStyle = "running", wrap: Wrap = plain) -> str:
        """Returns a period in running text, as a heading or as an adverbial.

        Running text says `from 27 to 30 June 2011`, a heading or table cell `27–30 June 2011`; an adverbial is
        running text that also brings its own preposition to a day, a month or a year (`on 6 September 2010`).
        """
        forms, adverbial = self.forms, style == "adverbial"
        if period.precision == "year":
            words = wrap(f"{period.first.year}", f"{period.first.year}")
            return forms.in_year.format(y=words) if adverbial else words
        if period.precision == "month" and period.is_in_one_month:
            words = self.month(period.first, wrap)
            return forms.in_month.format(m=words) if adverbial else words
        if period.precision == "month":
            return self._months(period, wrap)
        if period.is_one_day:
            words = self.day(period.first, wrap)
            return forms.on_day.format(d=words) if adverbial else words
        return self._range(period, style, wrap)

    def _range(self, period: Period, style: DateStyle, wrap: Wrap) -> str:
        forms = self.forms
        if period.days == 2:
            form = {"running": forms.pair_running, "heading": forms.pair, "adverbial": forms.pair_adverbial}[style]
        elif style == "heading":
            inside = period.is_in_one_month
            form = forms.head_inside_month if inside else forms.head_across_months
        else:
            form = forms.from_to
        return self._ends(form, period, wrap)

    def _months(self, period: Period, wrap: Wrap) -> str:
        same_year = period.first.year == period.last.year
        name = self._month_name(period.first)
        start = wrap(f"{period.first:%Y-%m}", name) if same_year else self.month(period.first, wrap)
        form = self._elided(self.forms.from_month_to_month, "{a}", name)
        return form.format(a=start, b=self.month(period.last, wrap))

    def _elided(self, form: str, slot: str, word: str) -> str:
        """Returns a form in which a French `de` before a vowel has become `d’`."""
        elides = self.code == "fr" and bare(word)[0] in "aeiou"
        return form.replace(f"de {slot}", f"d’{slot}") if elides else form

    def weekday(self, day: date, wrap: Wrap = plain) -> str:
        """Returns a day with its weekday, as running text: `lundi 27 juin 2011`, `el lunes 27 de junio de 2011`."""
        name = get_day_names("wide", "format", self.forms.locale)[day.weekday()]
        return self.forms.weekday.format(w=name, d=self.day(day, wrap))

    def _ends(self, form: str, period: Period, wrap: Wrap) -> str:
        same_year = period.first.year == period.last.year
        start = self.day(period.first, wrap, with_month=not period.is_in_one_month, with_year=not same_year)
        return form.format(a=start, b=self.day(period.last, wrap))

    def part_of_month(self, part: str, month: date, style: DateStyle, wrap: Wrap = plain) -> str:
        """Returns `mid-September 2011`, or with its preposition `in mid-September 2011`."""
        forms = self.forms
        form = (forms.parts_adverbial if style == "adverbial" else forms.parts)[part]
        name = self._month_name(month)
        form = self._elided(form, "{m}", name)
        return form.format(m=self.month(month, wrap))

    def statement(self, statement: DateStatement, style: DateStyle = "running", wrap: Wrap = plain) -> str:
        """Returns what a source says of a date; a window is always said to be one, never shown as dates."""
        if statement.on is not None:
            return self.period(statement.on, style, wrap)
        if statement.part is not None and statement.of is not None:
            return self.part_of_month(statement.part, statement.of.first, style, wrap)
        assert statement.within is not None  # noqa: S101 - DateStatement holds
        assert statement.at_most_days is not None  # noqa: S101 - DateStatement holds
        days = self.half_days(2 * statement.at_most_days)
        if style == "heading":
            return str(self.say("window-heading", days=days, period=Markup(self.period(statement.within, style, wrap))))
        period = self._ends(self.forms.between, statement.within, wrap)
        return str(self.say("window-running", days=days, period=Markup(period)))

    # Numbers and lists

    def number(self, number: int) -> str:
        """Returns a number in figures: `12,345`, `12 345` (no-break space), `12.345`; four figures stay whole in es."""
        if self.code == "es" and number < 10_000:
            return str(number)
        return f"{number:,}".replace(",", self.forms.thousands)

    def number_word(self, number: int) -> str:
        """Returns a small number in words (en to nine, fr and es to ten), a larger one in figures."""
        words = self.forms.numbers.split()
        return words[number] if number < len(words) else self.number(number)

    def roman(self, number: int) -> str:
        """Returns a small number as the Roman numeral of a section: `VI`."""
        tens, units = divmod(number, 10)
        return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]

    def half_days(self, half_days: int) -> Markup:
        """Returns a length given in half days: `three and a half days`, `cinq jours`, `medio día`."""
        days, half = divmod(half_days, 2)
        if days == 0:
            return self.say("half-day")
        key = ("one-day-and-half" if half else "one-day") if days == 1 else ("days-and-half" if half else "days")
        return self.say(key, number=self.number_word(days))

    def join(self, items: Iterable[str]) -> Markup:
        """Returns items joined with commas and a last `and`; in Spanish y becomes e before an i sound."""
        words = [escape(item) for item in items]
        if len(words) < 2:
            return Markup("").join(words)
        joint = self.forms.joint
        if self.code == "es" and _sounds_like_i(bare(Markup(words[-1]).striptags())):
            joint = "e"
        return Markup(", ").join(words[:-1]) + f" {joint} " + words[-1]

    def sorted_join(self, items: Iterable[str]) -> Markup:
        """Returns items in the alphabetical order of the language, joined."""
        return self.join(sorted(items, key=bare))

    # Signs

    def quote(self, words: str) -> Markup:
        """Returns words between the quotation marks of the language."""
        return Markup(self.forms.quote).format(words)

    def marker(self, letter: str) -> str:
        """Returns a list marker: `(b)` in English, `b)` in French and Spanish."""
        return self.forms.marker.format(letter=letter)

    def paragraph(self, paragraph: str) -> str:
        """Returns a short citation of a paragraph of the draft: `¶ 8`, `annex, ¶ 1 (b)`."""
        kind, _, rest = paragraph.partition("-")
        if kind in ("cover", "note"):
            return str(self.say(f"paragraph-{kind}"))
        if kind != "annex":
            return f"¶{NBSP}{paragraph.removeprefix('p')}"
        number, _, letter = rest.partition("-")
        marked = f"{NBSP}{self.marker(letter)}" if letter else ""
        return str(self.say("paragraph-annex", number=f"¶{NBSP}{number}{marked}"))


def _sounds_like_i(bare: str) -> bool:
    return bare.startswith("i") or (bare.startswith("hi") and not bare.startswith(("hia", "hie", "hio")))
