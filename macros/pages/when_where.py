"""When and where, inside a sentence: dates with their machine form, places with their country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import htpy as h
from markupsafe import Markup

from ..dates import Period
from ..language import DateStyle
from ..meeting_statements import DateStatement
from ..problems import did_you_mean
from ..records import Meeting
from ..statements import LanguageCode, Status, shown_first
from .context import Context, MacroError, choose, html


def time_tag(machine: str, words: str) -> str:
    """Returns the words of a date with their machine form beside them (HTML `time`)."""
    return html(h.time(datetime=machine)[words])


def _statement(context: Context, meeting: Meeting, statement: str | None) -> DateStatement:
    if statement is None:
        shown = shown_first(meeting.dates)
        assert shown is not None  # noqa: S101 - a meeting has at least one date
        return shown
    for candidate in meeting.dates:
        if candidate.id == statement:
            return candidate
    known = [candidate.id for candidate in meeting.dates]
    hint = did_you_mean(statement, known)
    raise MacroError(f'meeting "{meeting.id}" has no date "{statement}" (allowed {", ".join(known)}{hint})')


def date_of(context: Context, statement: DateStatement, style: DateStyle) -> Markup:
    """Returns what a source says of a date, each end in a `time` element; a window is drawn as one."""
    words = Markup(context.language.statement(statement, style, time_tag))
    return html(h.span(".window")[words]) if statement.within else words


def when(context: Context, meeting: str, statement: str | None = None) -> Markup:
    """Returns when a meeting is, with its preposition: `from 27 to 30 June 2011`, `le 6 septembre 2010`."""
    return date_of(context, _statement(context, context.get("meetings", meeting), statement), "adverbial")


def dates(context: Context, meeting: str, statement: str | None = None, style: str = "heading") -> Markup:
    """Returns the dates of a meeting for a heading or table (`27–30 June 2011`), or in running text."""
    choose(style, ("heading", "running"), "style")
    found = _statement(context, context.get("meetings", meeting), statement)
    return date_of(context, found, "running" if style == "running" else "heading")


def window(context: Context, meeting: str) -> Markup:
    """Returns the window of a meeting: how many days at most, inside which period."""
    found = context.get("meetings", meeting)
    windows = [statement for statement in found.dates if statement.within]
    if not windows:
        raise MacroError(f'meeting "{meeting}" has no window')
    return date_of(context, windows[-1], "running")


def day_words(context: Context, period: Period, style: DateStyle = "heading") -> Markup:
    """Returns a period that is not a meeting's, such as the date of a document."""
    return Markup(context.language.period(period, style, time_tag))


def document_date(context: Context, document: str) -> Markup:
    """Returns the date of a document."""
    found = context.get("documents", document)
    if found.date is None:
        raise MacroError(f'document "{document}" has no date')
    return day_words(context, found.date)


def city(context: Context, place: str) -> Markup:
    """Returns a city with its country: `Geneva, Switzerland`, `Genève (Suisse)`."""
    found = context.get("places", place)
    say, text = context.language.say, context.language.text
    return say("city-country", city=text(found.name), country=text(found.country))


def shown_place(context: Context, meeting: Meeting) -> h.Node:
    """Returns the city and country to lead with; for a meeting without a place its format, such as virtual."""
    found, format = shown_first(meeting.places), shown_first(meeting.formats)
    if format is not None and format.format == "virtual":
        return context.language.say("format-virtual")
    return city(context, found.city) if found else context.language.say("not-given")


def place(context: Context, meeting: str, status: str | None = None) -> Markup:
    """Returns the city and country of a meeting."""
    return city(context, _place(context, meeting, status))


def where(context: Context, meeting: str, status: str | None = None) -> Markup:
    """Returns the city and country of a meeting with their preposition: `in Geneva, Switzerland`."""
    return context.language.say("in-place", place=place(context, meeting, status))


def _place(context: Context, meeting: str, status: str | None) -> str:
    found = context.get("meetings", meeting)
    if status is not None:
        choose(status, get_args(Status), "status")
    statements = [item for item in found.places if status is None or item.status == status]
    shown = shown_first(statements)
    if shown is None:
        raise MacroError(f'meeting "{meeting}" has no place with status "{status}"')
    return str(shown.city)


def venue(context: Context, venue: str) -> Markup:
    """Returns the name of a building or room."""
    return Markup.escape(context.language.text(context.get("venues", venue).name))


def languages(context: Context, meeting: str) -> Markup:
    """Returns the languages of a meeting, in the alphabetical order of the page's language."""
    shown = shown_first(context.get("meetings", meeting).languages)
    if shown is None:
        raise MacroError(f'meeting "{meeting}" has no languages')
    return language_names(context, shown.codes)


def language_names(context: Context, codes: Sequence[LanguageCode]) -> Markup:
    """Returns the names of languages, sorted and joined."""
    return context.language.sorted_join(context.language.name_of(code) for code in codes)


def length(context: Context, meeting: str) -> Markup:
    """Returns the length of a meeting in words: `three and a half days`."""
    shown = shown_first(context.get("meetings", meeting).lengths)
    if shown is None:
        raise MacroError(f'meeting "{meeting}" has no length')
    return context.language.half_days(shown.half_days)
