"""The Convention's basics: its articles, the sections of its first action plan, and how many States stood where."""

from __future__ import annotations

import htpy as h
from markupsafe import Markup

from ..history import StateCount
from ..references import Article, PlanSection
from .context import Context
from .layout import Row, spaced, table
from .marks import not_found, source_marks
from .names import capital, name
from .when_where import day_words


def articles_table(context: Context) -> Markup:
    """Returns the articles of the Convention with their titles as found in the page's language."""
    rows = [_article_row(context, article) for article in context.programme.articles]
    return table(context, "caption-articles", ("column-article-number", "column-article-title", "column-source"), rows)


def _article_row(context: Context, article: Article) -> Row:
    number = capital(context.language.say("article-number", number=article.number))
    title: h.Node = context.language.title(article.title) or not_found(context)
    return f"article-{article.number}", (number, title, source_marks(context, article.source))


def plan_sections_table(context: Context) -> Markup:
    """Returns the sections of the Vientiane Action Plan, the action each opens with, and the topics each deals with."""
    columns = ("column-section", "column-first-action", "column-topic", "column-source")
    rows = [_section_row(context, section) for section in context.programme.plan_sections]
    return table(context, "caption-plan-sections", columns, rows)


def _section_row(context: Context, section: PlanSection) -> Row:
    letters = [topic.letter for topic in context.programme.topics if topic.plan_section == section.number]
    topics = context.language.join(context.language.marker(letter) for letter in letters)
    action = context.language.say("action-number", number=section.first_action) if section.first_action else None
    cells = (section_name(context, section), action or "—", topics or "—", source_marks(context, section.source))
    return f"section-{section.number}", cells


def section_name(context: Context, section: PlanSection) -> Markup:
    """Returns number and title of a section: `VI. Victim assistance`."""
    title = context.language.text(section.title)
    return context.language.say("plan-section", number=context.language.roman(section.number), title=title)


def counts_table(context: Context) -> Markup:
    """Returns how many States had signed or were parties on each day for which a source tells it."""
    columns = ("column-day", "column-signed", "column-parties", "column-signatories", "column-joined", "column-source")
    return table(context, "caption-counts", columns, [_count_row(context, count) for count in context.programme.counts])


def _count_row(context: Context, count: StateCount) -> Row:
    numbers = (count.signed, count.states_parties, count.signatories, count.joined)
    note = h.span(".note")[name(context, count.note)] if count.note else None
    figures = (context.language.number(number) if number is not None else "—" for number in numbers)
    return count.id, (spaced(day_words(context, count.on), note), *figures, source_marks(context, count.source))
