"""Words inside a sentence: dates, places, names, source marks, signs of status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import htpy as h
from markupsafe import Markup

from ..dates import Period
from ..language import DateStyle
from ..problems import did_you_mean
from ..records import Blank, Body, Decision, Meeting, OutcomeStatus, Topic
from ..statements import Citation, DateStatement, Status, Text, shown_first
from .context import Context, MacroError, choose

SIGNS = {"proposed": "◇", "decided": "◐", "adopted": "◐", "held": "●", "carried-out": "●", "not-found": "○"}
"""The shape of each status, the same on every page."""

STATUSES = (*get_args(Status), *get_args(OutcomeStatus))


def html(element: h.Renderable) -> Markup:
    """Returns an element as text that needs no further escaping."""
    return Markup(str(element))


def time_tag(machine: str, words: str) -> str:
    """Returns the words of a date with their machine form beside them (HTML `time`)."""
    return html(h.time(datetime=machine)[words])


# Dates and places


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


def language_names(context: Context, codes: Sequence[str]) -> Markup:
    """Returns the names of languages, sorted and joined."""
    return context.language.sorted_join(context.language.say(f"language-{code}") for code in codes)


def length(context: Context, meeting: str) -> Markup:
    """Returns the length of a meeting in words: `three and a half days`."""
    shown = shown_first(context.get("meetings", meeting).lengths)
    if shown is None:
        raise MacroError(f'meeting "{meeting}" has no length')
    return context.language.half_days(shown.half_days)


# Names


def name(context: Context, text: Text) -> Markup:
    """Returns a text of the data, escaped, with the facts it asks for filled in."""
    return context.expand(context.language.text(text))


def capital(words: Markup) -> Markup:
    """Returns words with a capital first letter; words that begin with an element stay as they are."""
    return words if words.startswith(("<", "&")) else words[:1].upper() + words[1:]


def meeting(context: Context, id: str) -> Markup:
    """Returns a link to a meeting, by the name it has inside a sentence."""
    found = context.get("meetings", id)
    return html(h.a(href=meeting_link(context, found))[name(context, found.name)])


def meeting_title(context: Context, id: str) -> Markup:
    """Returns the name of a meeting for a heading."""
    return Markup.escape(context.language.sentence_case(context.get("meetings", id).name))


def meeting_link(context: Context, found: Meeting) -> str:
    """Returns the address of a meeting's page."""
    return context.link(f"meetings/{found.id}.md")


def topic(context: Context, letter: str) -> Markup:
    """Returns a link to a topic with its letter: `(b) Victim assistance`."""
    found = topic_by_letter(context, letter)
    return html(h.a(href=topic_link(context, found))[topic_name(context, found)])


def topic_title(context: Context, letter: str) -> Markup:
    """Returns letter and name of a topic for a heading."""
    return topic_name(context, topic_by_letter(context, letter))


def topic_name(context: Context, found: Topic) -> Markup:
    """Returns letter and name of a topic."""
    return Markup.escape(f"{context.language.marker(found.letter)} {context.language.text(found.name)}")


def topic_link(context: Context, found: Topic) -> str:
    """Returns the address of a topic's page."""
    return context.link(f"topics/{found.id}.md")


def topic_by_letter(context: Context, letter: str) -> Topic:
    """Returns the topic with a letter from a to h."""
    for candidate in context.programme.topics:
        if candidate.letter == letter:
            return candidate
    letters = ", ".join(candidate.letter for candidate in context.programme.topics)
    raise MacroError(f'no topic "{letter}" (allowed {letters})')


def decision(context: Context, number: int) -> Markup:
    """Returns a link to a decision by its number: `decision 4`."""
    found = context.get("decisions", f"decision-{number}")
    return html(h.a(href=decision_link(context, found))[context.language.say("decision-number", number=number)])


def decision_link(context: Context, found: Decision) -> str:
    """Returns the address of a decision's card."""
    return context.link("decisions.md", found.id)


def article(context: Context, number: int, form: str = "number") -> Markup:
    """Returns `article 5`, or its title in the page's language."""
    found = context.get("articles", number)
    if choose(form, ("number", "title"), "form") == "title":
        return Markup.escape(context.language.text(found.title))
    return context.language.say("article-number", number=number)


def body(context: Context, id: str, form: str = "name") -> Markup:
    """Returns the name of a body, or its short form."""
    found: Body = context.get("bodies", id)
    if choose(form, ("name", "short"), "form") == "short":
        if found.short is None:
            raise MacroError(f'body "{id}" has no short form')
        return html(h.abbr(title=context.language.text(found.name))[context.language.text(found.short)])
    return body_name(context, found)


def body_name(context: Context, found: Body) -> Markup:
    """Returns the name of a body as it stands inside a sentence."""
    return Markup.escape(context.language.text(found.name))


def term(context: Context, id: str, form: str = "full") -> Markup:
    """Returns a glossary term linked to its meaning: with its short form in brackets, alone, or short only."""
    found = context.get("glossary", id)
    full, short = (context.language.text(text) if text else "" for text in (found.term, found.short))
    match choose(form, ("full", "name", "short"), "form"):
        case "short" if not short:
            raise MacroError(f'term "{id}" has no short form')
        case "short":
            shown: h.Node = h.abbr(title=full)[short]
        case "full" if short:
            shown = f"{full} ({short})"
        case _:
            shown = full
    return html(h.a(".term", href=context.link("glossary.md", found.id))[shown])


def symbol(context: Context, document: str) -> Markup:
    """Returns the symbol of a document, never translated nor broken across lines."""
    found = context.get("documents", document)
    if found.symbol is None:
        raise MacroError(f'document "{document}" has no symbol')
    return symbol_words(found.symbol)


def symbol_words(words: str) -> Markup:
    """Returns a symbol so that neither a browser nor a translator touches it."""
    return html(h.span(".symbol", translate="no")[words])


def agenda_item(context: Context, document: str) -> Markup:
    """Returns `item 11 of the provisional agenda`."""
    found = context.get("documents", document)
    if found.agenda_item is None:
        raise MacroError(f'document "{document}" has no agenda item')
    return context.language.say("agenda-item", number=found.agenda_item)


def count(context: Context, id: str) -> Markup:
    """Returns a number that a source gives, in figures."""
    return Markup(context.language.number(context.get("counts", id).number))


# Sources and signs


def source(context: Context, at: str) -> Markup:
    """Returns the mark of one source: `¶ 8` for a paragraph of the draft, a short name for others."""
    context.get("citations", at)
    return source_marks(context, [Citation(at=at)])


def source_marks(context: Context, citations: Sequence[Citation]) -> Markup:
    """Returns one small link for each source, to the paragraph or to the register of sources."""
    return Markup(" ").join(_source_mark(context, citation) for citation in citations)


def _source_mark(context: Context, citation: Citation) -> Markup:
    say = context.language.say
    if citation.paragraph is not None:
        words = context.language.paragraph(citation.paragraph)
        href = context.link("programme.md", citation.paragraph)
        return html(h.a(".source", href=href, title=say("source-draft", paragraph=words))[words])
    found = context.get("sources", citation.source)
    title = say("source-outside", title=context.language.text(found.title), publisher=found.publisher)
    return html(h.a(".source", href=context.link("documents.md", found.id), title=title)[found.short])


def status(context: Context, value: str) -> Markup:
    """Returns a status as shape and word."""
    choose(value, STATUSES, "status")
    sign = h.span(aria_hidden="true")[SIGNS[value]]
    return html(h.span(f".status.status--{value}")[sign, " ", context.language.say(f"status-{value}")])


def blank(context: Context, id: str) -> Markup:
    """Returns a blank of the draft as a dashed box with the draft's own characters."""
    return blank_box(context, context.get("blanks", id))


def blank_box(context: Context, found: Blank) -> Markup:
    """Returns the dashed box of a blank; its title says what is wanted."""
    title = context.language.say("blank-title", wanted=context.language.text(found.wanted))
    return html(h.span(".blank", title=title, translate="no")[found.printed])


def english_quote(context: Context, words: str) -> Markup:
    """Returns a source's own words, marked as English on pages in another language."""
    attributes = {} if context.language.code == "en" else {"lang": "en"}
    return context.language.quote(html(h.q(".quote", **attributes)[words]))
