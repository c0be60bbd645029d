"""Names inside a sentence: meetings, topics, decisions, articles, bodies, terms, symbols."""

from __future__ import annotations

import htpy as h
from markupsafe import Markup

from ..proposals import Decision
from ..records import Body, Meeting, Topic
from ..statements import Text
from .context import Context, MacroError, choose, html


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


def meeting_reference(context: Context, id: str) -> Markup:
    """Returns a link to a meeting, by its name with a capital, for tables and lists."""
    found = context.get("meetings", id)
    return html(h.a(href=meeting_link(context, found))[context.language.sentence_case(found.name)])


def meeting_link(context: Context, found: Meeting) -> str:
    """Returns the address of a meeting's page, or of its part of a page that meetings share."""
    return context.link(*meeting_place(found))


def meeting_place(found: Meeting) -> tuple[str, str]:
    """Returns the page of a meeting and, where it shares that page with others, its anchor there."""
    return f"meetings/{found.page or found.id}.md", found.id if found.page else ""


def topic(context: Context, letter: str) -> Markup:
    """Returns a link to a topic with its letter: `(b) Victim assistance`."""
    return topic_reference(context, topic_by_letter(context, letter))


def topic_title(context: Context, letter: str) -> Markup:
    """Returns letter and name of a topic for a heading."""
    return topic_name(context, topic_by_letter(context, letter))


def topic_name(context: Context, found: Topic) -> Markup:
    """Returns letter and name of a topic."""
    return Markup.escape(f"{context.language.marker(found.letter)} {context.language.text(found.name)}")


def topic_reference(context: Context, found: Topic) -> Markup:
    """Returns a link to a topic by letter and name."""
    return html(h.a(href=topic_link(context, found))[topic_name(context, found)])


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


def decision_reference(context: Context, found: Decision) -> Markup:
    """Returns a link to a decision by number and title."""
    return html(h.a(href=decision_link(context, found))[f"{found.number}. {context.language.text(found.title)}"])


def decision_link(context: Context, found: Decision) -> str:
    """Returns the address of a decision's card."""
    return context.link("decisions.md", found.id)


def article(context: Context, number: int, form: str = "number") -> Markup:
    """Returns `article 5`, or its title in the page's language."""
    found = context.get("articles", number)
    if choose(form, ("number", "title"), "form") == "title":
        return Markup.escape(context.language.title(found.title) or context.language.say("title-not-found"))
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
        case "full" if is_acronym(short):
            shown = f"{full} ({short})"
        case _:
            shown = full
    return html(h.a(".term", href=context.link("glossary.md", found.id))[shown])


def is_acronym(short: str) -> bool:
    """Whether a short form is an acronym, fit for brackets after the name; French and Spanish often have none."""
    return short.isupper()


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
    """Returns a number of those who took part in a meeting, in figures."""
    return Markup(context.language.number(context.get("attendance", id).number))
