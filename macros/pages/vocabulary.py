"""The words a page may use: every macro by its name, bound to the page it stands on."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from . import (
    alphabet,
    blanks,
    chronology,
    citing,
    contradictions,
    convention,
    corrections,
    cycle,
    cycle_drawing,
    data_fields,
    decisions,
    documents,
    downloads,
    marks,
    meetings,
    mentions,
    names,
    offline,
    organization,
    parallel,
    searching,
    sessions,
    sources,
    timeline,
    topics,
    translation,
    when_where,
)
from .context import Context, MacroError

Macro = Callable[..., Markup]

MACROS: Mapping[str, Macro] = {
    macro.__name__: macro
    for macro in (
        when_where.when,
        when_where.dates,
        when_where.window,
        when_where.document_date,
        when_where.place,
        when_where.where,
        when_where.venue,
        when_where.languages,
        when_where.length,
        names.meeting,
        names.meeting_title,
        names.topic,
        names.topic_title,
        names.decision,
        names.article,
        names.body,
        names.term,
        names.symbol,
        names.agenda_item,
        names.count,
        marks.source,
        marks.status,
        marks.blank,
        meetings.meeting_facts,
        meetings.meeting_neighbours,
        meetings.meeting_quotes,
        meetings.meetings_table,
        timeline.timeline,
        topics.topics_grid,
        topics.topics_table,
        topics.topic_facts,
        topics.topic_neighbours,
        topics.annex_topics,
        marks.status_legend,
        decisions.decision_card,
        decisions.decisions_list,
        decisions.decisions_table,
        blanks.blanks_register,
        blanks.blanks_open,
        blanks.open_blanks_list,
        decisions.key_decisions,
        organization.who_does_what,
        organization.participants_list,
        organization.acts_table,
        organization.funds_table,
        organization.bodies_list,
        meetings.attendance_list,
        documents.document_facts,
        documents.document_title,
        documents.documents_table,
        sources.sources_register,
        sources.sources_list,
        sources.source_counts,
        sessions.sessions_table,
        convention.articles_table,
        convention.plan_sections_table,
        convention.counts_table,
        cycle.cycle_list,
        cycle_drawing.cycle_drawing,
        contradictions.contradictions_list,
        contradictions.contradictions_on,
        corrections.corrections_list,
        documents.glossary_list,
        downloads.calendars_table,
        downloads.meeting_calendars_table,
        downloads.subscribe_button,
        downloads.calendar_address,
        downloads.feed_links,
        downloads.data_links,
        downloads.data_tables,
        downloads.example,
        data_fields.fields,
        data_fields.schema_link,
        alphabet.a_to_z,
        chronology.by_date,
        searching.search_form,
        parallel.side_by_side,
        citing.citations,
        offline.downloads,
        translation.translation_status,
        mentions.mentions,
    )
}
"""Every macro that a page may call, by name."""


_signature = cache(inspect.signature)


def bind(macro: Macro, context: Context) -> Callable[..., Markup]:
    """Returns a macro that knows its page and says in words which argument is missing or not known."""

    def call(*arguments: Any, **named: Any) -> Markup:
        try:
            _signature(macro).bind(context, *arguments, **named)
        except TypeError as error:
            raise MacroError(f"{macro.__name__}(): {error}; write {usage(macro)}") from None
        return macro(context, *arguments, **named)

    return call


def usage(macro: Macro) -> str:
    """Returns how a macro is called, without the page it is bound to: `when(meeting, statement=None)`."""
    names = [
        parameter.name if parameter.default is parameter.empty else f"{parameter.name}={parameter.default!r}"
        for parameter in list(inspect.signature(macro).parameters.values())[1:]
    ]
    return f"{macro.__name__}({', '.join(names)})"
